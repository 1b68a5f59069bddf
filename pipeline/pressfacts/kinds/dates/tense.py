"""Whether a sentence speaks of the past or of the future where a date stands in it.

No parser: the nearest cue decides. Verbs, auxiliaries and a few nouns and prepositions are the cues, those before the date count
first, because English puts the date after its verb far more often than before it.
"""

from __future__ import annotations

import re

from pressfacts.document import Document
from pressfacts.rulebook import Rulebook

REACH = 160  # code points looked at on either side of a date
_VERB_REACH = 8  # words between a verb in -ed and its date
_CLOSER = re.compile(r"\b(?:by|through|until|till)\s+(?:early\s+|mid-|late\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:]")


class Tense:
    """Cues from the rules: `date.future_cue`, `date.past_cue`, and verbs that end in -ed."""

    def __init__(self, rules: Rulebook) -> None:
        entries = [(form, 1) for form in rules.lexicon("date.future_cue")] + [(form, -1) for form in rules.lexicon("date.past_cue")]
        self._cues = {tuple(_WORD.findall(form)): tense for form, tense in entries}
        self._before_participle = frozenset(rules.lexicon("date.before_participle"))

    def of(self, document: Document, start: int, end: int) -> int:
        """-1 for the past, 1 for the future, 0 where no cue stands in the sentence."""
        sentence = document.sentence(start)
        before = document.text[max(sentence.start, start - REACH) : start]
        after = document.text[end : min(sentence.end, end + REACH)]
        if _CLOSER.search(before):
            return max(0, self._last(before))  # a deadline told in the past tense may be over or not
        if after[:2] in ("'s", "’s"):
            return 0  # Wednesday's ruling
        return self._last(before) or self._first(after)

    def is_deadline(self, text: str, start: int) -> bool:
        """Whether "by", "until" or "through" stands before the date that begins at `start`."""
        return bool(_CLOSER.search(text[max(0, start - 24) : start]))

    def _last(self, text: str) -> int:
        words = _WORD.findall(text.casefold())
        weak = 0
        for at in range(len(words) - 1, -1, -1):
            if tense := self._cue(words, at):
                return tense
            if _is_participle(words[at]) and (at == 0 or words[at - 1] not in self._before_participle):
                if len(words) - at <= _VERB_REACH:
                    return -1
                weak = -1
        return weak

    def _first(self, text: str) -> int:
        words = _WORD.findall(text.casefold())[:12]
        for at, word in enumerate(words):
            if tense := self._cue(words, at):
                return tense
            if _is_participle(word):
                return -1
        return 0

    def _cue(self, words: list[str], at: int) -> int:
        tense = self._cues.get(tuple(words[at : at + 2])) or self._cues.get((words[at],), 0)
        if tense > 0 and "had" in words[max(0, at - 3) : at]:
            return -1  # had been due on Friday
        if tense < 0 and at and words[at - 1] in self._before_participle:
            return 0
        return int(tense)


def _is_participle(word: str) -> bool:
    return len(word) > 4 and word.endswith("ed")
