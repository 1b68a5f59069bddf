"""An extractor without rules and model: each `$` and the digits after it are a money fact. Words in the text make it fail."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pressfacts.article import Article
from pressfacts.errors import ArticleError, ModelError
from pressfacts.fact import FactBase, Money, MoneyFact, Span, Visitors, VisitorsFact, fact_id


class FakeExtraction(NamedTuple):
    article: Article
    facts: list[FactBase]
    published: datetime.date | None
    published_from: str | None
    error: Exception | None = None


class FakeRulebook(NamedTuple):
    digest: str = "00" * 12


class FakeExtractor:
    """Answers like the real one. `ahead` is how many articles it reads before it answers the first."""

    def __init__(self, ahead: int = 1) -> None:
        self.ahead, self.rulebook = ahead, FakeRulebook()

    def extract(self, article: Article) -> list[FactBase]:
        if "BUG" in article.text:
            raise ZeroDivisionError("a bug\nwith a second line")
        if "BAD" in article.text:
            raise ArticleError("cannot be understood", reason="not_english")
        if "NO MODEL" in article.text:
            raise ModelError("the model is gone")
        facts = [_money(article, found) for found in re.finditer(r"\$(\d+)", article.text)]
        return [*facts, _beyond_json(article)] if "HUGE" in article.text else facts

    def extract_many(self, articles: Iterable[Article]) -> Iterator[FakeExtraction]:
        waiting: list[Article] = []
        for article in articles:
            waiting.append(article)
            if len(waiting) == self.ahead:
                yield from map(self._answer, waiting)
                waiting = []
        yield from map(self._answer, waiting)

    def _answer(self, article: Article) -> FakeExtraction:
        known = "record" if article.published else None
        try:
            return FakeExtraction(article, self.extract(article), article.published, known)
        except ModelError:
            raise
        except Exception as error:
            return FakeExtraction(article, [], article.published, known, error)


def _span(article: Article, kind: str, start: int, end: int) -> dict[str, object]:
    text = article.text[start:end]
    id_ = fact_id(article.id, kind, start, end, text)
    return {"id": id_, "doc_id": article.id, "text": text, "start": start, "end": end, "sentence": Span(start=0, end=len(article.text))}


def _money(article: Article, found: re.Match[str]) -> FactBase:
    value = Money(low=found[1], high=found[1], currency="USD")
    return MoneyFact.model_validate({**_span(article, "money", *found.span()), "rule": "money.fake", "value": value})


def _beyond_json(article: Article) -> FactBase:
    # A whole number that no 64 bits hold: JSON readers would lose digits, and our writer refuses it.
    return VisitorsFact.model_validate({**_span(article, "visitors", 0, 1), "rule": "visitors.fake", "value": Visitors(count=1 << 70)})
