"""A span with what stands around it, and the words that decide there: which months, seasons, holidays and amounts are dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pressfacts.rulebook import Rulebook

REACH = 60  # code points looked at on either side
CAPITAL_AFTER = re.compile(r"\s+[A-Z][a-z]")
_SENTENCE_END = '.!?:;"”\n'


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
        follows = bool(CAPITAL_AFTER.match(self.after))
        if self.span[1:2].islower():
            return not self.begins_sentence and (before[-1:].isalnum() or follows)
        return follows


class Neighbours:
    """The words of the rules that may stand beside a date, as patterns over what stands before or after it."""

    def __init__(self, rules: Rulebook) -> None:
        def words(id_: str) -> str:
            return any_of(rules.lexicon(id_))

        self.before_month = re.compile(rf"(?:\b(?:{words('date.before_month')})\s+|mid-|early-|late-)$", re.IGNORECASE)
        self.before_month_perhaps = re.compile(rf"(?:\b(?:{words('date.before_month_perhaps')})\s+|[-–—(/])$", re.IGNORECASE)
        self.contract_after = re.compile(rf"\s+(?:{words('date.after_contract_month')})\b")
        self.before_season = re.compile(rf"\b(?:{words('date.before_season')})\s+$", re.IGNORECASE)
        self.before_holiday = re.compile(rf"\b(?:{words('date.before_holiday')})\s+$", re.IGNORECASE)
        self.before_amount = re.compile(rf"\b(?:{words('date.before_amount')})\s+$", re.IGNORECASE)
        self.before_time_to = re.compile(rf"\b(?:{words('date.before_time_to')})\s+$", re.IGNORECASE)
        self.before_clock = re.compile(rf"(?:\b(?:{words('date.before_clock')})\s+|[@,|–-]\s*)$", re.IGNORECASE)
        self.before_quarter = re.compile(rf"\b(?:{words('date.before_quarter')})\s+$", re.IGNORECASE)
        self.business = re.compile(rf"\b(?:{words('date.business')})\b", re.IGNORECASE)
        self.after_adverb = re.compile(rf"\s*$|\s*[,.;:!?)]|\s+(?:(?:{words('date.after_adverb')})\b|20\d\d\b)", re.IGNORECASE)
        self.day_name_before = re.compile(rf"\b(?:{words('date.day_name_before')})\s+$")
        self.day_name_after = re.compile(rf"\s+(?:{words('date.day_name_after')})\b|\.com")
        self._before_name = re.compile(rf"\b(?:{words('date.before_month_name')})\s+$", re.IGNORECASE)
        self._planned = re.compile(rf"\b(?:{words('date.month_planned')}|{words('date.month')})\b", re.IGNORECASE)
        self.of_a_month = re.compile(
            rf"\s+(?:[a-z-]+\s+){{0,2}}(?:{words('date.month_planned')}|{words('date.business')})\b", re.IGNORECASE
        )
        self.article = re.compile(rf"\b(?:{words('date.before_month_adjective')})\s+$", re.IGNORECASE)
        self.age_before = re.compile(rf"\b(?:{words('date.age_before')})\s+(?:(?:{words('date.exceeds')})\s+)?$", re.IGNORECASE)
        self.age_after = re.compile(rf"[\s-]+(?:{words('date.age_after')})\b", re.IGNORECASE)
        self.before_compact = re.compile(rf"\b(?:{words('date.before_compact')})\s*:?\s*$", re.IGNORECASE)
        self.owned = re.compile(rf"\b(?:{words('date.owner')})\s+(?:(?:{words('date.qualifier')})[\s-]*)?$", re.IGNORECASE)
        self.past_as_noun = re.compile(rf"\s+(?:{words('date.after_past')})\b|\W*$|[,.;:!?]")
        self.after_noun = re.compile(rf"\s+(?:{words('date.after_season_noun')})\b")
        self.before_paper = re.compile(rf"\b(?:{words('date.before_paper')})\s+$", re.IGNORECASE)
        period = rf"[$€£¥#]|[A-Z]{{1,3}}\$|(?:{words('date.after_piece_of')})\b|the\s+(?:(?:{words('date.year_kind')})\s+)?year"
        self.piece_of_else = re.compile(rf"\s+(?:of\s+(?!{period})|(?:{words('date.piece_of_else')})\b)")
        self.month_after = re.compile(
            rf"\s?(?:[-–—/]|(?:and|to|or|through|until)\b)\s?(?:{any_of(map(str.title, rules.lexicon('date.month')))})\b(?!\s+[A-Z][a-z])"
        )
        self.last_of = re.compile(r"the\s+(?:last|next|previous|following|preceding)\b", re.IGNORECASE)
        self.makes_after = re.compile(rf"\s+(?:{words('date.make_after_year')})\b")
        self.name_after_day = re.compile(rf"(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:{words('date.name_after_day')})\b")
        self.clause_after_night = re.compile(rf"\s+(?:{words('date.after_night')})\s+\w")
        self._always = re.compile(rf"(?<!\w)(?:{words('date.round_the_clock')})\b", re.IGNORECASE)
        self.award_before = re.compile(rf"\b(?:{words('date.award_before')})\s+of\s+$", re.IGNORECASE)

    def says_always(self, place: Place) -> bool:
        """Whether the span is part of "24 hours a day" and its like."""
        before, after = place.before[-16:], place.after[:16]
        first, last = len(before), len(before) + len(place.span)
        return any(found.start() < last and first < found.end() for found in self._always.finditer(before + place.span + after))

    def may_precede_month(self, place: Place) -> bool:
        """Whether the word before lets a month that is also a name be one: "on May", and "for April" only of something planned."""
        if not self.before_month_perhaps.search(place.before):
            return False
        return not self._before_name.search(place.before) or bool(self._planned.search(place.before[-40:]))


def any_of(forms: Iterable[str]) -> str:
    """An alternation of literal forms, longest first, whose spaces match any white space."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
