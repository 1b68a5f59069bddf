"""Resolving partial dates: against the day of publication, the tense of the sentence, and the dates told before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.holidays import in_year
from pressfacts.text import timex as timex3


class Resolved(NamedTuple):
    """A TIMEX3 value and what it was counted from: `published`, a TIMEX3 value of the text, or None where it is absolute."""

    timex: str | None
    anchor: str | None = None
    follows: bool = False  # counted from a date told before: nothing else is counted from it


# What a unit may be counted from: a year before a quarter is a quarter, a year before a day is a year.
_MEMORY = 6  # dates told before that a later one may be counted from
_KEEPS = {"year": ("quarter", "half", "month", "season", "year"), "month": ("month",), "week": ("week",), "quarter": ("quarter",)}
# What a unit may be told by: "that year" after a month of it.
_HOLDS = {"day": ("time",), "year": ("quarter", "month", "day")}


@dataclass
class Anchors:
    """The day of publication, and the dates told so far in the order of the text. One article's, made anew for each."""

    published: datetime.date | None
    told: list[str] = field(default_factory=list)

    def resolve(self, expression: Expression, tense: int) -> Resolved:
        """The value of an expression that stands where the tense is `tense` (-1 past, 1 future, 0 unknown)."""
        resolved = self._resolve(expression, tense)
        timex = resolved.timex
        if timex and expression.time:
            timex = f"{timex}{expression.time}" if timex3.granularity(timex) == "day" else None
        counted = expression.base == "shift" and expression.unit == "year" and not expression.tail
        if timex and not resolved.follows and not counted and timex3.bounds(timex) != timex3.UNKNOWN:
            self.told.append(timex)
        return Resolved(timex, resolved.anchor)

    def _resolve(self, expression: Expression, tense: int) -> Resolved:
        match expression.base:
            case "fixed":
                return Resolved(expression.timex)
            case "no_year":
                return self._no_year(expression, tense)
            case "weekday":
                return self._weekday(expression, tense)
            case "shift":
                return self._shift(expression)
            case "ago":
                return self._ago(expression)
            case "focus":
                return self._focus(expression)
            case "same":
                return self._same(expression)

    def _no_year(self, expression: Expression, tense: int) -> Resolved:
        if self.published is None:
            return Resolved(None if expression.tail.isidentifier() else f"XXXX{expression.tail}")
        return Resolved(_nearest_year(self.published, expression.tail, expression.direction, tense), "published")

    def _weekday(self, expression: Expression, tense: int) -> Resolved:
        if self.published is None:
            return Resolved(f"XXXX-WXX-{expression.weekday}")
        behind = (self.published.isoweekday() - expression.weekday) % 7
        direction = tense if expression.direction is None else expression.direction
        if direction > 0 or expression.direction == 0:
            days = (7 - behind) % 7 or (7 if expression.direction == 1 else 0)
        else:
            days = -(behind or (7 if expression.direction == -1 else 0))
        return Resolved(timex3.add(self.published, "day", days).isoformat(), "published")

    def _shift(self, expression: Expression) -> Resolved:
        if self.published is None:
            return Resolved(None)
        day = timex3.add(self.published, expression.unit, expression.count)
        if expression.weekday:
            monday = day - datetime.timedelta(day.isoweekday() - 1)
            return Resolved((monday + datetime.timedelta(expression.weekday - 1)).isoformat(), "published")
        return Resolved(_part_of(timex3.period(day, expression.unit), expression.tail), "published")

    def _focus(self, expression: Expression) -> Resolved:
        unit, told = expression.unit, self._told(expression.unit)
        if told is None:
            return self._shift(expression)
        first = timex3.bounds(told)[0]
        assert first is not None  # `told` holds values with a first day only
        grain = timex3.granularity(told)
        if grain in _KEEPS.get(unit, ()):
            unit = str(grain)
        moved = timex3.add(first, expression.unit, expression.count)
        timex = timex3.period(moved, "day" if expression.unit == "day" else unit)
        return Resolved(f"{moved.year:04}{expression.tail}" if expression.tail else timex, told, follows=True)

    def _ago(self, expression: Expression) -> Resolved:
        """As "a year ago" beside a quarter's figures: that quarter a year before. "The year-ago period" may be of any date told."""
        if (expression.unit, expression.count) == ("year", -1):
            quarters = (told for told in reversed(self.told[-_MEMORY:]) if timex3.granularity(told) in ("quarter", "half"))
            quarter = next(quarters, None)
            first = timex3.bounds(quarter)[0]
            if first:
                return Resolved(_moved(first, "year", -1, str(timex3.granularity(quarter))), quarter, follows=True)
        return self._focus(expression) if expression.direction == -1 else self._shift(expression)

    def _told(self, unit: str) -> str | None:
        """The last value told that `unit` can be counted from."""
        wanted = _KEEPS.get(unit)
        for told in reversed(self.told[-_MEMORY:]):
            if timex3.bounds(told)[0] is None or "/" in told:
                continue
            if wanted is None or timex3.granularity(told) in wanted:
                return told
        return None

    def _same(self, expression: Expression) -> Resolved:
        """As "that year", "the quarter": the unit that holds a date told before, else the one that runs or ran last."""
        unit = expression.unit
        for told in reversed(self.told[-_MEMORY:]):
            first = timex3.bounds(told)[0]
            if first and self._may_be_meant(told, expression):
                day = first.replace(year=expression.count) if expression.count else first
                return Resolved(timex3.period(day, unit), told, follows=bool(expression.count))
        if expression.count:
            return Resolved(f"{expression.count:04}")
        if self.published is None:
            return Resolved(None)
        # Of a quarter or a weekend that nobody named, news means the last one that is over.
        over = {"quarter": -1, "weekend": -1 if self.published.isoweekday() < 6 else 0}.get(unit, 0)
        return Resolved(_moved(self.published, unit, over, unit), "published")

    def _may_be_meant(self, told: str, expression: Expression) -> bool:
        if expression.direction == -1 and self.published and not _ends_before(told, self.published):
            return False  # "the latest quarter" is over
        grain = timex3.granularity(told)
        return grain in _HOLDS.get(expression.unit, ()) or grain == expression.unit


