"""The type of an instrument whose noun is general: "agreement to acquire", "pilots ratified a contract", "the second partnership"."""

from __future__ import annotations

from pressfacts.document import Mention
from pressfacts.kinds.agreements.nouns import Instrument, phrase_index
from pressfacts.kinds.agreements.words import folded
from pressfacts.rulebook import Rulebook

_REACH = 9  # words behind "agreement" in which its kind may be told
_STAFF_REACH = 12  # words before it in which its subject may stand
_ENDS = (".", ";", "under", "which")


class TypeReader:
    """Reads types off the words around a general noun."""

    def __init__(self, rules: Rulebook) -> None:
        self._complements = phrase_index(rules.lexicon("agreement.complement"))
        self._staff = folded(rules.lexicon("agreement.staff"))
        self._general = frozenset(rules.lexicon("agreement.head").values())
        self._definite = folded(rules.lexicon("agreement.definite"))

    def read(self, instrument: Instrument, begins: int, plural: Mention | None, told: list[Mention]) -> str:
        """The type; `plural` is the mention of several instruments of which this is one."""
        if plural is not None and instrument.strength != "noun":
            return str(plural.parsed["type"])
        if instrument.strength == "noun" or instrument.type not in self._general or instrument.type == "treaty":
            return self._complement(instrument) or "agreement" if instrument.type == "agreement" else instrument.type
        if instrument.type == "agreement":
            found = self._complement(instrument)
            if found:
                return found
        if any(word.low in self._staff for word in instrument.words[max(0, begins - _STAFF_REACH) : begins]):
            return "collective_agreement"
        definite = instrument.words[begins].low in self._definite
        if definite and instrument.type == "agreement" and told:  # "the old agreement", after a pay deal
            return next(
                (str(earlier.parsed["type"]) for earlier in reversed(told[-4:]) if earlier.parsed["type"] != "agreement"), "agreement"
            )
        return instrument.type

    def _complement(self, instrument: Instrument) -> str | None:
        """The type that the words behind the noun tell."""
        behind = instrument.words[instrument.last : instrument.last + _REACH]
        words = [word for word in behind if not word.low.endswith("ly") or word.low == "supply"]
        stop = next((at for at, word in enumerate(words) if word.low in _ENDS), len(words))
        hits = self._complements.hits(words[:stop])
        return str(hits[0].meaning) if hits else None
