"""TIMEX3 values: the days they cover, how exact they are, and how to count in them.

TIMEX3 writes a calendar period as ISO 8601 does, with some codes of its own for what ISO lacks (TimeML annotation
guidelines 1.2.1, section 2.2): `2012-Q1`, `2012-H1`, `2025-SU`, `201` (the 2010s), `19` (the 1900s), `2025-W11-WE`.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable

Bounds = tuple[datetime.date | None, datetime.date | None]

UNKNOWN: Bounds = (None, None)

# Meteorological seasons of the northern hemisphere: first month and number of months.
# Winter is counted to the year it begins in, as HeidelTime does.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", re.ASCII)
_PERIODS = (
    ("week", re.compile(r"(\d{4})-W(\d\d)", re.ASCII)),
    ("weekend", re.compile(r"(\d{4})-W(\d\d)-WE", re.ASCII)),
    ("month", re.compile(r"(\d{4})-(\d\d)", re.ASCII)),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])", re.ASCII)),
    ("half", re.compile(r"(\d{4})-H([12])", re.ASCII)),
    ("season", re.compile(r"(\d{4})-(SP|SU|FA|WI)", re.ASCII)),
    ("year", re.compile(r"(\d{4})", re.ASCII)),
    ("decade", re.compile(r"(\d{3})", re.ASCII)),
    ("century", re.compile(r"(\d\d)", re.ASCII)),
)


def granularity(timex: str | None) -> str | None:
    """How exact a TIMEX3 value is: day, time, week, weekend, month, quarter, half, season, year, decade, century.

    An interval is as exact as its more exact end; a duration, a set, a reference such as PAST_REF is None.
    """
    if not timex:
        return None
    if "/" in timex:
        ends = [granularity(end) for end in timex.split("/") if end != ".."]
        known = [end for end in ends if end]
        return min(known, key=_FINENESS.index) if known else None
    if _DAY.fullmatch(timex):
        return "time" if "T" in timex else "day"
    return next((name for name, shape in _PERIODS if shape.fullmatch(timex)), None)


_FINENESS = ["time", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"]


def is_coarser(timex: str, unit: str) -> bool:
    """Whether a value tells less than the `unit`, a granularity as above, would: 2025-08 is coarser than a week."""
    grain = granularity(timex)
    return grain is None or _FINENESS.index(grain) > _FINENESS.index(unit)


def bounds(timex: str | None) -> Bounds:
    """First and last day that a TIMEX3 value covers, both inclusive; None where it is open, unknown or no calendar day.

    `2012-Q1` is (2012-01-01, 2012-03-31), `2007/..` is (2007-01-01, None), `PRESENT_REF` and `P3Y` are (None, None).
    """
    if not timex:
        return UNKNOWN
    if "/" in timex:
        first, _, last = timex.partition("/")
        return bounds(first)[0], bounds(last)[1]
    try:
        return _period_bounds(timex)
    except ValueError:  # a day that no calendar has, such as 2025-02-30
        return UNKNOWN


def _period_bounds(timex: str) -> Bounds:
    if day := _DAY.fullmatch(timex):
        date = datetime.date(*map(int, day.groups()))
        return date, date
    for name, shape in _PERIODS:
        if match := shape.fullmatch(timex):
            return _BOUNDS[name](*match.groups())
    return UNKNOWN


def months(year: int, first: int, count: int) -> Bounds:
    """The days of `count` months from month `first` (1 to 12) of `year` on, running into the next year where they must."""
    index = year * 12 + first - 1 + count - 1
    last_year, last_month = divmod(index, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return datetime.date(year, first, 1), datetime.date(last_year, last_month + 1, last_day)


def _years(first: int, count: int) -> Bounds:
    if first < datetime.MINYEAR or first + count - 1 > datetime.MAXYEAR:
        return UNKNOWN
    return datetime.date(first, 1, 1), datetime.date(first + count - 1, 12, 31)


def _week(year: str, week: str, first: int = 1) -> Bounds:
    monday = datetime.date.fromisocalendar(int(year), int(week), first)
    return monday, datetime.date.fromisocalendar(int(year), int(week), 7)


_BOUNDS: dict[str, Callable[..., Bounds]] = {
    "week": _week,
    "weekend": lambda year, week: _week(year, week, first=6),
    "month": lambda year, month: months(int(year), int(month), 1),
    "quarter": lambda year, quarter: months(int(year), int(quarter) * 3 - 2, 3),
    "half": lambda year, half: months(int(year), int(half) * 6 - 5, 6),
    "season": lambda year, season: months(int(year), SEASONS[season], 3),
    "year": lambda year: _years(int(year), 1),
    "decade": lambda decade: _years(int(decade) * 10, 10),
    "century": lambda century: _years(int(century) * 100, 100),
}


def period(day: datetime.date, unit: str) -> str:
    """The TIMEX3 value of the `unit` that holds `day`: unit is a granularity as above, from day to century."""
    year, week, _ = day.isocalendar()
    values = {
        "day": day.isoformat(),
        "week": f"{year:04}-W{week:02}",
        "weekend": f"{year:04}-W{week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "season": _season(day),
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return values[unit]


def _season(day: datetime.date) -> str:
    code = next((code for code, first in SEASONS.items() if first <= day.month < first + 3), "WI")
    # January and February belong to the winter that began in the year before.
    return f"{day.year - (day.month < 3):04}-{code}"


_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def add(day: datetime.date, unit: str, count: int) -> datetime.date:
    """The day `count` units later (earlier where negative). A day that the month lacks becomes the month's last; the ends of
    the calendar (years 1 and 9999) hold."""
    if unit not in _MONTHS_IN:
        days = count * (1 if unit == "day" else 7)
        return datetime.date.fromordinal(min(max(day.toordinal() + days, 1), datetime.date.max.toordinal()))
    index = day.year * 12 + day.month - 1 + count * _MONTHS_IN[unit]
    index = min(max(index, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
