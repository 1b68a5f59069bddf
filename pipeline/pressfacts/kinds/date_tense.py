"""Whether a sentence speaks of the past or of the future where a date stands in it.

No parser: the nearest cue decides. Verbs, auxiliaries and a few nouns and prepositions are the cues, those before the date count
first, because English puts the date after its verb far more often than before it.
"""

from __future__ import annotations

import re

from pressfacts.document import Document
from pressfacts.rulebook import Rulebook

REACH = 160  # code points looked at on either side of a date
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:]")


class Tense:
    """Cues from the rules: `date.future_cue`, `date.past_cue`, and verbs that end in -ed."""

    def __init__(self, rules: Rulebook) -> None:
        entries = [(form, 1) for form in rules.lexicon("date.future_cue")] + [(form, -1) for form in rules.lexicon("date.past_cue")]
        self._cues = {tuple(_WORD.findall(form)): tense for form, tense in entries}

    def of(self, document: Document, start: int, end: int) -> int:
        """-1 for the past, 1 for the future, 0 where no cue stands in the sentence."""
        sentence = document.sentence(start)
        before = document.text[max(sentence.start, start - REACH) : start]
        after = document.text[end : min(sentence.end, end + REACH)]
        return self._last(before) or self._first(after)

    def _last(self, text: str) -> int:
        words = _WORD.findall(text.casefold())
        return next((tense for at in range(len(words) - 1, -1, -1) if (tense := self._cue(words, at))), 0)

    def _first(self, text: str) -> int:
        words = _WORD.findall(text.casefold())
        return next((tense for at in range(len(words)) if (tense := self._cue(words, at))), 0)

    def _cue(self, words: list[str], at: int) -> int:
        if tense := self._cues.get(tuple(words[at : at + 2])) or self._cues.get((words[at],)):
            return tense
        return -1 if len(words[at]) > 4 and words[at].endswith("ed") else 0
