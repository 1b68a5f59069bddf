"""Which mentions name the same instrument: "the deal", "this partnership", a bracketed abbreviation."""

from __future__ import annotations

import itertools

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.nouns import Instrument, Words
from pressfacts.kinds.agreements.words import Word, folded
from pressfacts.rulebook import Rulebook

_REMEMBERED = 12  # instruments that a later mention may go back to
_POSSESSIVE = frozenset(("its", "our", "their", "your", "'s"))
_BEHIND = frozenset(("to", "for", "in", "on", "will", "is", "was", "has", "and", "that", "which", "as"))  # words behind a partner
_DEFINITION = 45  # code points of a bracket up to the noun that it defines
_NAMED = 4  # words before a noun that belong to its name
_LONGEST = 7  # words of a partner: "Suryanta subsidiary Orbis Wind"
_IS = ("is", "was", "marks", "represents")
_PREDICATE = 4  # words between a noun and what it is said to be
_RESTATED = 8  # words at most between "this marks" and its noun


class SameInstrument:
    """Finds the first mention of the instrument that a later one names."""

    def __init__(self, rules: Rulebook) -> None:
        self._definite = folded(rules.lexicon("agreement.definite"))
        self._determiners = folded(rules.lexicon("agreement.determiner"))
        self._other = folded(rules.lexicon("agreement.other"))
        self._ordinal = folded(rules.lexicon("agreement.ordinal"))
        self._anaphors = rules.lexicon("agreement.anaphor")
        self._heads: dict[str, str] = rules.lexicon("agreement.head")
        self._restates = folded(rules.lexicon("agreement.restates"))
        self._new = folded(rules.lexicon("agreement.newly"))

    def first(self, document: Document, mention: Mention, instrument: Instrument, begins: int, told: list[Mention]) -> Mention | None:
        """The mention that first told the instrument, of those told before; None for an instrument of its own."""
        told = told[-_REMEMBERED:]
        if not told:
            return None
        last = told[-1]
        if _is_bracketed(document.text[last.end : mention.start]):
            return _origin(last) if self.fits(instrument, last) else None
        candidates = [earlier for earlier in reversed(told) if self.fits(instrument, earlier)]
        if self._is_manner(instrument, begins):
            beside = next((each for each in candidates if _sentence_of(each) is instrument.sentence or _names_both(instrument, each)), None)
            if beside is not None:
                return _origin(beside)
        if self._is_restated(instrument, begins) or self._is_predicate(instrument, begins, last):
            return _origin(candidates[0]) if candidates else None
        if self._is_owned(instrument, begins):
            return self._of_owner(instrument, begins, candidates)
        if not self._points_back(instrument, begins):
            return None
        owned = self._name_before(instrument, begins)
        if owned:
            candidates = [earlier for earlier in candidates if owned in _parties_of(earlier) or owned in _phrase_of(earlier)]
        partner = self._partner(instrument)
        if partner:
            candidates = [earlier for earlier in candidates if not _parties_of(earlier) or partner in _parties_of(earlier)]
        return _origin(candidates[0]) if candidates else None

    def plural(self, instrument: Instrument, begins: int, told: list[Mention]) -> Mention | None:
        """The plural ("two MoUs") of which the mention picks out one ("the first MoU", "the second partnership")."""
        phrase = instrument.words[begins : instrument.first]
        name = self._name_before(instrument, begins)
        if instrument.plural or not (name or any(word.low in self._ordinal for word in phrase)):
            return None
        fitting = [
            earlier for earlier in reversed(told[-_REMEMBERED:]) if _is_plural(earlier) and self.fits(instrument, earlier, number=False)
        ]
        if not any(word.low in self._ordinal for word in phrase):
            fitting = [earlier for earlier in fitting if (earlier.value or {}).get("count") and name and name in _parties_of(earlier)]
        return fitting[0] if fitting else None

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

    def _is_restated(self, instrument: Instrument, begins: int) -> bool:
        """Whether the sentence goes on about the instrument told before it: "This marks Lind's third acquisition"."""
        words = instrument.words
        return words[0].low == "this" and len(words) > 1 and words[1].low in self._restates and begins <= _RESTATED

    def _is_predicate(self, instrument: Instrument, begins: int, last: Mention) -> bool:
        """Whether the noun says what the one before it is: "The partnership is Lind's first collaboration with a school"."""
        known: Instrument | None = last.parsed["instrument"]
        if known is None or known.sentence is not instrument.sentence or known.last >= begins:
            return False
        between = known.words[known.last : begins]
        return between[0].low in _IS and len(between) <= _PREDICATE

    def _is_manner(self, instrument: Instrument, begins: int) -> bool:
        """Whether the noun tells how something was agreed that its sentence told already: "the purchase of Lind in a $3 million deal"."""
        words = instrument.words
        led = begins > 0 and words[begins - 1].low == "in" and words[begins].low in ("a", "an")
        return led and words[instrument.last - 1].low in ("deal", "transaction", "agreement")

    def _is_owned(self, instrument: Instrument, begins: int) -> bool:
        """Whether somebody's instrument may be the one that was told before: "our partnership with Lind", but not "its new contract"."""
        phrase = instrument.words[begins : instrument.first]
        known = bool(phrase) and phrase[0].low in _POSSESSIVE
        return known and not any(word.low in self._other or word.low in self._new for word in phrase)

    def _of_owner(self, instrument: Instrument, begins: int, candidates: list[Mention]) -> Mention | None:
        """The instrument told before with the partner that is named here, or the last one where none is and nothing describes it."""
        at = self._partner_place(instrument)
        if at is None:
            bare = instrument.first - begins == 1 and instrument.words[begins].low != "'s"
            return _origin(candidates[0]) if bare and candidates else None
        stake = instrument.words[at - 1].low == "of"  # "of a majority stake in Lind"
        behind = _BEHIND - {"in"} if stake else _BEHIND
        named = itertools.takewhile(lambda word: word.text[0].isalnum() and word.low not in behind, instrument.words[at : at + _LONGEST])
        names = [word.low for word in named if word.text[0].isupper() and word.low != "the"]
        known = (
            earlier for earlier in candidates if names and all(name in _parties_of(earlier) or name in _beside(earlier) for name in names)
        )
        return next((_origin(earlier) for earlier in known), None)

    def _stands_for(self, instrument: Instrument) -> list[str] | None:
        form = instrument.form.removesuffix("s")
        return None if instrument.form in self._heads else self._anaphors.get(instrument.form) or self._anaphors.get(form)

    def fits(self, instrument: Instrument, earlier: Mention, *, number: bool = True) -> bool:
        """Whether a noun can name the instrument of an earlier mention: by its type, and in number unless `number` is off."""
        known: Instrument | None = earlier.parsed["instrument"]
        if number and known and instrument.plural != known.plural:
            return False
        lent = earlier.parsed["type"] in ("loan_agreement", "grant_agreement")
        if known and lent and known.strength == "weak" and instrument.strength == "noun" and earlier.parsed.get("told"):
            return False  # "the loan agreement" is more than "a loan"
        type_ = earlier.parsed["type"]
        if instrument.type == type_ or instrument.form in self._heads:
            return instrument.type == type_ or self._heads.get(instrument.form) == "agreement"
        allowed = self._stands_for(instrument)
        return allowed is not None and type_ in allowed

    def _partner(self, instrument: Instrument) -> str | None:
        """The first word of the name behind "with" or "between": an instrument with another partner is another one."""
        at = self._partner_place(instrument)
        return next((word.low for word in instrument.words[at : at + 3] if _is_name(word)), None) if at is not None else None

    def _partner_place(self, instrument: Instrument) -> int | None:
        """Where the partner is named, behind "with" or "between"."""
        words, last = instrument.words, instrument.last
        if instrument.type == "merger_acquisition" and last < len(words) - 1 and words[last].low == "of":
            return last + 1
        for at in range(last, min(len(words) - 1, last + 9)):
            if words[at].low in (".", ";", "will", "is", "was", "has"):
                return None
            if words[at].low in ("with", "between") and words[at - 1].low != "along":
                return at + 1
        return None

    def _name_before(self, instrument: Instrument, begins: int) -> str | None:
        """A name in the noun phrase, "the Bạc Liêu memorandum": only an instrument with that party is meant."""
        names = [word.low for word in instrument.words[begins : instrument.first] if _is_name(word)]
        return names[-1] if names else None


