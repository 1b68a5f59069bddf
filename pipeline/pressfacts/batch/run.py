"""The batch run: records in, facts, articles and rejections out, in the order of the input. It knows nothing of rules or models.

What an earlier run did is taken from the shelf, and what stands in a line that it knows is not even read; the rest goes to the pool.
Outcomes come back in any order and wait in a window until all before them are written: hence the same bytes, however many workers there
are and however often the run was killed before.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pressfacts.article import Article
from pressfacts.batch.card import Card
from pressfacts.batch.keys import article_key
from pressfacts.batch.limits import MostRejected
from pressfacts.batch.log import Log, silent
from pressfacts.batch.meter import Meter
from pressfacts.batch.outcome import Failure, Outcome
from pressfacts.batch.pool import Pool
from pressfacts.batch.report import Report
from pressfacts.batch.shelf import Shelf
from pressfacts.batch.window import Shelved, Waiting, Window, without_text
from pressfacts.errors import ArticleError, RejectedError
from pressfacts.read import AnyRecord, Incoming, Known, Rejection
from pressfacts.write import OutputFolder

_WAIT_SECONDS = 0.5
_PROGRESS_SECONDS = 10.0
_WRITTEN_AT_ONCE = 256


class Watch(NamedTuple):
    """Who is told how the run goes: the meter of records, the log of events."""

    meter: Meter
    log: Log = silent


def run_batch(
    lots: Iterable[Sequence[AnyRecord]],
    pool: Pool,
    shelf: Shelf,
    out: OutputFolder,
    made_by: bytes,
    *,
    most_rejected: MostRejected | None = None,
    watch: Watch | None = None,
) -> Report:
    """Bring all records, some at a time, into the open output folder and count what happened. Memory does not grow with their number.

    `made_by` is the `making_key` of the extractor behind the pool. Bad records and articles whose extraction fails are rejected and
    the run goes on. Raises OutputError where the folder cannot be written, RejectedError where too much was rejected, and what
    the pool raises for a fault of the set-up; after any of these the next run goes on where this one stopped.
    """
    run = _Run(pool, shelf, out, made_by, most_rejected or MostRejected(), watch or Watch(Meter(None)))
    run.go(lots)
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

    def go(self, lots: Iterable[Sequence[AnyRecord]]) -> None:
        """Bring all records to their end, and keep what was done if that fails."""
        try:
            self._go(iter(lots))
        except BaseException:
            with suppress(Exception):  # work that was done when the run was stopped is kept for the next
                self._gather(0)
            raise

    def _go(self, lots: Iterator[Sequence[AnyRecord]]) -> None:
        began = time.perf_counter()
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

    def _next(self, lots: Iterator[Sequence[AnyRecord]]) -> Sequence[AnyRecord]:
        began = time.perf_counter()
        lot = next(lots, ())
        self.report.stages["reading"] += time.perf_counter() - began
        return lot

    def _admit(self, lot: Sequence[AnyRecord]) -> None:
        """Let records into the window. Articles of which the shelf keeps no outcome are given to the pool."""
        keys = [article_key(record.article, self.made_by) if isinstance(record, Incoming) else b"" for record in lot]
        entries = self.shelf.find(list(filter(None, keys)))
        for record, key in zip(lot, keys, strict=True):
            if isinstance(record, Rejection):
                self.window.add(Waiting(record))
            elif isinstance(record, Known):
                self.window.add_known(record)
                self.report.reused += 1
            elif (entry := entries.get(key)) and self.shelf.keeps(entry, record):
                self.window.add(Waiting(without_text(record), place=entry.place))
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
            assert isinstance(waiting.record, Incoming)
            self.shelf.put(waiting.key, waiting.record, outcome)
            self.report.extracted_now += 1

    def _emit(self) -> None:
        """Write what is ready and has nothing unwritten before it."""
        began = time.perf_counter()
        while ready := self.window.leave(_WRITTEN_AT_ONCE):
            self._write(ready)
            self.watch.meter.on_records(self.report.read, self.report.read + len(self.window))
        self.report.stages["writing"] += time.perf_counter() - began

    def _write(self, ready: list[Waiting | Shelved]) -> None:
        lines, rows = list[bytes](), list[dict[str, Any]]()
        before = self.report.facts.total()
        for waiting in ready:
            record = waiting if isinstance(waiting, Shelved) else waiting.record
            if isinstance(record, Rejection):
                self._reject(record)
                continue
            card, outcome = self._told(waiting)
            if outcome.failure:
                self._reject(rejection_of(card.id, record, outcome.failure))
            else:
                lines.append(outcome.lines)
                rows.append(card.row(record.file, record.line, outcome))
                self.report.note_extracted(card, outcome)
        self.out.facts.write_block(b"".join(lines), self.report.facts.total() - before)
        self.out.articles.write_all(rows)

    def _told(self, waiting: Waiting | Shelved) -> tuple[Card, Outcome]:
        if isinstance(waiting, Shelved):
            return self.shelf.take(waiting.place)
        taken = waiting.outcome or (self.shelf.take(waiting.place)[1] if waiting.place else None)
        assert taken and isinstance(waiting.record, Incoming)
        return Card.of(waiting.record), taken

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


def rejection_of(id_: str, record: Incoming | Shelved, failure: Failure) -> Rejection:
    """The rejection of an article whose extraction failed."""
    error = ArticleError(failure.message, reason=failure.reason, mend=failure.mend)
    return Rejection.of(error, record.file, id=id_, line=record.line, offset=record.byte_offset)
