"""What is tied to an instrument by the verb of signing or by its neighbour sentence: a later told day, how long it runs, where
it was signed, and who signed for whom."""

from __future__ import annotations

from typing import Any

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.details import dated
from pressfacts.kinds.agreements.names import NameReader
from pressfacts.kinds.agreements.nouns import Instrument
from pressfacts.kinds.agreements.told import Told
from pressfacts.kinds.agreements.words import Word, folded, words_of
from pressfacts.rulebook import Rulebook

_NEAR_SIGNING = 5  # words between the verb of signing, or its object, and the place where it was done
_NEXT = 400  # code points of the next sentence that are looked at
_OPENING = 60  # code points in which the words stand by which it goes on about the last one
_RUN_REACH = 25  # words behind an instrument in which it may be told how long it runs
_DURATION_GAP = 6  # words between an instrument and how long it runs
_SIGNERS = 40  # words on either side of the verb of signing in which persons are looked for
_SIGNED = ("signed", "inked", "executed", "concluded", "initialled")
_PARTY_GAP = 5  # words between a title and the party that it belongs to


class Ties:
    """Reads what the verb of signing and the next sentence tell."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._signs = folded(rules.lexicon("agreement.signs"))
        self._runs = folded(rules.lexicon("agreement.runs"))
        self._pronouns = folded(rules.lexicon("agreement.pronoun"))
        self._titles = folded(rules.lexicon("agreement.title")) | folded(rules.lexicon("agreement.office"))
        self._says = folded(rules.lexicon("agreement.says"))
        self._witness = folded(rules.lexicon("agreement.witness"))

    def next_date(self, document: Document, mention: Mention) -> Told | None:
        """The day that the next sentence tells with a verb of signing, where its subject is the instrument: "It was signed on Monday"."""
        words = self.next_sentence(document, mention)
        if not words:
            return None
        verb = next((at for at, word in enumerate(words[:12]) if word.low in self._signs), None)
        if verb is None:
            return None
        dates = document.within("date", words[0].start, words[-1].end)
        status = (mention.value or {})["status"]
        near = [(abs(date.start - words[verb].end), timex, date) for date in dates if (timex := dated(date.value or {}, status))]
        nearest = min(near, key=lambda each: each[:2], default=None)
        return Told(nearest[1], nearest[2].start, nearest[2].end, nearest[2]) if nearest else None

    def duration(
        self, document: Document, mention: Mention, instrument: Instrument, cue: Cue | None, begins: int, high: int
    ) -> Mention | None:
        """The date mention that tells how long it runs: "a five-year deal", "valid for three years", also in the next sentence."""
        words = instrument.words
        inside = _durations(document, words[begins].start, mention.start)
        if inside:
            return inside[-1]
        if cue is not None and cue.governs and cue.last < begins:  # "extended by five years a protocol"
            extended = _durations(document, words[cue.last].start, words[begins].start)
            if extended and words[cue.last].low in ("by", "for"):
                return extended[0]
        behind = words[instrument.last : min(high, instrument.last + _RUN_REACH)]
        found = self._running(document, behind, near=True)
        if found is None:
            found = self._running(document, self.next_sentence(document, mention), near=False)
        return found

    def _running(self, document: Document, words: list[Word], *, near: bool) -> Mention | None:
        if not words:
            return None
        for duration in _durations(document, words[0].start, words[-1].end):
            before = [word for word in words if word.end <= duration.start]
            led = bool(before) and before[-1].low in ("for", "of", "over", "lasts", "lasting", "to", "another")
            again = led and words[len(before)].low in ("another", "further") if len(before) < len(words) else False
            again = again or (len(before) > 1 and before[-1].low in ("another", "further") and before[-2].low == "for")
            if again:
                return duration
            if led and (any(word.low in self._runs for word in before) or (near and len(before) <= _DURATION_GAP)):
                return duration
        return None

    def place(self, document: Document, instrument: Instrument, cue: Cue | None, low: int, high: int) -> Mention | None:
        """The city where it was signed: behind "in" or "at", close to a verb of signing."""
        words = instrument.words
        signing = self._signing(words, cue, low, high)
        if signing is None:
            return None
        for city in document.within("city", words[signing].end, words[min(high, len(words)) - 1].end):
            at = next((at for at in range(signing, min(high, len(words))) if words[at].start >= city.start), None)
            if at is None or at == 0 or words[at - 1].low not in ("in", "at") or not city.value:
                continue
            between = words[max(signing + 1, instrument.last if instrument.last < at else 0) : at - 1]
            if len(between) <= _NEAR_SIGNING and not any(word.low in self._says or word.low in (",", ";") for word in between):
                return city
        return None

    def _signing(self, words: list[Word], cue: Cue | None, low: int, high: int) -> int | None:
        """The verb of signing that the status was read from."""
        if cue is None or not low <= cue.first < high:
            return None
        return next((at for at in range(cue.first, cue.last) if words[at].low in self._signs), None)

    def signatories(self, document: Document, mention: Mention, instrument: Instrument, cue: Cue | None) -> list[dict[str, Any]]:
        """Persons with a title who signed: before the verb of signing or behind its "by", with their party where it is told."""
        parties = (mention.value or {}).get("parties", [])
        words = instrument.words
        signing = self._signing(words, cue, 0, len(words))
        found = self._signers(document, words, signing, parties) if signing is not None else []
        following = [] if found else self.next_sentence(document, mention)
        if following:
            signing = next((at for at, word in enumerate(following[:12]) if word.low in self._signs), None)
            found = self._signers(document, following, signing, parties) if signing is not None else []
        return found

    def _signers(self, document: Document, words: list[Word], signing: int, parties: list[str]) -> list[dict[str, Any]]:
        """The persons with a title around a verb of signing."""
        found: list[dict[str, Any]] = []
        at, stop = max(0, signing - _SIGNERS), min(len(words) - 2, signing + _SIGNERS)
        while at < stop:
            last = self._person(words, at)
            if last is None:
                at += 1
                continue
            if self._signed(words, at, last, signing):
                start, end = words[at + 1].start, words[last - 1].end
                text = " ".join(document.text[start:end].split())
                party = self._signed_for(words, at, last, parties)
                found.append({"text": text, "start": start, "end": end, "party": party})
            at = last
        return found

    def _person(self, words: list[Word], at: int) -> int | None:
        """The word behind the name of a person whose title stands at a word; names have two words at least."""
        if words[at].low not in self._titles:
            return None
        last = at + 1
        while last < len(words) and last < at + 5 and self._names.is_name(words[last]) and words[last].low not in self._titles:
            last += 1
        return last if last - at > 2 else None

    def _signed(self, words: list[Word], at: int, last: int, signing: int) -> bool:
        between = words[last:signing] if last <= signing else words[signing:at]
        if any(word.low in self._says or word.low in self._witness or word.low in (";", "“", '"') for word in between):
            return False
        return last <= signing or any(word.low == "by" for word in between)

    def _signed_for(self, words: list[Word], at: int, last: int, parties: list[str]) -> str | None:
        """The party whose name stands just before the title or just behind the name."""
        around = [*words[max(0, at - _PARTY_GAP) : at][::-1], *words[last : last + _PARTY_GAP]]
        for word in around:
            for party in parties:
                if word.text[:1].isupper() and word.text in party.split():
                    return party
        return None

    def is_announced(self, value: dict[str, Any]) -> bool:
        """Whether the day of an instrument is only that of "today announced"."""
        return any(row["slot"] == "date" and row["text"].casefold() == "today" for row in value["evidence"])

    def is_signed(self, instrument: Instrument, cue: Cue) -> bool:
        """Whether the cue is a verb of signing in the narrow sense."""
        return any(word.low in _SIGNED for word in instrument.words[cue.first : cue.last])

    def next_sentence(self, document: Document, mention: Mention) -> list[Word]:
        """The first words of the sentence behind the one that holds a mention, if it goes on about that: "It was ...", "The deal ..."."""
        index = document.sentence_index(mention.start) + 1
        if not 0 < index < len(document.sentences):
            return []
        sentence = document.sentences[index]
        if not self._goes_on(words_of(document.text, sentence.start, min(sentence.end, sentence.start + _OPENING))):
            return []  # almost always: spares reading the rest
        return words_of(document.text, sentence.start, min(sentence.end, sentence.start + _NEXT))

    def _goes_on(self, words: list[Word]) -> bool:
        """Whether a sentence begins with a pronoun, or with a definite noun that stands for the instrument."""
        start = " ".join(word.low for word in words[:2])
        return bool(words) and (words[0].low in self._pronouns or start in self._pronouns)


def _durations(document: Document, start: int, end: int) -> list[Mention]:
    """The date mentions in a stretch of text that tell a counted length of time."""
    found = document.within("date", start, end)
    return [
        date
        for date in found
        if date.value and date.value.get("type") == "duration" and str(date.value.get("timex"))[:1] == "P" and _told(date)
    ]


def _told(date: Mention) -> bool:
    timex = str((date.value or {}).get("timex"))
    return any(char.isdigit() for char in timex)
