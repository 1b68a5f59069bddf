"""Dates: the forms of news that are easily misread, each as text, span and value in one line."""

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.settings import Settings
from pressfacts.text.numbers import number

DATES = Extractor(Settings(kinds=("money", "date")))
SATURDAY = datetime.date(2026, 1, 17)


def dates(text: str, published: datetime.date | None = SATURDAY) -> list[Any]:
    return [fact for fact in DATES.extract(Article("test", text, published=published)) if fact.kind == "date"]


def told(text: str, published: datetime.date | None = SATURDAY) -> list[tuple[str, str | None]]:
    return [(fact.text, fact.value.timex) for fact in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "span", "timex"),
    [
        ("It took thirty-five years.", "thirty-five years", "P35Y"),
        ("It took six-and-a-half years.", "six-and-a-half years", "P6Y6M"),
        ("It takes 3.5-6 months.", "3.5-6 months", "P3.5M"),
        ("It snows this winter.", "this winter", "2025-WI"),
        ("Sales were Rs 310 crore in 2022-23.", "2022-23", "FY2023"),
        ("He joined the club in the 2022-23 season.", "2022-23", "2022/2023"),
        ("It fell in the April-June quarter.", "the April-June quarter", "2025-Q2"),
        ("It rose in the January-March quarter of 2024-25.", "the January-March quarter of 2024-25", "2025-Q1"),
        ("Exports rose in April-September 2025-26.", "April-September 2025-26", "2025-04/2025-09"),
        ("Profit rose in 9M 2025.", "9M 2025", "2025-01/2025-09"),
        ("It grew in the first ten months of 2025.", "the first ten months of 2025", "2025-01/2025-10"),
        ("It was in the first week of May 2025.", "the first week of May 2025", "2025-W18"),
        ("It was on the last Friday of June 2025.", "the last Friday of June 2025", "2025-06-27"),
        ("It was in the last week of December 2025.", "the last week of December 2025", "2025-W52"),
        ("They play on Monday week.", "Monday week", "2026-01-26"),
        ("They play a week from Friday.", "a week from Friday", "2026-01-30"),
        ("They met the week before last.", "the week before last", "2026-W01"),
        ("It opens the month after next.", "the month after next", "2026-03"),
        ("It rained in the month of October.", "the month of October", "2025-10"),
        ("It expects to award it, estimated at $5 million, in November.", "November", "2026-11"),
        ("Crude for March delivery fell.", "March", "2026-03"),
        ("They met in the winter of 2023-24.", "the winter of 2023-24", "2023-WI"),
        ("It opened in week 12 of 2025.", "week 12 of 2025", "2025-W12"),
        ("It ran on the weekend of 3-4 May 2025.", "the weekend of 3-4 May 2025", "2025-W18-WE"),
        ("Polls close at 9 o'clock.", "9 o'clock", "2026-01-17T09:00"),
        ("It rains early Tuesday morning.", "early Tuesday morning", "2026-01-13TMO"),
        ("The midterm is midway through 2025.", "midway through 2025", "2025"),
        ("It fell in the second half of March 2025.", "the second half of March 2025", "2025-03"),
        ("It runs 30 June-2 July 2025.", "30 June-2 July 2025", "2025-06-30/2025-07-02"),
        ("It runs March-May 2025.", "March-May 2025", "2025-03/2025-05"),
        ("It grew in Q1-Q3 2025.", "Q1-Q3 2025", "2025-Q1/2025-Q3"),
        ("It rose from January to November 2025.", "January to November 2025", "2025-01/2025-11"),
        ("It snowed from November to February 2025.", "November to February 2025", "2024-11/2025-02"),
        ("He was away between 1998-2004.", "1998-2004", "1998/2004"),
        ("He played well in 2024/2025.", "2024/2025", "2024/2025"),
        ("Interest is 5% per annum.", "per annum", "P1Y"),
        ("It opens two weeks from today.", "two weeks from today", "2026-W05"),
        ("It was the art of last century.", "last century", "19"),
    ],
)
def test_forms_that_are_easily_misread(text: str, span: str, timex: str) -> None:
    assert told(text) == [(span, timex)]


