"""Records (articles and rejections) from record batches, and rows of facts from records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
import pyarrow as pa

from pressfacts.arrow.schemas import OUTPUT_SCHEMA, REJECTED_COLUMN
from pressfacts.batch.outcome import outcome_of
from pressfacts.errors import ArticleError, InputError
from pressfacts.extractor import Extraction
from pressfacts.opened import extract_in_order, opened
from pressfacts.read.parquet import record_at
from pressfacts.read.records import Incoming, Limits, Origin, Record, Rejection
from pressfacts.read.rows import FIELDS
from pressfacts.settings import Settings
from pressfacts.write.arrow_schema import column_row

Row = dict[str, Any]
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


def rows_of(records: Iterable[Record], settings: Settings | None) -> Iterator[Row]:
    """The rows that records come to, in order: of each article its facts, of each that was rejected the reason."""
    tagged = ((record, record.article if isinstance(record, Incoming) else None) for record in records)
    for record, extraction in extract_in_order(opened(settings), tagged):
        if isinstance(record, Rejection):
            yield _rejected(record)
        else:
            assert extraction is not None
            yield from _facts(record, extraction)


def _facts(incoming: Incoming, extraction: Extraction) -> Iterator[Row]:
    outcome = outcome_of(extraction)
    if failure := outcome.failure:
        error = ArticleError(failure.message, reason=failure.reason, mend=failure.mend)
        yield _rejected(Rejection.of(error, incoming.file, id=incoming.article.id, line=incoming.line, offset=incoming.byte_offset))
        return
    for line in outcome.lines.splitlines():
        yield column_row("facts", orjson.loads(line))


def _rejected(rejection: Rejection) -> Row:
    told = rejection._asdict()
    if rejection.source == _NOWHERE:  # a row of a table in memory: no command could read it again
        told |= {"source": None, "line": None, "retry": None}
    return {"doc_id": told.pop("id"), REJECTED_COLUMN: told}


def to_batch(rows: list[Row]) -> pa.RecordBatch:
    """Rows as a record batch of `OUTPUT_SCHEMA`."""
    return pa.RecordBatch.from_pylist(rows, schema=OUTPUT_SCHEMA)
