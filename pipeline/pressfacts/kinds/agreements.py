"""Agreements: what was, will be, or was not agreed between parties.

Nouns and their types come from `agreement_nouns`, status from `agreement_status`, parties from `agreement_parties`; here they become
mentions, and later mentions take over what the first one told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, settle
from pressfacts.kinds.agreement_details import Details
from pressfacts.kinds.agreement_mentions import SameInstrument
from pressfacts.kinds.agreement_nouns import Instrument, NounFinder, Words, phrase_index
from pressfacts.kinds.agreement_parties import Party, PartyReader
from pressfacts.kinds.agreement_status import Cue, StatusReader
from pressfacts.kinds.agreement_words import folded, position, words_of
from pressfacts.kinds.kind import Resources

_COMPLEMENT_REACH = 9  # words behind "agreement" in which its kind may be told


class AgreementKind:
    """Finds and normalises agreements."""

    name: fact.Kind = "agreement"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._nouns = NounFinder(rules)
        self._status = StatusReader(rules)
        self._parties = PartyReader(rules)
        self._same = SameInstrument(rules)
        self._details = Details(rules)
        self._verbs = [(rule, pattern) for rule, pattern in rules.patterns_of(self.name) if rule.make == "verb"]
        self._verb_types = rules.lexicon("agreement.commits")
        self._complements = phrase_index(rules.lexicon("agreement.complement"))
        self._staff = folded(rules.lexicon("agreement.staff"))

    def find(self, document: Document) -> list[Mention]:
        """Every noun and verb that may tell an agreement, in order."""
        nouns = [
            Mention(self.name, start, end, rule, {"instrument": instrument, "type": instrument.type})
            for rule, start, end, instrument in self._nouns.find(document)
        ]
        nouns = settle(nouns)
        return settle([*nouns, *self._told_by_verb(document, nouns)])

    def doubts(self, document: Document) -> set[int]:
        """None: parties are read off the order of words."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """The mentions that tell an agreement, each with type, status and parties."""
        reading = _Reading(self, document)
        return [mention for mention in document.mentions[self.name] if reading.take(mention)]

    def link(self, document: Document) -> None:
        """Tie dates, amounts and cities to the instruments, then hand what the first mention of each lacks on from the later ones."""
        mentions = document.mentions[self.name]
        for mention in mentions:
            instrument = mention.parsed["instrument"]
            if instrument is None or mention.value is None:
                continue
            low, high, cue = mention.parsed["low"], mention.parsed["high"], mention.parsed["cue"]
            mention.value["money"] = self._details.money(document, mention, instrument, low, high)
            mention.value["date"] = self._details.date(document, mention, instrument, cue, low, high)
        for mention in mentions:
            first = mention.parsed.get("same_as")
            if first is not None and mention.value and first.value:
                _share(first.value, mention.value)
                mention.value["same_as"] = document.id_of(first)
        for mention in mentions:
            for party in (mention.value or {}).get("party_spans", ()):
                cities = document.within("city", party["start"], party["end"])
                exact = [city for city in cities if (city.start, city.end) == (party["start"], party["end"])]
                party["city"] = document.id_of(exact[0]) if exact else None

    def _told_by_verb(self, document: Document, nouns: list[Mention]) -> Iterator[Mention]:
        """Agreements told by a verb, unless a noun beside it tells the same."""
        for rule, pattern in self._verbs:
            for match in pattern.scan(document):
                near = any(noun.overlaps(match.start - 40, match.end + 25) for noun in nouns[-400:]) if nouns else False
                verb = " ".join(match.groups.get("verb", "").casefold().split())
                type_ = self._verb_types.get(verb) or ("merger_acquisition" if rule.id == "agreement.buys" else "cooperation_agreement")
                if not near:
                    yield Mention(self.name, match.start, match.end, rule.id, {"instrument": None, "type": type_})

    def complement(self, instrument: Instrument) -> str | None:
        """The type that the words behind a general noun tell: "agreement to acquire"."""
        words = instrument.words[instrument.last : instrument.last + _COMPLEMENT_REACH]
        stop = next((at for at, word in enumerate(words) if word.low in (".", ";", "under", "which")), len(words))
        hits = self._complements.hits(words[:stop])
        return str(hits[0].meaning) if hits else None


class _Reading:
    """One pass over the mentions of a document: what was told before decides what a later noun means."""

    def __init__(self, kind: AgreementKind, document: Document) -> None:
        self._kind, self._document = kind, document
        self._told: list[Mention] = []
        self._all = document.mentions[kind.name]
        self._at = {id(mention): index for index, mention in enumerate(self._all)}

    def take(self, mention: Mention) -> bool:
        """Fill in the mention's value; False where it tells no agreement."""
        instrument: Instrument | None = mention.parsed["instrument"]
        if instrument is None:
            return self._take_verb(mention)
        kind = self._kind
        begins = kind._status.noun_phrase(instrument)
        previous, following = self._neighbours(mention)
        cue = kind._status.read(instrument, previous, following)
        mention.parsed |= {"low": previous.last if previous else 0, "high": following.first if following else len(instrument.words), "cue": cue}
        first = kind._same.first(self._document, mention, instrument, begins, self._told)
        if first is None and not self._is_told(instrument, begins, cue, mention):
            return False
        if cue is None and first is None:
            cue = self._inherited(mention, instrument, previous)
            mention.parsed["cue"] = cue
        self._fill(mention, instrument, begins, cue, first)
        self._told.append(mention)
        return True

    def _neighbours(self, mention: Mention) -> tuple[Instrument | None, Instrument | None]:
        """The instruments before and behind in the same sentence; a bracketed abbreviation is no neighbour of its long form."""
        at, instrument = self._at[id(mention)], mention.parsed["instrument"]
        previous = following = None
        for step in range(at - 1, max(-1, at - 4), -1):
            other = self._all[step]
            if other.parsed["instrument"] and other.parsed["instrument"].sentence is instrument.sentence:
                if self._all[step + 1] is not mention or "(" not in self._document.text[other.end : mention.start][:3]:
                    previous = other.parsed["instrument"]
                    break
            else:
                break
        for other in self._all[at + 1 : at + 4]:
            if not other.parsed["instrument"] or other.parsed["instrument"].sentence is not instrument.sentence:
                break
            if "(" not in self._document.text[mention.end : other.start][:3]:
                following = other.parsed["instrument"]
                break
        return previous, following

    def _is_told(self, instrument: Instrument, begins: int, cue: Cue | None, mention: Mention) -> bool:
        """Whether there is evidence enough that the noun tells an agreement."""
        words, last = instrument.words, instrument.last
        after = words[last].low if last < len(words) else ""
        partner = after in ("with", "between") and any(word.text[0].isupper() for word in words[last + 1 : last + 6])
        named = instrument.form in ("convention", "protocol", "covenant") and after in ("on", "against", "for", "to", "of") and words[instrument.first].text[0].isupper()
        bought = instrument.type == "merger_acquisition" and after == "of" and any(word.text[0].isupper() for word in words[last + 1 : last + 5])
        if instrument.strength == "weak":
            return named or bought or (cue is not None and cue.strength >= 4) or (partner and cue is not None and cue.strength >= 2) or self._kind._same.plural(instrument, begins, self._told) is not None
        if instrument.strength == "head" and instrument.plural and begins == instrument.first:
            return partner or cue is not None
        return True

    def _inherited(self, mention: Mention, instrument: Instrument, previous: Instrument | None) -> Cue | None:
        """The cue of the instrument before, where the two are joined: "signed a treaty and a defence pact"."""
        if previous is None or not self._told or self._told[-1].parsed["instrument"] is not previous:
            return None
        between = {word.low for word in instrument.words[previous.last : instrument.first]}
        cue: Cue | None = self._told[-1].parsed["cue"]
        return cue if between & {"and", ",", "or"} and cue and cue.governs else None

    def _fill(self, mention: Mention, instrument: Instrument, begins: int, cue: Cue | None, first: Mention | None) -> None:
        kind, document, words = self._kind, self._document, instrument.words
        parties = kind._parties.read(document.text, instrument, begins, cue, mention.parsed["low"], mention.parsed["high"])
        plural = kind._same.plural(instrument, begins, self._told) if first is None else None
        type_, status = self._type(instrument, plural, begins), cue.status if cue else None
        mention.parsed |= {"same_as": first, "type": type_, "told": status is not None}
        if first is not None:
            self._take_over(mention, first, cue)
            return
        if status is None and plural is not None:
            status = plural.value["status"] if plural.value else None
        if status is None and words[begins].low not in ("the", "this", "its", "their") and not parties and instrument.strength == "head":
            status = "signed"
        span = {"text": document.text[words[cue.first].start : words[cue.last - 1].end], "start": words[cue.first].start, "end": words[cue.last - 1].end} if cue else None
        parties = self._completed(parties, instrument)
        mention.parsed["party_texts"] = [party.text for party in parties]
        mention.value = {
            "type": type_,
            "status": status or "signed",
            "parties": [party.text for party in parties],
            "date": None,
            "topics": kind._details.topics(document.text, instrument, begins, mention.parsed["high"]),
            "money": None,
            "count": kind._details.count(instrument, begins),
            "told_by": "noun",
            "cue": span,
            "party_spans": [{"text": party.text, "start": party.start, "end": party.end, "city": None} for party in parties],
            "same_as": None,
        }
        mention.parsed["parties"] = parties

    def _type(self, instrument: Instrument, plural: Mention | None, begins: int) -> str:
        if plural is not None and instrument.strength != "noun":
            return str(plural.parsed["type"])
        if instrument.type not in ("agreement", "contract"):
            return instrument.type
        told = self._kind.complement(instrument) if instrument.type == "agreement" else None
        staff = any(word.low in self._kind._staff for word in instrument.words[max(0, begins - 12) : begins])
        return told or ("collective_agreement" if staff else instrument.type)

    def _completed(self, parties: list[Party], instrument: Instrument) -> list[Party]:
        """A single party gets the other one from the instrument told before, whose first party the article is about."""
        if len(parties) != 1:
            return parties
        for earlier in self._told[:1]:
            for other in earlier.parsed.get("parties", ())[:1]:
                if other.text not in parties[0].text and parties[0].text not in other.text:
                    return [other, *parties]
        return parties

    def _take_over(self, mention: Mention, first: Mention, cue: Cue | None) -> None:
        """A later mention has the values of the first, which in turn learns from it what it lacked."""
        if first.value is None:
            return
        if cue and cue.strength >= 3 and not first.parsed.get("told"):
            first.value["status"], first.parsed["told"] = cue.status, True
        mention.value = first.value | {"date": None, "money": None, "same_as": None, "told_by": "noun", "cue": None}

    def _take_verb(self, mention: Mention) -> bool:
        document = self._document
        sentence = document.sentence(mention.start)
        words = words_of(document.text, sentence.start, min(sentence.end, sentence.start + 2000))
        at = position(words, mention.start)
        holder = Instrument(mention.parsed["type"], "noun", "", Words(sentence, words), at, position(words, mention.end - 1) + 1, False)
        cue = Cue("signed", 4, at, at + 1, True)
        parties = self._kind._parties.read(document.text, holder, at, cue, 0, len(words))
        after = self._kind._parties.following(document.text, words, holder.last)
        parties = [*parties, *(party for party in after if party.text not in {known.text for known in parties})]
        mention.parsed |= {"cue": None, "same_as": None, "told": True, "parties": parties, "party_texts": [party.text for party in parties]}
        mention.value = {
            "type": mention.parsed["type"],
            "status": "signed",
            "parties": [party.text for party in parties],
            "date": None,
            "topics": [],
            "money": None,
            "count": None,
            "told_by": "verb",
            "cue": {"text": document.text[mention.start : mention.end], "start": mention.start, "end": mention.end},
            "party_spans": [{"text": party.text, "start": party.start, "end": party.end, "city": None} for party in parties],
            "same_as": None,
        }
        self._told.append(mention)
        return True


def _share(first: dict[str, Any], later: dict[str, Any]) -> None:
    """Give the first mention what only the later one told, and the later one all that the first has."""
    for name in ("money", "date"):
        if first[name] is None and later[name] is not None and name == "money":
            first[name] = later[name]
    for name in ("type", "status", "parties", "party_spans", "topics", "money", "date", "count"):
        later[name] = first[name]
