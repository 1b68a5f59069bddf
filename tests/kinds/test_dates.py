"""Dates: TIMEX3 values, spans, resolution against publication and against dates told before, and what is no date."""

import datetime
import itertools
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.examples import run_examples
from pressfacts.extractor import Extractor
from pressfacts.settings import Settings
from pressfacts.text.timex import bounds, period

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
        ("in fiscal 2026 it will grow", "fiscal 2026", "2026", "year"),
        ("in FY 23-24 it grew", "FY 23-24", "FY2024", None),
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
        ("the strike of 2025-26 ended", "2025-26", "2025/2026", None, None),
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


@pytest.mark.parametrize(
    ("text", "span", "timex"),
    [
        ("Signed 17/Jan/26 in Hue", "17/Jan/26", "2026-01-17"),
        ("Signed 17-Jan-26 in Hue", "17-Jan-26", "2026-01-17"),
        ("Signed 17Jan2026 in Hue", "17Jan2026", "2026-01-17"),
        ("Signed 2026 January 17 in Hue", "2026 January 17", "2026-01-17"),
        ("Signed 2026. 1. 17 in Seoul", "2026. 1. 17", "2026-01-17"),
        ("Signed 2026/1/7 in Seoul", "2026/1/7", "2026-01-07"),
        ("Date: 20260117 Hue", "20260117", "2026-01-17"),
        ("Sealed on the 3rd day of March 2021 in Hue", "the 3rd day of March 2021", "2021-03-03"),
    ],
)
def test_days_in_odd_shapes(text: str, span: str, timex: str) -> None:
    (fact,) = dates(text)
    assert (fact.text, fact.value.timex, fact.value.granularity, fact.value.anchor) == (span, timex, "day", None)


def test_dateparser_is_imported_only_by_an_odd_day() -> None:
    code = (
        "import sys; from pressfacts.article import Article\n"
        "from pressfacts.extractor import Extractor; from pressfacts.settings import Settings\n"
        "dates = Extractor(Settings(kinds=('date',)))\n"
        "list(dates.extract(Article('a', 'It opened on 17 January 2026, last Friday, not on 2026/1/18.')))\n"
        "assert 'dateparser' not in sys.modules\n"
        "list(dates.extract(Article('a', 'It opened on 17/Jan/26.')))\n"
        "assert 'dateparser' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It met on 05/06/2024.", "2024-06-05"),
        ("It met on 05/06/2024 and on 03/25/2024.", "2024-05-06"),
        ("It met on 05/06/2024 and on 25/03/2024.", "2024-06-05"),
        ("It met on 05/06/2024 and on March 25, 2024.", "2024-05-06"),
        ("It met on 05/06/2024 and on 25 March 2024.", "2024-06-05"),
    ],
)
def test_the_habit_of_the_article_tells_month_from_day(text: str, timex: str) -> None:
    assert told(text)[0][1] == timex


def test_the_day_of_publication_tells_month_from_day() -> None:
    assert told("Printed 05/06/2024 in Hue.", Day(2024, 5, 6)) == [("05/06/2024", "2024-05-06")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose in the third quarter of 2025, up from the same period last year.", ["2025-Q3", "2024-Q3"]),
        ("It rose in the third quarter of 2025. In the nine months, profit doubled from a year earlier.", ["2025-Q3", "P9M", "2025"]),
        ("It rose in fiscal 2025.", ["2025"]),
        ("It rose in the week of March 2.", ["2026-W10"]),
        ("It opened on 2 March 2020 and closed the following year.", ["2020-03-02", "2021"]),
        ("It made 3 in 2025 (previous year: 2) and 5 more (previous year: 4).", ["2025", "2024", "2024"]),
        ("It met on July 3 and 4, 2025.", ["2025-07-03", "2025-07-04"]),
        ("In 2021 it had two guests in January.", ["2021", "2021-01"]),
        ("It suits today's market.", ["PRESENT_REF"]),
    ],
)
def test_what_a_date_is_counted_from(text: str, values: list[str]) -> None:
    assert [value for _, value in told(text)] == values


@pytest.mark.parametrize("text", ["Ask for April in the market.", "He sang with June and smiled.", "April's smile won them over."])
def test_first_names_are_no_months(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["It is planned for April.", "The figures for June were good.", "From March to May it rained."])
def test_a_month_that_something_is_planned_for_is_one(text: str) -> None:
    assert len(told(text)) == 1


# A form of strftime, and how exact it is.
ABSOLUTE = {
    "%d %B %Y": "day",
    "%B %d, %Y": "day",
    "%Y-%m-%d": "day",
    "%A, %d %b %Y": "day",
    "%A, %B %d, %Y": "day",
    "the %dth of %B %Y": "day",
    "%d-%B-%Y": "day",
    "%d-%b-%y": "day",
    "%d/%b/%Y": "day",
    "%Y/%m/%d": "day",
    "%Y %B %d": "day",
    "%B %Y": "month",
    "%B of %Y": "month",
    "the year %Y": "year",
    "%Y": "year",
}


