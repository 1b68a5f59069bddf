"""PostgreSQL: the same rows as the JSON lines, brought up to date by id in one transaction, against a real server."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pressfacts.errors import OutputError
from pressfacts.fact import FACT, fact_id
from pressfacts.write import OutputFolder, to_json
from pressfacts.write.postgresql_tables import COLUMNS, row_of

psycopg = pytest.importorskip("psycopg")

from pressfacts.write.postgresql import PostgresqlSchema, shown  # noqa: E402

_numbers = count()


@pytest.fixture
def schema() -> str:
    """A schema that no other test has; its name is one that must be quoted."""
    return f'Facts "{next(_numbers)}"'


def fact(doc_id: str, kind: str, value: dict[str, Any], text: str = "it") -> dict[str, Any]:
    id_ = fact_id(doc_id, kind, 0, 2, text)
    head = {"id": id_, "doc_id": doc_id, "kind": kind, "text": text, "start": 0, "end": 2}
    row = {**head, "sentence": {"start": 0, "end": 9}, "rule": f"{kind}.test", "value": value}
    return json.loads(to_json(FACT.validate_python(row)))


MONEY = fact("a", "money", {"low": "1330000000.5", "high": "9" * 60, "currency": "USD"}, 'tab\t, line\n, back\\slash, "quote", đ')
DATE = fact("a", "date", {"type": "interval", "timex": "2007/..", "start": "2007-01-01", "end": None})
CITY = fact("a", "city", {"name": "Đà Nẵng", "geonameid": 1583992, "country": "VN", "lat": 16.07, "lon": 108.22})
DEAL = fact("b", "agreement", {"type": "contract", "status": "signed", "money": {"low": "5", "high": "5", "currency": "EUR"}})
NO_MONEY = fact("c", "agreement", {"type": "contract", "status": "signed"})
GRANT = fact("b", "funding", {"type": "grant", "amount": {"low": "7", "high": "8", "currency": "CHF"}})
ARTICLE = {"id": "a", "file": "a.txt", "line": None, "published": "2026-01-17", "characters": 9, "facts": 3}
REJECTION = {"id": None, "source": "b.txt", "line": 3, "byte_offset": 70, "kind": "input", "reason": "bad_json", "message": "is not JSON"}


def write(folder: Path, database: PostgresqlSchema, facts: list[dict[str, Any]], version: str = "1") -> None:
    with OutputFolder(folder, database=database) as out:
        out.facts.write_block(b"".join(to_json(row) + b"\n" for row in facts), len(facts))
        out.articles.write(ARTICLE)
        out.rejected.write(REJECTION)
        out.set_run({"pressfacts": version, "outputs": out.about(), "timings": {"seconds": len(facts)}})


def asked(url: str, schema: str, question: str) -> list[Any]:
    with psycopg.connect(url) as connection:
        connection.execute(psycopg.sql.SQL("SET search_path TO {}").format(psycopg.sql.Identifier(schema)))
        return connection.execute(question).fetchall()


def test_values_have_real_types_and_stand_whole_beside_them(tmp_path: Path, postgresql: str, schema: str) -> None:
    write(tmp_path, PostgresqlSchema(postgresql, schema), [MONEY, DATE, CITY, DEAL, NO_MONEY, GRANT])
    assert asked(postgresql, schema, "SELECT text, low, high, currency FROM facts WHERE kind = 'money'") == [
        (MONEY["text"], Decimal("1330000000.5"), Decimal("9" * 60), "USD")
    ]
    assert asked(postgresql, schema, "SELECT first_day, last_day FROM facts WHERE kind = 'date'") == [(datetime.date(2007, 1, 1), None)]
    assert asked(postgresql, schema, "SELECT city, geonameid, lat FROM facts WHERE kind = 'city'") == [("Đà Nẵng", 1583992, 16.07)]
    assert asked(postgresql, schema, "SELECT low, currency FROM facts WHERE kind IN ('agreement', 'funding') ORDER BY low") == [
        (5, "EUR"),
        (7, "CHF"),
        (None, None),
    ]
    assert asked(postgresql, schema, "SELECT published FROM articles") == [(datetime.date(2026, 1, 17),)]
    assert asked(postgresql, schema, "SELECT kind, byte_offset FROM rejected") == [("input", 70)]
    values = dict(asked(postgresql, schema, "SELECT id, value FROM facts"))
    assert values == {row["id"]: row["value"] for row in (MONEY, DATE, CITY, DEAL, NO_MONEY, GRANT)}
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_rows_are_updated_by_id_and_what_is_the_same_is_left_alone(tmp_path: Path, postgresql: str, schema: str) -> None:
    database = PostgresqlSchema(postgresql, schema)
    write(tmp_path, database, [MONEY, DATE, CITY])
    before = dict(asked(postgresql, schema, "SELECT id, xmin::text FROM facts"))
    mended = {**MONEY, "value": {**MONEY["value"], "low": "7"}}
    write(tmp_path, database, [mended, CITY, DEAL])
    after = dict(asked(postgresql, schema, "SELECT id, xmin::text FROM facts"))
    assert set(after) == {MONEY["id"], CITY["id"], DEAL["id"]}
    assert (after[CITY["id"]] == before[CITY["id"]], after[MONEY["id"]] == before[MONEY["id"]]) == (True, False)
    assert asked(postgresql, schema, "SELECT low FROM facts WHERE kind = 'money'") == [(7,)]
    assert database.counts() == ({"agreement": 1, "city": 1, "money": 1}, {"bad_json": 1}, 1)


def test_the_same_run_twice_is_one_row_of_runs(tmp_path: Path, postgresql: str, schema: str) -> None:
    for version in ("1", "1", "2"):
        write(tmp_path, PostgresqlSchema(postgresql, schema), [CITY], version)
    assert asked(postgresql, schema, "SELECT pressfacts, report->>'pressfacts' FROM runs ORDER BY loaded") == [("1", "1"), ("2", "2")]


def test_what_fails_leaves_the_tables_as_they_were(tmp_path: Path, postgresql: str, schema: str) -> None:
    database = PostgresqlSchema(postgresql, schema)
    write(tmp_path, database, [CITY])
    with pytest.raises(OutputError, match="cannot be brought up to date"):
        write(tmp_path, database, [MONEY, {**CITY, "text": "a NUL \0"}])
    assert asked(postgresql, schema, "SELECT kind FROM facts") == [("city",)]
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_a_schema_that_mirrors_another_folder_is_refused_before_any_work(tmp_path: Path, postgresql: str, schema: str) -> None:
    write(tmp_path, PostgresqlSchema(postgresql, schema, mark="one"), [CITY])
    with pytest.raises(OutputError, match="mirrors another output folder") as error:
        PostgresqlSchema(postgresql, schema, mark="other").check()
    assert error.value.mend and "--schema" in error.value.mend
    PostgresqlSchema(postgresql, schema, mark="one").check()
    write(tmp_path, PostgresqlSchema(postgresql, schema, mark="other", take_over=True), [DATE], "2")
    assert asked(postgresql, schema, "SELECT kind FROM facts") == [("date",)]


def test_tables_of_another_layout_are_made_anew(tmp_path: Path, postgresql: str, schema: str) -> None:
    write(tmp_path, PostgresqlSchema(postgresql, schema), [CITY])
    with psycopg.connect(postgresql) as connection:
        connection.execute(psycopg.sql.SQL("ALTER TABLE {}.facts DROP COLUMN lat").format(psycopg.sql.Identifier(schema)))
    write(tmp_path, PostgresqlSchema(postgresql, schema), [CITY])
    assert asked(postgresql, schema, "SELECT lat FROM facts") == [(16.07,)]


def test_a_database_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as error:
        PostgresqlSchema(f"postgresql://me:secret@{str(tmp_path).replace('/', '%2F')}:5433/news", "s").check()
    assert "secret" not in str(error.value) and "5433/news" in str(error.value)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:secret@db.example:5433/news?sslmode=require", "postgresql://me@db.example:5433/news"),
        ("postgresql:///news", "postgresql:///news"),
        ("host=/run/pg dbname=news", "postgresql://%2Frun%2Fpg/news"),
    ],
)
def test_what_may_be_told_of_a_url(url: str, told: str) -> None:
    assert shown(url) == told


def test_what_is_no_url_is_told() -> None:
    with pytest.raises(OutputError, match="cannot be read"):
        shown("news")


def test_each_row_has_a_value_for_every_column() -> None:
    assert len(row_of("facts", CITY)) == len(COLUMNS["facts"])
    assert row_of("rejected", REJECTION)[:5] == [None, "b.txt", 3, 70, "input"]
