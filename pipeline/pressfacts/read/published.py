"""The publication day of a record, from the shapes in which feeds and archives write it."""

from __future__ import annotations

import datetime
import functools
import re
from email.utils import parsedate_tz

# Earlier or later days are placeholders ("0001-01-01", "9999-12-31"), not publication dates.
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
_LONGEST = 80

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "sept", "september", "october", "november", "december"),
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)(?:[T\s,].*)?", re.ASCII)
_WEEKDAY = r"(?:[a-z]{3,9}\.?,?\s+)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_MONTH_FIRST = re.compile(_WEEKDAY + r"([a-z]{3,9})\.?\s+" + _DAY + r",?\s+(\d{4})(?!\d).*", re.ASCII | re.IGNORECASE)
_DAY_FIRST = re.compile(_WEEKDAY + _DAY + r"[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?!\d).*", re.ASCII | re.IGNORECASE)


@functools.lru_cache(maxsize=10_000)
def parse_published(value: str) -> datetime.date | None:
    """The day that `value` tells, in the time zone in which it tells it; None where the shape is not clear.

    Understood: ISO 8601 days and times (RFC 3339 too), RFC 2822 and C dates, `January 17, 2026`, `17 Jan 2026`,
    `2026/01/17`. Not understood, because day and month cannot be told apart: `01/02/2026`. Names of months are English.
    """
    value = value.strip()
    if len(value) > _LONGEST:
        return None
    try:
        day = _iso(value) or _with_month_name(value) or _mail_date(value)
    except (ValueError, OverflowError):  # a day that no calendar has
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _iso(value: str) -> datetime.date | None:
    match = _YEAR_FIRST.fullmatch(value)
    return datetime.date(int(match[1]), int(match[3]), int(match[4])) if match else None


def _with_month_name(value: str) -> datetime.date | None:
    if match := _MONTH_FIRST.fullmatch(value):
        name, day, year = match.groups()
    elif match := _DAY_FIRST.fullmatch(value):
        day, name, year = match.groups()
    else:
        return None
    name = name.lower()
    if name not in _MONTHS and name not in _FULL_MONTHS:
        return None
    return datetime.date(int(year), _MONTHS.index(name[:3]) + 1, int(day))


def _mail_date(value: str) -> datetime.date | None:
    # Only with a weekday or a clock time does the shape belong to RFC 2822 or C; anything looser is a guess.
    parts = parsedate_tz(value) if ":" in value else None
    return datetime.date(*parts[:3]) if parts else None
