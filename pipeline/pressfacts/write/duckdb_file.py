"""The run's tables in a DuckDB file that is brought up to date in one transaction. Needs the extra `duckdb`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from pressfacts.errors import OutputError

try:
    import duckdb
except ImportError as missing:
    raise OutputError("this format needs the package duckdb", mend="pip install 'pressfacts[duckdb]'") from missing

_RUNS = "CREATE TABLE IF NOT EXISTS runs (id VARCHAR PRIMARY KEY, pressfacts VARCHAR, rules_digest VARCHAR, model VARCHAR, report JSON)"


class DuckDbFile:
    """A `Database`: one file beside `run.json`. Needs no check beforehand; `update` raises OutputError."""

    suffix, name = ".parquet", "pressfacts.duckdb"

    def __init__(self, path: Path) -> None:
        self._path = path

    def check(self) -> None:
        """See that the file, where there is one, can be opened for writing."""
        if self._path.exists():
            with self._connection():
                pass

    def about(self) -> dict[str, str]:
        """Nothing more than the name."""
        return {}

    def update(self, tables: dict[str, Path], report: dict[str, Any]) -> None:
        """Load the Parquet files: rows are updated by `id`, those that are gone go, new ones come."""
        with self._connection() as database:
            database.begin()
            for name, source in tables.items():
                _update_table(database, name, source)
            _add_run(database, report)
            database.commit()

    @contextmanager
    def _connection(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with duckdb.connect(self._path) as database:
                yield database
        except duckdb.Error as error:
            what = f"cannot be brought up to date: {str(error).splitlines()[0]}"
            raise OutputError(what, where=str(self._path), mend="close other programs that have it open; is the disk full?") from error


def _update_table(database: duckdb.DuckDBPyConnection, name: str, source: Path) -> None:
    rows = database.read_parquet(str(source))
    rows.create_view("new_rows", replace=True)
    key = name != "rejected"  # a record that was rejected need not have an id
    if _columns(database, name) != list(zip(rows.columns, map(str, rows.types), strict=True)):
        database.execute(f"DROP TABLE IF EXISTS {name}")
        database.execute(f"CREATE TABLE {name} AS SELECT * FROM new_rows LIMIT 0")
        if key:
            database.execute(f"ALTER TABLE {name} ADD PRIMARY KEY (id)")
    if key:
        database.execute(f"DELETE FROM {name} WHERE id NOT IN (SELECT id FROM new_rows)")
        database.execute(f"INSERT OR REPLACE INTO {name} SELECT * FROM new_rows")
    else:
        database.execute(f"DELETE FROM {name}")
        database.execute(f"INSERT INTO {name} SELECT * FROM new_rows")
    database.execute("DROP VIEW new_rows")


def _columns(database: duckdb.DuckDBPyConnection, name: str) -> list[tuple[str, str]]:
    asked = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    return database.execute(asked, [name]).fetchall()


def _add_run(database: duckdb.DuckDBPyConnection, report: dict[str, Any]) -> None:
    database.execute(_RUNS)
    lasting = {name: part for name, part in report.items() if name != "timings"}
    # The same run told twice is one row: its id is derived from all that does not vary.
    id_ = hashlib.blake2b(orjson.dumps(lasting), digest_size=12).hexdigest()
    row = [id_, report.get("pressfacts"), report.get("rules_digest"), report.get("model"), orjson.dumps(report).decode()]
    database.execute("INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?)", row)
