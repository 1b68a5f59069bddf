"""The fullest name that an article has for a party: "Voss" of an article that begins with "Voss Pumps" or ends "About Voss Pumps Ltd".

A longer name is the same party's where its legal form, a heading "About ..." or its place before the short one shows it, and where
the article has no second name that goes on in another way ("Voss" beside "Voss Energy" and "Voss Bank").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pressfacts.document import Document
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.nouns import is_headline
from pressfacts.kinds.agreements.words import folded, words_of
from pressfacts.rulebook import Rulebook

_HEADING = "About "
_LONGEST = 70  # code points of a heading
_READ = 300  # code points of a first sentence
_NAMES = 40  # longer names looked at for one first word
_MOST_JOINED = 200  # names with "and" behind them that are looked for in the whole text, which takes time for each
_MOST_LOOKED_AT = 20_000  # stretches that are looked at for one first word after the other; then all names are read at once
_SHORTEST = 3  # letters of a name that stands for a longer one


class FullNameReader:
    """Finds the names of an article; made once, without state."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self.suffixes = names.suffixes
        self.unnamed = (
            folded(rules.lexicon("place.country")) | folded(rules.lexicon("agreement.actor")) | folded(rules.lexicon("place.demonym"))
        )
        word, blank = r"\p{Lu}[\p{L}\p{N}&.'’-]*", r"[ \x{A0}]"
        self._chain = rules.compile(rf"(?P<fact>{word}(?:,?{blank}{word}){{0,7}})", where="agreement.firm_suffix", whole=False)
        self._and = re.compile(r" (?:and|&) ([A-Z][\w-]{2,30})\b(?! [A-Z])")

    def chains(self, document: Document) -> tuple[list[tuple[int, int]], list[Party]]:
        """The stretches of the running text that are written as names, and the names that stand in headings "About ..."."""
        chains: list[tuple[int, int]] = []
        headed: list[Party] = []
        text, headline = document.text, self._headline_end(document)
        for match in self._chain.scan(document):
            begins = match.start == 0 or text[match.start - 1] in "\n\r"
            if begins and text.startswith(_HEADING, match.start):
                name = self._heading(text, match.start + len(_HEADING))
                headed += [name] if name else []
            elif match.start >= headline:
                chains.append((match.start, match.end))
        return chains, headed

    def names(self, text: str, chains: Iterable[tuple[int, int]], first: str) -> Iterator[tuple[Party, re.Match[str] | None]]:
        """The names in these stretches that begin with the word `first` ("" for any), and what is joined to each by "and"."""
        for start, stop in chains:
            if text.find(first, start, stop) < 0:
                continue
            party = self._name(text, start, stop)
            if party and first in ("", _first_word(party.text)):
                yield party, self._and.match(text, party.end) if party.end == stop else None

    def _name(self, text: str, start: int, end: int) -> Party | None:
        words = words_of(text, start, end)
        begins = next((at for at, word in enumerate(words) if self._names.is_name(word)), None)
        if begins is None:
            return None
        last = self._names.name_end(words, begins, len(words))
        stands = self._names.stands_for(words, begins, last)
        return None if stands == begins else self._names.party(text, words, begins, stands)

    def _heading(self, text: str, start: int) -> Party | None:
        """The name that the rest of a short line is."""
        line = text[start : start + _LONGEST].split("\n")[0].rstrip().rstrip(":")
        if len(line) >= _LONGEST - 1 or not line[:1].isupper() or " is " in line:
            return None
        return Party(start, start + len(line), " ".join(line.split()))

    def _headline_end(self, document: Document) -> int:
        """Where the running text begins: behind the first sentence where that is a headline, whose words are all written as names."""
        first = document.sentences[0]
        return first.end if is_headline(words_of(document.text, first.start, min(first.end, first.start + _READ))) else 0


class _Names(NamedTuple):
    """Names of an article by their text: one mention of each, where the running text has it first, and which are headings."""

    mentions: dict[str, Party]
    starts: dict[str, int]
    headed: frozenset[str]


