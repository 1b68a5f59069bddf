"""A licence told by its use: "Through a licensing agreement, Voss uses Lind's pumps" has Lind for the licensor, and is in force."""

from __future__ import annotations

from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.nouns import Instrument
from pressfacts.kinds.agreements.words import Word, folded
from pressfacts.rulebook import Rulebook

_LEADS = ("through", "under", "via", "by")
_REACH = 20  # words between the noun and the verb of using


class LicenceReader:
    """Reads who uses what whose; made once, without state."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._uses = folded(rules.lexicon("agreement.uses"))

    def parties(self, text: str, instrument: Instrument, begins: int) -> list[Party]:
        """The licensee and the licensor where the sentence tells the use that a licence gives; else none."""
        words = instrument.words
        led = instrument.type == "license_agreement" and begins == 1 and words[0].low in _LEADS
        ahead = range(instrument.last, min(len(words) - 1, instrument.last + _REACH)) if led else range(0)
        verb = next((at for at in ahead if words[at].low in self._uses), None)
        if verb is None:
            return []
        user = self._name(words, next((at for at in range(verb - 1, instrument.last - 1, -1) if words[at].low == ","), verb) + 1, verb)
        owner = self._name(words, verb + 1, next((at for at in range(verb, min(len(words), verb + 8)) if words[at].low == "'s"), 0))
        return [self._names.party(text, words, *span) for span in (user, owner)] if user and owner else []

    def _name(self, words: list[Word], at: int, stop: int) -> tuple[int, int] | None:
        """The words of the name that ends right before `stop`, if nothing else stands there."""
        named = at < stop and self._names.is_name(words[at]) and self._names.name_end(words, at, stop) == stop
        return (at, stop) if named else None
