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
    whole: bool = True  # False where it is counted from a fiscal period, whose days the text does not tell


# What a unit may be counted from: a year before a quarter is a quarter, a year before a day is a year.
_WEEK = 7  # days
_MEMORY = 6  # dates told before that a later one may be counted from
_KEEPS = {
    "day": ("day", "time"),
    "year": ("quarter", "half", "month", "season", "year"),
    "month": ("month",),
    "week": ("week",),
    "quarter": ("quarter",),
}
# What a unit may be told by: "that year" after a month of it.
_HOLDS = {"day": ("time",), "year": ("quarter", "month", "day")}


@dataclass
class Anchors:
    """The day of publication, and the dates told so far in the order of the text. One article's, made anew for each.

    `last` is the one told last; `told` leaves out those that are themselves counted from another.
    """

    published: datetime.date | None
    told: list[str] = field(default_factory=list)
    last: str | None = None
    fiscal: set[str] = field(default_factory=set)  # those told whose days are not the calendar's

    def resolve(self, expression: Expression, tense: int) -> Resolved:
        """The value of an expression that stands where the tense is `tense` (-1 past, 1 future, 0 unknown)."""
        resolved = self._resolve(expression, tense)
        timex = resolved.timex
        if expression.unit in ("week_of", "weekend_of") and (day := timex3.bounds(timex)[0]):
            # The weekend of a holiday on a Monday is the one before it.
            near = timex3.add(day, "day", -1) if expression.unit == "weekend_of" and day.isoweekday() == 1 else day
            timex = timex3.period(near, expression.unit.removesuffix("_of"))
        if timex and expression.time:
            timex = f"{timex}{expression.time}" if timex3.granularity(timex) == "day" else None
        if timex and not expression.whole:
            self.fiscal.add(timex)
        counted = expression.base == "shift" and expression.unit == "year" and not expression.tail
        if timex and not resolved.follows and timex3.bounds(timex) != timex3.UNKNOWN:
            self.last = timex
            if not counted:
                self.told.append(timex)
        if expression.run and self.published:
            self.told.append(f"{self.published.year}-01/{self.published.year}-{expression.run:02}")
        return Resolved(timex, resolved.anchor, whole=resolved.anchor not in self.fiscal or expression.base == "fixed")

    def ending(self, expression: Expression, last: Expression, tense: int) -> Expression:
        """The period of "the quarter ended Sept. 30" (`last`), where no quarter has been named that it can be."""
        day = timex3.bounds(self._resolve(last, tense).timex)[1]
        if day is None or any(timex3.granularity(told) == expression.unit for told in self.told[-_MEMORY:]):
            return expression
        return _period_ended(expression.unit, day)

    def tell_months(self, count: int, last: Expression, tense: int) -> None:
        """Remember the period of "the three months to 31 December" (`last`), as if it had been named: "a year earlier" counts from it."""
        day = timex3.bounds(self._resolve(last, tense).timex)[1]
        if day is None or day.month < count:
            return  # a run of months over two years has no value of one period
        grain = {3: "quarter", 6: "half", 12: "year"}.get(count)
        run = f"{day.year:04}-{day.month - count + 1:02}/{day.year:04}-{day.month:02}"
        self.told.append(timex3.period(day, grain) if grain and not day.month % count else run)

    def ends_quarter(self, number: str, last: Expression, tense: int) -> bool:
        """Whether the quarter of a number, in the calendar, ends within a week of the day told as its end: some end on a Sunday."""
        day = timex3.bounds(self._resolve(last, tense).timex)[1]
        if day is None:
            return True
        quarter = timex3.period(timex3.add(day, "day", -_WEEK), "quarter")
        end = timex3.bounds(quarter)[1]
        return end is not None and quarter[-1] == number and abs((end - day).days) <= _WEEK

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
            case "same" | "ended":
                return self._same(expression)

    def _no_year(self, expression: Expression, tense: int) -> Resolved:
        if self.published is None:
            return Resolved(None if expression.tail.isidentifier() else f"XXXX{expression.tail}")
        return Resolved(_nearest_year(self.published, expression.tail, expression.direction, tense), "published")

    def _weekday(self, expression: Expression, tense: int) -> Resolved:
        if self.published is None:
            return Resolved(f"XXXX-WXX-{expression.weekday}")
        if expression.unit == "focus" and (told := self._told("day", back=False)):
            return Resolved(self._beside(told, expression).isoformat(), told)
        behind = (self.published.isoweekday() - expression.weekday) % 7
        direction = tense if expression.direction is None else expression.direction
        if direction > 0 or expression.direction == 0:
            days = (7 - behind) % 7 or (7 if expression.direction == 1 else 0)
        else:
            days = -(behind or (7 if expression.direction == -1 else 0))
        return Resolved(timex3.add(self.published, "day", days + _WEEK * expression.count).isoformat(), "published")

    def _beside(self, told: str, expression: Expression) -> datetime.date:
        """As "the previous Friday": the last one before a day told, or the first one after it."""
        day = timex3.bounds(told)[0] or datetime.date.min
        behind = (day.isoweekday() - expression.weekday) % 7
        return timex3.add(day, "day", -(behind or 7) if expression.direction == -1 else 7 - behind)

    def _shift(self, expression: Expression) -> Resolved:
        if self.published is None:
            return Resolved(None)
        day = timex3.add(self.published, expression.unit, expression.count)
        if expression.weekday:
            monday = day - datetime.timedelta(day.isoweekday() - 1)
            return Resolved((monday + datetime.timedelta(expression.weekday - 1)).isoformat(), "published")
        return Resolved(_part_of(timex3.period(day, expression.unit), expression.tail), "published")

    def _focus(self, expression: Expression) -> Resolved:
        unit, told = expression.unit, self._base_of(expression)
        if told is None:
            return self._shift(expression)._replace(follows=True)
        first = timex3.bounds(told)[0]
        assert first is not None  # what is kept has a first day
        grain = "year" if _is_run(told) else timex3.granularity(told)
        if expression.direction is None and grain in _KEEPS.get(unit, ()):
            unit = str(grain)
        moved = timex3.add(first, expression.unit, expression.count)
        timex = timex3.period(moved, "day" if expression.unit == "day" else unit)
        return Resolved(f"{moved.year:04}{expression.tail}" if expression.tail else timex, told, follows=True)

    def _base_of(self, expression: Expression) -> str | None:
        """What "a year later" is counted from. "The following year" follows whatever was told last, if that is no longer than a year."""
        if expression.direction is None:
            return self._told(expression.unit, back=expression.count < 0)
        return self.last if self.last and not timex3.is_coarser(self.last, expression.unit) else None

    def _ago(self, expression: Expression) -> Resolved:
        """As "a year ago" beside a quarter's figures: that quarter a year before. "The year-ago period" may be of any date told."""
        if (expression.unit, expression.count) == ("year", -1):
            period = self._reported(over=expression.direction == -1)
            first = timex3.bounds(period)[0]
            if period and first:
                return Resolved(_moved(first, "year", -1, _report_grain(period)), period, follows=True)
        return self._focus(expression) if expression.direction == -1 else self._shift(expression)

    def _reported(self, *, over: bool) -> str | None:
        """The quarter, the half or the run of months whose figures are told. `over`: of several quarters told, the latest that has
        ended by publication, since "the year-earlier period" is compared with the one reported."""
        told = [timex for timex in self.told[-_MEMORY:] if _is_report(timex) and not self._is_ahead(timex)]
        if not told or not over or _is_run(told[-1]):
            return told[-1] if told else None
        ended = [timex for timex in told if self.published and _ends_before(timex, self.published) and not _is_run(timex)]
        return max(ended, key=lambda timex: str(timex3.bounds(timex)[1])) if ended else told[-1]

    def _is_ahead(self, timex: str) -> bool:
        return self.published is not None and _begins_after(timex, self.published)

    def _told(self, unit: str, *, back: bool) -> str | None:
        """The last value told that `unit` can be counted from; `back` in time never from a period that is a forecast."""
        wanted = _KEEPS.get(unit)
        for told in reversed(self.told[-_MEMORY:]):
            if unit == "year" and _is_run(told):
                return told
            if timex3.bounds(told)[0] is None or "/" in told or (back and _is_report(told) and self._is_ahead(told)):
                continue
            if wanted is None or timex3.granularity(told) in wanted:
                return told
        return None

    def _same(self, expression: Expression) -> Resolved:
        """As "that year", "the quarter": the unit that holds a date told before, else the one that runs or ran last."""
        unit = expression.unit
        if expression.count:
            return self._of_year(expression.count)
        for told in reversed(self.told[-_MEMORY:]):
            first = timex3.bounds(told)[0]
            if first and "/" not in told and self._may_be_meant(told, expression):
                return Resolved(timex3.period(first, unit), told)
        if self.published is None:
            return Resolved(None)
        # Of a quarter or a weekend that nobody named, news means the last one that is over.
        over = {"quarter": -1, "weekend": -1 if self.published.isoweekday() < 6 else 0}.get(unit, 0)
        return Resolved(_moved(self.published, unit, over, unit), "published")

    def _of_year(self, year: int) -> Resolved:
        """As "the 1988 period": the period reported, in that year."""
        period = self._reported(over=True)
        first = timex3.bounds(period)[0]
        if period is None or first is None or _is_run(period):
            return Resolved(f"{year:04}", period, follows=True)
        return Resolved(timex3.period(first.replace(year=year), _report_grain(period)), period, follows=year != first.year)

    def _may_be_meant(self, told: str, expression: Expression) -> bool:
        if expression.direction == -1 and self.published and not _ends_before(told, self.published):
            return False  # "the latest quarter" is over
        grain = timex3.granularity(told)
        return grain in _HOLDS.get(expression.unit, ()) or grain == expression.unit


