"""Whether a sentence speaks of the past or of the future where a date stands in it.

No parser: the nearest cue decides. Verbs, auxiliaries and a few nouns and prepositions are the cues, those before the date count
first, because English puts the date after its verb far more often than before it.
"""

from __future__ import annotations

import re

from pressfacts.document import Document
from pressfacts.kinds.dates.places import any_of
from pressfacts.rulebook import Rulebook

REACH = 160  # code points looked at on either side of a date
_AFTER_REACH = 24  # words after a date among which its verb is looked for
_PRESENT_REACH = 3  # words between a verb in the present tense and its date
_VERB_REACH = 8  # words between a verb in -ed and its date
# What is said by the way between the verb and its date: "expects to award it, estimated at $5 million, in November".
_ASIDE = re.compile(r",\s+(?:[^\W\d_]{2,}ed|worth|which|who|whose|where)\b(?:[^,;:]|,(?=\d))*,\s+(?:[a-z]+\s+){0,2}$")
_MONTH_OF_MAY = re.compile(r"\bMay\b")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:]")


class Tense:
    """Cues from the rules: `date.future_cue`, `date.past_cue`, and verbs that end in -ed."""

    def __init__(self, rules: Rulebook) -> None:
        entries = [(form, 1) for form in rules.lexicon("date.future_cue")] + [(form, -1) for form in rules.lexicon("date.past_cue")]
        self._cues = {tuple(_WORD.findall(form)): tense for form, tense in entries}
        closers = any_of(rules.lexicon("date.deadline"))
        self._closer = re.compile(rf"\b(?:{closers})\s+(?:early\s+|mid-|late\s+)?$", re.IGNORECASE)
        self._never = re.compile(rf"\s*,\s+(?:{any_of(rules.lexicon('date.never_came'))})\b", re.IGNORECASE)
        self._contract = re.compile(rf"\s+(?:{any_of(rules.lexicon('date.after_contract_month'))})\b", re.IGNORECASE)
        self._scheduled = frozenset(rules.lexicon("date.scheduled_present"))
        self._before_base = frozenset(rules.lexicon("date.before_base"))
        self._no_tense = frozenset(rules.lexicon("date.no_tense"))
        self._before_participle = frozenset(rules.lexicon("date.before_participle"))

    def of(self, document: Document, start: int, end: int) -> int:
        """-1 for the past, 1 for the future, 0 where no cue stands in the sentence."""
        sentence = document.sentence(start)
        before = document.text[max(sentence.start, start - REACH) : start]
        after = document.text[end : min(sentence.end, end + REACH)]
        before = _ASIDE.sub(" ", before)
        if self._closer.search(before):
            if self._is_pluperfect(before, after):
                return -1
            return max(0, self._last(before))  # a deadline told in the past tense may be over or not
        if after[:2] in ("'s", "’s"):
            return 0  # Wednesday's ruling
        if self._contract.match(after):
            return 1  # oil for January delivery
        if self._never.match(after):
            return -1  # expected in May, was not signed
        return self._last(before) or self._first(after)

    def is_deadline(self, text: str, start: int, end: int) -> bool:
        """Whether "by", "until" or "through" stands before the date, in a sentence that does not look back: "had met by Friday"."""
        before = text[max(0, start - REACH) : start]
        return bool(self._closer.search(before)) and not self._is_pluperfect(before, text[end : end + REACH])

    def _is_pluperfect(self, before: str, after: str) -> bool:
        return "had" in _WORD.findall(before.casefold())[-10:] + _WORD.findall(after.casefold())[:4]

    def _last(self, text: str) -> int:
        words = _words(text)
        weak = 0
        for at in range(len(words) - 1, -1, -1):
            if tense := self._cue(words, at):
                return tense
            if self._is_past_form(words[at]) and (at == 0 or words[at - 1] not in self._before_participle):
                if len(words) - at <= _VERB_REACH:
                    return -1
                weak = -1
        return weak

    def _first(self, text: str) -> int:
        words = _words(text)[:_AFTER_REACH]
        for at, word in enumerate(words):
            if tense := self._cue(words, at):
                return tense
            if self._is_past_form(word):
                return -1
        return 0

    def _is_past_form(self, word: str) -> bool:
        return len(word) > 4 and word.endswith("ed") and not word.startswith("un") and word not in self._no_tense

    def _cue(self, words: list[str], at: int) -> int:
        if words[at] in self._scheduled and len(words) - at <= _PRESENT_REACH:
            return 0 if at and words[at - 1] in self._before_base else 1
        if words[at] == "may" and words[at + 1 : at + 2] not in ([], ["have"]):
            return 1  # prices may rise
        tense = self._cues.get(tuple(words[at : at + 2])) or self._cues.get((words[at],), 0)
        if tense > 0 and ("had" in words[max(0, at - 5) : at] or "neither" in words[max(0, at - 12) : at]):
            return -1  # had been due on Friday; neither could be reached on Friday
        if tense < 0 and at and words[at - 1] in self._before_participle:
            return 0
        return int(tense)


def _words(text: str) -> list[str]:
    """The words, casefolded. The month is left out, so that "may" is the auxiliary."""
    return _WORD.findall(_MONTH_OF_MAY.sub(" ", text).casefold())
