"""The run's tables in a schema of a PostgreSQL database, brought up to date in one transaction. Needs the extra `postgres`.

One schema mirrors one output folder: what is gone from the folder goes from the schema too. `runs` remembers whose it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

from pressfacts.errors import OutputError
from pressfacts.write.postgresql_tables import COLUMNS, INDEXES, row_of

try:
    import psycopg
    from psycopg import sql
    from psycopg.conninfo import conninfo_to_dict
except ImportError as missing:
    raise OutputError("this format needs the package psycopg", mend="pip install 'pressfacts[postgres]'") from missing

_RUNS = {"id": "text PRIMARY KEY", "folder": "text", "loaded": "timestamptz", "pressfacts": "text", "rules_digest": "text"}
_RUNS |= {"model": "text", "report": "jsonb"}
_CONNECT_SECONDS = 10


class PostgresqlSchema:
    """A `Database`: tables `facts`, `articles`, `rejected` and `runs` in a schema, which is made where it is missing.

    `url` is what libpq takes (`postgresql://user@host/database`); passwords come from it, `PGPASSWORD` or `~/.pgpass`. `mark` tells the
    folder from others: a schema that mirrors another one is refused unless told to `take_over`. Methods may raise OutputError.
    """

    suffix, name = ".jsonl", "postgresql"

    def __init__(self, url: str, schema: str, *, mark: str = "", take_over: bool = False) -> None:
        self._url, self._schema, self._mark, self._take_over = url, schema, mark, take_over

    def about(self) -> dict[str, str]:
        """The URL without password and other parameters, and the schema."""
        return {"to": shown(self._url), "schema": self._schema}

    def check(self) -> None:
        """See that the database is there, that tables can be made in the schema, and that it mirrors no other folder."""
        with self._connection() as connection:
            self._make_tables(connection)
            self._refuse_others(connection)

    def update(self, tables: dict[str, Path], report: dict[str, Any]) -> None:
        """Load the files of JSON lines: rows are updated by `id`, those that are gone go, those that are the same are left alone."""
        with self._connection() as connection:
            self._make_tables(connection)
            self._refuse_others(connection)
            for table, path in tables.items():
                self._load(connection, table, path)
                self._bring_up_to_date(connection, table)
            self._add_run(connection, report)

    def counts(self) -> tuple[dict[str, int], dict[str, int], int]:
        """Facts by kind, rejections by reason, and the number of articles."""
        with self._connection() as connection:
            kinds = connection.execute(self._sql("SELECT kind, count(*) FROM {schema}.facts GROUP BY kind")).fetchall()
            reasons = connection.execute(self._sql("SELECT reason, count(*) FROM {schema}.rejected GROUP BY reason")).fetchall()
            (articles,) = connection.execute(self._sql("SELECT count(*) FROM {schema}.articles")).fetchone() or (0,)
            return dict(kinds), dict(reasons), articles

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with psycopg.connect(self._url, connect_timeout=_CONNECT_SECONDS) as connection:
                yield connection
        except psycopg.Error as error:
            first_line = (str(error).strip().splitlines() or [type(error).__name__])[0]
            mend = "check the URL, the password and your rights in that database"
            raise OutputError(f"cannot be brought up to date: {first_line}", where=shown(self._url), mend=mend) from error

    def _sql(self, text: str, **names: sql.Composable) -> sql.Composed:
        return sql.SQL(text).format(schema=sql.Identifier(self._schema), **names)

    def _make_tables(self, connection: psycopg.Connection[Any]) -> None:
        there = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [self._schema]).fetchone()
        if not there:  # to make one may not be allowed where it is there already
            connection.execute(self._sql("CREATE SCHEMA {schema}"))
        for table, columns in {**COLUMNS, "runs": _RUNS}.items():
            if self._columns(connection, table) != list(columns):
                connection.execute(self._sql("DROP TABLE IF EXISTS {schema}.{table}", table=sql.Identifier(table)))
                told = sql.SQL(", ").join(sql.SQL("{} " + kind).format(sql.Identifier(name)) for name, kind in columns.items())
                connection.execute(self._sql("CREATE TABLE {schema}.{table} ({columns})", table=sql.Identifier(table), columns=told))
                for column in INDEXES.get(table, ()):
                    names = {"table": sql.Identifier(table), "column": sql.Identifier(column)}
                    connection.execute(self._sql("CREATE INDEX ON {schema}.{table} ({column})", **names))

    def _columns(self, connection: psycopg.Connection[Any], table: str) -> list[str]:
        asked = "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s ORDER BY ordinal_position"
        return [name for (name,) in connection.execute(asked, [self._schema, table])]

    def _refuse_others(self, connection: psycopg.Connection[Any]) -> None:
        # The lock keeps two runs from loading at once; it goes with the transaction.
        connection.execute(self._sql("LOCK TABLE {schema}.runs IN SHARE ROW EXCLUSIVE MODE"))
        last = connection.execute(self._sql("SELECT folder FROM {schema}.runs ORDER BY loaded DESC, id LIMIT 1")).fetchone()
        if last and last[0] != self._mark and not self._take_over:
            what = f"its schema {self._schema} mirrors another output folder, whose rows would go"
            raise OutputError(what, where=shown(self._url), mend="name another one with --schema, or take this one over with --fresh")

    def _load(self, connection: psycopg.Connection[Any], table: str, path: Path) -> None:
        names = {"new": sql.Identifier(f"new_{table}"), "table": sql.Identifier(table)}
        connection.execute(self._sql("CREATE TEMPORARY TABLE {new} (LIKE {schema}.{table} INCLUDING INDEXES) ON COMMIT DROP", **names))
        with connection.cursor() as cursor, path.open("rb") as lines, cursor.copy(self._sql("COPY {new} FROM STDIN", **names)) as copy:
            for line in lines:
                copy.write_row(row_of(table, orjson.loads(line)))
        connection.execute(self._sql("ANALYZE {new}", **names))

    def _bring_up_to_date(self, connection: psycopg.Connection[Any], table: str) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table]))
        old, new = (sql.SQL(", ").join(sql.Identifier(of, name) for name in COLUMNS[table]) for of in ("old", "excluded"))
        names = {"new": sql.Identifier(f"new_{table}"), "table": sql.Identifier(table), "columns": columns, "old": old, "excluded": new}
        if table == "rejected":  # a record that was rejected need not have an id
            connection.execute(self._sql("DELETE FROM {schema}.{table}", **names))
            connection.execute(self._sql("INSERT INTO {schema}.{table} SELECT * FROM {new}", **names))
            return
        connection.execute(
            self._sql("DELETE FROM {schema}.{table} AS old WHERE NOT EXISTS (SELECT FROM {new} WHERE {new}.id = old.id)", **names)
        )
        upsert = "INSERT INTO {schema}.{table} AS old SELECT * FROM {new} ON CONFLICT (id) DO UPDATE SET ({columns}) = ROW({excluded})"
        connection.execute(self._sql(upsert + " WHERE ROW({old}) IS DISTINCT FROM ROW({excluded})", **names))

    def _add_run(self, connection: psycopg.Connection[Any], report: dict[str, Any]) -> None:
        id_ = run_id(report)
        row = [id_, self._mark, report.get("pressfacts"), report.get("rules_digest"), report.get("model"), orjson.dumps(report).decode()]
        connection.execute(self._sql("DELETE FROM {schema}.runs WHERE id = %s"), [id_])
        connection.execute(self._sql("INSERT INTO {schema}.runs VALUES (%s, %s, clock_timestamp(), %s, %s, %s, %s)"), row)


def run_id(report: dict[str, Any]) -> str:
    """The id of a run, derived from all that does not vary: the same run told twice is one row."""
    lasting = {name: part for name, part in report.items() if name != "timings"}
    return hashlib.blake2b(orjson.dumps(lasting), digest_size=12).hexdigest()


def shown(url: str) -> str:
    """Host, port, database and user of a URL: what may be told of it."""
    try:
        told = conninfo_to_dict(url)
    except psycopg.Error as error:
        mend = "give it as postgresql://user@host/database"
        raise OutputError(f"the URL of the database cannot be read: {str(error).strip().splitlines()[0][:100]}", mend=mend) from error
    user = f"{told['user']}@" if "user" in told else ""
    port = f":{told['port']}" if "port" in told else ""
    return f"postgresql://{user}{_quoted(told.get('host') or '')}{port}/{told.get('dbname') or ''}"


def _quoted(host: object) -> str:
    return str(host).replace("/", "%2F")  # a folder, for a server that listens at a socket in it
