"""Whether a noun that may name an agreement does tell one: a verb that governs it, a partner, an owner, an amount.

Prose is full of "partnerships", "deals" and "contracts" that are nobody's in particular; those tell nothing.
"""

from __future__ import annotations

import re

from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.nouns import Instrument, is_headline, phrase_index
from pressfacts.kinds.agreements.words import Word, folded
from pressfacts.rulebook import Rulebook

_HEADLINE = 16  # words at most
_FIRM, _TELLS = 4, 2  # strengths of cues: a verb that makes or ends an agreement, one that merely tells of it
_LINKS = frozenset(("of", "in", "for", "from", "on", "about", "to", "into", "through", "and", ",", "or"))
_NAMED = frozenset(("convention", "protocol", "covenant"))
_PRICED = frozenset(("settlement", "merger_acquisition"))  # with a price of their own these are one deal, and no idea
_LENT = frozenset(("loan_agreement", "grant_agreement"))
_TRADES = frozenset(("sale", "purchase"))
_POSSESSIVE = frozenset(("its", "our", "their", "'s"))
_TWO_NAMES = re.compile(r"[A-Z][\w.]*[-–][A-Z][\w.]*")
_AMOUNT = re.compile(r"[$€£¥]|(?:million|billion|crore|lakh)s?\Z", re.IGNORECASE)