def _period_ended(unit: str, end: datetime.date) -> Expression:
    """The unit of the calendar that shares most days with the one that ends on a day."""
    half = {"half": 90, "quarter": 45, "month": 15, "week": 3, "weekend": 0}.get(unit, 0)
    timex = timex3.period(timex3.add(end, "day", -half), unit)
    return Expression(timex=timex, whole=timex3.bounds(timex)[1] == end)


def _moved(day: datetime.date, unit: str, count: int, grain: str) -> str:
    """The period of a grain that holds the day `count` units from `day`."""
    return timex3.period(timex3.add(day, unit, count), grain)


def _is_run(timex: str) -> bool:
    """Whether a value is a run of months of one year, as "the first nine months" is."""
    first, _, last = timex.partition("/")
    return bool(last) and first[:4] == last[:4] and timex3.granularity(timex) == "month"


def _is_report(timex: str) -> bool:
    return _is_run(timex) or timex3.granularity(timex) in ("quarter", "half")


def _report_grain(timex: str) -> str:
    """How exact a period is that lies a year before or after one reported."""
    return "year" if _is_run(timex) else str(timex3.granularity(timex))


def _part_of(timex: str, tail: str) -> str:
    return in_year(int(timex), tail) if tail else timex


# How many days a period on the wrong side of publication counts as further off than it is, by tense: past, unknown, future.
# A quarter is reported and forecast alike, so that the future tense says little about it, and the past less than of a month.
_NEAR = 45
_AGAINST = {-1: 365, 0: 60, 1: 290}
_AGAINST_QUARTER = {-1: 150, 0: 60, 1: 60}


