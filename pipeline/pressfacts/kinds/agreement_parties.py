"""Who agrees with whom: names as the text has them, around an instrument and its verb.

Read off word order: "A and B signed", "between A and B", "with B", "A's pact with B", "awarded to B", "by A". Persons who sign
are no parties. A parse of the sentence may take the place of `PartyReader` later: it need only give the same spans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pressfacts.kinds.agreement_nouns import Instrument
from pressfacts.kinds.agreement_status import Cue
from pressfacts.kinds.agreement_words import Word, folded
from pressfacts.rulebook import Rulebook

_JOINERS = frozenset(("of", "for", "de", "du", "da", "del", "al", "bin", "&", "y", "the"))
_SUFFIXES = frozenset(("inc", "ltd", "llc", "corp", "co", "plc", "ag", "lp", "l.p", "s.a", "n.v", "gmbh", "limited", "llp", "oy", "asa", "ab", "pty"))
_INTO = frozenset(("in", "at", "near", "from", "on", "for", "by", "with", "to", "about", "over", "into", "of", "as", "than"))
_OWNERS = re.compile(r"(?:government|governments|province|provinces|city|cities|county|counties|republic|kingdom|state|states|town|towns|ministry|university|town of)$", re.IGNORECASE)
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "two", "three", "our", "his", "her", "'s", "’s", "both"))
_STOPS = frozenset((",", ";", ":", ".", "(", ")", "and", "or", "that", "which", "who", "to", "will", "would", "have", "had", "are", "were", "announced", "for", "on", "in", "at", "of", "by", "with", "from", "as", "is", "was", "has", "have", "will", "said", "under", "when"))


class Party(NamedTuple):
    """A party by its code points."""

    start: int
    end: int
    text: str


class PartyReader:
    """Reads the parties of an instrument."""

    def __init__(self, rules: Rulebook) -> None:
        self._titles = folded(rules.lexicon("agreement.title"))
        self._not_names = folded(rules.lexicon("agreement.not_name"))
        self._actors = folded(rules.lexicon("agreement.actor"))

    def read(self, text: str, instrument: Instrument, begins: int, cue: Cue | None, low: int, high: int) -> list[Party]:
        """The parties told in the instrument's sentence, in the order of the text.

        `begins` is the word with which its noun phrase begins; words before `low` and from `high` on belong to its neighbours.
        """
        words = instrument.words
        between = self._after(words, instrument.last, high, ("between", "among"))
        if between is not None:
            found = self._list(text, words, between)
            if len(found) > 1:
                return found
        subjects = self._subjects(text, words, begins, instrument, cue, low)
        objects = [party for at in self._object_places(words, instrument, cue, high) for party in self._list(text, words, at)]
        kept: list[Party] = []
        for party in (*subjects, *objects):
            if all(party.text not in other.text and other.text not in party.text for other in kept):
                kept.append(party)
        return kept

    def following(self, text: str, words: list[Word], at: int) -> list[Party]:
        """The parties that begin at a word: the object of a verb that tells an agreement by itself."""
        return self._list(text, words, at)

    def _after(self, words: list[Word], first: int, last: int, wanted: tuple[str, ...]) -> int | None:
        """Index of the word behind the first of the wanted words, or None."""
        return next((at + 1 for at in range(first, min(last, first + 25)) if words[at].low in wanted), None)

    def _object_places(self, words: list[Word], instrument: Instrument, cue: Cue | None, high: int) -> Iterator[int]:
        """Where lists of parties may begin behind the instrument, or between its verb and it ("awarded Tatra Rail the concession")."""
        if cue and cue.governs and words[cue.first].low.startswith(("award", "grant", "gave", "give", "hand", "offer")):
            yield cue.last
        wanted = ["with", "by"]
        if instrument.type == "merger_acquisition":
            wanted += ["of", "acquire", "buy", "from"]
        if instrument.type in ("contract", "concession", "loan_agreement", "grant_agreement", "supply_agreement"):
            wanted += ["from", "to"]
        for word in wanted:
            at = self._after(words, instrument.last, high, (word,))
            if at is not None and not (word in ("to", "of") and at - instrument.last > 12):
                yield at

    def _subjects(self, text: str, words: list[Word], begins: int, instrument: Instrument, cue: Cue | None, low: int) -> list[Party]:
        """The parties before the verb that governs the instrument, or that own it."""
        owners = self._owners(text, words, begins, instrument)
        if owners:
            return owners
        if not cue or not cue.governs:
            return []
        for at in self._starts(words, low, cue.first):
            found = self._list(text, words, at, cue.first)
            if found:
                return found
        return []

    def _starts(self, words: list[Word], low: int, high: int) -> Iterator[int]:
        """Where a subject may begin: at capitals and actors that no preposition leads in."""
        for at in range(low, high):
            word = words[at]
            if not (self._is_name(word) or word.low in self._actors):
                continue
            before = at - 1
            while before >= low and words[before].low in _DETERMINERS:
                before -= 1
            leads = words[before].low if before >= low else ""
            if leads == "of" and before > low and _OWNERS.search(words[before - 1].low):
                yield at
            elif leads not in _INTO and not (before >= low and self._is_name(words[before])):
                yield at

    def _owners(self, text: str, words: list[Word], begins: int, instrument: Instrument) -> list[Party]:
        """Names within the noun phrase: "Lind's takeover", "the EU-Singapore pact"."""
        found = []
        for at in range(max(0, begins - 4), instrument.first):
            owner = at + 1 < len(words) and words[at + 1].low in ("'s", "’s") and at + 1 >= begins - 1
            joined = re.fullmatch(r"([A-Z][\w.]+)[-–]([A-Z][\w.]+)", words[at].text) if at >= begins else None
            if joined:
                start = words[at].start
                return [Party(start + first, start + last, words[at].text[first:last]) for first, last in (joined.span(1), joined.span(2))]
            if owner and self._is_name(words[at]):
                first = at
                while first > 0 and self._is_name(words[first - 1]):
                    first -= 1
                found.append(_party(text, words, first, at + 1))
        return found[:1]

    def _list(self, text: str, words: list[Word], at: int, stop: int | None = None) -> list[Party]:
        """The names of a coordination that begins at a word: "the A, B (short) and C"."""
        stop = min(len(words), at + 60) if stop is None else stop
        found: list[Party] = []
        while at < stop:
            item = self._item(words, at, stop)
            if item is None:
                break
            first, last = item
            if not self._is_person(words, first, at):
                found.append(_party(text, words, first, last))
            at = _skip_brackets(words, last, stop)
            if at >= stop or words[at].low not in (",", "and", "&", "as"):
                break
            comma = words[at].low == ","
            while at < stop and words[at].low in (",", "and", "&", "as", "well", "both"):
                comma = comma and words[at].low == ","
                at += 1
            if comma and not self._goes_on(words, at, stop):
                break
        return found

    def _goes_on(self, words: list[Word], at: int, stop: int) -> bool:
        """Whether behind a comma the list goes on: an "and" must follow, else it is an apposition ("Daegu, South Korea")."""
        for word in words[at : min(stop, at + 25)]:
            if word.low in ("and", "&"):
                return True
            if word.text.islower() and word.low not in _JOINERS and word.low not in self._actors:
                return False
        return False

    def _item(self, words: list[Word], at: int, stop: int) -> tuple[int, int] | None:
        """The words of one party from a place on: a name, or a common noun of an actor with what stands before it."""
        while at < stop and words[at].low in _DETERMINERS:
            at += 1
        begun = at
        while at < stop and at - begun < 6:
            word = words[at]
            if word.low in self._actors and not word.text[0].isupper():
                last = at + 1
                if last < stop and self._is_name(words[last]):
                    at = last
                    continue
                return begun, last
            if self._is_name(word):
                last = self._name_end(words, at, stop)
                if last < stop and words[last].low in self._actors and words[last].text.islower():
                    return at, last + 1
                later = self._later_name(words, last, stop)
                if later is None:
                    return at, last
                at = later
                continue
            if word.low in _STOPS or not word.text[0].isalnum():
                return None
            at += 1
        return None

    def _later_name(self, words: list[Word], last: int, stop: int) -> int | None:
        """Where the name stands that "Brazilian battery maker" leads in; None where the name before is the party itself."""
        for at in range(last, min(stop, last + 4)):
            word = words[at]
            if self._is_name(word):
                return at if at > last else None
            if word.low in _STOPS or not word.text.islower() or (at == last and word.low.endswith(("ed", "ing", "s"))):
                return None
        return None

    def _name_end(self, words: list[Word], at: int, stop: int) -> int:
        """The word after the name that begins at `at`."""
        last = at + 1
        while last < stop:
            word = words[last]
            if self._is_name(word):
                last += 1
            elif word.low in _JOINERS and last + 1 < stop and self._joins(words, last, stop):
                last += 2 if self._is_name(words[last + 1]) else 3
            elif word.low == "," and last + 1 < stop and words[last + 1].low in _SUFFIXES:
                last += 2
            else:
                break
        return last

    def _joins(self, words: list[Word], at: int, stop: int) -> bool:
        if words[at].low == "the":
            return False
        if self._is_name(words[at + 1]):
            return True
        return words[at + 1].low == "the" and at + 2 < stop and self._is_name(words[at + 2])

    def _is_name(self, word: Word) -> bool:
        capital = word.text[0].isupper() or (len(word.text) > 2 and word.text[1:2].isupper())
        return capital and word.low not in self._not_names and not word.low.endswith(("-based", "-headquartered", "-year"))

    def _is_person(self, words: list[Word], first: int, at: int) -> bool:
        return any(word.low in self._titles for word in words[max(0, at - 2, first - 4) : first + 2] if word.text[0].isalpha())


def _skip_brackets(words: list[Word], at: int, stop: int) -> int:
    if at < stop and words[at].text == ".":
        at += 1 if at + 1 < stop and words[at + 1].text in "(,“" else 0
    if at < stop and words[at].text == "(":
        closing = next((end for end in range(at, min(stop, at + 15)) if words[end].text == ")"), None)
        return closing + 1 if closing is not None else at
    return at


def _party(text: str, words: list[Word], first: int, last: int) -> Party:
    start, end = words[first].start, words[last - 1].end
    if words[last - 1].low in _SUFFIXES and text[end : end + 1] == ".":
        end += 1
    return Party(start, end, " ".join(text[start:end].split()))
