"""What a run that ends in a database is to the output folder, and which databases there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

DATABASE = "pressfacts.duckdb"


class Database(Protocol):
    """A database that mirrors the output folder. During the run rows wait in temporary files; at its end they are loaded at once.

    `suffix` is that of those files (`.parquet` or `.jsonl`), `name` stands for the database among the outputs of `run.json`.
    """

    suffix: str
    name: str

    def check(self) -> None:
        """Raise OutputError where the database cannot be written: now, not after hours of work."""

    def update(self, tables: dict[str, Path], report: dict[str, Any]) -> None:
        """Make the tables hold what the files do, and add the run to `runs`. A reader sees all of it or nothing."""

    def about(self) -> dict[str, str]:
        """Where the rows are, for `run.json`; no passwords."""


def open_database(format: str, folder: Path, to: str | None, schema: str, *, mark: str, take_over: bool) -> Database | None:
    """The database of a format, None for one that is files alone. Raises OutputError where the package it needs is missing.

    `to` is the URL of a PostgreSQL database and `schema` the schema in it; `mark` tells this folder from all others.
    """
    if format == "duckdb":
        from pressfacts.write.duckdb_file import DuckDbFile  # needs an extra

        return DuckDbFile(folder / DATABASE)
    if format == "postgres":
        from pressfacts.write.postgresql import PostgresqlSchema  # needs an extra

        assert to is not None
        return PostgresqlSchema(to, schema, mark=mark, take_over=take_over)
    return None