def _moved(day: datetime.date, unit: str, count: int, grain: str) -> str:
    """The period of a grain that holds the day `count` units from `day`."""
    return timex3.period(timex3.add(day, unit, count), grain)


def _part_of(timex: str, tail: str) -> str:
    return in_year(int(timex), tail) if tail else timex


# How many days a period on the wrong side of publication counts as further off than it is, by tense: past, unknown, future.
# A quarter is reported and forecast alike, so that the tense says little about it.
_NEAR = 45
_AGAINST = {-1: 365, 0: 60, 1: 290}
_AGAINST_QUARTER = 60


def _nearest_year(published: datetime.date, tail: str, direction: int | None, tense: int) -> str:
    """The period without a year that is meant, as "last", "this" and "next" say, else the nearest that the tense allows."""
    around = [in_year(year, tail) for year in (published.year - 1, published.year, published.year + 1)]
    if direction == 0:
        return around[1]
    if direction == -1:
        return next((timex for timex in reversed(around) if _ends_before(timex, published)), around[0])
    if direction == 1:
        return next((timex for timex in around if _begins_after(timex, published)), around[-1])
    return min(around, key=lambda timex: _distance(timex, published, tense))


def _distance(timex: str, published: datetime.date, tense: int) -> int:
    first, last = timex3.bounds(timex)
    if first is None or last is None:
        return 10_000
    against = _AGAINST_QUARTER if timex3.granularity(timex) in ("quarter", "half") else _AGAINST[tense]
    if first > published:
        days = (first - published).days
        return days if tense > 0 or (tense < 0 and days <= _NEAR) else days + against
    days = max(0, (published - last).days)
    return days + against if tense > 0 and days else days


def _ends_before(timex: str, day: datetime.date) -> bool:
    last = timex3.bounds(timex)[1]
    return last is not None and last < day


def _begins_after(timex: str, day: datetime.date) -> bool:
    first = timex3.bounds(timex)[0]
    return first is None or first > day
