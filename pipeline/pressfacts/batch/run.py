"""The batch run: records in, facts, articles and rejections out, in the order of the input. It knows nothing of rules or models.

What an earlier run did is taken from the shelf, the rest goes to the pool. Outcomes come back in any order and wait in a
window until all before them are written: hence the same bytes, however many workers there are and however often the run
was killed before.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pressfacts.article import Article
from pressfacts.batch.handful import handfuls
from pressfacts.batch.keys import article_key
from pressfacts.batch.limits import MostRejected
from pressfacts.batch.log import Log, silent
from pressfacts.batch.meter import Meter
from pressfacts.batch.outcome import Failure, Outcome
from pressfacts.batch.pool import Pool
from pressfacts.batch.report import Report
from pressfacts.batch.shelf import Shelf
from pressfacts.batch.window import Waiting, Window, without_text
from pressfacts.errors import ArticleError, RejectedError
from pressfacts.read import Incoming, Record, Rejection
from pressfacts.write import OutputFolder

_WAIT_SECONDS = 0.5
_PROGRESS_SECONDS = 10.0


class Watch(NamedTuple):
    """Who is told how the run goes: the meter of records, the log of events."""

    meter: Meter
    log: Log = silent


def run_batch(
    records: Iterable[Record],
    pool: Pool,
    shelf: Shelf,
    out: OutputFolder,
    made_by: bytes,
    *,
    most_rejected: MostRejected | None = None,
    watch: Watch | None = None,
) -> Report:
    """Bring all records into the open output folder and count what happened. Memory does not grow with the number of records.

    `made_by` is the `making_key` of the extractor behind the pool. Bad records and articles whose extraction fails are rejected and
    the run goes on. Raises OutputError where the folder cannot be written, RejectedError where too much was rejected, and what
    the pool raises for a fault of the set-up; after any of these the next run goes on where this one stopped.
    """
    run = _Run(pool, shelf, out, made_by, most_rejected or MostRejected(), watch or Watch(Meter(None)))
    run.go(records)
    return run.report


@dataclass
class _Run:
    pool: Pool
    shelf: Shelf
    out: OutputFolder
    made_by: bytes
    most_rejected: MostRejected
    watch: Watch
    report: Report = field(default_factory=Report)
    window: Window = field(default_factory=Window)
    at_work: dict[int, Waiting] = field(default_factory=dict)
    tickets: int = 0
    last_progress: float = field(default_factory=time.monotonic)

    def go(self, records: Iterable[Record]) -> None:
        """Bring all records to their end, and keep what was done if that fails."""
        try:
            self._go(records)
        except BaseException:
            with suppress(Exception):  # work that was done when the run was stopped is kept for the next
                self._gather(0)
            raise

    def _go(self, records: Iterable[Record]) -> None:
        began = time.perf_counter()
        lots = handfuls(records)
        while lot := self._next(lots):
            self._admit(lot)
            self._collect(0)
            self._emit()
            while self.window.is_full:
                self._collect(_WAIT_SECONDS)
                self._emit()
        self.pool.close()
        while self.window:
            self._collect(_WAIT_SECONDS)
            self._emit()
        self._stop_if_too_bad(at_end=True)
        self.shelf.seal()
        self.report.seconds = time.perf_counter() - began

    def _next(self, lots: Iterator[list[Record]]) -> list[Record]:
        began = time.perf_counter()
        lot = next(lots, [])
        self.report.stages["reading"] += time.perf_counter() - began
        return lot

    def _admit(self, lot: list[Record]) -> None:
        """Let records into the window. Those of which the shelf keeps no outcome are given to the pool."""
        keys = [article_key(record.article, self.made_by) if isinstance(record, Incoming) else b"" for record in lot]
        places = self.shelf.find([key for key in keys if key])
        for record, key in zip(lot, keys, strict=True):
            if isinstance(record, Rejection):
                self.window.add(Waiting(record))
            elif (place := places.get(key)) and self.shelf.keeps(key, place):
                self.window.add(Waiting(without_text(record), key, place))
                self.report.reused += 1
            else:
                self.window.add(waiting := Waiting(record, key))
                self._submit(waiting, record.article)

    def _submit(self, waiting: Waiting, article: Article) -> None:
        self.tickets += 1
        self.at_work[self.tickets] = waiting
        began = time.perf_counter()
        self.pool.submit(self.tickets, article)
        self.report.stages["extracting"] += time.perf_counter() - began

    def _collect(self, seconds: float) -> None:
        """Take what outcomes there are. Only where nothing can be written, and so nothing else done, wait for one."""
        seconds = 0 if not self.at_work or self.window.ready else seconds
        began = time.perf_counter()
        self._gather(seconds)
        self.shelf.tick()
        self.report.stages["waiting"] += time.perf_counter() - began
        self._tell_progress()

    def _gather(self, seconds: float) -> None:
        while self.at_work and (done := self.pool.done(seconds)) is not None:
            ticket, outcome = done
            waiting = self.at_work.pop(ticket)
            waiting.outcome, seconds = outcome, 0
            self.shelf.put(waiting.key, outcome)
            self.report.extracted_now += 1

    def _emit(self) -> None:
        """Write what is ready and has nothing unwritten before it."""
        began = time.perf_counter()
        while self.window.ready:
            waiting = self.window.leave()
            if isinstance(waiting.record, Rejection):
                self._reject(waiting.record)
            else:
                outcome = waiting.outcome or (self.shelf.take(waiting.place) if waiting.place else None)
                assert outcome is not None
                self._write(waiting.record, outcome)
            self.watch.meter.on_records(self.report.read, self.report.read + len(self.window))
        self.report.stages["writing"] += time.perf_counter() - began

    def _write(self, incoming: Incoming, outcome: Outcome) -> None:
        if outcome.failure:
            self._reject(rejection_of(incoming, outcome.failure))
            return
        if outcome.lines:
            self.out.facts.write_block(outcome.lines, sum(outcome.kinds.values()))
        self.out.articles.write(article_row(incoming, outcome))
        self.report.note_extracted(incoming, outcome)

    def _reject(self, rejection: Rejection) -> None:
        self.out.rejected.write(rejection._asdict())
        self.report.note_rejection(rejection)
        self.watch.log("rejected", **rejection._asdict())
        self._stop_if_too_bad()

    def _stop_if_too_bad(self, *, at_end: bool = False) -> None:
        rejected, read = self.report.rejected.total(), self.report.read
        if self.most_rejected.exceeded(rejected, read, at_end=at_end):
            (reason, count), *_ = self.report.rejected.most_common(1)
            first = self.report.first_rejection[reason]
            place = f"{first.source}:{first.line}" if first.line else first.source
            what = f"{rejected} of {read} records rejected, {count} as {reason}, the first at {place}: {first.message}"
            mend = f"{self.most_rejected} were allowed; mend the input or raise --max-rejected, and run again: what was done is kept"
            raise RejectedError(what, mend=mend)

    def _tell_progress(self) -> None:
        if time.monotonic() - self.last_progress >= _PROGRESS_SECONDS:
            self.last_progress = time.monotonic()
            report, meter = self.report, self.watch.meter
            counts = {"read": report.read, "rejected": report.rejected.total(), "reused": report.reused, "extracted": report.extracted_now}
            left = meter.seconds_left
            told = {"per_second": round(meter.rate, 1), "seconds_left": left if left is None else round(left)}
            self.watch.log("progress", **counts, window=len(self.window), **told)


def article_row(incoming: Incoming, outcome: Outcome) -> dict[str, Any]:
    """The line of `articles.jsonl`: `file` and `line` say where the article was read, `source` is the outlet its record names."""
    article = incoming.article
    row = {
        "id": article.id,
        "file": incoming.file,
        "line": incoming.line,
        "encoding": incoming.encoding,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": outcome.published,
        "published_from": outcome.published_from or "none",
        "characters": outcome.characters,
        "facts": sum(outcome.kinds.values()),
    }
    if incoming.derived_text:
        row["text"] = article.text
    return row


def rejection_of(incoming: Incoming, failure: Failure) -> Rejection:
    """The rejection of an article whose extraction failed."""
    error = ArticleError(failure.message, reason=failure.reason, mend=failure.mend)
    return Rejection.of(error, incoming.file, id=incoming.article.id, line=incoming.line, offset=incoming.byte_offset)
