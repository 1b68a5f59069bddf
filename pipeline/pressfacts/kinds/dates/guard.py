"""Is it a date? Months, years and small words are told from names and counts by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pressfacts.kinds.dates.places import CAPITAL_AFTER, REACH, Neighbours, Place
from pressfacts.kinds.dates.words import folded
from pressfacts.kinds.dates.year_guard import YearGuard
from pressfacts.rulebook import Rulebook

_TO_DO = re.compile(r"\s+to\s+[a-z]+\b")
_OF, _BETWEEN = re.compile(r"\s+of\b"), re.compile(r"[\s-]+")
_ARTICLES = ("a", "an", "the")


class Guard:
    """Decides by the reader's name; what a reader without a check answers is always a date."""

    def __init__(self, rules: Rulebook) -> None:
        self._year = YearGuard(rules)
        self._month_words = frozenset(rules.lexicon("date.month_also_word"))
        self._names = frozenset(rules.lexicon("date.month_name_of_person"))
        self._bare = frozenset(rules.lexicon("date.month_bare"))
        self._full_months = frozenset(rules.lexicon("date.month_short_in_full"))
        self._also_nouns = frozenset(rules.lexicon("date.season_also_noun"))
        self._markers = frozenset(rules.lexicon("date.discourse_marker"))
        self._vague = frozenset(rules.lexicon("date.vague"))
        self._near = Neighbours(rules)
        self._checks: dict[str, Callable[[Place], bool]] = {
            "year": lambda place: not self._near.makes_after.match(place.after) and self._year.accepts(place),
            "two_years": self._year.accepts,
            "calendar": self._calendar,
            "numeric": self._year.stands_alone,
            "month": self._month,
            "odd": self._year.stands_alone,
            "compact": self._compact,
            "season": self._season,
            "holiday": self._holiday,
            "weekday": self._weekday,
            "day_part": self._day_part,
            "deictic": lambda place: not place.named,
            "reference": self._reference,
            "set_word": self._set_word,
            "duration": self._duration,
            "every": lambda place: not self._near.says_always(place),
            "offset": _offset,
            "decade": self._decade,
            "century": lambda place: not (place.span.split()[-1][0].isupper() and CAPITAL_AFTER.match(place.after)),
            "piece": self._piece,
            "piece_short": self._piece_short,
            "same": self._same,
            "next_unit": lambda place: place.after[:1] != "-",
            "shift": self._shift,
            "clock": self._clock,
        }

    def accepts(self, make: str, text: str, start: int, end: int) -> bool:
        """Whether the span of `text`, read by reader `make`, is an expression of time."""
        check = self._checks.get(make)
        return check is None or check(Place(text[start:end], text[max(0, start - REACH) : start], text[end : end + REACH]))

    def _month(self, place: Place) -> bool:
        words = place.span.split()
        word = words[-1].casefold()
        if self._near.name_after_day.match(place.after):
            return False
        if word not in self._month_words:
            return True
        name_follows = bool(CAPITAL_AFTER.match(place.after))
        if words[-1][0].islower() or len(words) > 1:
            return words[-1][0].isupper() and not name_follows
        surely = bool(self._near.before_month.search(place.before) or self._near.contract_after.match(place.after))
        if not surely and self._near.month_after.match(place.after):
            return True  # March-May, April and May
        perhaps = surely or (not name_follows and self._near.may_precede_month(place))
        if len(word) <= 4 and word not in self._full_months:  # an abbreviation, or a name such as Jan
            return perhaps and (place.after[:1] == "." or place.before[-1:] in "-–")
        if words[-1].isupper() and len(word) > 3:
            return False
        as_adjective = bool(self._near.article.search(place.before)) and bool(re.match(r"\s+[a-z]", place.after))
        owner = place.after[:2] in ("'s", "’s") and (word not in self._names or bool(self._near.of_a_month.match(place.after[2:])))
        return perhaps or as_adjective or owner or (word in self._bare and not name_follows)

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
        return not (words[-1].casefold() in self._also_nouns and self._near.after_noun.match(place.after))

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
            return not (place.span[-1].islower() and CAPITAL_AFTER.match(place.after))
        return bool(self._near.before_holiday.search(place.before)) and bool(self._near.after_adverb.match(place.after))

    def _day_part(self, place: Place) -> bool:
        words = place.span.split()
        if words[0][:3].casefold() == "mid" and not self._near.before_clock.search(place.before):
            return False  # mid-morning traffic
        if words[0].casefold() == "the" and self._near.clause_after_night.match(place.after):
            return False  # the night they went
        if words[-1].casefold() == "overnight" and not self._near.after_adverb.match(place.after):
            return False  # overnight trains
        return not words[-1][0].isupper() or (place.begins_sentence and len(words) == 1)

    def _calendar(self, place: Place) -> bool:
        """A day before a noun in capitals is a name: the April 19th Movement."""
        return self._year.stands_alone(place) and not self._near.name_after_day.match(place.after)

    def _compact(self, place: Place) -> bool:
        """Eight figures in a row are a day only after a word that says so."""
        return bool(self._near.before_compact.search(place.before)) and self._year.stands_alone(place)

    def _duration(self, place: Place) -> bool:
        words = _BETWEEN.split(place.span.casefold())
        if words[-1].startswith("quarter") and words[0] not in self._vague and _OF.match(place.after):
            return False  # three quarters of the voters
        if place.span[:1].isdigit() and place.span.split()[-1][0].isupper() and not place.span.isupper():
            return False  # 60 Minutes, 24 Hours of Le Mans
        if place.before[-1:] == "-":
            return False  # the end of a longer word
        rate = len(words) == 2 and words[0] in _ARTICLES and "-" not in place.span
        if (rate and not self._lasts(place)) or self._near.says_always(place):
            return False
        return not (self._near.age_after.match(place.after) or self._near.age_before.search(place.before))

    def _lasts(self, place: Place) -> bool:
        """Whether "a week" is a length of time: "for a week", "gave him a week to answer"."""
        given = self._near.before_time_to.search(place.before) and _TO_DO.match(place.after)
        return bool(given or self._near.before_amount.search(place.before))

    def _shift(self, place: Place) -> bool:
        unit = place.span.split()[-1]
        if unit[0].isupper() and not unit.isupper():
            return False  # Last Week Tonight
        part = unit.casefold() in ("quarter", "half") or self._near.last_of.match(place.span)
        return not (part and _OF.match(place.after))  # the last week of June

    def _piece(self, place: Place) -> bool:
        if re.search(r"\d{4}|year|[FC]Y", place.span):
            return True
        if "half" in place.span.casefold() and not self._near.business.search(place.before + place.after):
            return False  # the second half of a match
        return not self._near.piece_of_else.match(place.after)

    def _piece_short(self, place: Place) -> bool:
        if re.search(r"\d{2}", place.span):
            return True
        if "H" in place.span and not re.match(r"[,.;)]|\s+(?:and|of|versus|vs|from|with|was|were)\b", place.after):
            return False  # H2 is hydrogen too
        return bool(self._near.before_quarter.search(place.before)) or bool(self._near.business.match(place.after.lstrip()))

    def _clock(self, place: Place) -> bool:
        """Figures alone, such as 12:30, may be a verse or a score: a preposition, a half of the day or a zone makes them a time."""
        if place.span[0].isalpha():  # Midnight Sun, high noon
            return not place.named and place.after[:1] != "-" and not place.before.casefold().endswith("high ")
        return not re.fullmatch(r"\d\d:\d\d", place.span) or bool(self._near.before_clock.search(place.before))

    def _reference(self, place: Place) -> bool:
        if place.after[:1] == "-" and place.after[1:2].isalpha():
            return False
        words = folded(place.span)
        if words == "the past" and not self._near.past_as_noun.match(place.after):
            return False
        if " " in place.span and place.span.split()[-1][0].isupper() and CAPITAL_AFTER.match(place.after):
            return False  # the Future Harbours Forum
        if words in self._markers and place.span[0].isupper() and place.after[:1] == ",":
            return False  # "Now, " opens a thought and tells no time
        return not place.named

    def _set_word(self, place: Place) -> bool:
        """A small "daily" before a name in capitals is a newspaper: "the daily Granma"."""
        paper = place.span.islower() and CAPITAL_AFTER.match(place.after) and self._near.before_paper.search(place.before)
        return not paper and not place.named

    def _decade(self, place: Place) -> bool:
        if self._near.owned.search(place.before):
            return False
        if re.search(r"\d{4}", place.span):
            return place.before[-1:] not in ("$", "€", "£")
        return place.span.casefold().startswith("the") or place.span[0] in "'’‘"


def _offset(place: Place) -> bool:
    """The words "before", "after" and "prior" need nothing after them; else they are prepositions of what follows."""
    return not place.span.casefold().endswith(("before", "after", "prior")) or not re.match(r"\s+[\w'’$]", place.after)
