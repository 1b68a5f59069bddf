"""Record batches of articles in, record batches of facts out."""

from __future__ import annotations

import datetime
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pressfacts
from pressfacts.arrow import INPUT_SCHEMA, OUTPUT_SCHEMA, extract_batch, extract_batches, extract_table
from pressfacts.batch import Allowance
from pressfacts.errors import InputError, RuleError
from pressfacts.settings import Settings
from pressfacts.write.arrow_schema import SCHEMAS, column_row
from tests.batch.fake_extractor import make_fake


def batch(*rows: dict[str, Any], schema: pa.Schema | None = None) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=schema)


def told(rows: pa.RecordBatch) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in rows.to_pylist()]


def test_a_fact_is_a_row_with_its_value_as_a_struct() -> None:
    out = extract_batch(batch({"id": "a", "text": "It cost $5.25 million.", "published": datetime.date(2026, 1, 17)}, schema=INPUT_SCHEMA))
    assert out.schema == OUTPUT_SCHEMA
    (row,) = told(out)
    assert (row["doc_id"], row["kind"], row["text"], row["start"]) == ("a", "money", "$5.25 million", 8)
    assert row["money"]["low"] == Decimal(5250000) and row["money"]["low_text"] == "5250000"
    assert out.schema.field("money").type.field("low").type == pa.decimal128(38, 9)


def test_rows_are_those_of_the_facts_of_the_library() -> None:
    text = "Daegu signed a memorandum of understanding with Hue on 3 May 2025, worth $5 million."
    rows = [column_row("facts", json.loads(fact.model_dump_json())) for fact in pressfacts.extract(text, id="a")]
    assert [{**row, "rejected": None} for row in rows] == extract_batch(batch({"id": "a", "text": text})).to_pylist()
    assert OUTPUT_SCHEMA.names == [*SCHEMAS["facts"].names, "rejected"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": None, "text": "It cost $5."}, "bad_id"),
        ({"id": "", "text": "It cost $5."}, "bad_id"),
        ({"id": "b", "text": None}, "no_text"),
        ({"id": "b", "text": " \n"}, "empty"),
        ({"id": "b", "text": "a\0b"}, "control_characters"),
    ],
)
def test_a_bad_row_becomes_a_rejected_row_at_its_place(row: dict[str, Any], reason: str) -> None:
    good = {"id": "a", "text": "It cost $5."}
    first, bad, last = told(extract_batch(batch(good, row, good | {"id": "c"})))
    assert (first["doc_id"], last["doc_id"]) == ("a", "c")
    assert bad.get("doc_id") == (row["id"] if reason != "bad_id" else None)
    assert bad["rejected"]["reason"] == reason and "kind" not in bad


def test_a_fault_in_one_article_costs_that_article(monkeypatch: pytest.MonkeyPatch, extractor: Any) -> None:
    class Faulty:
        def extract_many(self, articles: Any) -> Any:
            for article in articles:
                extraction = next(extractor.extract_many([article]))
                yield extraction._replace(facts=[], error=ZeroDivisionError("oh")) if article.id == "b" else extraction

    monkeypatch.setattr("pressfacts.arrow.records.opened", lambda settings: Faulty())
    rows = told(extract_batch(batch(*({"id": id_, "text": "It cost $5."} for id_ in "abc"))))
    assert [row["doc_id"] for row in rows] == ["a", "b", "c"]
    assert rows[1]["rejected"]["reason"] == "extraction_failed" and "ZeroDivisionError: oh" in rows[1]["rejected"]["message"]


@pytest.mark.parametrize(
    ("word", "reason", "seconds"), [("SPIN", "timed_out", 0.3), ("HANG", "timed_out", 0.3), ("GREEDY", "out_of_memory", 60)]
)
def test_an_article_that_takes_too_much_costs_that_article(monkeypatch: pytest.MonkeyPatch, word: str, reason: str, seconds: float) -> None:
    for name in ("opened", "opened_anew"):
        monkeypatch.setattr(f"pressfacts.arrow.records.{name}", make_fake)
    articles = [{"id": "a", "text": "$5"}, {"id": "b", "text": word}, {"id": None, "text": "$6"}, {"id": "c", "text": "$7"}]
    rows = told(extract_batch(batch(*articles), allowance=Allowance(seconds, megabytes=300)))
    assert [row.get("text") for row in rows] == ["$5", None, None, "$7"]
    assert (rows[1]["doc_id"], rows[1]["rejected"]["kind"], rows[1]["rejected"]["reason"]) == ("b", "limit", reason)


def test_an_allowance_changes_nothing_for_articles_that_keep_to_it() -> None:
    rows = batch(*({"id": str(number), "text": f"It cost ${number} in Daegu." * (number % 3)} for number in range(70)))
    assert extract_batch(rows, allowance=Allowance()) == extract_batch(rows)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_texts_may_be_of_any_string_type(kind: pa.DataType) -> None:
    schema = pa.schema([("id", pa.int64()), ("text", kind), ("published", pa.timestamp("us"))])
    out = told(extract_batch(batch({"id": 7, "text": "He left on Friday.", "published": datetime.datetime(2026, 1, 17, 8)}, schema=schema)))
    assert [(row["doc_id"], row["date"]["timex"]) for row in out] == [("7", "2026-01-16")]


def test_no_rows_and_no_facts_give_no_rows() -> None:
    assert extract_batch(batch(schema=INPUT_SCHEMA)).num_rows == 0
    assert extract_table(pa.table({"id": ["a"], "text": ["Nothing."]})).schema == OUTPUT_SCHEMA


def test_large_batches_come_out_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressfacts.arrow.batches.ROWS_AT_ONCE", 4)
    rows = batch(*({"id": str(number), "text": f"${number}"} for number in range(10)))
    pieces = list(extract_batches([rows, rows]))
    assert [piece.num_rows for piece in pieces] == [4, 4, 4, 4, 4]
    assert pa.Table.from_batches(pieces).to_pylist() == extract_table(pa.Table.from_batches([rows, rows])).to_pylist()


def test_what_no_article_is_to_blame_for_is_raised() -> None:
    with pytest.raises(InputError, match="no column `id` and no column `text`"):
        extract_batch(batch({"name": "a"}))
    with pytest.raises(RuleError, match="no rule files"):
        extract_batch(batch({"id": "a", "text": "a"}), Settings(rules=(Path("/nowhere"),)))


def test_the_function_travels_to_other_processes() -> None:
    extract_batch(batch({"id": "a", "text": "It cost $5."}))  # opens the extractor, which must not travel along
    assert len(pickle.dumps(extract_batch)) < 200


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60), max_size=5))
def test_every_article_has_facts_with_its_words_or_one_reason(texts: list[str]) -> None:
    out = extract_batch(batch(*({"id": str(number), "text": f"{text} $5"} for number, text in enumerate(texts)), schema=INPUT_SCHEMA))
    assert {row["doc_id"] for row in out.to_pylist()} == {str(number) for number in range(len(texts))}
    for row in out.to_pylist():
        if row["rejected"] is None:
            assert f"{texts[int(row['doc_id'])]} $5"[row["start"] : row["end"]] == row["text"]
