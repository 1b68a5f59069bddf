"""The rows that runs wrote, in an order that they share."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq


class Rows(NamedTuple):
    """Facts and rejections of a run."""

    facts: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    fact_schema: list[tuple[str, pa.DataType]]


def local_rows(folder: Path) -> Rows:
    """What a local run wrote with `--format parquet`."""
    return _rows(pq.read_table(folder / "facts.parquet"), pq.read_table(folder / "rejected.parquet").to_pylist())


def spark_rows(folder: Path) -> Rows:
    """What a Spark run wrote, in the columns of a local run."""
    facts = ds.dataset(folder / "table=facts").to_table().drop_columns(["rejected"])
    rejected = ds.dataset(folder / "table=rejected").to_table().to_pylist() if (folder / "table=rejected").exists() else []
    return _rows(facts, [{"id": row["doc_id"], **row["rejected"]} for row in rejected])


def _rows(facts: pa.Table, rejected: list[dict[str, Any]]) -> Rows:
    for row in rejected:
        row["byte_offset"] = None  # Spark does not tell where a line begins
    rejected.sort(key=lambda row: (row["source"], row["line"]))
    ordered = sorted(facts.to_pylist(), key=lambda row: (row["doc_id"], row["start"], row["end"], row["kind"], row["id"]))
    return Rows(ordered, rejected, [(field.name, field.type) for field in facts.schema])
