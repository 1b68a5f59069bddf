"""What `verify` counts in Parquet files and databases: one query a table, whoever holds the rows. Needs an extra."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pressfacts.errors import OutputError
from pressfacts.read.spark_folder import SPARK, read_table
from pressfacts.write.database import DATABASE

Counts = tuple[dict[str, int], dict[str, int], int]


def count_columns(folder: Path, form: dict[str, Any], to: str | None = None) -> Counts:
    """Facts by kind, rejections by reason, and the number of articles, in an output of this form.

    `to` is the URL of a PostgreSQL database, where it takes more than `run.json` tells, such as a password. Raises OutputError where the
    package is missing or the database cannot be reached.
    """
    if form["format"] == "postgres":
        from pressfacts.write.postgresql import PostgresqlSchema  # needs an extra

        return PostgresqlSchema(to or form["to"], form["schema"]).counts()
    if form["format"] == SPARK:
        return _of_spark(folder)
    return _of_database(folder / DATABASE) if form["format"] == "duckdb" else _of_parquet(folder)


def _of_parquet(folder: Path) -> Counts:
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OutputError("to read Parquet needs the package pyarrow", mend="pip install 'pressfacts[parquet]'") from error

    def counted(table: str, column: str) -> dict[str, int]:
        values = pq.read_table(folder / f"{table}.parquet", columns=[column])[column].value_counts()
        return {row["values"]: row["counts"] for row in values.to_pylist()}

    return counted("facts", "kind"), counted("rejected", "reason"), pq.read_metadata(folder / "articles.parquet").num_rows


def _of_spark(folder: Path) -> Counts:
    def counted(table: str, column: str) -> dict[str, int]:
        values = read_table(folder, table, [column])[column].value_counts()
        return {row["values"]: row["counts"] for row in values.to_pylist()}

    return counted("facts", "kind"), counted("rejected", "reason"), read_table(folder, "articles", ["id"]).num_rows


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
