"""Who an article is about, and who "the company", "they" and "the two cities" are: parties that a sentence leaves to its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.names import NameReader, Party, behind_dateline
from pressfacts.kinds.agreements.nouns import is_headline
from pressfacts.kinds.agreements.words import folded, words_of
from pressfacts.rulebook import Rulebook

_LEAD_SENTENCES, _LEAD_CHARACTERS = 4, 1500
_PLACE_LEADS = ("in ", "at ", "near ", "from ")


class Actors:
    """The parties of one article that are told elsewhere than beside their instrument."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._firms = folded(rules.lexicon("agreement.firm"))

    def protagonist(self, document: Document) -> Party | None:
        """The name of the article's first sentences that the article repeats most, as long as it does so at all."""
        text, best, score = document.text, None, 1
        for sentence in document.sentences[:_LEAD_SENTENCES]:
            if sentence.start > _LEAD_CHARACTERS:
                break
            words = words_of(text, sentence.start, min(sentence.end, sentence.start + 600))
            if is_headline(words):
                continue
            at = behind_dateline(words)
            while at < len(words):
                if not self._names.is_name(words[at]):
                    at += 1
                    continue
                last = self._names.name_end(words, at, len(words))
                common = len(words[at].text) < 3 or f" {words[at].low} " in text
                times = 0 if common else self._times(text, words[at].text)
                if times > score:
                    best, score = self._names.party(text, words, at, last), times
                at = last
        return best

    def _times(self, text: str, name: str) -> int:
        """How often a name stands in the text other than as the place where something is."""
        return text.count(name) - 2 * sum(text.count(lead + name) for lead in _PLACE_LEADS)

    def resolved(self, parties: list[Party], told: Sequence[Mention], protagonist: Party | None) -> list[Party]:
        """The parties, "the company" and "the university" replaced by the name that they stand for."""
        names = [known for mention in told for known in mention.parsed.get("parties", ()) if known.text[:1].isupper()]
        out: list[Party] = []
        for each in parties:
            low = each.text.casefold()
            name = None
            if each.text.islower() and " " not in low:
                name = next((known for known in names if low in known.text.casefold().split()), None)
                name = name or (protagonist if low in self._firms else None)
            found = name or each
            if found.text not in [known.text for known in out]:
                out.append(found)
        return out

    def completed(self, parties: list[Party], told: Sequence[Mention], protagonist: Party | None) -> list[Party]:
        """The parties with those that are left to other sentences.

        An instrument without any has those of the article's first, or the one that the article is about; a single party gets
        that one beside it.
        """
        if len(parties) > 1:
            return parties
        if not parties:
            pair: list[Party] = next((mention.parsed["parties"] for mention in told if len(mention.parsed.get("parties", ())) > 1), [])
            return list(pair) if pair or not protagonist else [protagonist]
        first = next((known for mention in told[:3] for known in mention.parsed.get("parties", ())), None)
        other = protagonist or first
        if other is not None and other.text not in parties[0].text and parties[0].text not in other.text:
            return [other, *parties]
        return parties
