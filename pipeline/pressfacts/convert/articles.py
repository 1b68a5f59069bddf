"""What formats with a place for anything keep of an article besides its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pressfacts.article import Article
from pressfacts.read.published import parse_published


def meta_of(article: Article) -> dict[str, str]:
    """`doc_id` and what else the article tells, as plain text."""
    published = article.published.isoformat() if article.published else None
    told = {"doc_id": article.id, "title": article.title, "published": published, "source": article.source, "url": article.url}
    return {name: value for name, value in told.items() if value}


def article_of(text: str, meta: Mapping[str, Any], fallback_id: str) -> Article:
    """The article that `meta_of` described; `fallback_id` where it tells no id."""
    told = {name: value for name, value in meta.items() if isinstance(value, str) and value}
    return Article(
        id=told.get("doc_id", fallback_id),
        text=text,
        title=told.get("title"),
        published=parse_published(told["published"]) if "published" in told else None,
        source=told.get("source"),
        url=told.get("url"),
    )