@pytest.mark.parametrize(
    ("text", "span", "timex"),
    [
        ("It will double sales in FY27.", "FY27", "FY2027"),
        ("It will grow in fiscal 2026.", "fiscal 2026", "2026"),
        ("It grew in the 2025 financial year.", "the 2025 financial year", "FY2025"),
        ("It grew in the second quarter of fiscal 2026.", "the second quarter of fiscal 2026", "2026-Q2"),
        ("It grew in Q2 FY26.", "Q2 FY26", "FY2026-Q2"),
        ("It grew in the third fiscal quarter.", "the third fiscal quarter", "2026-Q3"),
        ("It will grow in the fiscal year.", "the fiscal year", "2026"),
    ],
)
def test_fiscal_periods_have_no_bounds(text: str, span: str, timex: str) -> None:
    (fact,) = dates(text)
    assert (fact.text, fact.value.timex, fact.value.start, fact.value.end) == (span, timex, None, None)


def test_what_is_counted_from_a_fiscal_quarter_has_no_bounds_either() -> None:
    quarter, again, before = dates("Sales fell in the fiscal first quarter. Over the quarter it hired. A year earlier it had not.")
    assert [fact.value.timex for fact in (quarter, again, before)] == ["2026-Q1", "2026-Q1", "2025-Q1"]
    assert all(fact.value.start is None for fact in (quarter, again, before))


def test_a_quarter_that_ends_on_another_day_than_that_of_the_calendar_is_fiscal() -> None:
    quarter, _ = dates("Sales fell in the fourth quarter ended Sept. 30, 2025.")
    assert (quarter.value.timex, quarter.value.start) == ("2025-Q4", None)
    quarter, _ = dates("Sales fell in the third quarter of 2025 ended September 28, 2025.")
    assert quarter.value.end == datetime.date(2025, 9, 30)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The pact was terminated, effective September 30, 2025.", "2025-09-30"),
        ("He resigned effective December 31, 2025.", "2025-12-31"),
        ("The tariff applies effective January 1, 2025.", "2025-01-01/.."),
        ("The partnership remains in force to 2045.", "../2045"),
        ("He has a contract to 2030.", "../2030"),
        ("Costs fell from a year ago.", "2025"),
        ("A deal, expected in May, was not signed.", "2025-05"),
        ("A deal, expected in May, is not signed.", "2026-05"),
        ("Prices have come down from the middle of October.", "2025-10"),
        ("The ministers meet Monday.", "2026-01-19"),
        ("The ministers did not meet Monday.", "2026-01-12"),
    ],
)
def test_verbs_tell_which_day_is_meant_and_whether_it_opens_an_interval(text: str, timex: str) -> None:
    assert [value for _, value in told(text)] == [timex]


@pytest.mark.parametrize(
    "text",
    [
        "The line is staffed 24 hours a day, seven days a week.",
        "Police found his 1987 Chevrolet.",
        "He fought for the April 19th Movement.",
        "She recalls the night the plane went down.",
        "For the people, high noon has come.",
        "It was the last year of the war.",
        "Read news/plan-moves-forward-with-three-year-permit here.",
    ],
)
def test_idioms_and_names_are_no_dates(text: str) -> None:
    assert told(text) == []


def test_tomorrow_at_large_is_the_future() -> None:
    assert told("It designs the cities of tomorrow.") == [("tomorrow", "FUTURE_REF")]
    assert told("It opens tomorrow.") == [("tomorrow", "2026-01-18")]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("Alpha Corp. of Ohio paid $5 on 05/06/2024.", "2024-05-06"),
        ("Alpha plc of London paid £5 on 05/06/2024.", "2024-06-05"),
        ("It was sealed on 05/06/2024.", "2024-06-05"),
    ],
)
def test_money_and_company_forms_decide_the_order_of_a_day_in_figures(text: str, timex: str) -> None:
    assert [value for _, value in told(text, published=None)] == [timex]


_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@settings(deadline=None, max_examples=60)
@given(tens=st.sampled_from(_TENS), ones=st.sampled_from(_ONES), unit=st.sampled_from(["days", "weeks", "months", "years"]))
def test_a_spelled_number_is_never_cut_in_two(tens: str, ones: str, unit: str) -> None:
    words = f"{tens}-{ones}"
    assert told(f"It took {words} {unit}.") == [(f"{words} {unit}", f"P{number(words)}{unit[0].upper()}")]
