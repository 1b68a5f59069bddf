"""Parquet and DuckDB: the same rows as the JSON lines, in types that a warehouse can reckon with."""

from __future__ import annotations

import datetime
import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.errors import OutputError
from pressfacts.fact import FACT, fact_id
from pressfacts.write import OutputFolder, open_database, to_json

pq = pytest.importorskip("pyarrow.parquet")
duckdb = pytest.importorskip("duckdb")
zstandard = pytest.importorskip("zstandard")

from pressfacts.write.arrow_schema import SCHEMAS, column_row, exact_amount  # noqa: E402


def fact(doc_id: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    id_ = fact_id(doc_id, kind, 0, 2, "it")
    head = {"id": id_, "doc_id": doc_id, "kind": kind, "text": "it", "start": 0, "end": 2}
    row = {**head, "sentence": {"start": 0, "end": 9}, "rule": f"{kind}.test", "value": value}
    return json.loads(to_json(FACT.validate_python(row)))


MONEY = fact("a", "money", {"low": "1330000000.5", "high": "9" * 40, "currency": "USD", "currency_alternatives": ["AUD", "CAD"]})
DATE = fact("a", "date", {"type": "interval", "timex": "2007/2022", "start": "2007-01-01", "end": "2022-12-31"})
FRAME = fact(
    "b", "frame", {"frame": "trade", "slots": {"turnover": {"low": "5", "high": "5", "currency": "EUR"}, "goods": ["rice", "cà phê"]}}
)
AGREEMENT = fact("b", "agreement", {"type": "contract", "status": "signed", "money": {"low": "5", "high": "5", "currency": "EUR"}})
ARTICLE = {"id": "a", "file": "a.txt", "line": None, "published": "2026-01-17", "characters": 9, "facts": 2}
REJECTION = {"id": None, "source": "b.txt", "line": 3, "byte_offset": 70, "reason": "bad_json", "message": "is not JSON", "mend": None}


def write(folder: Path, format: str, facts: list[dict[str, Any]], articles: list[dict[str, Any]], compression: str = "") -> None:
    database = open_database(format, folder, None, "", mark="", take_over=False)
    with OutputFolder(folder, format, compression, database) as out:
        out.facts.write_block(b"".join(to_json(row) + b"\n" for row in facts), len(facts))
        out.articles.write_all(articles)
        out.rejected.write(REJECTION)
        out.set_run({"pressfacts": "1", "outputs": out.about(), "timings": {"seconds": len(facts)}})


def test_a_fact_goes_to_the_columns_of_its_kind_with_real_types(tmp_path: Path) -> None:
    write(tmp_path, "parquet", [MONEY, DATE, AGREEMENT], [ARTICLE])
    money, date, agreement = pq.read_table(tmp_path / "facts.parquet").to_pylist()
    assert (money["money"]["low"], money["money"]["low_text"]) == (Decimal("1330000000.5"), "1330000000.5")
    assert (money["money"]["high"], money["money"]["high_text"]) == (None, "9" * 40)
    assert (money["money"]["currency_alternatives"], money["date"]) == (["AUD", "CAD"], None)
    assert (date["date"]["start"], date["date"]["end"]) == (datetime.date(2007, 1, 1), datetime.date(2022, 12, 31))
    assert agreement["agreement"]["money"]["low"] == 5
    assert (money["sentence_start"], money["sentence_end"]) == (0, 9)
    (article,) = pq.read_table(tmp_path / "articles.parquet").to_pylist()
    assert article["published"] == datetime.date(2026, 1, 17)
    assert pq.read_table(tmp_path / "rejected.parquet").to_pylist()[0]["byte_offset"] == 70


def test_slots_of_a_frame_are_one_column_of_json(tmp_path: Path) -> None:
    write(tmp_path, "parquet", [FRAME], [ARTICLE])
    (row,) = pq.read_table(tmp_path / "facts.parquet").to_pylist()
    assert row["frame"]["frame"] == "trade"
    assert json.loads(row["frame"]["slots"]) == FRAME["value"]["slots"]


def test_equal_rows_give_equal_bytes_also_compressed(tmp_path: Path) -> None:
    for format, compression, name in (
        ("parquet", "", "facts.parquet"),
        ("jsonl", "gz", "facts.jsonl.gz"),
        ("jsonl", "zst", "facts.jsonl.zst"),
    ):
        for folder in ("one", "other"):
            write(tmp_path / folder, format, [MONEY, DATE], [ARTICLE], compression)
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_compressed_lines_are_the_same_lines(tmp_path: Path) -> None:
    lines = to_json(MONEY) + b"\n"
    write(tmp_path, "jsonl", [MONEY], [], "gz")
    assert gzip.decompress((tmp_path / "facts.jsonl.gz").read_bytes()) == lines
    write(tmp_path, "jsonl", [MONEY], [], "zst")
    assert zstandard.ZstdDecompressor().stream_reader((tmp_path / "facts.jsonl.zst").read_bytes()).read() == lines
    assert not (tmp_path / "facts.jsonl.gz").exists()


def test_the_database_is_brought_up_to_date_by_id(tmp_path: Path) -> None:
    def asked(question: str) -> list[Any]:
        with duckdb.connect(tmp_path / "pressfacts.duckdb", read_only=True) as database:
            return database.execute(question).fetchall()

    write(tmp_path, "duckdb", [MONEY, DATE], [ARTICLE])
    assert asked("SELECT doc_id, money.low FROM facts WHERE kind = 'money'") == [("a", Decimal("1330000000.5"))]
    mended = {**MONEY, "value": {**MONEY["value"], "low": "7"}}
    for _ in range(2):
        write(tmp_path, "duckdb", [mended, AGREEMENT], [{**ARTICLE, "facts": 1}])
    assert asked("SELECT kind, money.low FROM facts ORDER BY kind") == [("agreement", None), ("money", 7)]
    assert asked("SELECT id, facts FROM articles") == [("a", 1)]
    assert asked("SELECT count(*) FROM rejected") == [(1,)]
    assert asked("SELECT count(*) FROM runs") == [(1,)] or asked("SELECT count(*) FROM runs") == [(2,)]


def test_a_database_that_is_open_elsewhere_or_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "pressfacts.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(OutputError, match="brought up to date"):
        write(tmp_path, "duckdb", [MONEY], [ARTICLE])
    assert [path.name for path in tmp_path.iterdir()] == ["pressfacts.duckdb"]


def test_every_field_of_the_record_has_its_column() -> None:
    def leaves(value: Any) -> int:
        return sum(map(leaves, value.values())) if isinstance(value, dict) else 1

    row = column_row("facts", AGREEMENT)
    assert list(row) == SCHEMAS["facts"].names
    assert leaves(row["agreement"]) == leaves(AGREEMENT["value"]) + 2  # the exact text beside low and high


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_an_amount_is_exact_or_null(amount: Decimal) -> None:
    found = exact_amount(format(amount, "f"))
    assert found is None or found == amount


def test_amounts_at_the_edge_of_the_column() -> None:
    assert exact_amount("9" * 29 + "." + "9" * 9) is not None
    assert exact_amount("1" + "0" * 29) is None
    assert exact_amount("0." + "0" * 9 + "1") is None
    assert exact_amount("many") is None
