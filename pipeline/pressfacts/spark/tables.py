"""In an executor: what became of articles, as rows of the tables that a local run writes, all in one stream.

Spark's committer writes one stream of rows of one schema. So a row has the columns of its own table, and those that only the other
tables have are null; the column `table` says which it belongs to, and becomes the name of a folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from pressfacts.arrow.batches import ROWS_AT_ONCE
from pressfacts.arrow.records import Answer, Row, fact_rows
from pressfacts.batch.card import Card
from pressfacts.read.records import Rejection
from pressfacts.read.spark_folder import TABLE
from pressfacts.write import TABLES
from pressfacts.write.arrow_schema import SCHEMAS, column_row


def _all_columns() -> pa.Schema:
    columns = {field.name: field for table in TABLES for field in SCHEMAS[table]}
    for table in TABLES:
        for field in SCHEMAS[table]:
            assert columns[field.name].type == field.type, f"{field.name} has two types"
    return pa.schema([*columns.values(), (TABLE, pa.string())])


# Of columns that several tables have (`id`, `kind`, `text`, `source`, `line`) there is one; their types are the same.
SCHEMA = _all_columns()


def in_tables(answers: Iterable[Answer]) -> Iterator[pa.RecordBatch]:
    """The rows that answers come to, in batches by `SCHEMA`, each of one table and of bounded size."""
    rows: dict[str, list[Row]] = {table: [] for table in TABLES}
    for record, outcome in answers:
        if isinstance(record, Rejection):
            rows["rejected"].append(record._asdict())
        else:
            assert outcome is not None
            rows["articles"].append(column_row("articles", Card.of(record).row(record.file, record.line, outcome)))
            rows["facts"] += fact_rows(outcome)
        for table in (table for table in TABLES if len(rows[table]) >= ROWS_AT_ONCE):
            yield _batch(table, rows[table])
            rows[table] = []
    yield from (_batch(table, rows[table]) for table in TABLES if rows[table])


def _batch(table: str, rows: list[Row]) -> pa.RecordBatch:
    own = pa.RecordBatch.from_pylist(rows, schema=SCHEMAS[table])
    columns = [own.column(field.name) if field.name in own.schema.names else pa.nulls(len(rows), field.type) for field in SCHEMA]
    columns[SCHEMA.get_field_index(TABLE)] = pa.array([table] * len(rows))
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
