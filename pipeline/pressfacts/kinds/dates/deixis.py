"""Readers of what is counted from another day: from publication, or from a date told before."""

from __future__ import annotations

from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.quantities import Quantities
from pressfacts.kinds.dates.words import DateWords, Groups, Reader, folded

_HOUR_OF = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


class DeicticReaders:
    """Today, last week, that afternoon, a year earlier."""

    def __init__(self, words: DateWords, quantities: Quantities) -> None:
        self._words = words
        self._quantities = quantities

    def readers(self) -> dict[str, Reader]:
        """The readers by the name that rules give them."""
        return {
            "deictic": self._deictic,
            "day_part": self._day_part,
            "clock": self._clock,
            "shift": self._shift,
            "next_unit": self._next_unit,
            "same": self._same,
            "year_ago": self._year_ago,
            "before_last": self._before_last,
            "weeks_from": self._weeks_from,
            "same_period": self._same_period,
            "at_large": lambda groups: Expression(timex="FUTURE_REF" if folded(groups["at_large"]) == "tomorrow" else "PRESENT_REF"),
            "one_day": lambda groups: Expression(timex="FUTURE_REF"),
            "year_end": self._year_end,
            "year_period": lambda groups: Expression("same", unit="quarter", count=int(groups["year"])),
            "reference": lambda groups: Expression(timex=self._words.references[folded(groups["reference"])]),
        }

    def _deictic(self, groups: Groups) -> Expression:
        time = self._words.time({"part": groups.get("part_before") or groups.get("part", "")})
        count = int(self._words.deictics[folded(groups.get("deictic_last") or groups["deictic"])])
        return Expression("shift", unit="day", count=count, time=time, type="time" if time else "date")

    def _day_part(self, groups: Groups) -> Expression:
        if tonight := groups.get("tonight"):
            return Expression("shift", unit="day", count=0 if folded(tonight) == "tonight" else -1, time="TNI", type="time")
        time = self._words.time({"part": groups.get("part_alone") or groups.get("part", "")})
        which = folded(groups.get("which", "that")).split()[-1]
        if which == "last":
            return Expression("shift", unit="day", count=-1, time=time, type="time")
        return Expression("shift" if which == "this" else "same", unit="day", time=time, type="time")

    def _clock(self, groups: Groups) -> Expression | None:
        if named := groups.get("named"):
            return Expression("same", unit="day", time=_HOUR_OF[folded(named)], type="time")
        minute = int(groups.get("minute") or groups.get("minute24") or groups.get("minutes") or 0)
        if told := groups.get("told") or groups.get("oclock"):
            hour = self._quantities.whole(told) or 0
            late = self._is_late(groups, hour)
        else:
            hour = int(groups.get("hour") or groups.get("hour24") or groups["hours"])
            late = groups["half"][0] in "pP" if "half" in groups else None
        if late is not None:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if late else 0)
        return Expression("same", unit="day", time=f"T{hour:02}:{minute:02}", type="time")

    def _is_late(self, groups: Groups, hour: int) -> bool | None:
        """Whether "in the evening" and its like make an hour one after noon; None where nothing tells."""
        part = self._words.time(groups)
        if part == "TNI":
            return 6 <= hour < 12
        return part != "TMO" if part else None

    def _shift(self, groups: Groups) -> Expression | None:
        direction, unit = self._words.direction(groups["direction"]) or 0, folded(groups["unit"])
        if unit == "day":
            return None
        if unit in ("decade", "century") and direction and ("the" in groups or folded(groups["direction"]) not in ("last", "next")):
            return self._quantities.duration({"count": "a", "unit": unit})
        if folded(groups["direction"]) in ("following", "previous", "preceding", "prior") and "fiscal" not in groups:
            return Expression("focus", unit=unit, count=direction, direction=direction)
        return Expression("shift", unit=unit, count=direction, whole="fiscal" not in groups)

    def _next_unit(self, groups: Groups) -> Expression:
        back = folded(groups["which"]) in ("previous", "preceding", "prior", "before", "earlier")
        unit = folded(groups["unit"])
        time = f"T{self._words.day_parts[unit]}" if unit in self._words.day_parts else ""
        count = -1 if back else 1
        if time:
            return Expression("focus", unit="day", count=count, time=time, type="time")
        return Expression("focus", unit=unit, count=count, direction=count)

    def _before_last(self, groups: Groups) -> Expression:
        direction = -1 if folded(groups["which"]).startswith("before") else 1
        if unit := groups.get("unit"):
            return Expression("shift", unit=folded(unit), count=2 * direction)
        weekday = int(self._words.weekdays[folded(groups["weekday"])])
        return Expression("weekday", weekday=weekday, direction=direction, count=direction)

    def _weeks_from(self, groups: Groups) -> Expression:
        """A day of the week, and how many weeks after the next or before the last of its name."""
        weekday = int(self._words.weekdays[folded(groups.get("weekday_last") or groups["weekday"])])
        unit = folded(groups.get("weeks") or groups["unit"])
        count = (self._quantities.whole(groups.get("count", "a")) or 1) * (2 if unit == "fortnight" else 1)
        direction = -1 if "ago" in groups else 1
        return Expression("weekday", weekday=weekday, direction=direction, count=direction * count)

    def _same(self, groups: Groups) -> Expression | None:
        which, unit = folded(groups["which"]), folded(groups["unit"])
        if "ended" in groups and unit == "year":
            return Expression(timex="P1Y", type="duration")  # which of two calendar years is its own is not told
        if "ended" in groups and unit != "period":
            return Expression("ended", unit=unit)
        if unit in ("week", "month", "year") and which in ("the", "the full"):
            return Expression("shift", unit=unit, whole="fiscal" not in groups)
        if unit in ("day", "decade") and which == "the":
            return None
        if unit == "period" and which == "the":
            return None
        return Expression("same", unit="quarter" if unit == "period" else unit, direction=-1 if which == "the latest" else None)

    def _same_period(self, groups: Groups) -> Expression:
        """`the same quarter last year`, `the corresponding period of 2024`: the period reported, in another year."""
        if year := groups.get("year"):
            return Expression("same", unit="quarter", count=int(year))
        return Expression("ago", unit="year", count=-1, direction=-1)

    def _year_end(self, groups: Groups) -> Expression:
        if year := groups.get("year"):
            return Expression(timex=year, mod="end")
        return Expression("shift", unit="year", mod="end")

    def _year_ago(self, groups: Groups) -> Expression:
        return Expression("ago", unit="year", count=-1, direction=-1 if groups.get("unit") else None)
