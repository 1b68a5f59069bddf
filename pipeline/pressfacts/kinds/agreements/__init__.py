"""Agreements: what was, will be, or was not agreed between parties.

`agreements.nouns` finds the nouns and their types, `agreements.reading` passes over them in order and fills in status, parties and the
rest; here verbs that tell an agreement by themselves are added, and dates, amounts and cities tied in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, Sentence, settle
from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.nouns import NounFinder
from pressfacts.kinds.agreements.parse import Parse
from pressfacts.kinds.agreements.readers import Readers
from pressfacts.kinds.agreements.reading import Reading
from pressfacts.kinds.agreements.told import Told, set_field, take_over
from pressfacts.kinds.kind import Resources
from pressfacts.rulebook.model import Pattern, TokenPattern
from pressfacts.text.tokens import TokenMatches

_MAKES = ("verb",)
_BESIDE = 40  # code points: a noun so near a verb tells the same agreement
_SHARED = (
    "type",
    "status",
    "parties",
    "party_spans",
    "topics",
    "money",
    "date",
    "count",
    "duration",
    "duration_span",
    "place",
    "signatories",
    "evidence",
)


class AgreementKind:
    """Finds and normalises agreements."""

    name: fact.Kind = "agreement"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._nouns = NounFinder(rules)
        self._readers = Readers(rules)
        self._verbs = rules.patterns_of(self.name, _MAKES)
        self._verb_tokens = TokenMatches(rules, rules.tokens_of(self.name, _MAKES))
        self._verb_types = rules.lexicon("agreement.commits")

    def open(self) -> None:
        """Make now what else the first sentence that needs it would wait for."""
        self._verb_tokens.open()

    def find(self, document: Document) -> list[Mention]:
        """Every noun and verb that may tell an agreement, in order."""
        nouns = settle(
            Mention(self.name, start, end, rule, {"instrument": instrument, "type": instrument.type})
            for rule, start, end, instrument in self._nouns.find(document)
        )
        document.add(self.name, nouns)
        return settle([*nouns, *self._told_by_verb(document)])

    def doubts(self, document: Document) -> set[Sentence]:
        """None: agreements are read off words and their order."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """The mentions that tell an agreement, each with type, status and parties."""
        reading = Reading(self._readers, document)
        told = reading.take_all()
        lacking = [mention for mention in told if reading.whom.are_lacking(mention)]
        document.to_parse |= {document.sentence_index(mention.start) for mention in lacking}
        document.notes[self.name] = reading, lacking
        return told

    def link(self, document: Document) -> None:
        """Tie dates, amounts and cities to the instruments, and give later mentions the values of the first."""
        reading, lacking = document.notes[self.name]
        for mention in lacking:
            reading.whom.add(mention, Parse(document.parses[document.sentence_index(mention.start)]))
        mentions = document.mentions[self.name]
        for mention in mentions:
            if mention.parsed["same_as"] is None:
                reading.whom.name_in_full(mention)
        for mention in mentions:
            self._tie_amount_and_date(document, mention)
        for mention in mentions:
            self._tie_to_neighbours(document, mention)
        for mention in mentions:
            first = mention.parsed["same_as"]
            if first is not None and mention.value and first.value:
                _share(first.value, mention.value)
                mention.value["same_as"] = document.id_of(first)
        for mention in mentions:
            for party in (mention.value or {}).get("party_spans", ()):
                cities = document.within("city", party["start"], party["end"])
                exact = [city for city in cities if (city.start, city.end) == (party["start"], party["end"])]
                party["city"] = document.id_of(exact[0]) if exact else None

    def _told_by_verb(self, document: Document) -> Iterator[Mention]:
        """Agreements told by a verb, unless a noun beside it tells the same."""
        found: list[tuple[Pattern | TokenPattern, int, int, str]] = [
            (rule, match.start, match.end, match.groups.get("verb", ""))
            for rule, pattern in self._verbs
            for match in pattern.scan(document)
        ]
        found += [(rule, start, end, "") for rule, start, end in self._verb_tokens.scan(document)]
        for rule, start, end, verb in found:
            type_ = self._verb_types.get(" ".join(verb.casefold().split())) or rule.value.get("type")
            behind = min(end + _BESIDE, document.sentence(start).end)
            if type_ and not document.taken(max(0, start - _BESIDE), max(end, behind), self.name):
                status = rule.value.get("status", "signed")
                yield Mention(self.name, start, end, rule.id, {"instrument": None, "type": type_, "status": status})

    def _tie_amount_and_date(self, document: Document, mention: Mention) -> None:
        instrument, parsed = mention.parsed["instrument"], mention.parsed
        if instrument is not None and mention.value is not None:
            details = self._readers.details
            low, high = parsed["low"], parsed["high"]
            set_field(document, mention.value, "money", details.money(document, mention, instrument, low, high))
            set_field(document, mention.value, "date", details.date(document, mention, instrument, parsed["cue"], low, high))

    def _tie_to_neighbours(self, document: Document, mention: Mention) -> None:
        """Give the instrument what its verb of signing and other sentences tell."""
        instrument, parsed, value = mention.parsed["instrument"], mention.parsed, mention.value
        if instrument is None or value is None:
            return
        first, ties = parsed["same_as"] or mention, self._readers.ties
        target: dict[str, Any] = first.value or {}
        cue: Cue | None = parsed["cue"]
        if first is not mention and cue is not None and cue.verb and cue.status == target.get("status"):
            if not target.get("date") or (value["date"] and ties.is_announced(target) and ties.is_signed(instrument, cue)):
                take_over(target, "date", value)
        elif first is mention and not value["date"]:
            whole: Mention | None = parsed.get("plural")
            set_field(document, value, "date", ties.next_date(document, mention))
            if not value["date"] and whole and whole.value:
                take_over(value, "date", whole.value)
        duration = ties.duration(document, mention, instrument, cue, parsed["begins"], parsed["high"])
        if duration is not None and duration.value and not target.get("duration"):
            set_field(document, target, "duration", Told(duration.value["timex"], duration.start, duration.end, duration))
            target["duration_span"] = _span(document, duration)
        place = ties.place(document, instrument, cue, parsed["low"], parsed["high"])
        if place is not None and not target.get("place"):
            set_field(document, target, "place", Told(document.id_of(place), place.start, place.end, place))
        target["signatories"] = target.get("signatories") or ties.signatories(document, mention, instrument, cue)


def _span(document: Document, mention: Mention) -> dict[str, Any]:
    return {"text": document.text[mention.start : mention.end], "start": mention.start, "end": mention.end}


def _share(first: dict[str, Any], later: dict[str, Any]) -> None:
    """Give the first mention the amount that only a later one told, and the later one all that the first has."""
    if not first["money"]:
        take_over(first, "money", later)
    for name in _SHARED:
        later[name] = first[name]
