"""Record batches in, record batches out. The extractor is opened once a process (`pressfacts.opened`); nothing here is pickled with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pressfacts.arrow.records import Row, records_of, rows_of, to_batch
from pressfacts.arrow.schemas import OUTPUT_SCHEMA
from pressfacts.batch import Allowance
from pressfacts.read.records import Limits, Record
from pressfacts.settings import Settings

# Rows wait as Python's objects, some 5 kB a fact, until so many make a batch.
ROWS_AT_ONCE = 4096


def extract_batch(
    batch: pa.RecordBatch, settings: Settings | None = None, *, limits: Limits | None = None, allowance: Allowance | None = None
) -> pa.RecordBatch:
    """The facts of a batch of articles, by `OUTPUT_SCHEMA`, in the order of the articles and of their texts.

    The columns are those of `INPUT_SCHEMA`, found by name; others are passed over. A bad row, or an article whose extraction fails,
    becomes a row with `rejected` set; so does one that takes more time or memory than an `allowance`, which holds in a process's main
    thread only. Raises InputError where a column is missing, and RuleError or ModelError where the settings cannot be used.
    """
    return to_batch(list(rows_of(records_of(batch, limits or Limits()), settings, allowance)))


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    settings: Settings | None = None,
    *,
    limits: Limits | None = None,
    allowance: Allowance | None = None,
) -> Iterator[pa.RecordBatch]:
    """As `extract_batch`, over a stream of batches. Batches that come out are of bounded size, whatever the size of those that go in."""
    bounds = limits or Limits()
    return in_batches((record for batch in batches for record in records_of(batch, bounds)), settings, allowance)


def in_batches(records: Iterable[Record], settings: Settings | None, allowance: Allowance | None = None) -> Iterator[pa.RecordBatch]:
    """The rows that a stream of records comes to, in batches of bounded size; none where there are no rows."""
    rows: list[Row] = []
    for row in rows_of(records, settings, allowance):
        rows.append(row)
        if len(rows) >= ROWS_AT_ONCE:
            yield to_batch(rows)
            rows = []
    if rows:
        yield to_batch(rows)


def extract_table(
    table: pa.Table, settings: Settings | None = None, *, limits: Limits | None = None, allowance: Allowance | None = None
) -> pa.Table:
    """As `extract_batch`, for a whole table."""
    return pa.Table.from_batches(extract_batches(table.to_batches(), settings, limits=limits, allowance=allowance), schema=OUTPUT_SCHEMA)
