"""How an agreement stands, read off the verbs, nouns and adjectives around it.

A verb to the left governs the instrument as its object ("signed an MoU"), one to the right as its subject ("an MoU was signed",
"the pact expired"); moods turn what a verb says ("will sign", "refused to sign", "has yet to"). Which words say what stands in
`rules/agreement_words.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pressfacts.kinds.agreements.nouns import Instrument, is_headline
from pressfacts.kinds.agreements.words import Hit, PhraseIndex, Word, folded
from pressfacts.rulebook import Rulebook

REACH = 30  # words looked at on either side
_BREAKS = frozenset((";", ":", "“", "”", '"'))
_ADJECTIVES = 6  # words between a determiner and its noun
_STRONG, _MIDDLE, _WEAK, _FAINT = 4, 3, 2, 1
# Where several things are told of one instrument, the later stage of its life counts.
_LATER = ("ended", "renewed", "rejected", "ratified", "negotiating", "planned", "in_force", "signed")


@dataclass(frozen=True)
class Verb:
    """One form of a verb: `part` is base, present, past or ing."""

    part: str
    status: str
    moods: tuple[tuple[str, str], ...]
    subject: bool
    subject_too: bool
    hands_over: bool
    weak: bool
    near: bool
    done: str | None = None


@dataclass(frozen=True)
class Phrase:
    """A noun, preposition or adjective that tells a status; `side` is before, after or adjective."""

    side: str
    status: str | None
    far: bool = False
    near: bool = False


class Cue(NamedTuple):
    """A reading of the status: how strongly the words `first` to `last` say it, and whether from the left.

    `verb` tells a verb from a noun or an adjective, `base` its bare form ("to sign").
    """

    status: str
    strength: int
    first: int
    last: int
    governs: bool
    verb: bool = False
    base: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts cues: stronger first, then the later stage."""
        return -self.strength, _LATER.index(self.status)