def _nearest_year(published: datetime.date, tail: str, direction: int | None, tense: int) -> str:
    """The period without a year that is meant, as "last", "this" and "next" say, else the nearest that the tense allows."""
    around = [in_year(year, tail) for year in (published.year - 1, published.year, published.year + 1)]
    if direction == 0:
        return next((timex for timex in around if _holds(timex, published)), around[1])
    if direction == -1:
        return next((timex for timex in reversed(around) if _ends_before(timex, published)), around[0])
    if direction == 1:
        return next((timex for timex in around if _begins_after(timex, published)), around[-1])
    return min(around, key=lambda timex: _distance(timex, published, tense))


def _distance(timex: str, published: datetime.date, tense: int) -> int:
    first, last = timex3.bounds(timex)
    if first is None or last is None:
        return 10_000
    against = (_AGAINST_QUARTER if timex3.granularity(timex) in ("quarter", "half") else _AGAINST)[tense]
    if first > published:
        days = (first - published).days
        return days if tense > 0 or (tense < 0 and days <= _NEAR) else days + against
    days = max(0, (published - last).days)
    return days + against if tense > 0 and days else days


def _holds(timex: str, day: datetime.date) -> bool:
    return not _ends_before(timex, day) and not _begins_after(timex, day)


def _ends_before(timex: str, day: datetime.date) -> bool:
    last = timex3.bounds(timex)[1]
    return last is not None and last < day


def _begins_after(timex: str, day: datetime.date) -> bool:
    first = timex3.bounds(timex)[0]
    return first is None or first > day
