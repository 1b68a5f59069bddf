"""Whom a common noun stands for: "the union", "the board", "the airline", "the city", by the names of the article.

A noun stands for a name that ends with one of its heads ("Harbour Workers Union"), for a name beside it ("the airline Danubia
Air") or for one that it explains ("Voss Air, a regional carrier"); a city's noun for the city that the article names most.
"""

from __future__ import annotations

from collections import Counter

from pressfacts.document import Document
from pressfacts.kinds.agreements.names import Party
from pressfacts.kinds.agreements.words import folded
from pressfacts.rulebook import Rulebook

_JOINED = frozenset(
    ("Union", "Federation", "Association", "Commission", "Board", "Council", "Authority", "Ministry", "Agency")
)  # names with "and"
_LONGEST = 120  # code points of a name


class Antecedents:
    """The names of one article that common nouns may stand for."""

    def __init__(self, reader: AntecedentReader, document: Document) -> None:
        self._reader, self._document = reader, document
        self._names: dict[str, list[Party]] | None = None

    def of(self, noun: str, at: int) -> Party | None:
        """The name that a noun at a place stands for: the nearest before, else the first behind, in its longest form."""
        if noun in self._reader.cities:
            return self._city(at)
        if self._names is None:
            self._names = self._reader.read(self._document)
        names = self._names.get(noun, [])
        near = next((name for name in reversed(names) if name.start < at), names[0] if names else None)
        if near is None:
            return None
        return max((name for name in names if near.text in name.text), key=lambda name: (len(name.text), -name.start))

    def _city(self, at: int) -> Party | None:
        """The one city named before in the sentence, its dateline aside, else the one named most often; of equals the first.

        One within the name of something else does not count.
        """
        text = self._document.text
        cities = [city for city in self._document.mentions.get("city", ()) if not (city.value or {}).get("embedded")]
        begun = self._document.sentence(at).start
        inside = [city for city in cities if begun <= city.start < at and not (city.value or {}).get("is_dateline")]
        near = [(city.start, city.end) for city in inside]
        if len({text[slice(*span)].casefold() for span in near}) == 1:
            return Party(*near[0], text[slice(*near[0])])
        times = Counter(text[city.start : city.end].casefold() for city in cities)
        if not times:
            return None
        most = max(times.values())
        spans = [(city.start, city.end) for city in cities if times[text[city.start : city.end].casefold()] == most]
        name = text[slice(*spans[0])].casefold()
        same = [span for span in spans if text[slice(*span)].casefold() == name]
        start, end = next((span for span in same if not text[slice(*span)].isupper()), same[0])  # a dateline shouts
        return Party(start, end, text[start:end])


class AntecedentReader:
    """Finds the names that common nouns may stand for; made once, without state."""

    def __init__(self, rules: Rulebook) -> None:
        heads: dict[str, list[str]] = rules.lexicon("agreement.stands_for")
        self.cities = folded(rules.lexicon("agreement.city_noun"))
        self._nouns: dict[str, list[str]] = {}
        for noun, forms in heads.items():
            for form in forms:
                self._nouns.setdefault(form, []).append(noun)
        name, blank = r"\p{Lu}[\w&-]*(?:['’]\p{Lu}[\w-]*)?", r"[ \x{A0}]"
        names = rf"{name}(?:{blank}{name}){{0,5}}"
        tail = rf"{blank}(?:of|for){blank}(?:the{blank})?{name}(?:{blank}(?:and{blank})?{name}){{0,3}}|(?:{blank}Local)?{blank}[0-9]+"
        chain = rf"(?:{name}{blank}(?:(?:of|for|and|the|&|de){blank}){{0,2}}){{0,6}}"
        where = "agreement.stands_for"
        self._headed = rules.compile(rf"(?P<fact>{chain}(?P<head>{'|'.join(sorted(self._nouns))})\b(?:{tail})?)", where=where)
        self._beside = rules.compile(rf"(?P<noun>{'|'.join(sorted(heads))}){blank}(?P<fact>{names})", where=where)
        words = rf"(?:[\w'’-]+{blank}){{0,4}}?"
        self._apposed = rules.compile(
            rf"(?P<fact>{names}),{blank}(?:a|an|the|one){blank}{words}(?P<noun>{'|'.join(sorted(heads))})\b", where=where
        )

    def read(self, document: Document) -> dict[str, list[Party]]:
        """The names of an article by the nouns that may stand for them, in the order of the text."""
        found: dict[str, list[Party]] = {}
        for match in self._headed.scan(document):
            head, start = match.groups["head"], match.start
            if head not in _JOINED:  # "Savanna and Zuri Air" are two
                joined = document.text.rfind(" and ", start, match.end)
                start = joined + len(" and ") if joined >= 0 else start
            if " " in document.text[start : match.end]:
                for noun in self._nouns[head]:
                    found.setdefault(noun, []).append(_party(document.text, start, match.end))
        for pattern in (self._beside, self._apposed):
            for match in pattern.scan(document):
                found.setdefault(match.groups["noun"], []).append(_party(document.text, match.start, match.end))
        return {noun: sorted(party for party in parties if party.end - party.start <= _LONGEST) for noun, parties in found.items()}


def _party(text: str, start: int, end: int) -> Party:
    """The name without the article that begins it."""
    if text.startswith("The ", start, end):
        start += 4
    return Party(start, end, " ".join(text[start:end].split()))
