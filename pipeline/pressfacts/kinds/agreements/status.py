"""How an agreement stands, read off the verbs, nouns and adjectives around it.

A verb to the left governs the instrument as its object ("signed an MoU"), one to the right as its subject ("an MoU was signed",
"the pact expired"); moods turn what a verb says ("will sign", "refused to sign", "has yet to"). Which words say what stands in
`rules/agreement_words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pressfacts.kinds.agreements.cues import Cue, Phrase, Verb, verb_forms, verb_of
from pressfacts.kinds.agreements.moods import MoodReader
from pressfacts.kinds.agreements.nouns import Instrument, Words, is_headline
from pressfacts.kinds.agreements.words import Hit, PhraseIndex, Word, folded
from pressfacts.rulebook import Rulebook

REACH = 30  # words looked at on either side
_OBJECT_REACH = 12  # words between a verb and its object
_BREAKS = frozenset((";", ":", "“", "”", '"'))
_ADJECTIVES = 6  # words between a determiner and its noun
_LED = 12  # words between a verb and the phrase that it leads: "voted by 212 votes to 39 in favour of"
_CURRENCIES = ("$", "€", "£", "¥")
_DRAFT = ("proposed", "draft")
_PRONOUN_REACH = 6  # words between "it" and its verb
_STRONG, _MIDDLE, _WEAK, _FAINT = 4, 3, 2, 1


class StatusReader:
    """Reads the status of instruments."""

    def __init__(self, rules: Rulebook) -> None:
        self._index = PhraseIndex()
        for entry in rules.lexicon("agreement.verb").values():
            for part, form in verb_forms(entry["forms"]):
                self._index.add(form, verb_of(part, entry))
        for side in ("before", "after", "adjective"):
            for phrase, status in rules.lexicon(f"agreement.{side}").items():
                more = status if isinstance(status, dict) else {"status": status}
                far, near, weak = (bool(more.get(name)) for name in ("far", "near", "weak"))
                self._index.add(phrase, Phrase(side, more["status"], far, near, weak, folded(more.get("led", ()))))
        self._moods = MoodReader(rules)
        self._passive = folded(rules.lexicon("agreement.passive"))
        self._adjunct = folded(rules.lexicon("agreement.adjunct"))
        self._turn = folded(rules.lexicon("agreement.turn"))
        self._follower = folded(rules.lexicon("agreement.follower"))
        self._praise = folded(rules.lexicon("agreement.praise"))
        self._determiners = folded(rules.lexicon("agreement.determiner"))

    def hits(self, instrument: Instrument) -> list[Hit]:
        """All cue phrases of the instrument's sentence."""
        sentence = instrument.sentence
        if sentence.hits is None:
            found = self._index.hits(sentence.words)
            sentence.hits = found if is_headline(sentence.words) else [hit for hit in found if not _in_name(sentence.words, hit)]
        return sentence.hits

    def noun_phrase(self, instrument: Instrument) -> int:
        """Index of the word with which the noun phrase begins: its determiner, or the first modifier."""
        words, first, verb = instrument.words, instrument.first, self._verb_before(instrument)
        for at in range(first - 1, max(-1, first - 2 - _ADJECTIVES - 4), -1):
            low = words[at].low
            if low in self._determiners:
                return at
            inside = low == "," and (
                words[at - 1].low[-1:].isdigit() or words[at + 1].text in _CURRENCIES
            )  # "an off-market, $3 million sale"
            if low in ",;:.()" and not inside:
                break
            if (
                low in self._adjunct
                or low in self._passive
                or low in ("of", "on", "for", "to", "with", "in", "from", "and", "about", "over", "at")
            ):
                return max(at + 1, verb)
        return first

    def _verb_before(self, instrument: Instrument) -> int:
        """The word behind the nearest verb to the left that is no participle within the noun phrase; 0 where there is none."""
        hits = (hit for hit in reversed(self.hits(instrument)) if hit.last <= instrument.first)
        return next((hit.last for hit in hits if isinstance(hit.meaning, Verb) and hit.meaning.part in ("base", "present")), 0)

    def read(self, instrument: Instrument, previous: Instrument | None, following: Instrument | None) -> Cue | None:
        """The cue that tells the instrument's status, or None. The neighbours are those in the same sentence."""
        low = previous.last if previous else 0
        high = following.first if following else len(instrument.words)
        cues = [*self._left(instrument, low), *self._right(instrument, high)]
        best = min(cues, key=lambda cue: cue.rank, default=None)
        if best is not None and best.status == "ended" and any(instrument.words[cue.first].low in _DRAFT for cue in cues):
            best = best._replace(status="rejected")  # a proposed pact that was shelved never began
        return self._under(instrument, best)

    def of_pronoun(self, instrument: Instrument, words: list[Word]) -> Cue | None:
        """What a sentence that begins with "it" says of the instrument before: "It was voted down", "It expires in May"."""
        if not words or words[0].low != "it":
            return None
        pronoun = replace(instrument, form="it", sentence=Words(instrument.sentence.sentence, words), first=0, last=1, plural=False)
        for cue in self._right(pronoun, len(words)):
            passive = any(word.low in self._passive for word in words[1 : cue.first])
            subject = any(isinstance(hit.meaning, Verb) and hit.meaning.subject for hit in self.hits(pronoun) if hit.first == cue.first)
            if cue.strength == _STRONG and cue.verb and cue.first <= _PRONOUN_REACH and (passive or subject):
                return cue
        return None

    def _under(self, instrument: Instrument, cue: Cue | None) -> Cue | None:
        """The cue, with what "under" says of it: "under a 2015 pact" it is in force, "under the deal, Lind will" it is new."""
        words, begins = instrument.words, self.noun_phrase(instrument)
        if cue is None or not any(word.low == "under" for word in words[max(0, begins - 4) : begins]):
            return cue
        years = any(re.fullmatch(r"(?:19|20)[0-9]{2}", word.text) for word in words[begins : instrument.last + 4])
        if cue.status == "signed" and years:
            return cue._replace(status="in_force")
        ahead = words[instrument.last : instrument.last + REACH]
        if cue.status == "in_force" and cue.strength == _FAINT and not years and any(word.low == "will" for word in ahead):
            return cue._replace(status="signed")
        return cue

    def _left(self, instrument: Instrument, low: int) -> Iterator[Cue]:
        words, begins = instrument.words, self.noun_phrase(instrument)
        low = max(low, begins - REACH)
        hits = [hit for hit in self.hits(instrument) if low <= hit.first and hit.last <= instrument.first]
        inside = [hit for hit in hits if hit.first >= begins]
        yield from self._adjectives(inside)
        counted = begins > 1 and words[begins - 1].low == "than" and words[begins - 2].low in ("more", "fewer", "less")
        adjunct = begins > 0 and words[begins - 1].low in self._adjunct and not counted
        for hit in reversed(hits):
            between = words[hit.last : begins]
            if hit.last > begins and not (hit.first <= begins < hit.last):
                continue
            if any(word.text in _BREAKS for word in between):
                return
            noun = isinstance(hit.meaning, Phrase)
            # "through" of "waved through the pact" belongs to the verb
            cue = self._noun_cue(words, hit, between) if noun else self._object_cue(instrument, hit, between, adjunct and bool(between))
            if cue:
                yield self._still_to_come(words, self._about(hits, cue)) if noun else cue
                return

    def _still_to_come(self, words: list[Word], cue: Cue) -> Cue:
        """The cue of a noun, "signing of", in the mood of its verb: "will attend the signing of", "subject to the signing of"."""
        coming = any(word.low in ("will", "would", "shall", "subject") for word in words[max(0, cue.first - 8) : cue.first])
        return cue._replace(status="planned") if coming and cue.status == "signed" else cue

    def _about(self, hits: list[Hit], cue: Cue) -> Cue:
        """The cue, or that of the talks and plans that are about it: "negotiations on an extension of"."""
        if cue.status not in ("renewed", "ended", "ratified"):
            return cue
        for hit in hits:
            outer = hit.meaning
            if isinstance(outer, Phrase) and outer.status in ("negotiating", "planned") and 0 < cue.first - hit.last + 1 <= 3:
                return Cue(outer.status, _STRONG, hit.first, hit.last, True)
        return cue

    def _adjectives(self, hits: list[Hit]) -> Iterator[Cue]:
        for hit in hits:
            if isinstance(hit.meaning, Phrase) and hit.meaning.side == "adjective" and hit.meaning.status:
                yield Cue(hit.meaning.status, _MIDDLE, hit.first, hit.last, False)

    def _noun_cue(self, words: list[Word], hit: Hit, between: list[Word]) -> Cue | None:
        phrase: Phrase = hit.meaning
        if phrase.side != "before" or not phrase.status:
            return None
        if phrase.led and phrase.led.isdisjoint(word.low for word in words[max(0, hit.first - _LED) : hit.first]):
            return None
        if len(between) > (14 if phrase.far else 2) or (not phrase.far and any(word.low in (",", "and") for word in between)):
            return None
        faint = phrase.status == "in_force"
        return Cue(phrase.status, _FAINT if faint else _STRONG, hit.first, hit.last, True)

    def _object_cue(self, instrument: Instrument, hit: Hit, between: list[Word], adjunct: bool) -> Cue | None:
        """The cue of a verb whose object the instrument may be."""
        words, verb = instrument.words, hit.meaning
        if not isinstance(verb, Verb) or verb.subject or adjunct:
            return None
        if verb.part in ("base", "ing") and any(word.low == "," for word in between):
            return None
        if len(between) > _OBJECT_REACH:
            return None
        if (verb.near and not self._beside(between)) or self._is_nominal(words, hit):
            return None
        before = words[max(0, hit.first - 2) : hit.first]
        passive = verb.part == "past" and any(word.low in self._passive for word in before)
        if passive and not verb.hands_over:
            return None
        status = verb.done or self._moods.status(words, hit, instrument.type)
        if verb.definite and self._is_known(words[hit.last : hit.last + 3]):
            status = verb.definite  # "discussed the pact" and "discussed a landmark pact", but "discussed a pact"
        base, approves = verb.part in ("base", "ing"), verb.status == "ratified"
        return Cue(status, _WEAK if verb.weak else _STRONG, hit.first, hit.last, True, True, base, approves)

    def _is_known(self, behind: list[Word]) -> bool:
        """Whether what is discussed is there already: it has a definite determiner, or is praised."""
        definite = bool(behind) and behind[0].low in ("the", "its", "their", "this", "his", "her")
        return definite or any(word.low in self._praise for word in behind[1:])

    def _beside(self, between: list[Word]) -> bool:
        """Whether the words between "has" and its object leave it the main verb: "has strategic partnerships", not "has spurned a bid"."""
        return len(between) <= 3 and not any(word.low.endswith(("ed", "en", "ly")) for word in between)

    def _is_nominal(self, words: list[Word], hit: Hit) -> bool:
        """Whether a form that may be a verb is a noun here: "the offer", "a first award"."""
        return hit.meaning.part in ("base", "present") and hit.first > 0 and words[hit.first - 1].low in self._determiners

    def _right(self, instrument: Instrument, high: int) -> Iterator[Cue]:
        words, last = instrument.words, instrument.last
        high = min(high, last + REACH)
        for hit in self.hits(instrument):
            if hit.first < last or hit.last > high:
                continue
            if any(word.low in self._turn or word.low == ";" for word in words[last : hit.first]):
                return
            if isinstance(hit.meaning, Phrase):
                if hit.meaning.side == "after" and hit.meaning.status and not (hit.meaning.near and hit.first > last):
                    yield Cue(hit.meaning.status, _WEAK if hit.meaning.weak else _STRONG, hit.first, hit.last, False)
            elif isinstance(hit.meaning, Verb):
                cue = self._subject_cue(instrument, hit)
                if cue:
                    yield cue

    def _subject_cue(self, instrument: Instrument, hit: Hit) -> Cue | None:
        """The cue of a verb whose subject the instrument may be."""
        words, last, verb = instrument.words, instrument.last, hit.meaning
        if verb.near or (verb.weak and hit.first > last + 1):
            return None
        free = hit.last >= len(words) or words[hit.last].low in self._follower or not words[hit.last].text[0].isalnum()
        passive = self._moods.is_passive(words, hit)
        if verb.subject or (verb.subject_too and verb.part != "base" and free and (not passive or verb.part == "ing")):
            return Cue(
                self._moods.status(words, hit, instrument.type),
                _WEAK if verb.weak and verb.subject else _STRONG,
                hit.first,
                hit.last,
                False,
                True,
            )
        if verb.part == "ing" and passive and words[hit.first - 1].low == "being":
            return Cue(self._moods.status(words, hit, instrument.type), _STRONG, hit.first, hit.last, False, True)
        own = any(word.low in ("that", "which") for word in words[last : hit.first])
        if verb.part in ("base", "present") and verb.status not in ("planned", "negotiating") and not verb.weak and free and own:
            return Cue(self._moods.status(words, hit, instrument.type), _STRONG, hit.first, hit.last, False, True)
        if verb.part == "ing" and free and self._relative(words, last, hit):
            return Cue(verb.status_of(instrument.type), _STRONG, hit.first, hit.last, False, True)
        subject = hit.first > last + 1  # "the pact, which both signed it", but not "the loan gives them"
        if subject and verb.part in ("past", "present") and hit.last < len(words) and words[hit.last].low in ("it", "them"):
            return Cue(self._moods.status(words, hit, instrument.type), _MIDDLE, hit.first, hit.last, False, True)
        if verb.part != "past" or not free:
            return None
        strength = _STRONG if passive else _MIDDLE
        if not passive and hit.first > last and not self._reduced(words, last, hit):
            return None
        return Cue(self._moods.status(words, hit, instrument.type), _WEAK if verb.weak else strength, hit.first, hit.last, False, True)

    def _reduced(self, words: list[Word], last: int, hit: Hit) -> bool:
        """Whether a participle without auxiliary belongs to the instrument: "a pact, signed in May", "a pact that both signed in May"."""
        before = words[hit.first - 1]
        if before.low in (",", ")", "and", "previously", "recently", "originally", "first", "already"):
            return True
        return hit.first <= last + 1 or self._relative(words, last, hit) or before.low in ("had", "has", "have")

    def _relative(self, words: list[Word], last: int, hit: Hit) -> bool:
        """Whether a clause of the instrument's own lies between: "a contract that the company is still negotiating"."""
        return any(word.low in ("that", "which", "they", "it", "both", "we") for word in words[last : hit.first])


def _in_name(words: list[Word], hit: Hit) -> bool:
    """Whether the phrase is a part of a name, "Voss Holding": written with a capital within the sentence."""
    return hit.first > 0 and words[hit.first].text[0].isupper() and words[hit.first - 1].text[0].isalpha()
