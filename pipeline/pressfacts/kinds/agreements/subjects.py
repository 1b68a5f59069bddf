"""Who stands before the verb that governs an instrument, or owns it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.datelines import behind_dateline, skip_brackets
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.nouns import Instrument
from pressfacts.kinds.agreements.words import Word, folded, position
from pressfacts.rulebook import Rulebook

_EXPLAINS = 6  # words between a name's comma and the noun that explains it


class SubjectReader:
    """Reads the parties to the left of an instrument off word order."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._leading_in = folded(rules.lexicon("agreement.leads_in"))
        self._before_name = folded(rules.lexicon("agreement.before_name"))
        self._owning = folded(rules.lexicon("agreement.owning"))
        self._skipped = folded(rules.lexicon("agreement.before_verb"))
        self._demonyms = {form.casefold(): code for form, code in rules.lexicon("place.demonym").items()}
        self._long = [form for form in rules.lexicon("place.country") if " " in form]
        self._between_others = folded(rules.lexicon("agreement.go_between"))
        self._countries: dict[str, list[str]] = {}
        for form, code in rules.lexicon("place.country").items():
            self._countries.setdefault(code, []).append(form)

    def read(
        self, text: str, words: list[Word], begins: int, instrument: Instrument, cue: Cue | None, low: int
    ) -> tuple[list[Party], bool]:
        """The parties before the verb that governs the instrument, or that own it; with whether they stand right beside it."""
        owners = self._owners(text, words, begins, instrument)
        if owners:
            return owners, True
        if cue and cue.governs and self.is_brokered(words, cue):
            return [], True  # who brokers an agreement is no party to it
        if [word.low for word in words[max(0, begins - 2) : begins]] == ["target", "of"]:
            return self._first_named(text, words, begins)[:1], True
        if words[begins].low in ("its", "their") and not (cue and cue.governs):
            return self._first_named(text, words, begins), True
        if not cue:
            return [], True
        if not cue.governs:  # "under an agreement that it signed"
            pronoun = any(word.low in ("it", "they") for word in words[instrument.last : cue.first])
            starts = self._starts(words, max(low, behind_dateline(words)), begins) if pronoun else iter(())
            return next((self._names.coordination(text, words, at, begins)[0] for at in starts), []), True
        first: list[Party] = []
        before, before_ends = first, -1
        for at in self._starts(words, max(low, behind_dateline(words)), cue.first):
            if at < before_ends:
                continue
            found, ends = self._names.coordination(text, words, at, cue.first)
            apposition = at == before_ends + 1 and words[before_ends].low == ","  # "Daegu, South Korea"
            stop = ends + 1 if words[ends].low == "." else ends  # the full stop of "Voss, Inc."
            apposition = apposition or (bool(found) and self._explains(words, before_ends, position(words, found[0].start)))
            if found and all(word.low in self._skipped for word in words[stop : cue.first]):
                relative = any(word.low in ("which", "who") for word in words[max(0, before_ends) : at])
                return (before if before and (apposition or relative) else found), True
            before, before_ends = found, ends
            if found and not first:
                first = found + self._second_half(text, words, ends, cue.first)
        return first, not first

    def _explains(self, words: list[Word], ends: int, at: int) -> bool:
        """Whether a noun behind a comma explains the name that ends there: "Voss (OTC: VSS), the parent company of Lind"."""
        comma = skip_brackets(words, ends, at) if ends >= 0 else at
        behind = words[comma + 1 : at]
        determined = bool(behind) and behind[0].low in ("the", "a", "an") and len(behind) <= _EXPLAINS
        described = words[at].text.islower() or (
            behind[:1] and behind[0].low != "the"
        )  # "Voss, a leading Trade Organisation (TO), announced"
        return comma < at and words[comma].low == "," and determined and bool(described)

    def _first_named(self, text: str, words: list[Word], stop: int) -> list[Party]:
        """The first name of a sentence that may be a subject: whose "its" is."""
        starts = (at for at in self._starts(words, behind_dateline(words), stop) if at or text.count(words[at].text) > 1)
        return next((found for at in starts if (found := self._names.coordination(text, words, at, stop)[0])), [])

    def _second_half(self, text: str, words: list[Word], at: int, stop: int) -> list[Party]:
        """The party behind an apposition: "Voss, a maker of pumps, and Lind, a bank, announced"."""
        if at >= stop or words[at].low != ",":
            return []
        for step in range(at + 1, min(stop, at + 30) - 2):
            if words[step].low == "," and words[step + 1].low == "and":
                found, ends = self._names.coordination(text, words, step + 2, stop, close=True)
                return (
                    found[:1] if ends < len(words) and (words[ends].low == "," or words[ends].low in self._skipped or ends >= stop) else []
                )
        return []

    def _starts(self, words: list[Word], low: int, high: int) -> Iterator[int]:
        """Where a subject may begin: at capitals and actors that no preposition leads in."""
        blocked = False
        for at in range(low, high):
            word = words[at]
            name = self._names.is_name(word)
            if not name and not (word.text.islower() and word.low in self._names.actors):
                blocked = blocked and word.low == ","
                continue
            before = at - 1
            while before >= low and words[before].low in self._before_name:
                before -= 1
            leads = words[before].low if before >= low else ""
            if leads == "of" and before > low and words[before - 1].low in self._owning:
                blocked = self._led_in(words, low, before - 1)
                if not blocked:
                    yield at
            elif leads == "and" and before > low and words[before - 1].text.islower() and words[before - 1].low not in self._names.actors:
                continue  # "a leader in robotics and AI"
            elif before < at - 1 and words[at - 1].low == "'s" and self._names.is_name(words[before]):
                continue  # "with Voss's Orla Finch": the name before the possessive was judged
            elif leads in self._leading_in:
                blocked = True
            elif (not (blocked and leads == ",") or self._is_subject(words, at, high)) and not (
                before >= low and self._names.is_name(words[before]) and before == at - 1
            ):
                blocked = False
                yield at

    def _is_subject(self, words: list[Word], at: int, verb: int) -> bool:
        """Whether a name behind a comma stands right before its verb: "In Bonn, Voss has signed"."""
        last = self._names.name_end(words, at, verb)
        return last < len(words) and words[last].low != "," and all(word.low in self._skipped for word in words[last:verb])

    def _led_in(self, words: list[Word], low: int, at: int) -> bool:
        """Whether a preposition leads in the noun phrase that ends at a word: "in the Kingdom of"."""
        while at > low and words[at - 1].low in self._before_name:
            at -= 1
        return at > low and words[at - 1].low in self._leading_in

    def _owners(self, text: str, words: list[Word], begins: int, instrument: Instrument) -> list[Party]:
        """Names within the noun phrase: "Lind's takeover", "the EU-Singapore pact", "the Iran nuclear deal"."""
        is_name = self._names.is_name
        for at in range(max(0, begins - 4), instrument.first):
            joined = re.fullmatch(r"([A-Z][\w.]+)[-–]([A-Z][\w.]+)", words[at].text) if at >= begins else None
            if joined:
                start, begun = words[at].start, at
                while begun > begins and is_name(words[begun - 1]):
                    begun -= 1
                begin, cut = words[begun].start, start + joined.end(1)
                pair = [Party(begin, cut, text[begin:cut]), Party(start + joined.start(2), words[at].end, joined.group(2))]
                return [self._nation(text, each) for each in pair]
            possessive = words[at + 1].low == "'s" or (words[at + 1].text in ("'", "’") and words[at].low.endswith("s"))
            common = words[at].text.islower() and words[at].low in self._names.actors and at + 1 == begins
            if common and possessive:
                return [self._names.party(text, words, at, at + 1)]
            if is_name(words[at]) and at + 1 >= begins - 1 and possessive:
                first = at
                while first > 0 and is_name(words[first - 1]):
                    first -= 1
                other = (
                    [self._names.party(text, words, first - 2, first - 1)]
                    if first > 1 and words[first - 1].low == "and" and is_name(words[first - 2])
                    else []
                )
                return [*other, self._names.party(text, words, first, at + 1)]
        return []

    def _nation(self, text: str, party: Party) -> Party:
        """The country of "Saudi" in "the Saudi-Omani pact", where the article names it; else the party itself."""
        forms = self._countries.get(self._demonyms.get(party.text.casefold(), ""), [])
        forms = forms or [form for form in self._long if form.startswith(f"{party.text} ")]
        at = next(((text.find(form), form) for form in forms if form in text), None)
        return Party(at[0], at[0] + len(at[1]), at[1]) if at else party

    def is_brokered(self, words: list[Word], cue: Cue) -> bool:
        """Whether the verb is that of somebody who brings others together: "brokered the truce"."""
        return not self._between_others.isdisjoint(word.low for word in words[cue.first : cue.last])
