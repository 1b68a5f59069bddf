"""Publication days in the shapes in which feeds and archives write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.read.published import parse_published

JANUARY_17 = datetime.date(2026, 1, 17)


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-17",
        "2026-01-17T23:59:59Z",
        "2026-01-17T10:00:00.123+07:00",
        "2026-01-17 10:00",
        " 2026-01-17\n",
        "20260117",
        "2026/01/17",
        "2026.01.17",
        "Sat, 17 Jan 2026 23:30:00 +0700",
        "Sat, 17 Jan 2026 23:30:00 GMT",
        "Sat Jan 17 10:00:00 2026",
        "January 17, 2026",
        "Jan. 17, 2026, 10:00 a.m.",
        "Saturday, January 17th, 2026",
        "17 January 2026",
        "17-Jan-2026",
    ],
)
def test_the_day_is_read_in_the_time_zone_in_which_it_is_told(value: str) -> None:
    assert parse_published(value) == JANUARY_17


@pytest.mark.parametrize(
    "value",
    [
        "01/02/2026",  # January 2 or February 1
        "2026",
        "2026-01",
        "2026-02-30",
        "0001-01-01T00:00:00",  # what databases write for "unknown"
        "9999-12-31",
        "1768608000",
        "yesterday",
        "17 Brumaire 2026",
        "sold 12 mares 2026",
        "",
        "2026-01-17" + " " * 10 + "x" * 100_000,
    ],
)
def test_what_is_not_clear_is_no_day(value: str) -> None:
    assert parse_published(value) is None


@given(st.text(max_size=100))
def test_no_text_raises(value: str) -> None:
    parse_published(value)


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2200, 12, 31)))
def test_every_iso_day_is_read(day: datetime.date) -> None:
    assert parse_published(day.isoformat()) == day
