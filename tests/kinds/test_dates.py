"""Dates: TIMEX3 values, spans, resolution against publication and against dates told before, and what is no date."""

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.examples import run_examples
from pressfacts.extract import Extractor
from pressfacts.settings import Settings
from pressfacts.text.timex import bounds

Day = datetime.date

DATES = Extractor(Settings(kinds=("money", "date")))
SATURDAY = Day(2026, 1, 17)


def dates(text: str, published: datetime.date | None = SATURDAY) -> list[Any]:
    return [fact for fact in DATES.extract(Article("test", text, published=published)) if fact.kind == "date"]


def told(text: str, published: datetime.date | None = SATURDAY) -> list[tuple[str, str | None]]:
    return [(fact.text, fact.value.timex) for fact in dates(text, published)]


@pytest.mark.parametrize(
    ("text", "span", "timex", "granularity"),
    [
        ("It opened on 17 January 2026.", "17 January 2026", "2026-01-17", "day"),
        ("It opened on Tuesday Mar 25, 2025.", "Tuesday Mar 25, 2025", "2025-03-25", "day"),
        ("It opened on the 5th of May 2024.", "5th of May 2024", "2024-05-05", "day"),
        ("It opened in August 2025.", "August 2025", "2025-08", "month"),
        ("It was founded in 2013.", "2013", "2013", "year"),
        ("It opens in the first quarter of 2028.", "the first quarter of 2028", "2028-Q1", "quarter"),
        ("It grew in the first half of 2024.", "the first half of 2024", "2024-H1", "half"),
        ("It opens in Q4 2030.", "Q4 2030", "2030-Q4", "quarter"),
        ("It opened in the summer of 2024.", "the summer of 2024", "2024-SU", "season"),
        ("It began in the 1970s.", "the 1970s", "197", "decade"),
        ("a fort of the 18th century", "the 18th century", "17", "century"),
        ("the war of nineteen forty-five", "nineteen forty-five", "1945", "year"),
        ("on Christmas Day 2024 they met", "Christmas Day 2024", "2024-12-25", "day"),
        ("in fiscal 2026 it will grow", "fiscal 2026", "FY2026", None),
    ],
)
def test_absolute_dates(text: str, span: str, timex: str, granularity: str | None) -> None:
    (fact,) = dates(text, published=None)
    assert (fact.text, fact.value.timex, fact.value.granularity) == (span, timex, granularity)
    assert fact.value.anchor is None


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They signed it today.", "2026-01-17"),
        ("They signed it yesterday.", "2026-01-16"),
        ("They signed it last week.", "2026-W02"),
        ("They sign it next month.", "2026-02"),
        ("They signed it last year.", "2025"),
        ("They signed it in April last year.", "2025-04"),
        ("They signed it last April.", "2025-04"),
        ("They signed it two years ago.", "2024"),
        ("They signed it 10 days ago.", "2026-01-07"),
        ("They signed it last Friday.", "2026-01-16"),
        ("They signed it this morning.", "2026-01-17TMO"),
        ("They signed it on Wednesday night.", "2026-01-14TNI"),
        ("Arrivals grew in the first half of this year.", "2026-H1"),
    ],
)
def test_relative_dates_count_from_publication(text: str, timex: str) -> None:
    (fact,) = dates(text)
    assert fact.value.timex == timex
    assert fact.value.anchor == "published"


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("The minister said Wednesday that talks go on.", "2026-01-14"),
        ("The board will meet on Wednesday.", "2026-01-21"),
        ("The bridge opened on October 3 after a delay.", "2025-10-03"),
        ("The bridge will open on October 3 after a delay.", "2026-10-03"),
        ("The dividend will be paid Feb. 14 to holders.", "2026-02-14"),
        ("In June, the company announced a plan.", "2025-06"),
        ("The vote is expected in June.", "2026-06"),
    ],
)
def test_the_tense_decides_where_the_year_or_week_is_missing(text: str, timex: str) -> None:
    assert [value for _, value in told(text)] == [timex]


@pytest.mark.parametrize(
    ("text", "span", "timex", "start", "end"),
    [
        ("cooperation since 2007.", "2007", "2007/..", Day(2007, 1, 1), None),
        ("It runs until 2030.", "2030", "../2030", None, Day(2030, 12, 31)),
        ("ready by the end of 2024", "the end of 2024", "../2024", None, Day(2024, 12, 31)),
        ("aid between 2007 and 2022", "2007 and 2022", "2007/2022", Day(2007, 1, 1), Day(2022, 12, 31)),
        ("built in 2019-2023 there", "2019-2023", "2019/2023", Day(2019, 1, 1), Day(2023, 12, 31)),
        ("the fair of 3-5 July 2024", "3-5 July 2024", "2024-07-03/2024-07-05", Day(2024, 7, 3), Day(2024, 7, 5)),
        (
            "from January to June 2024 it grew",
            "January to June 2024",
            "2024-01/2024-06",
            Day(2024, 1, 1),
            Day(2024, 6, 30),
        ),
        ("the budget for 2025-26 passed", "2025-26", "2025/2026", None, None),
    ],
)
def test_intervals(text: str, span: str, timex: str, start: datetime.date | None, end: datetime.date | None) -> None:
    (fact,) = dates(text)
    assert (fact.text, fact.value.type, fact.value.timex) == (span, "interval", timex)
    assert (fact.value.start, fact.value.end) == (start, end)


