"""The rows that runs wrote, in an order that they share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from pressfacts.write import TABLES
from pressfacts.write.arrow_schema import SCHEMAS


class Rows(NamedTuple):
    """The three tables of a run, and the columns of the facts."""

    facts: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    fact_schema: list[tuple[str, pa.DataType]]


def local_rows(folder: Path) -> Rows:
    """What a local run wrote with `--format parquet`."""
    return _rows(*(pq.read_table(folder / f"{table}.parquet") for table in TABLES))


def spark_rows(folder: Path) -> Rows:
    """What a Spark run wrote, in the columns of a local run."""
    return _rows(*(_table(folder, table) for table in TABLES))


def _table(folder: Path, table: str) -> pa.Table:
    if not (folder / f"table={table}").exists():
        return SCHEMAS[table].empty_table()
    whole = ds.dataset(folder / f"table={table}").to_table()
    strange = [name for name in whole.schema.names if name not in SCHEMAS[table].names]
    assert all(whole[name].null_count == len(whole) for name in strange)  # columns of the other tables
    return whole.select(SCHEMAS[table].names)


def _rows(facts: pa.Table, articles: pa.Table, rejected: pa.Table) -> Rows:
    return Rows(
        sorted(facts.to_pylist(), key=lambda row: (row["doc_id"], row["start"], row["end"], row["kind"], row["id"])),
        sorted(articles.to_pylist(), key=lambda row: (row["file"], row["line"] or 0)),
        sorted(rejected.to_pylist(), key=lambda row: (row["source"], row["line"] or 0)),
        [(field.name, field.type) for field in facts.schema],
    )