class Evidence:
    """Judges what stands around a noun."""

    def __init__(self, rules: Rulebook) -> None:
        self._definite = folded(rules.lexicon("agreement.definite"))
        self._numbers = folded(rules.lexicon("agreement.number"))
        self._not_names = folded(rules.lexicon("agreement.not_name"))
        self._generic = phrase_index(dict.fromkeys(rules.lexicon("agreement.generic")))
        self._whichever = folded(rules.lexicon("agreement.whichever"))
        self._not_acquired = folded(rules.lexicon("agreement.not_acquired"))
        self._shared_work = folded(rules.lexicon("agreement.shared_work"))
        self._determiners = folded(rules.lexicon("agreement.determiner"))
        self._several = folded(rules.lexicon("agreement.several"))
        self._announces = folded(rules.lexicon("agreement.announces"))
        self._announced = folded(rules.lexicon("agreement.announced_type"))

    def tells(self, instrument: Instrument, begins: int, cue: Cue | None) -> bool:
        """Whether the noun, by itself and its sentence, tells an agreement."""
        if instrument.strength == "anaphor":
            return False
        named = self.has_partner(instrument) or self._is_owned(instrument, begins)
        bought = instrument.type == "merger_acquisition" and self._names_bought(instrument)
        priced = self._is_priced(instrument, begins)
        if not bought and not named and not priced and self._is_general(instrument, begins, cue):
            return False
        if priced and not instrument.plural and self._is_deal(instrument, cue):
            return True
        if instrument.strength == "weak":
            return self._weak_tells(instrument, begins, cue, named)
        if instrument.plural and not self._is_counted(instrument, begins):
            return named or self._is_made(instrument, begins, cue)
        if named or (cue is not None and cue.strength >= _TELLS):
            return True
        words, phrase = instrument.words, instrument.words[begins : instrument.first]
        if instrument.strength == "head":
            return words[begins].low in self._definite or any(self._is_name(word) or word.text[0].isdigit() for word in phrase)
        before = words[begins - 1] if begins else None
        led = before is not None and (before.text == ")" or self._is_name(before))
        return bool(phrase) or led or words[instrument.first].text[0].isupper()

    def _is_deal(self, instrument: Instrument, cue: Cue | None) -> bool:
        """Whether a noun with a price tells one deal: a settlement or a takeover by itself, a loan or a sale of something behind a verb."""
        if instrument.form in _TRADES:
            return self._is_of(instrument)
        if instrument.type in _LENT:
            return cue is not None and cue.governs and cue.strength >= _TELLS and cue.status != "in_force"
        return instrument.type in _PRICED

    def _is_of(self, instrument: Instrument) -> bool:
        behind = instrument.words[instrument.last : instrument.last + 1]
        return bool(behind) and behind[0].low == "of"

    def _is_general(self, instrument: Instrument, begins: int, cue: Cue | None) -> bool:
        """Whether a noun without a partner tells of agreements in general: "any deal", "your contract", "where parties enter into"."""
        words = instrument.words
        starts = instrument.first == 0 or not words[instrument.first - 1].text[0].isalnum()
        if (words[instrument.first].text[0].isupper() and not starts) or self._is_counted(instrument, begins):
            return False
        if words[begins].low in self._whichever:
            return cue is None or cue.status != "rejected"
        if begins and words[begins - 1].low == "if" and words[begins].low in ("a", "an") and instrument.strength in ("weak", "head"):
            return True  # "if a fair settlement cannot be reached"
        if instrument.type in self._shared_work and instrument.strength == "weak":
            determined = words[begins].low in self._determiners or is_headline(words)
            return instrument.plural or not (determined or self._is_short(instrument))
        return bool(self._generic.hits(words))

    def _names_bought(self, instrument: Instrument) -> bool:
        """Whether "of" and a name follow: "your acquisition of Lind"."""
        words, last = instrument.words, instrument.last
        return last < len(words) and words[last].low == "of" and self._name_follows(words, last + 1)

    def _is_short(self, instrument: Instrument) -> bool:
        """Whether the sentence is a headline in lower case: short, and without a full stop."""
        words = instrument.words
        return len(words) <= _HEADLINE and words[-1].low not in (".", "!", "?", "”")

    def is_known(self, instrument: Instrument, begins: int, determiners: tuple[str, ...]) -> bool:
        """Whether the noun begins its sentence as something known: "This strategic collaboration aims", "The partnership will".

        In an article that tells its news in a title alone this is the first mention.
        """
        words = instrument.words
        starts = begins == 0 or not (words[begins - 1].text[0].isalnum() or words[begins - 1].text in ",;)")
        described = words[begins + 1 : instrument.first]
        known = starts and words[begins].low in determiners and begins < instrument.first and not instrument.plural
        known = known and len(described) < 3 and not any(word.low.endswith("ed") for word in described)
        behind = [word.low for word in words[instrument.last : instrument.last + 2]]
        goes_on = behind == [",", "which"] or (bool(behind) and behind[0] != "of" and words[instrument.last].text[0].islower())
        typed = instrument.type in self._announced and instrument.form not in _TRADES
        return known and goes_on and typed and instrument.strength == "weak"

    def has_partner(self, instrument: Instrument) -> bool:
        """Whether "with" or "between" and a name follow the noun closely."""
        words, last = instrument.words, instrument.last
        for at in range(last, min(len(words), last + 6)):
            if words[at].low in ("with", "between", "among"):
                return self._name_follows(words, at + 1)
            if words[at].low in (".", ",", ";", "and", "that", "which", "to"):
                return False
        return False

    def _name_follows(self, words: list[Word], at: int) -> bool:
        """Whether a name begins within the next words of the same phrase, or beside it: "with an investor, Lind"."""
        apposed = at < len(words) and (words[at].low in ("a", "an", "one") or _is_apposed(words, at))
        for word in words[at : at + 6]:
            if word.low in (";", ".", "to", "that", "which") or (word.low == "," and not apposed):
                return False
            if self._is_name(word):
                return True
        return False

    def _weak_tells(self, instrument: Instrument, begins: int, cue: Cue | None, named: bool) -> bool:
        words, last = instrument.words, instrument.last
        if self._is_title(instrument):
            return False
        after = words[last].low if last < len(words) else ""
        follows = words[last + 1 : last + 5]
        if after == "of" and any(word.text.islower() and word.low in self._not_acquired for word in follows):
            return False
        if instrument.form in _NAMED:
            capital = words[instrument.first].text[0].isupper()
            return (after in ("on", "against", "for", "to", "of") and capital) or self._is_made(instrument, begins, cue)
        if instrument.type == "merger_acquisition" and after == "of" and any(self._is_name(word) for word in follows):
            return True
        if self._is_held(instrument, begins) or self._names_target(instrument, begins) or self._names_both(instrument, begins):
            return True
        if instrument.near and after in ("of", "for") and any(word.text[0].isdigit() for word in follows[:3]):
            return True
        if (
            instrument.backed
            and not instrument.plural
            and begins < instrument.first
            and any(word.low in instrument.backed for word in words)
        ):
            return words[begins].low in ("a", "an", "the", "its", "their", "his", "'s", "that", "this")
        if self._is_bought(instrument, begins):
            return True
        if cue is None or words[cue.last - 1].low in ("no", "without"):
            return False
        if instrument.plural:
            counted = self._is_counted(instrument, begins) and cue.strength >= _FIRM
            partner = self.has_partner(instrument) or self._names_bought(instrument)
            return counted or (partner and cue.strength >= _TELLS) or self._is_made(instrument, begins, cue)
        return (named and cue.strength >= _TELLS) or self._is_made(instrument, begins, cue)

    def _is_title(self, instrument: Instrument) -> bool:
        """Whether the noun ends the name of a body: "the Dairy Alliance"."""
        words, first = instrument.words, instrument.first
        capital = words[first].text[0].isupper() and first > 0 and words[first - 1].text[0].isupper()
        return capital and instrument.type == "cooperation_agreement" and " " not in instrument.form and not is_headline(words)

    def _is_made(self, instrument: Instrument, begins: int, cue: Cue | None) -> bool:
        """Whether a firm verb has the noun as its very object or subject."""
        if cue is None or not cue.verb:
            lead = instrument.words[begins - 1].low if begins else ""
            return cue is not None and cue.strength >= _FIRM and lead in ("of", "to", "on", "over", "about", "for")
        if not cue.governs:
            usual = instrument.plural and instrument.words[cue.first - 1].low == "are"  # "its grants are awarded to schools"
            return not usual and (cue.strength >= _FIRM or cue.first <= instrument.last)
        between = instrument.words[cue.last : begins]
        bare = begins == instrument.first
        if any(word.low in _LINKS for word in between) or not (cue.strength >= _FIRM or self._is_announced(instrument, begins, cue)):
            return False
        if instrument.plural and (cue.status != "signed" or cue.base):
            return False
        return len(between) <= (5 if bare else 6)

    def _is_announced(self, instrument: Instrument, begins: int, cue: Cue) -> bool:
        """Whether a single instrument is what a verb of announcing tells: "announced a strategic collaboration"."""
        words = instrument.words
        determined = words[begins].low in self._determiners or is_headline(words)
        told = any(word.low in self._announces for word in words[cue.first : cue.last])
        traded = instrument.form not in _TRADES or self._is_of(instrument)
        return told and determined and traded and not instrument.plural and instrument.type in self._announced

    def _is_held(self, instrument: Instrument, begins: int) -> bool:
        """Whether working together has an owner and a named partner: "our partnership with Lind", "Voss's collaboration with Lind"."""
        owned = instrument.words[begins].low in _POSSESSIVE and begins < instrument.first
        return owned and instrument.type in self._shared_work and not instrument.plural and self.has_partner(instrument)

    def _names_both(self, instrument: Instrument, begins: int) -> bool:
        """Whether both who work together are named: "a partnership between Voss and Lind"."""
        words, last = instrument.words, instrument.last
        determined = words[begins].low in self._determiners and begins < instrument.first
        if instrument.type not in self._shared_work or instrument.plural or not determined:
            return False
        between = last < len(words) and words[last].low == "between"
        joined = (
            next((at for at in range(last + 2, min(len(words) - 2, last + 14)) if words[at].low in ("and", "&")), None) if between else None
        )
        return (
            joined is not None
            and self._name_follows(words, last + 1)
            and any(self._is_name(word) for word in words[joined + 1 : joined + 3])
        )

    def _names_target(self, instrument: Instrument, begins: int) -> bool:
        """Whether the name of what is bought stands right before the noun: "the Lind Foods acquisition"."""
        words, first = instrument.words, instrument.first
        led = begins < first and words[begins].low in self._determiners and words[first].text.islower()
        bought = instrument.type == "merger_acquisition" and instrument.form not in _TRADES
        return led and bought and begins < first - 1 and self._is_name(words[first - 1])

    def _is_bought(self, instrument: Instrument, begins: int) -> bool:
        """Whether a named firm has the noun, and a verb tells of it: "Lind's last major purchase was a third of Voss"."""
        behind = instrument.words[instrument.last : instrument.last + 1]
        told = bool(behind) and behind[0].low in ("was", "is", "will", "has", "includes", "included", ",")
        bought = told and instrument.type == "merger_acquisition" and instrument.form != "sale" and not instrument.plural
        return bought and self._is_owned(instrument, begins)

    def _is_priced(self, instrument: Instrument, begins: int) -> bool:
        """Whether an amount stands in the noun phrase, or before the plural: "a $985,000 settlement", "$4.6 million in new contracts"."""
        words = instrument.words
        before = words[max(0, begins - 2) : begins]
        total = len(before) == 2 and before[1].low in ("in", "of") and bool(_AMOUNT.match(before[0].low) or before[0].text[0].isdigit())
        total = total and any(_AMOUNT.match(word.low) for word in words[max(0, begins - 4) : begins])
        return (instrument.plural and total) or any(_AMOUNT.match(word.low) for word in words[begins : instrument.first])

    def _is_counted(self, instrument: Instrument, begins: int) -> bool:
        phrase = instrument.words[begins : instrument.first]
        if any(word.low in self._numbers or word.text.isdigit() for word in phrase):
            return True
        several = begins > 1 and instrument.words[begins - 1].low == "of" and instrument.words[begins - 2].low in self._several
        return instrument.plural and (several or self._is_priced(instrument, begins))

    def _is_owned(self, instrument: Instrument, begins: int) -> bool:
        """Whether a name stands before the noun as its owner: "Lind's takeover of", "the EU-Singapore pact"."""
        words = instrument.words
        if 0 < begins < len(words) and words[begins].low == "'s" and self._is_name(words[begins - 1]):
            return True
        return instrument.strength != "weak" and any(_TWO_NAMES.fullmatch(word.text) for word in words[begins : instrument.first])

    def _is_name(self, word: Word) -> bool:
        return word.text[0].isupper() and word.low not in self._not_names


def _is_apposed(words: list[Word], at: int) -> bool:
    """Whether two words or more of lower case describe the name behind their comma: "record label, Kartel Music"."""
    comma = next((step for step in range(at, min(len(words) - 1, at + 6)) if not words[step].text.islower()), at)
    named = words[comma].low == "," and words[comma + 1].text[0].isupper()
    return comma - at > 1 and named and not words[comma - 1].low.endswith("s")
