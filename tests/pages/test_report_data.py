"""What the page is given: small, and true to the guide."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from pressfacts.fact import FACT, Agreement
from pressfacts.pages.guide import gold_fields
from pressfacts.pages.report_data import report_data
from pressfacts.pages.run_folder import read_run
from pressfacts.pages.texts import texts_of
from pressfacts.pages.values import told
from pressfacts.rulebook import Rulebook
from tests.pages.sample import sample, write_run

_DAYS = 9  # the place of the days in a fact's list
# The value's fields by kind, as the annotation guide lists them.
GUIDE = {
    "money": "low high currency mod per",
    "date": "type timex start end mod",
    "city": "name geonameid country",
    "agreement": "type status parties date topics money count",
    "funding": "type projects amount source destination period sectors",
    "visitors": "count share_percent origin destination period",
}


@pytest.mark.parametrize("kind", GUIDE)
def test_gold_has_the_fields_of_the_guide_which_are_fields_of_the_record(kind: str, rulebook: Rulebook) -> None:
    models = {get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(FACT._type)[0])}
    fields = [field["name"] for field in gold_fields(rulebook)[kind]]
    assert fields == GUIDE[kind].split()
    assert set(fields) <= set(models[kind].model_fields["value"].annotation.model_fields)


def test_the_types_of_agreements_come_from_the_rules(rulebook: Rulebook) -> None:
    field = next(field for field in gold_fields(rulebook)["agreement"] if field["name"] == "type")
    assert {"memorandum_of_understanding", "free_trade_agreement", "loan_agreement", "ceasefire", "agreement"} <= set(field["choices"])
    assert Agreement(type=field["choices"][0], status="signed")


def test_a_value_is_carried_without_what_tells_nothing() -> None:
    value = {
        "low": "1",
        "mod": None,
        "embedded": False,
        "topics": [],
        "count": 0,
        "money": {"per": None, "low": "0"},
        "parts": [{"a": None}],
    }
    assert told(value) == {"low": "1", "count": 0, "money": {"low": "0"}, "parts": [{}]}


def test_a_fact_tells_of_days_where_its_value_does(tmp_path: Path, rulebook: Rulebook) -> None:
    run = read_run(write_run(tmp_path, *sample()))
    data = report_data(run, texts_of(run), rulebook)
    days = {(data["kinds"][fact[2]], fact[3]): fact[_DAYS] for fact in data["facts"]}
    rows = {
        (row["kind"], row["text"]): days[row["kind"], row["start"]]
        for row in run.facts
        if row["doc_id"] == "port" or row["kind"] == "visitors"
    }
    assert rows["visitors", "1.68 million"] == ["2025-01-01", "2025-12-31"]
    assert rows["agreement", "loan agreement of €20 million"] == ["2025-03-01", "2025-03-31"]
    assert rows["money", "€20 million"] is None


def test_words_travel_only_with_articles_whose_text_does_not(tmp_path: Path, rulebook: Rulebook) -> None:
    run = read_run(write_run(tmp_path, *sample()))
    texts = texts_of(run)
    del texts["port"]
    data = report_data(run, texts, rulebook)
    assert {(fact[0], len(fact)) for fact in data["facts"]} == {(0, 10), (1, 11)}
    assert [article["text"] is None for article in data["articles"]] == [False, True, False]
