"""Which mentions name the same instrument: "the deal", "this partnership", a bracketed abbreviation."""

from __future__ import annotations

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreement_nouns import Instrument
from pressfacts.kinds.agreement_words import Word, folded
from pressfacts.rulebook import Rulebook

_REMEMBERED = 12  # instruments that a later mention may go back to


class SameInstrument:
    """Finds the first mention of the instrument that a later one names."""

    def __init__(self, rules: Rulebook) -> None:
        self._definite = folded(rules.lexicon("agreement.definite"))
        self._determiners = folded(rules.lexicon("agreement.determiner"))
        self._other = folded(rules.lexicon("agreement.other"))
        self._ordinal = folded(rules.lexicon("agreement.ordinal"))
        self._anaphors = rules.lexicon("agreement.anaphor")
        self._any = folded(rules.lexicon("agreement.head"))

    def may_point_back(self, instrument: Instrument) -> bool:
        """Whether the noun is one that can stand for an instrument told before."""
        return self._stands_for(instrument) is not None

    def first(self, document: Document, mention: Mention, instrument: Instrument, begins: int, told: list[Mention]) -> Mention | None:
        """The mention that first told the instrument, of those told before; None for an instrument of its own."""
        told = told[-_REMEMBERED:]
        if not told:
            return None
        last = told[-1]
        if mention.start - last.end <= 3 and "(" in document.text[last.end : mention.start]:
            return _origin(last) if self._fits(instrument, last) else None
        if not self._points_back(instrument, begins):
            return None
        candidates = [earlier for earlier in reversed(told) if self._fits(instrument, earlier)]
        owned = self._name_before(instrument, begins)
        if owned:
            candidates = [earlier for earlier in candidates if owned in " ".join(earlier.parsed.get("party_texts", ())).casefold()]
        return _origin(candidates[0]) if candidates else None

    def plural(self, instrument: Instrument, begins: int, told: list[Mention]) -> Mention | None:
        """The plural ("two MoUs") of which the mention picks out one ("the first MoU", "the second partnership")."""
        picked = any(word.low in self._ordinal for word in instrument.words[begins : instrument.first])
        if not picked or instrument.plural:
            return None
        plurals = (earlier for earlier in reversed(told[-_REMEMBERED:]) if earlier.parsed["instrument"] and earlier.parsed["instrument"].plural)
        return next((earlier for earlier in plurals if self._fits(instrument, earlier, number=False)), None)

    def _points_back(self, instrument: Instrument, begins: int) -> bool:
        words, phrase = instrument.words, instrument.words[begins : instrument.first]
        if any(word.low in self._other for word in phrase):
            return False
        determiner = phrase[0].low if phrase else ""
        if determiner in self._definite:
            return True
        if determiner in self._determiners:
            return False
        return not phrase and instrument.words[instrument.first].text[:2].isupper() and not _followed_by_with(words, instrument.last)

    def _stands_for(self, instrument: Instrument) -> list[str] | None:
        form = instrument.form.removesuffix("s")
        return None if instrument.form in self._any else self._anaphors.get(instrument.form) or self._anaphors.get(form)

    def _fits(self, instrument: Instrument, earlier: Mention, *, number: bool = True) -> bool:
        known: Instrument | None = earlier.parsed["instrument"]
        if number and known and instrument.plural != known.plural and not known.plural:
            return False
        type_ = earlier.parsed["type"]
        if instrument.type == type_ or instrument.form in self._any:
            return instrument.form in ("agreement", "agreements", "deal", "deals", "pact", "pacts", "accord", "accords") or instrument.type == type_
        allowed = self._stands_for(instrument)
        return allowed is not None and type_ in allowed

    def _name_before(self, instrument: Instrument, begins: int) -> str | None:
        """A name in the noun phrase, "the Bạc Liêu memorandum": only an instrument with that party is meant."""
        names = [word.low for word in instrument.words[begins : instrument.first] if _is_name(word)]
        return names[-1] if names else None


def _origin(mention: Mention) -> Mention:
    first: Mention | None = mention.parsed.get("same_as")
    return first or mention


def _is_name(word: Word) -> bool:
    return word.text[0].isupper() and not word.text.isupper() and word.low not in ("the", "this", "these", "that", "both", "such")


def _followed_by_with(words: list[Word], at: int) -> bool:
    return at < len(words) and words[at].low in ("with", "between")
