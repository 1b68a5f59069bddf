"""The one shape that every format is read into and written from: articles, and the facts told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pressfacts.article import Article
from pressfacts.fact import KINDS
from pressfacts.read.fact_rows import Row


@dataclass
class Collection:
    """Articles by id, in order, and the rows (gold or facts) about them. Every row's article is among them."""

    articles: dict[str, Article] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def by_article(self) -> Iterator[tuple[Article, list[Row]]]:
        """Each article with its rows in the order of its text, the longer of two that begin together first."""
        rows: dict[str, list[Row]] = {id_: [] for id_ in self.articles}
        for row in self.rows:
            rows[row["doc_id"]].append(row)
        for id_, article in self.articles.items():
            yield article, sorted(rows[id_], key=lambda row: (row["start"], -row["end"], KINDS.index(row["kind"])))


class Losses:
    """What could not be carried over, each with how often: what one format tells, and the other cannot hold."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def note(self, what: str, count: int = 1) -> None:
        """Remember that `what` was lost so many times."""
        if count:
            self._counts[what] += count

    def note_fields(self, rows: Iterable[Mapping[str, Any]], kept: Iterable[str]) -> None:
        """Remember every field of rows that holds something and is not among those kept."""
        names = set(kept)
        for row in rows:
            for name, value in row.items():
                if name not in names and value not in (None, False, [], {}):
                    self.note(f"the field `{name}` of facts")

    def note_articles(self, articles: Iterable[Article], kept: Iterable[str] = ()) -> None:
        """Remember what articles tell besides id and text and the fields kept."""
        names = [name for name in ("title", "published", "source", "url") if name not in set(kept)]
        for article in articles:
            for name in names:
                if getattr(article, name):
                    self.note(f"the field `{name}` of articles")

    def told(self) -> list[tuple[str, int]]:
        """What was lost and how often, in alphabetical order."""
        return sorted(self._counts.items())


SPAN_FIELDS = ("doc_id", "kind", "start", "end", "text")
"""What every format with offsets holds of a row."""


def row_of(article: Article, kind: str, start: int, end: int, rest: Mapping[str, Any] | None = None) -> Row:
    """A row about an article, with the text that stands at its place."""
    row = {"doc_id": article.id, "kind": kind, "start": start, "end": end, "text": article.text[start:end]}
    return row | {"value": None} | dict(rest or {})


def extras(row: Row) -> dict[str, Any]:
    """What a row holds besides its place and kind: value, optional, rule, id, sentence and so on, without what is empty."""
    return {name: value for name, value in row.items() if name not in SPAN_FIELDS and value is not None and value is not False}


class Labels:
    """Which label of another tool stands for which kind: those told by the user, and our own kinds in any case."""

    def __init__(self, told: Mapping[str, str] | None = None) -> None:
        self._kinds: dict[str, str] = {kind: kind for kind in KINDS}
        self._kinds |= {label.casefold(): kind for label, kind in (told or {}).items()}

    def kind(self, label: str, losses: Losses) -> str | None:
        """The kind of a label, None and a loss for one that is no kind."""
        kind = self._kinds.get(label.casefold())
        if kind is None:
            losses.note(f"the label {label!r}, which is no kind of fact")
        return kind


def fits(article: Article, start: Any, end: Any, losses: Losses) -> bool:
    """Whether offsets are a span of the article; a loss where they are not."""
    good = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(article.text)
    if not good:
        losses.note("a span outside its text")
    return good


def without_overlaps(rows: Iterable[Row], losses: Losses) -> list[Row]:
    """The rows that a format without overlaps can hold, in the order of the text: of two that overlap the longer, then the first."""
    kept: list[Row] = []
    ordered = sorted(rows, key=lambda row: (row["start"] - row["end"], row["start"], KINDS.index(row["kind"])))
    taken: set[int] = set()
    for row in ordered:
        places = range(row["start"], row["end"])
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(row)
        else:
            losses.note("a fact that overlaps another")
    return sorted(kept, key=lambda row: int(row["start"]))
