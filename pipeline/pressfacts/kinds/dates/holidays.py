"""Movable holidays: the month and day on which they fall in a given year."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from pressfacts.text.timex import period


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876, as in Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, skipped = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


def _nth(year: int, month: int, weekday: int, number: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta((weekday - first.isoweekday()) % 7 + 7 * (number - 1))


def _days_from_easter(days: int) -> Callable[[int], datetime.date]:
    return lambda year: easter(year) + datetime.timedelta(days)


MOVABLE: dict[str, Callable[[int], datetime.date]] = {
    "easter": easter,
    "good_friday": _days_from_easter(-2),
    "easter_monday": _days_from_easter(1),
    "ash_wednesday": _days_from_easter(-46),
    "palm_sunday": _days_from_easter(-7),
    "whit_monday": _days_from_easter(50),
    "columbus_day": lambda year: _nth(year, 10, 1, 2),
    "thanksgiving": lambda year: _nth(year, 11, 4, 4),
    "labor_day": lambda year: _nth(year, 9, 1, 1),
    "memorial_day": lambda year: _nth(year, 6, 1, 1) - datetime.timedelta(7),
    "election_day": lambda year: _nth(year, 11, 1, 1) + datetime.timedelta(1),
    "mlk_day": lambda year: _nth(year, 1, 1, 3),
    "presidents_day": lambda year: _nth(year, 2, 1, 3),
}


_NTH = re.compile(r"nth_(\d+)_(\d)_(\w+)")


def nth_tail(month: int, number: int, what: int | str) -> str:
    """The tail that `in_year` reads as a week, a weekend or a weekday (1 is Monday) counted in a month; number 0 is the last."""
    return f"nth_{month}_{number}_{what}"


def _nth_of_month(year: int, month: int, number: int, what: str) -> str:
    # A week is of the month that holds its Thursday, a weekend of the one that holds its Saturday.
    weekday = {"week": 4, "weekend": 6}.get(what) or int(what)
    if number:
        day = _nth(year, month, weekday, number)
    else:
        after = _nth(year + month // 12, month % 12 + 1, weekday, 1)
        day = after - datetime.timedelta(7)
    return period(day, what if what.isalpha() else "day")


def in_year(year: int, tail: str) -> str:
    """The TIMEX3 value of a part of a year: `-08-06`, `-Q3`, `-01/-09` (an interval of months), or a movable holiday's name."""
    if nth := _NTH.fullmatch(tail):
        return _nth_of_month(year, int(nth[1]), int(nth[2]), nth[3])
    if holiday := MOVABLE.get(tail):
        return holiday(year).isoformat()
    return "/".join(f"{year:04}{end}" for end in tail.split("/"))
