"""The parties of the instruments of one article: read beside each, resolved, completed and corrected by a parse."""

from __future__ import annotations

import functools
import itertools
from dataclasses import replace
from typing import Any

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.antecedents import Antecedents
from pressfacts.kinds.agreements.brokers import without_brokers
from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.datelines import behind_dateline
from pressfacts.kinds.agreements.fields import is_new, party_fields
from pressfacts.kinds.agreements.fullnames import FullNames
from pressfacts.kinds.agreements.names import Party
from pressfacts.kinds.agreements.nouns import Instrument, Words
from pressfacts.kinds.agreements.parse import Parse
from pressfacts.kinds.agreements.parties import Read
from pressfacts.kinds.agreements.readers import Readers
from pressfacts.kinds.agreements.words import Hit

_LONGEST_PARSED = 1500  # code points; what runs on longer is a list or a table, which no parser reads
_SPOKEN = ("our", "this")  # whose these are, the sentence does not tell
_OFFICE = 90  # code points between a name and the person who holds an office of it
_FIRMS_ONLY = ("merger_acquisition", "license_agreement", "codeshare")  # no country is a party that its sentence does not name


class Whom:
    """Finds the parties of one document's instruments."""

    def __init__(self, readers: Readers, document: Document) -> None:
        self._readers, self._document = readers, document
        self._antecedents = Antecedents(readers.antecedents, document)
        self._full_names = FullNames(readers.full_names, document)

    @functools.cached_property
    def _protagonists(self) -> tuple[Party | None, Party | None]:
        return self._readers.actors.protagonists(self._document)

    def _protagonist(self) -> Party | None:
        return self._protagonists[0]

    @functools.cached_property
    def _persons(self) -> frozenset[str]:
        return self._readers.actors.persons(self._document)

    @functools.cached_property
    def _brokers(self) -> frozenset[str]:
        return self._readers.brokers.read(self._document)

    def _resolved(self, parties: list[Party], told: list[Mention]) -> list[Party]:
        found = self._readers.actors.resolved(parties, told, self._protagonist, self._antecedents, self._persons)
        return without_brokers(found, self._brokers)

    def read(self, mention: Mention, instrument: Instrument, told: list[Mention]) -> list[Party]:
        """The parties that the words around an instrument name; `told` are the mentions before it."""
        parsed, readers = mention.parsed, self._readers
        typed = replace(instrument, type=parsed["type"])  # "an agreement to acquire Lind" is one of buying
        read = readers.parties.read(self._document.text, typed, parsed["begins"], parsed["cue"], parsed["low"], parsed["high"])
        used = readers.licences.parties(self._document.text, typed, parsed["begins"])
        if used:
            read = Read([], used, True)
        parsed |= {"read": read, "used": bool(used)}
        found = self._resolved(read.all, told)
        cue: Cue | None = parsed["cue"]
        between = {word.low for word in instrument.words[instrument.last : parsed["high"]]} & {"between", "among"}
        lone = len(found) > 1 and not read.subjects and not between and cue is not None and cue.verb and cue.governs
        protagonist = self._protagonist() if lone else None  # "it signed a pact with A and B"
        return [protagonist, *found] if protagonist and is_new(protagonist, found) else found

    def joined(self, instrument: Instrument, told: tuple[Words, Hit], recent: list[Mention]) -> list[Party]:
        """The parties of the sentence whose verb tells an instrument: "Voss has partnered with Lind"."""
        return self._resolved(self._readers.partnering.parties(self._document.text, instrument, told), recent)

    def completed(self, mention: Mention, parties: list[Party]) -> list[Party]:
        """The parties with those that the article leaves to other sentences."""
        background = mention.parsed["type"] == "convention"
        if mention.parsed["type"] == "collective_agreement":
            parties = [self._union(party) for party in parties]
        if len(parties) > 1 or (background and not parties) or (mention.parsed["read"].brokered and parties):
            return parties
        actors = self._readers.actors
        known = [each for each in self._protagonists if each and not (mention.parsed["type"] in _FIRMS_ONLY and actors.is_country(each))]
        known = without_brokers(known, self._brokers)
        return actors.completed(parties, mention.parsed["before"], known, pair=self._names_pair(mention))

    def _union(self, party: Party) -> Party:
        """The union of "transit workers", where the article names one; else the party itself."""
        staff = party.text.split()[-1].casefold() in self._readers.staff
        return (self._antecedents.of("union", party.start) if staff else None) or party

    def _names_pair(self, mention: Mention) -> bool:
        """Whether the words before an instrument speak of "the two cities" or "both sides": those of whom was told last."""
        words = mention.parsed["instrument"].words[mention.parsed["low"] : mention.parsed["begins"]]
        pairs = itertools.pairwise(words)
        return any(before.low in ("two", "both") and word.low in self._readers.pair_nouns for before, word in pairs)

    def are_lacking(self, mention: Mention) -> bool:
        """Whether the words around a first mention told fewer than two parties, so that a parse of its sentence may help."""
        direct: list[Party] | None = mention.parsed.get("direct")
        instrument: Instrument | None = mention.parsed["instrument"]
        if instrument is not None and direct is not None and instrument.words[mention.parsed["begins"]].low in _SPOKEN:
            return False
        if direct is None or instrument is None or (len(direct) > 1 and mention.parsed["read"].sure) or mention.parsed["read"].brokered:
            return False
        sentence = self._document.sentence(mention.start)
        return sentence.end - sentence.start <= _LONGEST_PARSED

    def add(self, mention: Mention, parse: Parse) -> None:
        """Add the parties that a parse of its sentence shows to a first mention."""
        parsed, instrument = mention.parsed, mention.parsed["instrument"]
        value: dict[str, Any] = mention.value or {}
        words, dateline = instrument.words, behind_dateline(instrument.words)
        after = words[dateline].start if dateline < len(words) else 0
        approvers = self._readers.parties.approvers(parsed["type"], parsed["cue"], value["status"])
        before, behind = self._readers.parsed.read(self._document.text, parse, mention, approvers=approvers, after=after)
        read: Read = parsed["read"]
        before = [self._worded(party, read.subjects) for party in before]
        behind = self._readers.parties.without_assets(behind, parsed["type"])
        behind = self._readers.parties.without_interviewers(self._document.text, words, parsed["cue"], behind)
        if before:  # a parse leaves out "the city", which stands for a name
            before = [*(told for told in read.subjects if told.text.islower() and is_new(told, before)), *before]
        corrects = bool(before) and not read.sure  # the parse knows the subject, where word order only guesses
        if corrects and all(party in read.subjects for party in before):
            before = list(read.subjects)  # of "Voss, a maker of pumps, and Lind, a bank," the parse has the first alone
        known = [*before, *(party for party in read.objects if is_new(party, before))] if corrects else list(parsed["direct"])
        known += [party for party in (*before, *behind) if is_new(party, known)]
        known = self._resolved(known, parsed["before"])
        known = self.completed(mention, known)
        if corrects or len(known) >= len(parsed["parties"]):
            parsed |= {"parties": known, "party_texts": [party.text for party in known]}
            value |= party_fields(known)

    def name_in_full(self, mention: Mention) -> None:
        """Give the parties of a first mention the fullest names that the article has for them."""
        known: list[Party] = mention.parsed["parties"]
        sentence = self._document.sentence(mention.start)
        full = [self._full_names.full(party, beside=sentence.start <= party.start < sentence.end) for party in known]
        if mention.value and full != known:
            whole = [party for party in full if not any(_is_second_half(party, other) for other in full)]
            kept = [party for at, party in enumerate(whole) if all(party.text != other.text for other in whole[:at])]
            mention.parsed |= {"parties": kept, "party_texts": [party.text for party in kept]}
            mention.value |= party_fields(kept)

    def _worded(self, party: Party, told: list[Party]) -> Party:
        """The party that word order showed where a parse has a part of its name, or a person who speaks for it."""
        for other in told:
            if other.start <= party.start < other.end:
                return other
            between = self._document.text[other.end : party.start] if other.end < party.start < other.end + _OFFICE else ""
            if self._readers.actors.is_office(between):
                return other
        return party


def _is_second_half(party: Party, other: Party) -> bool:
    """Whether a party is but the end of another one's name: "Water" of "Voss Ice and Water"."""
    return other.text.endswith((f" and {party.text}", f" & {party.text}"))
