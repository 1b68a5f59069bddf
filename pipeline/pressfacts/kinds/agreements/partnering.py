"""Working together that a verb tells and the next sentence names: "Voss has partnered with Lind. The partnership is ...".

The verb's sentence also gives the noun its parties: who stands before the verb, who behind "with", else whose partner it speaks of.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.nouns import Instrument, Words, is_headline, phrase_index
from pressfacts.kinds.agreements.parties import PartyReader
from pressfacts.kinds.agreements.words import Hit, Word, folded, words_of
from pressfacts.rulebook import Rulebook

_BACK = 2  # sentences between the verb and "this partnership"
_LONGEST = 900  # code points of the verb's sentence
_WITH = 6  # words between the verb and "with", or "with" and a name


class PartneringReader:
    """Finds the sentence whose verb a noun goes on from."""

    def __init__(self, names: NameReader, parties: PartyReader, rules: Rulebook) -> None:
        self._names, self._parties = names, parties
        self._partnering = phrase_index(dict.fromkeys(rules.lexicon("agreement.partnering")))
        self._not_yet = folded(rules.lexicon("agreement.not_yet_partner"))

    def told(self, document: Document, mention: Mention, instrument: Instrument, begins: int) -> tuple[Words, Hit] | None:
        """The sentence before that tells by a verb what "the" or "this" noun names, and its words of partnering."""
        words, determiner = instrument.words, instrument.words[begins].low
        if begins or instrument.plural or determiner not in ("this", "the") or begins == instrument.first:
            return None
        if any(word.text[0].isupper() for word in words[1 : instrument.first]):
            return None
        at = document.sentence_index(mention.start)
        for index in range(at - 1, max(-1, at - 1 - (_BACK if determiner == "this" else 1)), -1):
            sentence = document.sentences[index]
            before = words_of(document.text, sentence.start, min(sentence.end, sentence.start + _LONGEST))
            hits = self._partnering.hits(before)
            hits = [hit for hit in hits if self._is_named(before, hit)]
            if hits and not is_headline(before) and not any(word.low in self._not_yet for word in before):
                return Words(sentence, before), hits[0]
        return None

    def _is_named(self, words: list[Word], hit: Hit) -> bool:
        """Whether a name follows closely where the words end in "with": "partnering with Lind", but not "with large banks"."""
        phrase = itertools.takewhile(lambda word: word.text[0].isalnum(), words[hit.last : hit.last + _WITH])
        return words[hit.last - 1].low != "with" or any(self._names.is_name(word) for word in phrase)

    def parties(self, text: str, instrument: Instrument, told: tuple[Words, Hit]) -> list[Party]:
        """The parties that the verb's sentence names."""
        sentence, hit = told
        words, first = sentence.words, hit.first
        while first and self._names.is_name(words[first]) and self._names.is_name(words[first - 1]):
            first -= 1  # "its Core Partner program"
        verb = Cue("signed", 4, first, first + 1, True, True)
        holder = replace(instrument, type="cooperation_agreement", form="partnership", sentence=sentence, first=first, last=hit.last)
        found = self._parties.read(text, holder, first, verb, 0, hit.last).subjects
        ahead = range(hit.last - 1, min(len(words), hit.last + _WITH))
        place = next((at + 1 for at in ahead if words[at].low == "with"), None)
        others = self._names.coordination(text, words, place)[0] if place is not None else self._owners(text, words, hit)
        return [*found, *(party for party in others if all(party.text != known.text for known in found))]

    def _owners(self, text: str, words: list[Word], hit: Hit) -> list[Party]:
        """Whose partner the words tell of: "named in Lind Mills' partner program", "Lind's newest partner"."""
        owned = next((at for at in range(hit.first - 1, max(0, hit.first - 8), -1) if words[at].low == "'s"), None)
        if owned is None:
            return []
        first = owned
        while first and self._names.is_name(words[first - 1]):
            first -= 1
        return [self._names.party(text, words, first, owned)] if first < owned else []
