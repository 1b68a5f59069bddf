"""The type of an instrument whose noun is general: "agreement to acquire", "pilots ratified a contract", "a similar deal"."""

from __future__ import annotations

from pressfacts.document import Mention
from pressfacts.kinds.agreements.datelines import skip_brackets
from pressfacts.kinds.agreements.nouns import Instrument, phrase_index
from pressfacts.kinds.agreements.words import Word, folded, words_of
from pressfacts.rulebook import Rulebook

_REACH = 9  # words behind "agreement" in which its kind may be told
_IN_NAME = (",", "&", "of", "and")
_STAFF_REACH = 12  # words before it in which its subject may stand
_ENDS = (".", ";", "under", "which")
_PARTNER_REACH = 9  # words behind it in which the staff it is made with may stand
_BEFORE = 300  # code points before it in which a firm may be bought
_RECENT = 4  # mentions that a general noun may go back to
_ADJECTIVE_ENDS = ("ed", "al", "ive", "able", "ary", "ing", "ent", "ant", "year", "er", "ior")


class TypeReader:
    """Reads types off the words around a general noun."""

    def __init__(self, rules: Rulebook) -> None:
        self._complements = phrase_index(rules.lexicon("agreement.complement"))
        self._staff = folded(rules.lexicon("agreement.staff"))
        self._partners = folded(rules.lexicon("agreement.staff_partner"))
        self._unions = frozenset(rules.lexicon("agreement.union_name"))
        self._no_unions = folded(rules.lexicon("agreement.no_union"))
        self._made = folded(rules.lexicon("agreement.signs")) | folded(rules.lexicon("agreement.passive")) | {"has", "have", "had"}
        self._general = frozenset(rules.lexicon("agreement.head").values())
        self._definite = folded(rules.lexicon("agreement.definite"))
        self._alike = folded(rules.lexicon("agreement.alike"))
        self._other = folded(rules.lexicon("agreement.other")) | folded(rules.lexicon("agreement.ordinal"))
        self._takes_over = phrase_index(dict.fromkeys(rules.lexicon("agreement.takes_over")))
        self._given = folded(rules.lexicon("agreement.given"))

    def read(self, text: str, instrument: Instrument, begins: int, plural: Mention | None, told: list[Mention]) -> str:
        """The type; `plural` is the mention of several instruments of which this is one, `told` are the mentions before."""
        if plural is not None and instrument.strength != "noun":
            return str(plural.parsed["type"])
        if instrument.strength == "noun" or instrument.type not in self._general or instrument.type == "treaty":
            return self._named(text, instrument)
        found = self._complement(instrument) if instrument.type == "agreement" else None
        if found:
            return found
        if any(word.low in self._staff for word in instrument.words[max(0, begins - _STAFF_REACH) : begins]) or self._with_staff(
            instrument
        ):
            return "collective_agreement"
        return self._inherited(instrument, begins, told) or instrument.type

    def _named(self, text: str, instrument: Instrument) -> str:
        """The type of a noun that names it, unless the words around show another: a purchase of goods, the financing of a grant."""
        words, type_ = instrument.words, instrument.type
        if type_ == "agreement":
            return self._complement(instrument) or type_
        if instrument.form.startswith("purchase "):
            start = words[instrument.first].start
            return type_ if self._takes_over.hits(words_of(text, max(0, start - _BEFORE), words[-1].end)) else "agreement"
        if instrument.form.startswith("financing "):
            before = {word.low for word in words[: instrument.first]}
            return "grant_agreement" if before & self._given and not before & {"loan", "loans", "credit"} else type_
        return type_

    def _with_staff(self, instrument: Instrument) -> bool:
        """Whether a union or a workforce is the partner: "a deal between the union and the city", "with its pilots"."""
        behind = instrument.words[instrument.last : instrument.last + _PARTNER_REACH]
        leads = next((at for at, word in enumerate(behind) if word.low in ("with", "between")), None)
        if leads is None or any(word.low not in self._made for word in behind[1:leads]):
            return False
        if self._names_union(instrument.words[instrument.last + leads + 1 : instrument.last + leads + 1 + _PARTNER_REACH]):
            return True
        stop = next((at for at, word in enumerate(behind) if at > leads and word.low in (*_ENDS, "to", "for", "that", ",")), len(behind))
        return any(word.text.islower() and word.low in self._partners for word in behind[leads:stop])

    def _names_union(self, words: list[Word]) -> bool:
        """Whether a union's name begins there: "with Harbour Workers Local 12", but not "with Ghent Credit Union"."""
        for at, word in enumerate(words):
            if word.low in _ENDS or word.text[0] in ",(" or (word.text.islower() and word.low not in ("the", "and", "of")):
                return False
            if word.text in self._unions:
                before = words[at - 1].low if at else ""
                behind = words[at + 1].text if at + 1 < len(words) else ""
                return before not in self._no_unions and (word.text != "Local" or behind.isdigit()) and not behind[:1].isupper()
        return False

    def _inherited(self, instrument: Instrument, begins: int, told: list[Mention]) -> str | None:
        """The type of an instrument told before that "the old agreement", "a similar deal" or "an earlier pact" is of the kind of."""
        phrase = instrument.words[begins : instrument.first]
        alike = any(word.low in self._alike for word in phrase)
        definite = bool(phrase) and phrase[0].low in self._definite
        behind = instrument.words[instrument.last : instrument.last + 1]
        if not alike and any(word.low in ("with", "between") for word in behind):
            return None  # "the agreement with Lind" is one of its own
        if instrument.type != "agreement" or not (alike or definite) or self._is_described(phrase):
            return None
        names = {word.low for word in phrase[1:] if word.text[0].isupper()}  # "the Lind deal": one that was told with that name
        typed = [earlier for earlier in reversed(told[-_RECENT:]) if earlier.parsed["type"] != "agreement"]
        return next((str(earlier.parsed["type"]) for earlier in typed if not names - _words_beside(earlier)), None)

    def _is_described(self, phrase: list[Word]) -> bool:
        """Whether the noun has a kind of its own, "the investment agreement": a noun before it."""
        for before, word in zip([None, *phrase], phrase, strict=False):
            if before is None or before.text[0].isdigit() or not word.text[0].isalpha():
                continue
            plain = word.low in self._alike or word.low in self._other or word.low.endswith(_ADJECTIVE_ENDS) or len(word.text) < 5
            if word.text[0].islower() and not plain:
                return True
        return False

    def _complement(self, instrument: Instrument) -> str | None:
        """The type that the words behind the noun tell."""
        words = [word for word in self._without_partner(instrument) if not word.low.endswith("ly") or word.low == "supply"]
        stop = next((at for at, word in enumerate(words) if word.low in _ENDS), len(words))
        hits = self._complements.hits(words[: min(stop, _REACH)])
        return str(hits[0].meaning) if hits else None

    def _without_partner(self, instrument: Instrument) -> list[Word]:
        """The words behind the noun without "with Voss Ltd. (LSE: VSS)", which only tells with whom."""
        words, at = instrument.words, instrument.last
        if at + 1 < len(words) and words[at].low == "with" and words[at + 1].text[0].isupper():
            at += 1
            while at < len(words) and (words[at].text[0].isupper() or words[at].low in _IN_NAME):
                at = skip_brackets(words, at + 1, len(words))
                stopped = at + 1 < len(words) and words[at].low == "." and words[at + 1].text.islower()
                at += stopped
        return words[at : at + 2 * _REACH]


def _words_beside(mention: Mention) -> frozenset[str]:
    """The words of the sentence in which an instrument was told."""
    instrument: Instrument | None = mention.parsed["instrument"]
    return frozenset(word.low for word in instrument.words) if instrument else frozenset()
