"""Agreements: what was, will be, or was not agreed between parties.

`agreement_nouns` finds the nouns and their types, `agreement_reading` passes over them in order and fills in status, parties and the
rest; here verbs that tell an agreement by themselves are added, and dates, amounts and cities tied in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, settle
from pressfacts.kinds.agreement_nouns import NounFinder
from pressfacts.kinds.agreement_reading import Readers, Reading
from pressfacts.kinds.kind import Resources

_BESIDE = 40  # code points: a noun so near a verb tells the same agreement
_SHARED = ("type", "status", "parties", "party_spans", "topics", "money", "date", "count")


class AgreementKind:
    """Finds and normalises agreements."""

    name: fact.Kind = "agreement"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._nouns = NounFinder(rules)
        self._readers = Readers(rules)
        self._verbs = [(rule, pattern) for rule, pattern in rules.patterns_of(self.name) if rule.make == "verb"]
        self._verb_types = rules.lexicon("agreement.commits")

    def find(self, document: Document) -> list[Mention]:
        """Every noun and verb that may tell an agreement, in order."""
        nouns = settle(
            Mention(self.name, start, end, rule, {"instrument": instrument, "type": instrument.type})
            for rule, start, end, instrument in self._nouns.find(document)
        )
        document.add(self.name, nouns)
        return settle([*nouns, *self._told_by_verb(document)])

    def doubts(self, document: Document) -> set[int]:
        """None: agreements are read off words and their order."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """The mentions that tell an agreement, each with type, status and parties."""
        reading = Reading(self._readers, document)
        return [mention for mention in document.mentions[self.name] if reading.take(mention)]

    def link(self, document: Document) -> None:
        """Tie dates, amounts and cities to the instruments, and give later mentions the values of the first."""
        mentions = document.mentions[self.name]
        for mention in mentions:
            self._tie_amount_and_date(document, mention)
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
        for rule, pattern in self._verbs:
            for match in pattern.scan(document):
                verb = " ".join(match.groups.get("verb", "").casefold().split())
                type_ = self._verb_types.get(verb) or rule.value.get("type")
                behind = min(match.end + _BESIDE, document.sentence(match.start).end)
                if type_ and not document.taken(max(0, match.start - _BESIDE), max(match.end, behind), self.name):
                    yield Mention(self.name, match.start, match.end, rule.id, {"instrument": None, "type": type_})

    def _tie_amount_and_date(self, document: Document, mention: Mention) -> None:
        instrument, parsed = mention.parsed["instrument"], mention.parsed
        if instrument is not None and mention.value is not None:
            details = self._readers.details
            mention.value["money"] = details.money(document, mention, instrument, parsed["low"], parsed["high"])
            mention.value["date"] = details.date(document, mention, instrument, parsed["cue"], parsed["low"], parsed["high"])


def _share(first: dict[str, Any], later: dict[str, Any]) -> None:
    """Give the first mention the amount that only a later one told, and the later one all that the first has."""
    first["money"] = first["money"] or later["money"]
    for name in _SHARED:
        later[name] = first[name]
