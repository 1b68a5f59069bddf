"""The words of dates, looked up: which month, which day, which year."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.holidays import in_year
from pressfacts.rulebook import Rulebook
from pressfacts.text.numbers import number_words

Groups = dict[str, str]
Reader = Callable[[Groups], Expression | None]

_NUMBERED = re.compile(r"\d+")
_YEAR_AT_END = re.compile(r"\s+(?:fiscal\s+|financial\s+)?year$")


class DateWords:
    """The lexicons that readers of dates look words up in."""

    def __init__(self, rules: Rulebook) -> None:
        self._months = rules.lexicon("date.month")
        self._also_words = frozenset(rules.lexicon("date.month_also_word"))
        self._ordinals = rules.lexicon("date.ordinal")
        self._directions = rules.lexicon("date.direction")
        self.weekdays = rules.lexicon("date.weekday") | rules.lexicon("date.weekday_short")
        self.seasons = rules.lexicon("date.season")
        self.holidays = rules.lexicon("date.holiday")
        self.day_parts = rules.lexicon("date.day_part")
        self.deictics = rules.lexicon("date.deictic")
        self.references = rules.lexicon("date.reference")

    def month_of(self, groups: Groups) -> int | None:
        """The number of the month that the group `month` names; None for words such as "may" and "march" in small letters."""
        word = groups["month"]
        if word.isdigit():
            return int(word)
        if word[0].islower() and word in self._also_words:
            return None
        return int(self._months[folded(word).rstrip(".")])

    def ordinal(self, word: str) -> int:
        """The number of an ordinal in figures or words: `3rd`, `third`."""
        digits = _NUMBERED.match(word)
        return int(digits.group()) if digits else int(self._ordinals[folded(word).removeprefix("the ")])

    def direction(self, word: str | None) -> int | None:
        """-1 for "last", 0 for "this", 1 for "next", None for no word."""
        return None if word is None else int(self._directions[folded(word)])

    def time(self, groups: Groups) -> str:
        """The part of the day that the group `part` names, as TIMEX3 writes it: `TMO`."""
        part = groups.get("part")
        return f"T{self.day_parts[folded(part)]}" if part else ""

    def in_year(self, groups: Groups, tail: str) -> Expression:
        """A part of a year: the year told (`year`), counted from now (`shift`: "last year", "the year"), or missing."""
        if year := year_of(groups.get("year")):
            return Expression(timex=in_year(year, tail))
        if shift := groups.get("shift"):
            word = _YEAR_AT_END.sub("", folded(shift))
            return Expression("shift", unit="year", count=int(self._directions.get(word, 0)), tail=tail)
        return Expression("no_year", tail=tail, direction=self.direction(groups.get("direction")))


def folded(word: str) -> str:
    """A word as lexicons hold it: lower case, single spaces."""
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
