"""Who an article is about, and who "the company", "they" and "the two cities" are: parties that a sentence leaves to its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.antecedents import Antecedents
from pressfacts.kinds.agreements.datelines import behind_dateline
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.nouns import is_headline
from pressfacts.kinds.agreements.words import Capitals, Word, between_small, folded, words_of
from pressfacts.rulebook import Rulebook

_LEAD_SENTENCES, _LEAD_CHARACTERS = 4, 1500
_LISTED, _BEGINS = 4, 2  # how many times more a name counts that has a ticker, and one that begins the text
_TICKER = re.compile(r"\.?[®™]?,? \((?:the |“|\")?[A-Z][\w ./-]{1,24}:")
_WHERE = ("in", "at", "near", "across")
_PLACE_LEADS = ("in ", "at ", "near ", "from ")


class Actors:
    """The parties of one article that are told elsewhere than beside their instrument."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._firms = folded(rules.lexicon("agreement.firm"))
        self._approvers = folded(rules.lexicon("agreement.approver"))
        self._openers = folded(rules.lexicon("agreement.opener"))
        self._countries = folded(rules.lexicon("place.country"))
        self._offices = folded(rules.lexicon("agreement.title")) | folded(rules.lexicon("agreement.office"))
        self._verbs = folded(rules.lexicon("agreement.name_stop")) - {"of", "for", "and"}
        self._demonyms = folded(rules.lexicon("place.demonym"))
        name = r"[A-Z][\w'’-]*"
        self._titled = rules.compile(
            rf"\b(?i:{{agreement.title}})\.?\s(?P<before>(?:{name}\.?\s){{0,2}}{name})"
            rf"|(?P<behind>{name}\s{name}),\s(?:[\w’'-]+\s){{0,4}}(?i:{{agreement.title}})\b",
            where="agreement.title",
        )

    def protagonists(self, document: Document) -> tuple[Party | None, Party | None]:
        """The name of the article's first sentences that the article repeats most, and the one that begins it, as long as it repeats them.

        Names with a ticker or a legal form behind them, and the one that begins the text, go before others; persons do not count.
        """
        text, best, score = document.text, None, 1
        opening: Party | None = None
        capitals, persons = Capitals(document, self._openers), self.persons(document)
        lead = True
        for sentence in document.sentences[:_LEAD_SENTENCES]:
            if sentence.start > _LEAD_CHARACTERS:
                break
            words = words_of(text, sentence.start, min(sentence.end, sentence.start + 600))
            if is_headline(words):
                continue
            words = capitals.lowered(words)
            at = begun = behind_dateline(words)
            while at < len(words):
                if not self._names.is_name(words[at]):
                    at += 1
                    continue
                last = self._names.name_end(words, at, len(words))
                weight = self._weight(text, words, at, last, persons) * (_BEGINS if lead and at - begun <= 1 else 1)
                weight = 0 if last == at + 1 and _is_plain(words[at].low, capitals) else weight
                ends = self._with_actor(words, self._names.stands_for(words, at, last), last)
                opens = at == 0 and ends > last == 1 and not between_small(text, words[at].text)  # "Clinic workers" are not the Clinic's
                plural = last < len(words) and words[last].text.islower() and words[last].low.endswith("s")  # "Clinic workers"
                own = last - at > 1 or (not plural and between_small(text, words[at].text))
                if lead and at == begun and weight > 1 and own and not opens:
                    opening = self._names.party(text, words, at, ends)
                if weight > score and not opens:
                    best, score = self._names.party(text, words, at, ends), weight
                at = last
            lead = False
        return best, opening

    def is_country(self, party: Party) -> bool:
        """Whether a party is a state by its name."""
        return party.text.casefold() in self._countries

    def is_office(self, between: str) -> bool:
        """Whether the words between a name and a person make the person one who speaks for it: "Lind Ltd (ASX: LND) manager Orla Finch"."""
        words = [word.strip(",()").casefold() for word in between.split()]
        clause = "," in between or any(word in self._verbs for word in words)
        return not clause and any(word in self._offices for word in words)

    def _with_actor(self, words: list[Word], ends: int, last: int) -> int:
        """The end of a name with the actor's noun that goes with it: "Odisha government"."""
        actor = ends == last < len(words) and words[last].text.islower() and words[last].low in self._names.actors
        return last + 1 if actor else ends

    def _weight(self, text: str, words: list[Word], at: int, last: int, persons: frozenset[str]) -> int:
        """How much an article is about a name: how often it repeats it; 0 for persons and for words that are no names."""
        ends = self._names.stands_for(words, at, last)
        common = len(words[at].text) < 3 or f" {words[at].low} " in text or words[at].low in self._approvers
        common = common or _is_where(words, at) or " ".join(word.low for word in words[at:last]) in self._demonyms
        if ends == at or common or (ends - at < 3 and words[ends - 1].text in persons):
            return 0
        firm = words[ends - 1].low in self._names.suffixes or _TICKER.match(text, words[ends - 1].end) is not None
        return self._times(text, words[at].text) * (_LISTED if firm else 1)

    def persons(self, document: Document) -> frozenset[str]:
        """The first and last words of names that the article gives a title: "Mayor Orla Finch", "Roh Min, the chairman"."""
        names = (match.groups.get("before") or match.groups["behind"] for match in self._titled.scan(document))
        return frozenset(word for name in names for word in (name.split()[0], name.split()[-1]))

    def _times(self, text: str, name: str) -> int:
        """How often a name stands in the text other than as the place where something is."""
        return text.count(name) - 2 * sum(text.count(lead + name) for lead in _PLACE_LEADS)

    def resolved(
        self,
        parties: list[Party],
        told: Sequence[Mention],
        protagonist: Callable[[], Party | None],
        antecedents: Antecedents,
        persons: frozenset[str],
    ) -> list[Party]:
        """The parties, "the company" and "the university" replaced by the name that they stand for, without persons."""
        names = [known for mention in told for known in mention.parsed.get("parties", ()) if known.text[:1].isupper()]
        out: list[Party] = []
        for each in parties:
            low = each.text.casefold()
            name = None
            if each.text.islower() and " " not in low:
                name = antecedents.of(low, each.start)
                name = name or next((known for known in names if low in known.text.casefold().split()), None)
                name = name or (protagonist() if low in self._firms else None)
            elif each.text in persons and not ((about := protagonist()) and each.text in about.text):
                continue
            found = name or each
            if all(not _same(found, known) and not self._is_short(found, known) for known in out):
                out.append(found)
        return out

    def _is_short(self, party: Party, other: Party) -> bool:
        """Whether a party is another one without its legal form: "Voss" of "Voss Ltd"."""
        behind = other.text.removeprefix(party.text).replace(",", " ").split()
        return other.text.startswith(party.text) and all(word.rstrip(".").casefold() in self._names.suffixes for word in behind)

    def completed(self, parties: list[Party], told: Sequence[Mention], protagonists: Sequence[Party], *, pair: bool = False) -> list[Party]:
        """The parties with those that are left to other sentences.

        An instrument without any has those of the article's first, with `pair` those of the last told, or the one that the article
        is about; a single party gets that one beside it.
        """
        if len(parties) > 1:
            return parties
        several: list[list[Party]] = [known for mention in told if len(known := mention.parsed.get("parties", ())) > 1]
        if pair:
            two = next((known for known in reversed(several) if len(known) == 2), None)
            return list(two) if two else parties
        if not parties:
            return list(several[0]) if several else list(protagonists[:1])
        first = [known for mention in told[:3] for known in mention.parsed.get("parties", ())][:1]
        others = [*protagonists, *([] if protagonists else first)]
        other = next((each for each in others if each.text not in parties[0].text and parties[0].text not in each.text), None)
        return [other, *parties] if other else parties


def _same(party: Party, other: Party) -> bool:
    """Whether two parties are one: of the same name, or read off the same words."""
    return party.text == other.text or (party.start < other.end and other.start < party.end)


def _is_plain(low: str, capitals: Capitals) -> bool:
    """Whether the text writes a word, or its other number, with a small letter too: "Ambulance pact", "two ambulances"."""
    return any(capitals.is_small(form) for form in (low, f"{low}s", low.removesuffix("s")) if form)


def _is_where(words: list[Word], at: int) -> bool:
    """Whether a name tells where something is: "in northwest Ohio", "near Bari"."""
    before = at - 1
    while before > 0 and at - before < 3 and words[before].text.islower() and words[before].low not in _WHERE:
        before -= 1
    return before >= 0 and words[before].low in _WHERE
