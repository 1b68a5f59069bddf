"""Records (articles and rejections) from record batches, what became of each, and rows of facts from that."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import pyarrow as pa

from pressfacts.arrow.schemas import OUTPUT_SCHEMA, REJECTED_COLUMN
from pressfacts.batch import Allowance
from pressfacts.batch.handful import handfuls
from pressfacts.batch.in_process import InProcess
from pressfacts.batch.outcome import Outcome, outcome_of
from pressfacts.batch.run import rejection_of
from pressfacts.errors import ArticleError, InputError
from pressfacts.opened import ONE_AT_A_TIME, extract_in_order, opened, opened_anew
from pressfacts.read.parquet import record_at
from pressfacts.read.records import Incoming, Limits, Origin, Record, Rejection
from pressfacts.read.rows import FIELDS
from pressfacts.settings import Settings
from pressfacts.write.arrow_schema import column_row

Row = dict[str, Any]
Answer = tuple[Record, Outcome | None]
_NOWHERE = ""
_ORIGIN = Origin(_NOWHERE, _NOWHERE)
_NO_ID = ArticleError("has no `id`", reason="bad_id", mend="give each article an id of its own")


def records_of(batch: pa.RecordBatch, limits: Limits) -> Iterator[Record]:
    """The rows of a batch as articles or rejections. Raises InputError where it has no column `text` or `id`."""
    missing = {"id", "text"} - set(batch.schema.names)
    if missing:
        what = f"the articles have no column {' and no column '.join(f'`{name}`' for name in sorted(missing))}"
        raise InputError(what, mend=f"name the columns {', '.join(FIELDS)}")
    batch = batch.select([name for name in FIELDS if name in batch.schema.names])
    ids = batch.column("id")
    for position in range(batch.num_rows):
        if ids[position].as_py() in (None, ""):  # the number of a row in its batch names nothing
            yield Rejection.of(_NO_ID, _NOWHERE)
        else:
            yield record_at(batch, position, position + 1, _ORIGIN, limits)


def answers_of(records: Iterable[Record], settings: Settings | None, allowance: Allowance | None) -> Iterator[Answer]:
    """Each record, in order, with the outcome of its article; a rejection, also one of an article whose extraction failed, with None.

    With an allowance no article takes more, as far as that holds in this process (`InProcess`).
    """
    answers = _unbounded(records, settings) if allowance is None else _bounded(records, settings, allowance)
    for record, outcome in answers:
        if isinstance(record, Incoming) and outcome and outcome.failure:
            yield rejection_of(record.article.id, record, outcome.failure), None
        else:
            yield record, outcome


def _unbounded(records: Iterable[Record], settings: Settings | None) -> Iterator[Answer]:
    tagged = ((record, record.article if isinstance(record, Incoming) else None) for record in records)
    for record, extraction in extract_in_order(opened(settings), tagged):
        yield record, outcome_of(extraction) if extraction else None


def _bounded(records: Iterable[Record], settings: Settings | None, allowance: Allowance) -> Iterator[Answer]:
    at_work = InProcess(functools.partial(opened_anew, settings), allowance, opened(settings))
    for handful in handfuls(records):
        with ONE_AT_A_TIME:
            outcomes = iter(at_work.outcomes([record.article for record in handful if isinstance(record, Incoming)]))
        yield from ((record, next(outcomes) if isinstance(record, Incoming) else None) for record in handful)


def rows_of(records: Iterable[Record], settings: Settings | None, allowance: Allowance | None) -> Iterator[Row]:
    """The rows that records come to, in order: of each article its facts, of each that was rejected the reason."""
    for record, outcome in answers_of(records, settings, allowance):
        if isinstance(record, Rejection):
            yield _rejected(record)
        else:
            assert outcome is not None
            yield from fact_rows(outcome)


def fact_rows(outcome: Outcome) -> Iterator[Row]:
    """The facts of an article as rows of columns."""
    return (column_row("facts", orjson.loads(line)) for line in outcome.lines.splitlines())


def _rejected(rejection: Rejection) -> Row:
    told = rejection._asdict()
    if rejection.source == _NOWHERE:  # a row of a table in memory: no command could read it again
        told |= {"source": None, "line": None, "retry": None}
    return {"doc_id": told.pop("id"), REJECTED_COLUMN: told}


def to_batch(rows: list[Row]) -> pa.RecordBatch:
    """Rows as a record batch of `OUTPUT_SCHEMA`."""
    return pa.RecordBatch.from_pylist(rows, schema=OUTPUT_SCHEMA)
