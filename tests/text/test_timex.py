"""TIMEX3 values: bounds, exactness, and counting in calendar units."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.text import timex

D = datetime.date
UNITS = ("day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century")


@pytest.mark.parametrize(
    ("value", "first", "last", "granularity"),
    [
        ("2026-01-17", D(2026, 1, 17), D(2026, 1, 17), "day"),
        ("2026-01-17TMO", D(2026, 1, 17), D(2026, 1, 17), "time"),
        ("2026-02", D(2026, 2, 1), D(2026, 2, 28), "month"),
        ("2025-W11", D(2025, 3, 10), D(2025, 3, 16), "week"),
        ("2025-W11-WE", D(2025, 3, 15), D(2025, 3, 16), "weekend"),
        ("2012-Q1", D(2012, 1, 1), D(2012, 3, 31), "quarter"),
        ("2012-H2", D(2012, 7, 1), D(2012, 12, 31), "half"),
        ("2025-WI", D(2025, 12, 1), D(2026, 2, 28), "season"),
        ("201", D(2010, 1, 1), D(2019, 12, 31), "decade"),
        ("19", D(1900, 1, 1), D(1999, 12, 31), "century"),
        ("2007/..", D(2007, 1, 1), None, "year"),
        ("../2030-05", None, D(2030, 5, 31), "month"),
        ("2007/2022", D(2007, 1, 1), D(2022, 12, 31), "year"),
        ("PRESENT_REF", None, None, None),
        ("P3Y", None, None, None),
        ("FY2024", None, None, None),
        ("2025-02-30", None, None, "day"),
        (None, None, None, None),
    ],
)
def test_bounds_and_granularity(value: str | None, first: D | None, last: D | None, granularity: str | None) -> None:
    assert timex.bounds(value) == (first, last)
    assert timex.granularity(value) == granularity


def test_a_month_later_keeps_to_the_month() -> None:
    assert timex.add(D(2024, 1, 31), "month", 1) == D(2024, 2, 29)
    assert timex.add(D(2024, 2, 29), "year", -1) == D(2023, 2, 28)


def test_counting_stops_at_the_ends_of_the_calendar() -> None:
    assert timex.add(D(2024, 1, 31), "century", 900).year == 9999
    assert timex.add(D(2024, 1, 31), "day", -(10**7)) == D(1, 1, 1)


@given(st.dates(D(1900, 1, 1), D(2100, 12, 31)), st.sampled_from(UNITS))
def test_the_period_of_a_day_has_its_granularity_and_holds_it(day: D, unit: str) -> None:
    value = timex.period(day, unit)
    first, last = timex.bounds(value)
    assert timex.granularity(value) == unit
    assert first is not None and last is not None
    assert last >= day and (first <= day or unit == "weekend")  # a weekend is the one of the day's week


@given(st.dates(D(1900, 1, 1), D(2100, 12, 31)), st.sampled_from(("day", "week", "month", "year")), st.integers(-50, 50))
def test_counting_moves_by_that_many_units(day: D, unit: str, count: int) -> None:
    moved = timex.add(day, unit, count)
    assert (moved > day) == (count > 0) or count == 0
    if unit in ("day", "week"):
        assert timex.add(moved, unit, -count) == day
