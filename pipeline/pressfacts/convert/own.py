"""Our own form: JSONL of gold or facts, and the articles in `articles.jsonl` beside it, which `pressfacts extract` reads too."""

from __future__ import annotations

from pathlib import Path

from pressfacts.article import Article
from pressfacts.convert.articles import meta_of
from pressfacts.convert.collection import Collection, Labels, Losses
from pressfacts.convert.files import Files, json_lines_of
from pressfacts.errors import InputError
from pressfacts.read.facts import read_facts
from pressfacts.read.texts import read_texts

GOLD, ARTICLES = "gold.jsonl", "articles.jsonl"


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The rows of a file or folder, with the articles of the `articles.jsonl` beside them where it has their texts."""
    folder = path if path.is_dir() else path.parent
    rows = read_facts(folder / GOLD if path.is_dir() and (folder / GOLD).is_file() else path)
    articles = read_texts([str(folder / ARTICLES)]) if (folder / ARTICLES).is_file() else {}
    return Collection(articles, rows)


def with_articles(collection: Collection, articles: dict[str, Article]) -> Collection:
    """The collection with texts from elsewhere. Raises InputError where an article that rows tell of is missing, or another one."""
    known = collection.articles | articles
    for row in collection.rows:
        article = known.get(row["doc_id"])
        if article is None:
            mend = "name the files or folders that hold the articles with --articles"
            raise InputError("the text of this article is not known", where=row["doc_id"], mend=mend)
        if article.text[row["start"] : row["end"]] != row["text"]:
            where, what = (
                f"{row['doc_id']} at {row['start']}",
                f"the text says {article.text[row['start'] : row['end']]!r}, not {row['text']!r}",
            )
            raise InputError(what, where=where, mend="name the very articles that the facts were made from")
    wanted = {row["doc_id"] for row in collection.rows} | set(collection.articles)
    return Collection({id_: article for id_, article in known.items() if id_ in wanted}, collection.rows)


def write(collection: Collection, losses: Losses) -> Files:
    """gold.jsonl and articles.jsonl."""
    ordered = (row for _, rows in collection.by_article() for row in rows)
    described = ((meta_of(article), article.text) for article in collection.articles.values())
    articles = ({"id": meta.pop("doc_id"), "text": text, **meta} for meta, text in described)
    return {GOLD: json_lines_of(ordered), ARTICLES: json_lines_of(articles)}
