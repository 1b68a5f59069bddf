"""How an agreement stands, read off the verbs, nouns and adjectives around it.

A verb to the left governs the instrument as its object ("signed an MoU"), one to the right as its subject ("an MoU was signed",
"the pact expired"); moods turn what a verb says ("will sign", "refused to sign", "has yet to"). Which words say what stands in
`rules/agreement_words.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pressfacts.kinds.agreement_nouns import Instrument
from pressfacts.kinds.agreement_words import Hit, PhraseIndex, Word, folded
from pressfacts.rulebook import Rulebook

REACH = 30  # words looked at on either side
_ADJECTIVES = 6  # words between a determiner and its noun
_STRONG, _MIDDLE, _WEAK, _FAINT = 4, 3, 2, 1
# Where several things are told of one instrument, the later stage of its life counts.
_LATER = ("ended", "renewed", "rejected", "ratified", "planned", "negotiating", "in_force", "signed")


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


@dataclass(frozen=True)
class Phrase:
    """A noun, preposition or adjective that tells a status; `side` is before, after or adjective."""

    side: str
    status: str | None


class Cue(NamedTuple):
    """A reading of the status: how strongly the words `first` to `last` say it, and whether as a verb to the left."""

    status: str
    strength: int
    first: int
    last: int
    governs: bool

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
                self._index.add(phrase, Phrase(side, status))
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
            sentence.hits = self._index.hits(sentence.words)
        return sentence.hits

    def noun_phrase(self, instrument: Instrument) -> int:
        """Index of the word with which the noun phrase begins: its determiner, or the first modifier."""
        words, first = instrument.words, instrument.first
        for at in range(first - 1, max(-1, first - 2 - _ADJECTIVES - 4), -1):
            low = words[at].low
            if low in self._determiners:
                return at
            if low in ",;:.()" and not (low == "," and words[at - 1].low[-1:].isdigit()):
                break
            if low in self._adjunct or low in ("of", "on", "for", "to", "with", "in", "from", "and", "about", "over", "at"):
                return at + 1
        return first

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
            if any(word.low in ";:" or word.text in "“”\"" for word in between):
                return
            cue = self._noun_cue(hit, len(between)) if isinstance(hit.meaning, Phrase) else self._object_cue(instrument, hit, len(between), adjunct)
            if cue:
                yield cue
                return

    def _adjectives(self, hits: list[Hit]) -> Iterator[Cue]:
        for hit in hits:
            if isinstance(hit.meaning, Phrase) and hit.meaning.side == "adjective" and hit.meaning.status:
                yield Cue(hit.meaning.status, _MIDDLE, hit.first, hit.last, False)

    def _noun_cue(self, hit: Hit, gap: int) -> Cue | None:
        phrase: Phrase = hit.meaning
        if phrase.side != "before" or not phrase.status:
            return None
        far = phrase.status == "negotiating"
        if gap > (14 if far else 5):
            return None
        faint = phrase.status == "in_force"
        return Cue(phrase.status, _FAINT if faint else _STRONG, hit.first, hit.last, True)

    def _object_cue(self, instrument: Instrument, hit: Hit, gap: int, adjunct: bool) -> Cue | None:
        """The cue of a verb whose object the instrument may be."""
        words, verb = instrument.words, hit.meaning
        if not isinstance(verb, Verb) or verb.subject or adjunct:
            return None
        if verb.near and gap > 3:
            return None
        passive = verb.part == "past" and hit.first > 0 and any(word.low in self._passive for word in words[max(0, hit.first - 2) : hit.first])
        if passive and not verb.hands_over:
            return None
        status = self._status(words, hit)
        if status is None:
            return None
        return Cue(status, _WEAK if verb.weak else _STRONG, hit.first, hit.last, True)

    def _status(self, words: list[Word], hit: Hit) -> str | None:
        """The status that a verb gives in its mood; None for a bare base form that is no verb at all."""
        verb: Verb = hit.meaning
        mood = self._mood(words, hit)
        if mood is None:
            return verb.status
        if mood == "future" and verb.part in ("past", "present") and not self._is_passive(words, hit):
            return verb.status
        own = dict(verb.moods).get(mood)
        return own or self._effects.get(f"{mood} {verb.status}", verb.status)

    def _is_passive(self, words: list[Word], hit: Hit) -> bool:
        return any(word.low in self._passive for word in words[max(0, hit.first - 3) : hit.first])

    def _mood(self, words: list[Word], hit: Hit) -> str | None:
        """The mood of the verb: that of the first mood word to its left over words that may stand between."""
        mood = None
        for at in range(hit.first - 1, max(-1, hit.first - 8), -1):
            low = words[at].low
            found = self._moods.get(low)
            if found and low != "to":
                if found == "future" and mood == "negative":
                    return mood
                return str(found)
            if low == "to":
                mood = "future"
                continue
            if low not in self._mood_words:
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
                if hit.meaning.side == "after" and hit.meaning.status:
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
            return Cue(self._status(words, hit) or verb.status, _STRONG, hit.first, hit.last, False)
        if verb.part == "ing" and passive and words[hit.first - 1].low == "being":
            return Cue(self._status(words, hit) or verb.status, _STRONG, hit.first, hit.last, False)
        if verb.part != "past" or not free:
            return None
        strength = _STRONG if passive else _MIDDLE
        if not passive and hit.first > last and not self._reduced(words, last, hit):
            return None
        return Cue(self._status(words, hit) or verb.status, _WEAK if verb.weak else strength, hit.first, hit.last, False)

    def _reduced(self, words: list[Word], last: int, hit: Hit) -> bool:
        """Whether a participle without auxiliary belongs to the instrument: "a pact, signed in May", "a pact that both signed in May"."""
        before = words[hit.first - 1]
        between = [word.low for word in words[last : hit.first]]
        if before.low in (",", ")", "and", "previously", "recently", "originally", "first", "already"):
            return True
        relative = {"that", "which", "they", "it", "both", "we"} & set(between)
        return hit.first <= last + 1 or bool(relative) or before.low in ("had", "has", "have")


def _forms(forms: list[str]) -> Iterator[tuple[str, str]]:
    parts = ("base", "present", "past", "ing") if len(forms) == 4 else ("base", "present", "past", "past", "ing")
    seen: set[str] = set()
    for part, form in [*zip(parts, forms, strict=True)][::-1]:  # a form that is base and past ("cut") is read as past
        if form not in seen:
            seen.add(form)
            yield part, form


def _verb(part: str, entry: dict[str, object]) -> Verb:
    moods = tuple((mood, str(entry[mood])) for mood in ("future", "negative", "pending", "achieved") if mood in entry)
    flags = {name: bool(entry.get(name)) for name in ("subject", "subject_too", "hands_over", "weak", "near")}
    return Verb(part, str(entry["status"]), moods, **flags)
