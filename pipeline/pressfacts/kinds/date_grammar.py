"""Reading a match of a date pattern: its named groups become a partial date.

Each pattern of `rules/dates.yaml` names its reader in `make`. A reader answers None where the groups are no date after all:
a day that no month has, a word that only looks like a month.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pressfacts.kinds.date_expression import Expression
from pressfacts.kinds.date_holidays import in_year
from pressfacts.kinds.date_quantities import Quantities
from pressfacts.rulebook import Rulebook
from pressfacts.text.numbers import number_words

Groups = dict[str, str]

_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NUMBERED = re.compile(r"\d+")
_HOUR_OF = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


class Grammar:
    """The readers, by the name that rules give them, with the words that they look up."""

    def __init__(self, rules: Rulebook) -> None:
        self._months = rules.lexicon("date.month")
        self._also_words = frozenset(rules.lexicon("date.month_also_word"))
        self._weekdays = rules.lexicon("date.weekday") | rules.lexicon("date.weekday_short")
        self._ordinals = rules.lexicon("date.ordinal")
        self._seasons = rules.lexicon("date.season")
        self._holidays = rules.lexicon("date.holiday")
        self._day_parts = rules.lexicon("date.day_part")
        self._directions = rules.lexicon("date.direction")
        self._deictics = rules.lexicon("date.deictic")
        self._references = rules.lexicon("date.reference")
        self._quantities = Quantities(rules)
        self._readers: dict[str, Callable[[Groups], Expression | None]] = {
            "calendar": self._calendar,
            "month": self._month,
            "numeric": self._numeric,
            "weekday": self._weekday,
            "piece": self._piece,
            "piece_short": self._piece_short,
            "months_of": self._months_of,
            "season": self._season,
            "holiday": self._holiday,
            "decade": self._decade,
            "century": self._century,
            "year": self._year,
            "fiscal": self._fiscal,
            "two_years": self._two_years,
            "deictic": self._deictic,
            "day_part": self._day_part,
            "shift": self._shift,
            "next_unit": self._next_unit,
            "same": self._same,
            "year_ago": self._year_ago,
            "year_end": lambda groups: Expression("shift", unit="year", mod="end"),
            "year_period": lambda groups: Expression("same", unit="quarter", count=int(groups["year"])),
            "clock": self._clock,
            "reference": lambda groups: Expression(timex=self._references[_folded(groups["reference"])]),
            "offset": self._quantities.offset,
            "duration": self._quantities.duration,
            "every": self._quantities.every,
            "set_word": self._quantities.set_word,
        }

    def knows(self, make: str) -> bool:
        """Whether a reader has this name."""
        return make in self._readers

    def read(self, make: str, groups: Groups) -> Expression | None:
        """What the groups of a match say, or None where they are no date."""
        return self._readers[make](groups)

    def month_of(self, groups: Groups) -> int | None:
        """The number of the month that the group `month` names; None for words such as "may" and "march" in small letters."""
        word = groups["month"]
        if word.isdigit():
            return int(word)
        if word[0].islower() and word in self._also_words:
            return None
        return int(self._months[_folded(word).rstrip(".")])

    def ordinal(self, word: str) -> int:
        """The number of an ordinal in figures or words: `3rd`, `third`."""
        digits = _NUMBERED.match(word)
        return int(digits.group()) if digits else int(self._ordinals[_folded(word).removeprefix("the ")])

    def _direction(self, word: str | None) -> int | None:
        return None if word is None else int(self._directions[_folded(word)])

    def _in_year(self, groups: Groups, tail: str, whole: bool = True) -> Expression:
        """A part of a year: the year told (`year`), counted from now (`shift`: "last year"), or missing."""
        if year := year_of(groups.get("year")):
            return Expression(timex=in_year(year, tail))
        if shift := groups.get("shift"):
            direction = self._direction(re.sub(r"\s+(?:fiscal\s+|financial\s+)?year$", "", shift, flags=re.IGNORECASE))
            return Expression("shift", unit="year", count=direction or 0, tail=tail)
        return Expression("no_year", tail=tail, direction=self._direction(groups.get("direction")))

    def _calendar(self, groups: Groups) -> Expression | None:
        month = self.month_of(groups)
        if month is None:
            return None
        if not (day := groups.get("day")):
            return self._in_year(groups, f"-{month:02}")
        number = self.ordinal(day)
        if not 1 <= number <= _MONTH_DAYS[month - 1]:
            return None
        return self._in_year(groups, f"-{month:02}-{number:02}")

    def _month(self, groups: Groups) -> Expression | None:
        month = self.month_of(groups)
        if month is None:
            return None
        if _folded(groups.get("direction", "")) in ("each", "every"):
            return Expression(timex=f"XXXX-{month:02}", type="set")
        return self._in_year(groups, f"-{month:02}")

    def _numeric(self, groups: Groups) -> Expression | None:
        short = "first_short" in groups
        first, second = (int(groups[name + "_short" * short]) for name in ("first", "second"))
        year = int(groups["year_short"]) + 2000 if short else int(groups["year"])
        # Most of the world writes the day first; a second number above 12 can only be the day.
        day, month = (second, first) if second > 12 else (first, second)
        if not (1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]):
            return None
        return Expression(timex=f"{year}-{month:02}-{day:02}")

    def _weekday(self, groups: Groups) -> Expression:
        day = int(self._weekdays[_folded(groups["weekday"])])
        time = self._part_time(groups)
        if _folded(groups.get("direction", "")) in ("each", "every"):
            return Expression(timex=f"XXXX-WXX-{day}{time}", type="set")
        direction, week = self._direction(groups.get("direction")), self._direction(groups.get("week"))
        if week is not None:
            return Expression("shift", unit="week", count=week, weekday=day)
        return Expression("weekday", weekday=day, direction=direction, time=time, type="time" if time else "date")

    def _part_time(self, groups: Groups) -> str:
        part = groups.get("part")
        return f"T{self._day_parts[_folded(part)]}" if part else ""

    def _piece(self, groups: Groups) -> Expression | None:
        letter = groups["piece"][0].upper()
        final = _folded(groups["part"]) in ("final", "last")
        part = (2 if letter == "H" else 4) if final else self.ordinal(groups["part"])
        if part > (2 if letter == "H" else 4):
            return None
        tail = f"-{letter}{part}"
        if "ago" in groups:
            return Expression("focus", unit="year", count=-1, tail=tail)
        if "own" in groups and not ("year" in groups or "shift" in groups):
            return Expression("no_year", tail=tail, direction=0, whole=False)
        return self._in_year(groups, tail)

    def _piece_short(self, groups: Groups) -> Expression | None:
        letter = (groups.get("letter") or groups["letter_after"]).upper()
        part = groups.get("number") or groups["number_before"]
        if letter == "H" and part not in "12":
            return None
        year = groups.get("year") or groups.get("year_before")
        if not year and letter == "H":
            return None
        return self._in_year({"year": year} if year else {}, f"-{letter}{part}")

    def _months_of(self, groups: Groups) -> Expression | None:
        months = self._quantities.whole(groups["count"])
        if months is not None and _folded(groups["unit"]) == "quarters":
            months *= 3
        if months is None or not 1 <= months <= 12:
            return None
        first = 1 if _folded(groups["edge"]) == "first" else 13 - months
        tail = {3: f"-Q{(first + 2) // 3}", 6: f"-H{(first + 5) // 6}"}.get(months, f"-{first:02}/-{first + months - 1:02}")
        if "the_year" in groups:
            return Expression("shift", unit="year", tail=tail)
        return self._in_year(groups, tail)

    def _season(self, groups: Groups) -> Expression:
        return self._in_year(groups, f"-{self._seasons[_folded(groups['season'])]}")

    def _holiday(self, groups: Groups) -> Expression:
        rule = str(self._holidays[_folded(groups["holiday"])])
        return self._in_year(groups, f"-{rule}" if rule[0].isdigit() else rule)

    def _decade(self, groups: Groups) -> Expression:
        if decade := groups.get("decade"):
            return Expression(timex=decade[:3])
        if word := groups.get("word"):
            tens = number_words(_folded(word)[:-3] + "y")
            return Expression(timex=f"19{int(tens or 90) // 10}")
        return Expression(timex=f"19{groups['short'][0]}")

    def _century(self, groups: Groups) -> Expression | None:
        part = self.ordinal(groups["part"])
        return Expression(timex=f"{part - 1:02}") if 1 <= part <= 21 else None

    def _year(self, groups: Groups) -> Expression | None:
        year = year_of(groups["year"])
        return Expression(timex=f"{year:04}") if year else None

    def _fiscal(self, groups: Groups) -> Expression:
        if "fy" in groups:
            return Expression(timex=f"FY{full_year(groups.get('fy_end') or groups['fy_year'])}", whole=False)
        year = groups["year"]
        return Expression(timex=str(full_year(groups["end"])) if "end" in groups else year, whole=False)

    def _two_years(self, groups: Groups) -> Expression | None:
        first, last = int(groups["year"]), int(groups["end"])
        return Expression(timex=f"{first}/{first + 1}", type="interval", whole=False) if last == (first + 1) % 100 else None

    def _deictic(self, groups: Groups) -> Expression:
        time = self._part_time(groups)
        count = int(self._deictics[_folded(groups["deictic"])])
        return Expression("shift", unit="day", count=count, time=time, type="time" if time else "date")

    def _day_part(self, groups: Groups) -> Expression:
        if tonight := groups.get("tonight"):
            return Expression("shift", unit="day", count=0 if _folded(tonight) == "tonight" else -1, time="TNI", type="time")
        time, which = self._part_time(groups), _folded(groups["which"]).split()[-1]
        if which == "last":
            return Expression("shift", unit="day", count=-1, time=time, type="time")
        return Expression("shift" if which == "this" else "same", unit="day", time=time, type="time")

    def _shift(self, groups: Groups) -> Expression | None:
        direction, unit = self._direction(groups["direction"]) or 0, _folded(groups["unit"])
        if unit == "day":
            return None
        if unit in ("decade", "century") and direction:
            return self._quantities.duration({"count": "a", "unit": unit})
        return Expression("shift", unit=unit, count=direction, whole="fiscal" not in groups)

    def _next_unit(self, groups: Groups) -> Expression:
        back = _folded(groups["which"]) in ("previous", "preceding", "prior")
        unit = _folded(groups["unit"])
        time = f"T{self._day_parts[unit]}" if unit in self._day_parts else ""
        return Expression("focus", unit="day" if time else unit, count=-1 if back else 1, time=time, type="time" if time else "date")

    def _year_ago(self, groups: Groups) -> Expression:
        return Expression("focus" if groups.get("unit") else "ago", unit="year", count=-1)

    def _same(self, groups: Groups) -> Expression | None:
        which, unit = _folded(groups["which"]), _folded(groups["unit"])
        if "ended" in groups and unit == "year":
            return Expression(timex="P1Y", type="duration")
        if unit in ("week", "month", "year") and which in ("the", "the full"):
            return Expression("shift", unit=unit)
        if unit in ("day", "decade") and which == "the":
            return None
        if unit == "period" and which == "the":
            return None
        return Expression("same", unit="quarter" if unit == "period" else unit, direction=-1 if which == "the latest" else None)

    def _clock(self, groups: Groups) -> Expression | None:
        if named := groups.get("named"):
            return Expression("same", unit="day", time=_HOUR_OF[_folded(named)], type="time")
        hour = int(groups.get("hour") or groups.get("hour24") or groups["hours"])
        minute = int(groups.get("minute") or groups.get("minute24") or groups.get("minutes") or 0)
        if "half" in groups:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if groups["half"][0] in "pP" else 0)
        return Expression("same", unit="day", time=f"T{hour:02}:{minute:02}", type="time")


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def full_year(text: str) -> int:
    """Four digits of a year written with two or four: those up to 39 are of this century."""
    year = int(text)
    return year if year > 99 else year + (2000 if year < 40 else 1900)


def year_of(text: str | None) -> int | None:
    """The year that figures or words tell: `1996`, `'98`, `nineteen ninety-six`, `two thousand and one`."""
    if not text:
        return None
    digits = text.strip("'’‘")
    if digits.isdigit():
        return full_year(digits)
    words = [word for word in re.split(r"[\s-]+", text.casefold()) if word]
    if words[:2] == ["two", "thousand"]:
        return int(number_words(" ".join(words)) or 0) or None
    century, rest = number_words(words[0]), number_words(" ".join(words[1:])) if words[1:] != ["hundred"] else 0
    return None if century is None or rest is None else int(century) * 100 + int(rest)