class StatusReader:
    """Reads the status of instruments."""

    def __init__(self, rules: Rulebook) -> None:
        self._index = PhraseIndex()
        for entry in rules.lexicon("agreement.verb").values():
            for part, form in _forms(entry["forms"]):
                self._index.add(form, _verb(part, entry))
        for side in ("before", "after", "adjective"):
            for phrase, status in rules.lexicon(f"agreement.{side}").items():
                more = status if isinstance(status, dict) else {"status": status}
                self._index.add(phrase, Phrase(side, more["status"], bool(more.get("far")), bool(more.get("near"))))
        self._moods = rules.lexicon("agreement.mood")
        self._effects = rules.lexicon("agreement.mood_effect")
        self._mood_words = folded(rules.lexicon("agreement.mood_word"))
        self._passive = folded(rules.lexicon("agreement.passive"))
        self._adjunct = folded(rules.lexicon("agreement.adjunct"))
        self._turn = folded(rules.lexicon("agreement.turn"))
        self._follower = folded(rules.lexicon("agreement.follower"))
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
            if low in ",;:.()" and not (low == "," and words[at - 1].low[-1:].isdigit()):
                break
            if low in self._adjunct or low in ("of", "on", "for", "to", "with", "in", "from", "and", "about", "over", "at"):
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
        return min(cues, key=lambda cue: cue.rank, default=None)

    def _left(self, instrument: Instrument, low: int) -> Iterator[Cue]:
        words, begins = instrument.words, self.noun_phrase(instrument)
        low = max(low, begins - REACH)
        hits = [hit for hit in self.hits(instrument) if low <= hit.first and hit.last <= instrument.first]
        inside = [hit for hit in hits if hit.first >= begins]
        yield from self._adjectives(inside)
        adjunct = begins > 0 and words[begins - 1].low in self._adjunct
        for hit in reversed(hits):
            between = words[hit.last : begins]
            if hit.last > begins and not (hit.first <= begins < hit.last):
                continue
            if any(word.text in _BREAKS for word in between):
                return
            noun = isinstance(hit.meaning, Phrase)
            cue = self._noun_cue(hit, between) if noun else self._object_cue(instrument, hit, between, adjunct)
            if cue:
                yield self._about(hits, cue) if noun else cue
                return

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

    def _noun_cue(self, hit: Hit, between: list[Word]) -> Cue | None:
        phrase: Phrase = hit.meaning
        if phrase.side != "before" or not phrase.status:
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
        if (verb.near and len(between) > 3) or self._is_nominal(words, hit):
            return None
        before = words[max(0, hit.first - 2) : hit.first]
        passive = verb.part == "past" and any(word.low in self._passive for word in before)
        if passive and not verb.hands_over:
            return None
        status = verb.done or self._status(words, hit)
        return Cue(status, _WEAK if verb.weak else _STRONG, hit.first, hit.last, True, True, verb.part in ("base", "ing"))

    def _is_nominal(self, words: list[Word], hit: Hit) -> bool:
        """Whether a form that may be a verb is a noun here: "the offer", "a first award"."""
        return hit.meaning.part in ("base", "present") and hit.first > 0 and words[hit.first - 1].low in self._determiners

    def _status(self, words: list[Word], hit: Hit) -> str:
        """The status that a verb gives in its mood."""
        verb: Verb = hit.meaning
        mood = self._mood(words, hit) or ("present" if verb.part == "present" and "present" in dict(verb.moods) else None)
        if mood is None and any(word.low in ("if", "whether", "unless") for word in words[max(0, hit.first - 8) : hit.first]):
            mood = "future"
        if mood == "to":  # "pleased to announce", but "to sign"
            mood = None if verb.weak else "future"
        if mood is None:
            return verb.status
        if mood == "future" and verb.part in ("past", "present") and not self._is_passive(words, hit):
            return verb.status
        own = dict(verb.moods).get(mood)
        return own or str(self._effects.get(f"{mood} {verb.status}", verb.status))

    def _is_passive(self, words: list[Word], hit: Hit) -> bool:
        return any(word.low in self._passive for word in words[max(0, hit.first - 3) : hit.first])

    def _mood(self, words: list[Word], hit: Hit) -> str | None:
        """The mood of the verb: that of the first mood word to its left over words that may stand between."""
        mood = None
        for at in range(hit.first - 1, max(-1, hit.first - 8), -1):
            low = words[at].low
            found = self._moods.get(low)
            if found and low != "to":
                return str(found)
            if low == "to":
                mood = "to"
                continue
            if low not in self._mood_words and not low[0].isdigit():
                break
        return mood

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
                    yield Cue(hit.meaning.status, _STRONG, hit.first, hit.last, False)
            elif isinstance(hit.meaning, Verb):
                cue = self._subject_cue(words, last, hit)
                if cue:
                    yield cue

    def _subject_cue(self, words: list[Word], last: int, hit: Hit) -> Cue | None:
        """The cue of a verb whose subject the instrument may be."""
        verb: Verb = hit.meaning
        if verb.near or (verb.weak and hit.first > last + 1):
            return None
        free = hit.last >= len(words) or words[hit.last].low in self._follower or not words[hit.last].text[0].isalnum()
        passive = self._is_passive(words, hit)
        if verb.subject or (verb.subject_too and verb.part in ("past", "present") and free and not passive):
            return Cue(self._status(words, hit), _STRONG, hit.first, hit.last, False, True)
        if verb.part == "ing" and passive and words[hit.first - 1].low == "being":
            return Cue(self._status(words, hit), _STRONG, hit.first, hit.last, False, True)
        if verb.part == "ing" and free and self._relative(words, last, hit):
            return Cue(verb.status, _STRONG, hit.first, hit.last, False, True)
        if verb.part != "past" or not free:
            return None
        strength = _STRONG if passive else _MIDDLE
        if not passive and hit.first > last and not self._reduced(words, last, hit):
            return None
        return Cue(self._status(words, hit), _WEAK if verb.weak else strength, hit.first, hit.last, False, True)

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


def _forms(forms: list[str]) -> Iterator[tuple[str, str]]:
    parts = ("base", "present", "past", "ing") if len(forms) == 4 else ("base", "present", "past", "past", "ing")
    seen: set[str] = set()
    for part, form in [*zip(parts, forms, strict=True)][::-1]:  # a form that is base and past ("cut") is read as past
        if form not in seen:
            seen.add(form)
            yield part, form


def _verb(part: str, entry: dict[str, object]) -> Verb:
    moods = tuple((mood, str(entry[mood])) for mood in ("future", "negative", "pending", "achieved", "present") if mood in entry)
    flags = {name: bool(entry.get(name)) for name in ("subject", "subject_too", "hands_over", "weak", "near")}
    return Verb(part, str(entry["status"]), moods, **flags, done=str(entry["done"]) if "done" in entry and part == "past" else None)