def test_an_interval_tells_both_its_ends() -> None:
    text = "Firms gave aid between 2007 and 2022."
    (fact,) = dates(text)
    assert [(text[part.start : part.end], part.timex) for part in fact.value.parts] == [("2007", "2007"), ("2022", "2022")]


@pytest.mark.parametrize(
    ("text", "span", "timex", "mod"),
    [
        ("It fell in late 2019.", "late 2019", "2019", "end"),
        ("It opened in mid-1996.", "mid-1996", "1996", "mid"),
        ("It opened at the beginning of 2024.", "the beginning of 2024", "2024", "start"),
        ("They ruled for nearly 50 years.", "nearly 50 years", "P50Y", "less_than"),
        ("It has over 35 years of experience.", "35 years", "P35Y", "more_than"),
    ],
)
def test_qualifiers_become_modifiers(text: str, span: str, timex: str, mod: str) -> None:
    (fact,) = dates(text)
    assert (fact.text, fact.value.timex, fact.value.mod) == (span, timex, mod)


@pytest.mark.parametrize(
    ("text", "type_", "timex"),
    [
        ("The talks lasted three days.", "duration", "P3D"),
        ("a 48-hour walkout", "duration", "PT48H"),
        ("They met for two and a half years.", "duration", "P2Y6M"),
        ("It went on for several months.", "duration", "PXM"),
        ("It is held every year.", "set", "P1Y"),
        ("The ferry runs daily.", "set", "P1D"),
        ("It meets every Friday.", "set", "XXXX-WXX-5"),
        ("The plant is now idle.", "date", "PRESENT_REF"),
        ("It begins at 2:30 pm.", "time", "2026-01-17T14:30"),
    ],
)
def test_amounts_repetitions_references_and_times(text: str, type_: str, timex: str) -> None:
    (fact,) = dates(text)
    assert (fact.value.type, fact.value.timex) == (type_, timex)


def test_some_dates_count_from_dates_told_before() -> None:
    assert told("It opened on 2 March 2020 and closed two days later.") == [
        ("2 March 2020", "2020-03-02"),
        ("two days later", "2020-03-04"),
    ]
    first, second = dates("In the third quarter of 2025 it earned $3 million, up from $2 million a year earlier.")
    assert (second.value.timex, second.value.anchor) == ("2024-Q3", first.value.timex)


def test_without_publication_relative_dates_stay_open() -> None:
    assert told("They met on Friday and will meet on 2 November. That was not so next year.", published=None) == [
        ("Friday", "XXXX-WXX-5"),
        ("2 November", "XXXX-11-02"),
        ("next year", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Officials may march on.",
        "Theresa May spoke.",
        "Vision 2030 and Expo 2025 were told of.",
        "The 2026 FIFA World Cup draws near.",
        "Private Securities Litigation Reform Act of 1995",
        "Some 2000 people came.",
        "She is 12 years old.",
        "He is in his 70s.",
        "They work 24/7.",
        "The Sunday Times wrote about it.",
        "It cost $2000.",
        "Flight 1933 landed.",
        "A second man sat in the sun.",
        "The fall of the government hurt him.",
    ],
)
def test_look_alikes_are_no_dates(text: str) -> None:
    assert told(text) == []


def test_days_that_no_month_has_are_no_dates() -> None:
    assert told("on 31 June 2024 and 45/17/2024") != [("31 June 2024", "2024-06-31")]
    assert all(value is None or bounds(value) is not None for _, value in told("on 30 February 2024"))


@given(st.dates(Day(1600, 1, 1), Day(2099, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%A, %d %b %Y"]))
@settings(max_examples=60, deadline=None)
def test_every_full_day_is_read_back(day: datetime.date, form: str) -> None:
    if day.year < 1800 and form.startswith("%Y"):
        return  # figures alone are no date of an age that news does not tell of
    ((_, timex),) = told(f"They signed it on {day.strftime(form)}.")
    assert timex == day.isoformat()


@given(st.text(alphabet=st.sampled_from(list("0123456789 -/.,:'’–MayJunelastyear\n")), max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_spans_that_are_its_own(text: str) -> None:
    found = dates(text)
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


def test_the_examples_and_traps_in_the_rules_hold() -> None:
    outcomes = run_examples(DATES, DATES.rulebook, "date.")
    assert len(outcomes) > 200
    assert [f"{outcome.rule}: {outcome.text}: {outcome.message}" for outcome in outcomes if not outcome.passed] == []