class FullNames:
    """The full names of one article, found as they are asked for."""

    def __init__(self, reader: FullNameReader, document: Document) -> None:
        self._reader, self._document = reader, document
        self._by_word: dict[str, _Names] = {}
        self._joins_left = _MOST_JOINED

    @functools.cached_property
    def _chains(self) -> tuple[list[tuple[int, int]], list[Party]]:
        return self._reader.chains(self._document)

    def _beginning(self, word: str) -> _Names:
        """The names of the article that begin with a word."""
        known = self._by_word.get(word)
        if known is None:
            chains, headings = self._chains
            many = len(self._by_word) * len(chains) >= _MOST_LOOKED_AT
            told = self._all_told.get(word, []) if many else self._told(word)
            headed = [name for name in headings if _first_word(name.text) == word]
            mentions: dict[str, Party] = {}
            for name in (*told, *headed):
                if name.text in mentions or len(mentions) < _NAMES:
                    mentions.setdefault(name.text, name)
            starts = {name.text: name.start for name in reversed(told)}
            known = self._by_word[word] = _Names(mentions, starts, frozenset(name.text for name in headed))
        return known

    @functools.cached_property
    def _all_told(self) -> dict[str, list[Party]]:
        """The names of the running text by their first words."""
        names: dict[str, list[Party]] = {}
        for name in self._told(""):
            names.setdefault(_first_word(name.text), []).append(name)
        return names

    def _told(self, word: str) -> list[Party]:
        """The names of the running text that begin with a word, in their order."""
        found: list[Party] = []
        text = self._document.text
        for party, tail in self._reader.names(text, self._chains[0], word):
            if tail and self._joins_left:
                self._joins_left -= 1
                party = _joined(text, party, tail)
            found.append(party)
        return found

    def full(self, party: Party, *, beside: bool) -> Party:
        """The party by its fullest name; itself where the article has none or where more than one could be it.

        A legal form that the article adds only later is no part of a name that stands `beside` the instrument.
        """
        short = party.text
        if not self._may_be_short(party):
            return party
        names, first, headed = self._beginning(_first_word(short))
        longer = [name for text, name in names.items() if text.startswith((f"{short} ", f"{short}, "))]
        if beside:
            longer = [name for name in longer if first.get(name.text, party.end) <= party.start or not self._adds_form(name.text, short)]
        if not longer:
            return party
        longest = max(longer, key=lambda name: (len(name.text), -name.start))
        if any(not longest.text.startswith(name.text.rstrip(".")) for name in longer):
            return party
        shown = [name for name in longer if name.text in headed or self._has_form(name.text) or _leads(first, name.text, short)]
        return longest if shown else party

    def _may_be_short(self, party: Party) -> bool:
        """Whether a longer name may be the party's: not that of a state, a city or a common noun."""
        text = party.text
        plain = len(text) >= _SHORTEST and text[0].isupper() and text.casefold() not in self._reader.unnamed
        cities = self._document.within("city", party.start, party.end)
        return plain and not any((city.start, city.end) == (party.start, party.end) for city in cities)

    def _has_form(self, name: str) -> bool:
        """Whether a legal form ends a name."""
        return name.split()[-1].rstrip(".").casefold() in self._reader.suffixes

    def _adds_form(self, name: str, short: str) -> bool:
        """Whether a name is the short one with nothing but a legal form."""
        return len(name.split()) == len(short.split()) + 1 and self._has_form(name)


def _leads(first: Mapping[str, int], name: str, short: str) -> bool:
    """Whether the running text has a name before the first short form of it."""
    return name in first and short in first and first[name] < first[short]


def _first_word(name: str) -> str:
    return name.split()[0].rstrip(",")


def _joined(text: str, party: Party, end: re.Match[str]) -> Party:
    """The name with "and" and a last word that the article has nowhere else: "Voss Ice and Water", but not "Voss and Lind"."""
    whole = text[party.start : end.end()]
    times = text.count(whole)
    return Party(party.start, end.end(), whole) if times > 1 and text.count(end.group(1)) == times else party