def _sentence_of(mention: Mention) -> Words | None:
    instrument: Instrument | None = mention.parsed["instrument"]
    return instrument.sentence if instrument else None


def _is_bracketed(between: str) -> bool:
    """Whether a bracket that names the instrument before opens: "Advisory Agreement (the “Advisory Agreement”)"."""
    bracket = between.strip()
    return bracket[:1] == "(" and ")" not in bracket and len(bracket) <= _DEFINITION


def _phrase_of(mention: Mention) -> frozenset[str]:
    """The capitalised words right before the noun of an earlier mention, a part of its name: "Partnership Advisory Agreement"."""
    instrument: Instrument | None = mention.parsed["instrument"]
    if instrument is None:
        return frozenset()
    before = instrument.words[max(0, instrument.first - _NAMED) : instrument.first][::-1]
    return frozenset(word.low for word in itertools.takewhile(lambda word: word.text[0].isupper(), before))


def _names_both(instrument: Instrument, mention: Mention) -> bool:
    """Whether the sentence names the parties of an earlier instrument again."""
    words = {word.low for word in instrument.words}
    parties = [text.split()[0].casefold() for text in mention.parsed["party_texts"]]
    return len(parties) > 1 and all(party in words for party in parties)


def _beside(mention: Mention) -> frozenset[str]:
    """The words of the sentence that tells an instrument."""
    sentence = _sentence_of(mention)
    return frozenset(word.low for word in sentence.words) if sentence else frozenset()


def _is_plural(mention: Mention) -> bool:
    instrument: Instrument | None = mention.parsed["instrument"]
    return instrument is not None and instrument.plural


def _parties_of(mention: Mention) -> str:
    return " ".join(mention.parsed["party_texts"]).casefold()


def _origin(mention: Mention) -> Mention:
    first: Mention | None = mention.parsed.get("same_as")
    return first or mention


def _is_name(word: Word) -> bool:
    return word.text[0].isupper() and not word.text.isupper() and word.low not in ("the", "this", "these", "that", "both", "such")


def _followed_by_with(words: list[Word], at: int) -> bool:
    return at < len(words) and words[at].low in ("with", "between")
