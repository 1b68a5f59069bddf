"""The folder that a Spark run wrote, as far as it lies on this machine: its report, its tables, and Spark's mark that all is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pressfacts.errors import InputError
from pressfacts.read.pyarrow_extra import parquet_module

SPARK_RUN = "_run.json"  # Spark passes over names that begin so when it reads the folder
SUCCESS = "_SUCCESS"
SPARK = "spark"  # the form of its output, as its report tells it
TABLE = "table"  # the column by which Spark parts the rows: each table has a folder, and one without rows has none


def table_name(table: str) -> str:
    """The name of a table's folder."""
    return f"{TABLE}={table}"


def is_spark_folder(folder: Path) -> bool:
    """Whether a Spark run into this folder has ended."""
    return (folder / SPARK_RUN).is_file()


def read_table(folder: Path, table: str, columns: list[str] | None = None) -> Any:
    """A table of a finished run as `pyarrow.Table`, without rows where it has none.

    Raises InputError where it cannot be read, or pyarrow is missing.
    """
    parquet = parquet_module(folder)
    import pyarrow as pa

    path = folder / table_name(table)
    if next(path.glob("*.parquet"), None) is None:
        return pa.table({name: pa.nulls(0) for name in columns or ()})
    try:
        return parquet.read_table(path, columns=columns)
    except (OSError, ValueError) as error:
        what = f"cannot be read: {str(error)[:200]}"
        raise InputError(what, where=str(path), mend="name the output folder of a run on Spark that ended") from error
