"""The record is a contract: its schema does not change unnoticed, its ids depend on content alone."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from pressfacts.fact import FACT, KINDS, fact_id, json_schema

SCHEMA = Path(__file__).parent.parent / "docs" / "schema.json"

RECORD = {
    "id": "00",
    "doc_id": "a",
    "kind": "money",
    "text": "$5",
    "start": 3,
    "end": 5,
    "sentence": {"start": 0, "end": 6},
    "rule": "money.symbol_amount",
    "value": {"low": "5", "high": "5", "currency": "USD"},
}


def test_the_committed_schema_is_that_of_the_models() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json_schema(), (
        "run `pressfacts schema --output docs/schema.json` and name the change in CHANGELOG.md"
    )


def test_kind_decides_the_model_of_the_value() -> None:
    assert FACT.validate_python(RECORD).value.mod is None
    with pytest.raises(ValidationError):
        FACT.validate_python(RECORD | {"kind": "date"})


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError):
        FACT.validate_python(RECORD | {"color": "red"})


def test_every_kind_has_its_model() -> None:
    assert set(FACT.json_schema()["discriminator"]["mapping"]) == set(KINDS)


def test_ids_are_the_same_on_every_machine() -> None:
    assert fact_id("danang-daegu", "money", 1136, 1151, "US$1.33 billion") == "3597aead19380049551640ed"


@pytest.mark.parametrize(
    "other", [("b", "money", 3, 5, "$5"), ("a", "date", 3, 5, "$5"), ("a", "money", 4, 6, "$5"), ("a", "money", 3, 5, "$6")]
)
def test_another_article_kind_place_or_text_is_another_id(other: tuple[str, str, int, int, str]) -> None:
    assert fact_id("a", "money", 3, 5, "$5") != fact_id(*other)
