"""What the words of an expression of time say by themselves, before anything is known about when they were written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from pressfacts.fact import DateModifier, DateType

# How a value comes about:
#   fixed     the words tell it: 2025-08, P3Y, PRESENT_REF
#   no_year   month, quarter, season or holiday whose year has to be found: `tail` is what follows the year
#   weekday   a day of the week
#   shift     `count` units from the day of publication; `tail` is a part of that unit
#   focus     `count` units from the date told before
#   ago       as `shift`, but as exact as the quarter or half told before
#   same      the unit that holds the date told before
#   ended     the unit that ends on the day told right after it
Base = Literal["fixed", "no_year", "weekday", "shift", "focus", "ago", "same", "ended"]


_QUARTER = re.compile(r"-Q([1-4])$")


@dataclass(frozen=True, slots=True)
class Expression:
    """A partial date. `direction` is -1 for "last", 0 for "this", 1 for "next", None where the text says none of them.

    `tail` follows a year in the value (`-08-06`, `-Q3`, or the name of a movable holiday), `time` follows a day (`TMO`,
    `T15:15`). `whole` is False where the bounds of the value are not those of the calendar, as for fiscal years; `fiscal` where
    the words call it so by "FY26" or by two years, which the value then tells: FY2026-Q2. `run` is the
    number of months of a stretch that stands for the first months of the year: "the nine months". `swapped` is the value of a
    day in figures where the month stands first, if it may: 2024-05-06 of "05/06/2024", whose `timex` is 2024-06-05.
    """

    base: Base = "fixed"
    timex: str | None = None
    type: DateType = "date"
    tail: str = ""
    time: str = ""
    unit: str = ""
    count: int = 0
    direction: int | None = None
    weekday: int = 0
    mod: DateModifier | None = None
    whole: bool = True
    fiscal: bool = False
    run: int = 0
    swapped: str | None = None

    @property
    def is_amount(self) -> bool:
        """Whether "nearly" and "about" before it belong to it: amounts of time, distances in time, clock times."""
        if self.type == "time" and not self.time[1:2].isdigit():
            return False  # early Tuesday morning
        return self.type in ("duration", "time") or self.base == "ago" or (self.base == "focus" and abs(self.count) > 1)

    @property
    def quarter(self) -> str | None:
        """The number of the quarter that it is, of some year."""
        found = _QUARTER.search(self.tail or self.timex or "")
        return found.group(1) if found else None

    @property
    def looks_back(self) -> bool:
        """Whether it counts back from another date, as "a year earlier" does."""
        return self.base in ("ago", "focus") and self.count < 0

    @property
    def is_reference(self) -> bool:
        """Whether it only points: PRESENT_REF and its like."""
        return self.timex is not None and self.timex.endswith("_REF")

    @property
    def relative(self) -> bool:
        """Whether the value needs a day to count from."""
        return self.base != "fixed"


@dataclass(frozen=True, slots=True)
class Part:
    """One end of an interval: its span in code points and what it says."""

    start: int
    end: int
    expression: Expression

    def place(self, text: str) -> dict[str, str | int]:
        """Where the end stands, and its words."""
        return {"start": self.start, "end": self.end, "text": text[self.start : self.end]}