@given(st.dates(Day(2000, 1, 1), Day(2039, 12, 31)), st.sampled_from(sorted(ABSOLUTE)))
@settings(max_examples=200, deadline=None)
def test_an_absolute_form_is_read_back_as_exact_as_it_is(day: datetime.date, form: str) -> None:
    (fact,) = dates(f"They signed it in {day.strftime(form)}.")
    assert fact.value.granularity == ABSOLUTE[form]
    assert fact.value.timex == period(day, ABSOLUTE[form])
    assert (fact.value.start, fact.value.end) == bounds(fact.value.timex)


@given(st.dates(Day(1600, 1, 1), Day(1999, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %d %b %Y"]))
@settings(max_examples=40, deadline=None)
def test_days_of_older_centuries_are_read_back(day: datetime.date, form: str) -> None:
    ((_, timex),) = told(f"They signed it on {day.strftime(form)}.")
    assert timex == day.isoformat()


@given(st.dates(Day(2000, 1, 1), Day(2039, 12, 31)), st.sampled_from(["last", "this", "next"]), st.sampled_from(["week", "month", "year"]))
@settings(max_examples=80, deadline=None)
def test_periods_beside_publication_are_counted_in_the_calendar(published: datetime.date, direction: str, unit: str) -> None:
    ((_, timex),) = told(f"It happens {direction} {unit}.", published)
    first, last = bounds(timex)
    here_first, here_last = bounds(period(published, unit))
    assert first and last and here_first and here_last
    gap = {"last": here_first - last, "this": here_first - first, "next": first - here_last}[direction]
    assert gap.days == (0 if direction == "this" else 1)


@given(st.dates(Day(2000, 1, 1), Day(2039, 12, 31)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
@settings(max_examples=60, deadline=None)
def test_a_weekday_lies_within_a_week_on_the_side_of_its_tense(published: datetime.date, weekday: str) -> None:
    ((_, past),) = told(f"The minister said so on {weekday}.", published)
    ((_, future),) = told(f"The board will meet on {weekday}.", published)
    behind, ahead = (published - Day.fromisoformat(str(past))).days, (Day.fromisoformat(str(future)) - published).days
    assert 0 <= behind <= 6 and 0 <= ahead <= 6
    assert Day.fromisoformat(str(past)).strftime("%A") == weekday


@pytest.mark.parametrize(
    ("published", "timex"), [(Day(2020, 12, 31), "2020-W53"), (Day(2021, 1, 3), "2020-W53"), (Day(2024, 12, 30), "2025-W01")]
)
def test_weeks_at_the_end_of_a_year_are_those_of_iso_8601(published: datetime.date, timex: str) -> None:
    (fact,) = dates("It happens this week.", published)
    assert fact.value.timex == timex
    assert (fact.value.end - fact.value.start).days == 6
    assert fact.value.start <= published <= fact.value.end


@pytest.mark.parametrize(
    ("text", "published", "timex"),
    [
        ("It opened on 29 February 2024.", SATURDAY, "2024-02-29"),
        ("It opened yesterday.", Day(2024, 3, 1), "2024-02-29"),
        ("It opened yesterday.", Day(2025, 1, 1), "2024-12-31"),
        ("It opened last month.", Day(2024, 3, 31), "2024-02"),
        ("It opened in December.", Day(2025, 1, 3), "2024-12"),
        ("It will open in January.", Day(2024, 12, 30), "2025-01"),
    ],
)
def test_leap_days_and_ends_of_years(text: str, published: datetime.date, timex: str) -> None:
    assert [value for _, value in told(text, published)] == [timex]


def test_a_leap_day_of_a_common_year_covers_no_day() -> None:
    for fact in dates("It opened on 29 February 2023."):
        assert (fact.value.start, fact.value.end) == (None, None)


@pytest.mark.parametrize("clock", ["1:59 am", "2:30 a.m.", "3:00 am"])
@pytest.mark.parametrize("day", [Day(2024, 3, 31), Day(2024, 10, 27), Day(2025, 3, 9), Day(2025, 11, 2)])
def test_clock_times_on_days_that_change_the_clock_cover_that_day(day: datetime.date, clock: str) -> None:
    (fact,) = dates(f"The train left at {clock} on {day.strftime('%d %B %Y')}.")
    assert fact.value.type == "time"
    assert (fact.value.start, fact.value.end) == (day, day)


_SALAD = """
    last next this the a first second third May April June Friday Sunday quarter half year month week day weekend ended ending of in by
    from to until since between and ago later earlier before following previous same period nine months 3 12 30 31 2024 2025 1999
    05/06/2024 2024-02-29 29 February 53 Q1 H2 FY25 fiscal summer winter morning night 2:30 pm noon today yesterday now early late
    mid- about nearly two Easter Christmas century decade 1990s 70s - – , . every each 17/Jan/26 said will
"""


@given(st.lists(st.sampled_from(_SALAD.split()), max_size=24).map(" ".join), st.none() | st.dates(Day(1, 1, 1), Day(9999, 12, 31)))
@settings(max_examples=400, deadline=None)
def test_any_mix_of_the_words_of_dates_gives_sound_facts(text: str, published: datetime.date | None) -> None:
    found = dates(text, published)
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    for fact in found:
        value = fact.value
        assert value.start is None or value.end is None or value.start <= value.end, (text, published, fact)
        assert value.granularity is None or value.type in ("date", "time", "interval")


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
