"""An extractor without rules and model: each `$` and the digits after it are a money fact. Words in the text make it fail.

BUG, BAD and HUGE fail as articles do, NO MODEL as the set-up does. DIE kills the process, HANG holds it up, SPIN keeps it busy,
GREEDY fills its memory; with `ONCE <file>` behind them only the first time, which the file remembers. SLOW takes its time.
`COUNT <folder>` makes the file named by the process in that folder a byte longer.
"""

from __future__ import annotations

import datetime
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
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
    """Answers like the real one."""

    def __init__(self) -> None:
        self.rulebook = FakeRulebook()

    def extract(self, article: Article) -> list[FactBase]:
        _misbehave(article.text)
        if _says("BUG", article.text):
            raise ZeroDivisionError("a bug\nwith a second line")
        if _says("BAD", article.text):
            raise ArticleError("cannot be understood", reason="not_english")
        if _says("NO MODEL", article.text):
            raise ModelError("the model is gone")
        facts = [_money(article, found) for found in re.finditer(r"\$(\d+)", article.text)]
        return [*facts, _beyond_json(article)] if _says("HUGE", article.text) else facts

    def extract_many(self, articles: Iterable[Article]) -> Iterator[FakeExtraction]:
        yield from map(self._answer, articles)

    def _answer(self, article: Article) -> FakeExtraction:
        known = "record" if article.published else None
        try:
            return FakeExtraction(article, self.extract(article), article.published, known)
        except ModelError:
            raise
        except Exception as error:
            return FakeExtraction(article, [], article.published, known, error)


def make_fake(_settings: object = None) -> FakeExtractor:
    """The factory: a function of a module, which processes can hand to one another."""
    return FakeExtractor()


def _says(word: str, text: str) -> bool:
    return re.search(rf"\b{word}\b", text) is not None  # ISLAMABAD does not


def _misbehave(text: str) -> None:
    if once := re.search(r"ONCE (\S+)", text):
        try:
            Path(once[1]).touch(exist_ok=False)
        except FileExistsError:
            return
    if counted := re.search(r"COUNT (\S+)", text):
        with (Path(counted[1]) / str(os.getpid())).open("ab") as file:
            file.write(b".")
    if _says("DIE", text):
        os.kill(os.getpid(), signal.SIGKILL)
    if _says("HANG", text):
        time.sleep(600)
    while _says("SPIN", text):
        pass
    if _says("SLOW", text):
        time.sleep(0.02)
    if _says("GREEDY", text):
        _hold = [b"x" * (16 << 20) for _ in range(64)]
        time.sleep(1)


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
