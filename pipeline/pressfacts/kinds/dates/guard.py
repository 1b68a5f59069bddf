"""Is it a date? Months, years and small words are told from names and counts by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressfacts.kinds.dates.places import CAPITAL_AFTER, REACH, Neighbours, Place
from pressfacts.kinds.dates.year_guard import YearGuard
from pressfacts.rulebook import Rulebook

_AGE_AFTER = re.compile(r"[\s-]+old\b|\s+of\s+age\b|\s+younger\b|\s+(?:her|his)\s+junior")
_AGE_BEFORE = re.compile(r"\b(?:age|ages|aged|age\s+of)\s+(?:over\s+|under\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:his|her|their|my|our|your)\s+(?:early\s+|mid[\s-]|late\s+|mid-to-late\s+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:a|an|the|its|their|his|her|our|last)\s+$", re.IGNORECASE)
_PAST_AS_NOUN = re.compile(r"\s+(?:and|or|but|with|by|the|to|that|when|were|was|is|have|had)\b|\W*$|[,.;:!?]")
_ARTICLES = ("a", "an", "the")
_PIECE_OF_ELSE = re.compile(r"\s+(?:of\s+(?!the\s+(?:(?:fiscal|financial|calendar|current)\s+)?year)|moon|mile|final|back|goal)")


class Guard:
    """Decides by the reader's name; what a reader without a check answers is always a date."""

    def __init__(self, rules: Rulebook) -> None:
        self._year = YearGuard(rules)
        self._month_words = frozenset(rules.lexicon("date.month_also_word"))
        self._near = Neighbours(rules)
        self._checks: dict[str, Callable[[Place], bool]] = {
            "year": self._year.accepts,
            "two_years": self._year.accepts,
            "calendar": self._year.stands_alone,
            "numeric": self._year.stands_alone,
            "month": self._month,
            "season": self._season,
            "holiday": self._holiday,
            "weekday": self._weekday,
            "day_part": self._day_part,
            "deictic": lambda place: not place.named,
            "reference": _reference,
            "set_word": lambda place: not place.named,
            "duration": self._duration,
            "offset": _offset,
            "decade": _decade,
            "century": lambda place: not (place.span.split()[-1][0].isupper() and CAPITAL_AFTER.match(place.after)),
            "piece": self._piece,
            "piece_short": self._piece_short,
            "same": self._same,
            "next_unit": lambda place: place.after[:1] != "-",
            "shift": _shift,
            "clock": self._clock,
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
        name_follows = bool(CAPITAL_AFTER.match(place.after))
        if words[-1][0].islower() or len(words) > 1:
            return words[-1][0].isupper() and not name_follows
        surely = bool(self._near.before_month.search(place.before))
        perhaps = surely or (not name_follows and bool(self._near.before_month_perhaps.search(place.before)))
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
        if words[-1][0].isupper() and CAPITAL_AFTER.match(place.after):
            return False
        if len(words) > 1 and words[0].casefold() != "the":
            return True
        if len(words) == 1 and not self._near.before_season.search(place.before):
            return False
        return not (words[-1].casefold() in ("fall", "spring") and re.match(r"\s+(?:of|in|to|from|on|by)\b", place.after))

    def _weekday(self, place: Place) -> bool:
        if place.span.split()[-1].islower() and " " not in place.span:
            return False
        return not (self._near.day_name_before.search(place.before) or self._near.day_name_after.match(place.after))

    def _same(self, place: Place) -> bool:
        if re.match(r"[-’'][a-z]", place.after) and not re.match(r"['’]s\b", place.after):
            return False
        unit = place.span.split()[-1]
        return not self._near.award_before.search(place.before) and (unit.islower() or place.span.isupper())

    def _holiday(self, place: Place) -> bool:
        """A bare "Christmas" before a noun is no day: "Christmas trees"."""
        if " " in place.span:
            return True
        return bool(self._near.before_holiday.search(place.before)) and bool(self._near.after_adverb.match(place.after))

    def _day_part(self, place: Place) -> bool:
        words = place.span.split()
        if words[-1].casefold() == "overnight" and not self._near.after_adverb.match(place.after):
            return False  # overnight trains
        return not words[-1][0].isupper() or (place.begins_sentence and len(words) == 1)

    def _duration(self, place: Place) -> bool:
        words = re.split(r"[\s-]+", place.span.casefold())
        if words[-1].startswith("quarter") and re.match(r"\s+of\b", place.after):
            return False
        if place.span[:1].isdigit() and place.span.split()[-1][0].isupper() and not place.span.isupper():
            return False  # 60 Minutes, 24 Hours of Le Mans
        rate = len(words) == 2 and words[0] in _ARTICLES and "-" not in place.span
        if rate and not self._near.before_amount.search(place.before):
            return False
        return not (_AGE_AFTER.match(place.after) or _AGE_BEFORE.search(place.before))

    def _piece(self, place: Place) -> bool:
        if re.search(r"\d{4}|year", place.span):
            return True
        if "half" in place.span.casefold() and not self._near.business.search(place.before + place.after):
            return False  # the second half of a match
        return not _PIECE_OF_ELSE.match(place.after)

    def _piece_short(self, place: Place) -> bool:
        if re.search(r"\d{2}", place.span):
            return True
        return bool(self._near.before_quarter.search(place.before)) or bool(self._near.business.match(place.after.lstrip()))

    def _clock(self, place: Place) -> bool:
        """Figures alone, such as 12:30, may be a verse or a score: a preposition, a half of the day or a zone makes them a time."""
        if place.span[0].isalpha():  # Midnight Sun
            return not place.named and place.after[:1] != "-"
        return not re.fullmatch(r"\d\d:\d\d", place.span) or bool(self._near.before_clock.search(place.before))


def _reference(place: Place) -> bool:
    if place.after[:1] == "-" and place.after[1:2].isalpha():
        return False
    if place.span.casefold() == "the past" and not _PAST_AS_NOUN.match(place.after):
        return False
    return not place.named


def _offset(place: Place) -> bool:
    """The words "before", "after" and "prior" need nothing after them; else they are prepositions of what follows."""
    return not place.span.casefold().endswith(("before", "after", "prior")) or not re.match(r"\s+[\w'’$]", place.after)


def _decade(place: Place) -> bool:
    if _OWNED.search(place.before):
        return False
    if re.search(r"\d{4}", place.span):
        return place.before[-1:] not in ("$", "€", "£")
    return place.span.casefold().startswith("the") or place.span[0] in "'’‘"


def _shift(place: Place) -> bool:
    unit = place.span.split()[-1]
    if unit[0].isupper() and not unit.isupper():
        return False  # Last Week Tonight
    return not (unit.casefold() in ("quarter", "half") and re.match(r"\s+of\b", place.after))
