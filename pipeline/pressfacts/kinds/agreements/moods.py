"""What the mood of a verb makes of the status that it gives: "will sign", "refused to sign", "has yet to", "agreed to extend"."""

from __future__ import annotations

from pressfacts.kinds.agreements.cues import Verb
from pressfacts.kinds.agreements.words import Hit, Word, folded
from pressfacts.rulebook import Rulebook

_OBLIQUE = ("talks", "aim", "refusal")  # moods of nouns and adjectives, which lead in their verb by "to"
_ORDINALS = frozenset(("first", "second", "third", "last", "latest", "only", "next", "newest"))
_PROGRESS = frozenset(("is", "are", "was", "were", "still"))


class MoodReader:
    """Reads the moods of verbs."""

    def __init__(self, rules: Rulebook) -> None:
        self._moods = rules.lexicon("agreement.mood")
        self._effects = rules.lexicon("agreement.mood_effect")
        self._mood_words = folded(rules.lexicon("agreement.mood_word"))
        self._passive = folded(rules.lexicon("agreement.passive"))

    def status(self, words: list[Word], hit: Hit, type_: str) -> str:
        """The status that a verb gives to an instrument of a type in its mood."""
        verb: Verb = hit.meaning
        plain = verb.status_of(type_)
        if verb.doing and verb.part == "ing" and any(word.low in _PROGRESS for word in words[max(0, hit.first - 2) : hit.first]):
            return verb.doing
        mood = self._mood(words, hit) or ("present" if verb.part == "present" and "present" in dict(verb.moods) else None)
        if mood is None and any(word.low in ("if", "whether", "unless") for word in words[max(0, hit.first - 8) : hit.first]):
            mood = "condition"
        if mood == "to":  # "pleased to announce", but "to sign"
            mood = None if verb.weak else "future"
        if mood is None:
            return plain
        bare = hit.first > 0 and words[hit.first - 1].low in self._moods  # "will put", spelt like the past
        if mood == "future" and verb.part in ("past", "present") and not bare and not self.is_passive(words, hit):
            return plain
        mood = "future" if mood == "condition" else mood
        own = dict(verb.moods).get(mood)
        return own or str(self._effects.get(f"{mood} {plain}", plain))

    def is_passive(self, words: list[Word], hit: Hit) -> bool:
        """Whether an auxiliary of the passive stands before a verb."""
        return any(word.low in self._passive for word in words[max(0, hit.first - 3) : hit.first])

    def _mood(self, words: list[Word], hit: Hit) -> str | None:
        """The mood of the verb: that of the first mood word to its left over words that may stand between."""
        mood = None
        for at in range(hit.first - 1, max(-1, hit.first - 8), -1):
            low = words[at].low
            found = self._moods.get(low)
            if found in _OBLIQUE:
                return str(found) if mood == "to" else None
            if found and low != "to":
                return str(found)
            if low == "to":
                mood = "achieved" if self._is_ordinal(words, at) else "to"
                continue
            if low not in self._mood_words and not low[0].isdigit():
                break
        return mood

    def _is_ordinal(self, words: list[Word], at: int) -> bool:
        """Whether the "to" at a word tells what has been done: "the 150th state to sign", "the last to ratify"."""
        before = words[max(0, at - 4) : at]
        return any(word.low in _ORDINALS or (word.text[0].isdigit() and word.low.endswith(("st", "nd", "rd", "th"))) for word in before)
