"""Is it a date? Months, years and small words are told from names and counts by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from pressfacts.kinds.date_year_guard import YearGuard
from pressfacts.rulebook import Rulebook

REACH = 60  # code points looked at on either side
_CAPITAL_AFTER = re.compile(r"\s+[A-Z][a-z]")
_SENTENCE_END = ".!?:;\"”\n"
_AGE_AFTER = re.compile(r"[\s-]+old\b|\s+of\s+age\b|\s+younger\b|\s+(?:her|his)\s+junior")
_AGE_BEFORE = re.compile(r"\b(?:age|ages|aged|age\s+of)\s+(?:over\s+|under\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:his|her|their|my|our|your)\s+(?:early\s+|mid[\s-]|late\s+|mid-to-late\s+)?$", re.IGNORECASE)
_PREPOSITION = r"in|since|by|until|till|during|through|throughout|before|after|early|late|last|next|this|end|mid|each|every|between|beginning|starting|ending|ended"
_MONTH_PLACE = re.compile(rf"(?:\b(?:{_PREPOSITION})\s+|mid-|early-|late-)$", re.IGNORECASE)
_LOOSE_MONTH_PLACE = re.compile(r"(?:\b(?:from|to|of|for|on|and|or|as|per|around)\s+|[-–—(/])$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:a|an|the|its|their|his|her|our|last)\s+$", re.IGNORECASE)
_SEASON_PLACE = re.compile(r"\b(?:in|since|by|until|during|throughout|from|early|late|this|last|next|every|each|mid)\s+$", re.IGNORECASE)
_HOLIDAY_PLACE = re.compile(r"\b(?:on|at|by|before|after|since|until|till|over|during|for|around|last|next|this|of)\s+$", re.IGNORECASE)
_AMOUNT_PLACE = re.compile(
    r"\b(?:for|in|within|after|about|nearly|almost|over|than|took|takes|take|half|lasted|least|around|only|just|last|spent|up\s+to|by)\s+$", re.IGNORECASE
)
_CLOCK_PLACE = re.compile(r"(?:\b(?:at|by|from|until|till|to|between|and|around|about|after|before|since)\s+|[@,|–-]\s*)$", re.IGNORECASE)
_QUARTER_PLACE = re.compile(r"\b(?:in|for|of|the|from|by|during|since|our|its|to|through|with|strong|record|and)\s+$", re.IGNORECASE)
_BUSINESS = re.compile(r"\b(?:profit|sales|revenue|earnings|results|year|loss|net|growth|economy|GDP|exports|imports|output|arrivals)\b", re.IGNORECASE)
_PAST_AS_NOUN = re.compile(r"\s+(?:and|or|but|with|by|the|to|that|when|were|was|is|have|had)\b|\W*$|[,.;:!?]")


class Place(NamedTuple):
    """A span of a text with what stands before and after it."""

    span: str
    before: str
    after: str

    @property
    def begins_sentence(self) -> bool:
        """Whether nothing or the end of a sentence stands before the span."""
        before = self.before.rstrip(" \t\xa0")
        return not before or before[-1] in _SENTENCE_END

    @property
    def named(self) -> bool:
        """Whether capitals make the span part of a name: `USA Today`, `Today Show`, `NOW Corporation`."""
        if not self.span[0].isupper():
            return False
        before = self.before.rstrip()
        follows = bool(_CAPITAL_AFTER.match(self.after))
        if self.span[1:2].islower():
            return not self.begins_sentence and (before[-1:].isalnum() or follows)
        return follows


class Guard:
    """Decides by the reader's name; what a reader without a check answers is always a date."""

    def __init__(self, rules: Rulebook) -> None:
        self._year = YearGuard(rules)
        self._month_words = frozenset(rules.lexicon("date.month_also_word"))
        self._day_name = re.compile(rf"\b(?:{_any(rules.lexicon('date.day_name_before'))})\s+$")
        self._day_name_after = re.compile(rf"\s+(?:{_any(rules.lexicon('date.day_name_after'))})\b|\.com")
        self._award = re.compile(rf"\b(?:{_any(rules.lexicon('date.award_before'))})\s+of\s+$", re.IGNORECASE)
        self._checks: dict[str, Callable[[Place], bool]] = {
            "year": self._year.accepts,
            "two_years": self._year.accepts,
            "calendar": self._year.stands_alone,
            "numeric": self._year.stands_alone,
            "month": self._month,
            "season": self._season,
            "holiday": _holiday,
            "weekday": self._weekday,
            "day_part": lambda place: not place.span.split()[-1][0].isupper() or (place.begins_sentence and " " not in place.span),
            "deictic": lambda place: not place.named,
            "reference": _reference,
            "set_word": lambda place: not place.named,
            "duration": _duration,
            "offset": _offset,
            "decade": _decade,
            "century": lambda place: not (place.span.split()[-1][0].isupper() and _CAPITAL_AFTER.match(place.after)),
            "piece": _piece,
            "piece_short": _piece_short,
            "same": self._same,
            "next_unit": lambda place: place.after[:1] != "-",
            "shift": _shift,
            "clock": _clock,
        }

    def accepts(self, make: str, text: str, start: int, end: int) -> bool:
        """Whether the span of `text`, read by reader `make`, is an expression of time."""
        check = self._checks.get(make)
        return check is None or check(Place(text[start:end], text[max(0, start - REACH) : start], text[end : end + REACH]))

    def _month(self, place: Place) -> bool:
        words = place.span.split()
        word = words[-1].casefold()
        if word not in self._month_words:
            return True
        name_follows = bool(_CAPITAL_AFTER.match(place.after))
        if words[-1][0].islower() or len(words) > 1:
            return words[-1][0].isupper() and not name_follows
        surely = bool(_MONTH_PLACE.search(place.before))
        perhaps = surely or (not name_follows and bool(_LOOSE_MONTH_PLACE.search(place.before)))
        if len(word) <= 4 and word not in ("may", "june", "july"):  # an abbreviation, or a name such as Jan
            return perhaps and (place.after[:1] == "." or place.before[-1:] in "-–")
        if words[-1].isupper() and len(word) > 3:
            return False
        as_adjective = bool(_ARTICLE.search(place.before)) and bool(re.match(r"\s+[a-z]", place.after))
        return perhaps or as_adjective or place.after[:2] in ("'s", "’s") or (word in ("august", "july") and not name_follows)

    def _season(self, place: Place) -> bool:
        words = place.span.split()
        if any(character.isdigit() for character in place.span) or words[-1].casefold() == "year":
            return True
        if words[-1][0].isupper() and _CAPITAL_AFTER.match(place.after):
            return False
        if len(words) > 1 and words[0].casefold() != "the":
            return True
        if len(words) == 1 and not _SEASON_PLACE.search(place.before):
            return False
        return not (words[-1].casefold() in ("fall", "spring") and re.match(r"\s+(?:of|in|to|from|on|by)\b", place.after))

    def _weekday(self, place: Place) -> bool:
        if place.span.split()[-1].islower() and " " not in place.span:
            return False
        return not (self._day_name.search(place.before) or self._day_name_after.match(place.after))

    def _same(self, place: Place) -> bool:
        if re.match(r"[-’'][a-z]", place.after) and not re.match(r"['’]s\b", place.after):
            return False
        return not self._award.search(place.before)


