"""What `verify` counts in Parquet files and DuckDB tables: one query a table, whoever holds the rows. Needs an extra."""

from __future__ import annotations

from pathlib import Path

from pressfacts.errors import OutputError
from pressfacts.write.output import DATABASE

Counts = tuple[dict[str, int], dict[str, int], int]


def count_columns(folder: Path, names: dict[str, str]) -> Counts:
    """Facts by kind, rejections by reason, and the number of articles. Raises OutputError where the package is missing."""
    return _of_database(folder / DATABASE) if "facts" not in names else _of_parquet(folder, names)


def _of_parquet(folder: Path, names: dict[str, str]) -> Counts:
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OutputError("to read Parquet needs the package pyarrow", mend="pip install 'pressfacts[parquet]'") from error

    def counted(table: str, column: str) -> dict[str, int]:
        values = pq.read_table(folder / names[table], columns=[column])[column].value_counts()
        return {row["values"]: row["counts"] for row in values.to_pylist()}

    return counted("facts", "kind"), counted("rejected", "reason"), pq.read_metadata(folder / names["articles"]).num_rows


def _of_database(path: Path) -> Counts:
    try:
        import duckdb
    except ImportError as error:
        raise OutputError("to read the database needs the package duckdb", mend="pip install 'pressfacts[duckdb]'") from error
    with duckdb.connect(path, read_only=True) as database:
        kinds = dict(database.execute("SELECT kind, count(*) FROM facts GROUP BY kind").fetchall())
        reasons = dict(database.execute("SELECT reason, count(*) FROM rejected GROUP BY reason").fetchall())
        (articles,) = database.execute("SELECT count(*) FROM articles").fetchone() or (0,)
        return kinds, reasons, articles
