"""The examples in the rules are tests: all of them hold, and each kind of failure would be noticed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pressfacts.examples import Outcome, run_examples, unmark
from pressfacts.extractor import Extractor
from pressfacts.rulebook import Rulebook

LEAST = {"money": 150, "date": 200, "city": 100, "agreement": 150, "funding": 100, "visitors": 35, "text": 40}


@pytest.fixture(scope="module")
def all_outcomes(extractor: Extractor, rulebook: Rulebook) -> list[Outcome]:
    """Every example run once, for all kinds."""
    return run_examples(extractor, rulebook)


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_every_example_and_trap_of_the_shipped_rules_holds(all_outcomes: list[Outcome], rulebook: Rulebook, kind: str, least: int) -> None:
    ids = [id_ for id_, of in rulebook.kinds.items() if of == kind]
    outcomes = [outcome for outcome in all_outcomes if outcome.rule in ids]
    assert len(outcomes) >= least
    assert [(outcome.rule, outcome.text, outcome.message) for outcome in outcomes if not outcome.passed] == []


def test_marks_are_taken_out_and_their_places_kept() -> None:
    text, marks = unmark('worth <money low=5 currency=USD>$5</money> in <city name="New York">New York</city>')
    assert text == "worth $5 in New York"
    assert [(text[mark.start : mark.end], mark.kind, mark.attributes) for mark in marks] == [
        ("$5", "money", {"low": "5", "currency": "USD"}),
        ("New York", "city", {"name": "New York"}),
    ]


@pytest.fixture
def with_example(rulebook: Rulebook) -> Callable[..., Rulebook]:
    def change(**fields: Any) -> Rulebook:
        rule = rulebook.patterns["money.symbol_amount"].model_copy(update={"examples": ["<money>$5</money>"], "traps": []} | fields)
        splitting = {id_: lexicon for id_, lexicon in rulebook.lexicons.items() if rulebook.kinds[id_] == "text"}
        return replace(rulebook, lexicons=splitting, tokens={}, patterns={rule.id: rule})

    return change


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"examples": ["worth <money>$5</money> or $6"]}, "found besides ['$6']"),
        ({"examples": ["<money>five</money> apples"]}, "missed ['five']"),
        ({"examples": ["<money low=6>$5</money>"]}, "low is 5, expected 6"),
        ({"examples": ["<money low=5000000>five million dollars</money>"]}, "instead of this rule"),
        ({"traps": ["It cost $7."]}, "a trap, but found '$7'"),
        ({"examples": []}, "has no example"),
    ],
)
def test_a_failing_example_says_what_went_wrong(
    extractor: Extractor, with_example: Callable[..., Rulebook], fields: dict[str, Any], message: str
) -> None:
    failed = [outcome.message for outcome in run_examples(extractor, with_example(**fields), "money") if not outcome.passed]
    assert len(failed) == 1
    assert message in failed[0]