def _any(forms: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=lambda form: (-len(form), form)))


def _holiday(place: Place) -> bool:
    """A bare "Christmas" before a noun is no day: "Christmas trees"."""
    one_word = " " not in place.span
    return not one_word or not re.match(r"\s+\w", place.after) or bool(_HOLIDAY_PLACE.search(place.before))


def _reference(place: Place) -> bool:
    if place.after[:1] == "-" and place.after[1:2].isalpha():
        return False
    if place.span.casefold() == "the past" and not _PAST_AS_NOUN.match(place.after):
        return False
    return not place.named


def _duration(place: Place) -> bool:
    words = re.split(r"[\s-]+", place.span.casefold())
    if words[-1].startswith("quarter") and re.match(r"\s+of\b", place.after):
        return False
    if len(words) == 2 and words[0] in ("a", "an", "the") and "-" not in place.span and not _AMOUNT_PLACE.search(place.before):
        return False
    return not (_AGE_AFTER.match(place.after) or _AGE_BEFORE.search(place.before))


def _offset(place: Place) -> bool:
    """"Before", "after" and "prior" need nothing after them; else they are prepositions of what follows."""
    return not place.span.casefold().endswith(("before", "after", "prior")) or not re.match(r"\s+[\w'’$]", place.after)


def _decade(place: Place) -> bool:
    if _OWNED.search(place.before):
        return False
    if re.search(r"\d{4}", place.span):
        return place.before[-1:] not in ("$", "€", "£")
    return place.span.casefold().startswith("the") or place.span[0] in "'’‘"


def _piece(place: Place) -> bool:
    if re.search(r"\d{4}|year", place.span):
        return True
    if "half" in place.span.casefold() and not _BUSINESS.search(place.before + place.after):
        return False  # the second half of a match
    return not re.match(r"\s+(?:of\s+(?!the\s+(?:(?:fiscal|financial|calendar|current)\s+)?year)|moon|mile|final|back|goal)", place.after)


def _piece_short(place: Place) -> bool:
    if re.search(r"\d{2}", place.span):
        return True
    return bool(_QUARTER_PLACE.search(place.before)) or bool(_BUSINESS.match(place.after.lstrip()))


def _shift(place: Place) -> bool:
    unit = place.span.split()[-1]
    if unit[0].isupper() and not unit.isupper():
        return False  # Last Week Tonight
    return not (unit.casefold() in ("quarter", "half") and re.match(r"\s+of\b", place.after))


def _clock(place: Place) -> bool:
    """Figures alone, such as 12:30, may be a verse or a score: a preposition, a half of the day or a zone makes them a time."""
    return not re.fullmatch(r"\d\d:\d\d", place.span) or bool(_CLOCK_PLACE.search(place.before))
