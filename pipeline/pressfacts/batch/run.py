"""The batch run: records in, facts, articles and rejections out. It knows nothing of rules or models."""

from __future__ import annotations

import datetime
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from pressfacts.article import Article
from pressfacts.batch.report import Report
from pressfacts.errors import ArticleError, PressfactsError
from pressfacts.read import Incoming, Record, Rejection
from pressfacts.write import OutputFolder, to_json

_LONGEST_MESSAGE = 300


class FactLike(Protocol):
    """What the run needs of a fact, besides that it can be written as JSON."""

    @property
    def kind(self) -> str:
        """The kind of the fact."""


class ExtractionLike(Protocol):
    """What became of one article."""

    @property
    def article(self) -> Article:
        """The article that was given."""

    @property
    def facts(self) -> Sequence[Any]:
        """Its facts, in the order of the text."""

    @property
    def published(self) -> datetime.date | None:
        """The publication day that relative dates were resolved against."""

    @property
    def published_from(self) -> str | None:
        """How that day was known."""

    @property
    def error(self) -> Exception | None:
        """What went wrong, where extraction failed."""


class ExtractsMany(Protocol):
    """An extractor: it answers each article of a stream, in order. It may read some articles ahead."""

    def extract_many(self, articles: Iterable[Article]) -> Iterator[ExtractionLike]:
        """The extraction of each article."""


def run_batch(
    records: Iterable[Record], extractor: ExtractsMany, out: OutputFolder, *, on_article: Callable[[], None] | None = None
) -> Report:
    """Extract all records into the open output folder and count what happened. Memory does not grow with the number of records.

    Bad records and articles whose extraction fails are rejected and the run goes on. Raises OutputError where the folder
    cannot be written, what the extractor raises for a fault of the set-up, and RuntimeError for an extractor that loses articles.
    """
    began = time.perf_counter()
    run = _Run(out)
    for extraction in extractor.extract_many(run.articles(records)):
        run.take(extraction)
        if on_article:
            on_article()
    if run.waiting:
        raise RuntimeError(f"the extractor left {len(run.waiting)} articles unanswered")
    run.report.seconds = time.perf_counter() - began
    return run.report


class _Run:
    """The state of a run: the articles handed to the extractor whose answer is still to come."""

    def __init__(self, out: OutputFolder) -> None:
        self.out, self.report = out, Report()
        self.waiting: deque[Incoming] = deque()

    def articles(self, records: Iterable[Record]) -> Iterator[Article]:
        """The articles among the records, each noted as waiting; rejections are written at once."""
        for record in records:
            if isinstance(record, Rejection):
                self._reject(record)
            else:
                self.waiting.append(record)
                yield record.article

    def take(self, extraction: ExtractionLike) -> None:
        """Write what became of the article that has waited longest."""
        incoming = self.waiting.popleft()
        if extraction.article.id != incoming.article.id:
            raise RuntimeError("the extractor answered out of order")
        try:
            if extraction.error:
                raise extraction.error
            # All lines of an article are made before the first is written: it is told whole or rejected, never by half.
            lines = [to_json(fact) for fact in extraction.facts]
            row = to_json(article_row(incoming, extraction))
        except Exception as error:
            self._reject(_failure(incoming, error))
            return
        self.out.facts.write_all(lines)
        self.out.articles.write(row)
        words = len(incoming.article.text.split())
        self.report.note_extracted(incoming, [fact.kind for fact in extraction.facts], words)

    def _reject(self, rejection: Rejection) -> None:
        self.out.rejected.write(rejection._asdict())
        self.report.note_rejection(rejection)


def article_row(incoming: Incoming, extraction: ExtractionLike) -> dict[str, Any]:
    """The line of `articles.jsonl`: `file` and `line` say where the article was read, `source` is the outlet its record names."""
    article = incoming.article
    return {
        "id": article.id,
        "file": incoming.file,
        "line": incoming.line,
        "encoding": incoming.encoding,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": extraction.published,
        "published_from": extraction.published_from or "none",
        "characters": len(article.text),
        "facts": len(extraction.facts),
    }


def _failure(incoming: Incoming, error: Exception) -> Rejection:
    if isinstance(error, PressfactsError) and not isinstance(error, ArticleError):
        raise error  # a fault of the set-up: every other article would fail too
    if not isinstance(error, ArticleError):
        first_line = (str(error).splitlines() or [""])[0][:_LONGEST_MESSAGE]
        message = f"{type(error).__name__}: {first_line}".encode("utf-8", "backslashreplace").decode("utf-8")
        error = ArticleError(message, reason="extraction_failed", mend="this is a fault of pressfacts: please report it with the article")
    return Rejection.of(error, incoming.file, id=incoming.article.id, line=incoming.line, offset=incoming.byte_offset)
