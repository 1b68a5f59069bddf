"""Rates: the unit that stands right behind an amount, and a year earlier, which is no rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.kinds.money.rates import RateReader
from pressfacts.rulebook import load_rulebook

RATES = RateReader(load_rulebook())


@pytest.mark.parametrize(
    ("after", "unit"),
    [
        (" a barrel", "barrel"),
        (" an hour", "hour"),
        (" a quintal in Lasalgaon", "quintal"),
        (" a 50kg bag", "bag"),
        (" per 90-kg bag of maize", "bag"),
        (" per 100 kg", "100 kg"),
        ("/MMBtu", "MMBtu"),
        ("/t", "tonne"),
        (" per sq. ft", "square foot"),
        (" per diluted share", "share"),
        (" per basic and diluted share", "share"),
        (" a dry metric tonne", "metric tonne"),
        (" per capita", "capita"),
        (" per loaf", "loaf"),
        ("-a-year business", "year"),
        (" annually", "year"),
        (" per cent", None),
        (" personal", None),
        (" a spokesman said", None),
        (" per Bloomberg", None),
        (" each", None),
        ("", None),
    ],
)
def test_the_unit_after_an_amount(after: str, unit: str | None) -> None:
    assert RATES.read("$20" + after, len("$20")) == unit


@pytest.mark.parametrize("unit", ["year", "month", "week", "day", "quarter", "decade"])
@pytest.mark.parametrize("relation", ["ago", "earlier", "later", "before", "or so ago", "and a half earlier", "after the talks"])
def test_a_distance_in_time_is_no_rate(unit: str, relation: str) -> None:
    assert RATES.read(f"$20 a {unit} {relation}", len("$20")) is None


@pytest.mark.parametrize("taken", ["before tax", "after tax", "after deductions", "on average", "on research"])
def test_what_is_taken_off_leaves_the_rate(taken: str) -> None:
    assert RATES.read(f"$20 a month {taken}", len("$20")) == "month"


@given(st.text(max_size=80))
def test_any_text_is_read(after: str) -> None:
    unit = RATES.read("$20" + after, len("$20"))
    assert unit is None or unit
