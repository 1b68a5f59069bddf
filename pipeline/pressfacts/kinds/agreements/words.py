"""The words of a sentence that holds an agreement, and the phrases of the lexicons that stand in it.

Sentences are cut into words once and searched for all phrases at once: a dictionary by the first word of each phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

_WORD = re.compile(r"['’]s\b|\d+:\d+|[^\W_]+(?:[.&/-][^\W_]+|['’](?!s\b)[^\W_]+)*|[^\w\s]")
LONGEST_SENTENCE = 1200  # code points; what runs on longer is no sentence, and is cut


class Word(NamedTuple):
    """A word or a mark, with its code points in the article. `low` is its case-folded form."""

    text: str
    low: str
    start: int
    end: int


class Hit(NamedTuple):
    """A phrase of a lexicon in a sentence: words from `first` up to, not including, `last`."""

    first: int
    last: int
    meaning: Any


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of the article, possessive "'s" and marks for themselves."""
    # Every sentence that holds a candidate goes through here: one loop without calls.
    return [
        Word(word := found[0], word.casefold().replace("’", "'"), found.start(), found.end()) for found in _WORD.finditer(text, start, end)
    ]


class PhraseIndex:
    """Phrases, several of which may be spelt alike, and what each means."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], list[Any]]]] = {}

    def add(self, phrase: str, meaning: Any) -> None:
        """Add a phrase; one that is there already gets one meaning more."""
        words = tuple(word.low for word in words_of(phrase, 0, len(phrase)))
        entries = self._by_first.setdefault(words[0], [])
        known = next((meanings for other, meanings in entries if other == words), None)
        if known is not None:
            known.append(meaning)
            return
        entries.append((words, [meaning]))
        entries.sort(key=lambda entry: -len(entry[0]))

    def add_all(self, entries: dict[str, Any]) -> PhraseIndex:
        """Add a lexicon's entries; gives the index itself back."""
        for phrase, meaning in entries.items():
            self.add(phrase, meaning)
        return self

    def hits(self, words: list[Word]) -> list[Hit]:
        """The phrases in the sentence, left to right; where one begins several, the longest."""
        found, by_first = [], self._by_first
        for at, word in enumerate(words):
            for phrase, meanings in by_first.get(word.low, ()):
                if all(at + step < len(words) and words[at + step].low == part for step, part in enumerate(phrase)):
                    found += [Hit(at, at + len(phrase), meaning) for meaning in meanings]
                    break
        return found


def position(words: list[Word], offset: int) -> int:
    """Index of the first word that ends after `offset`."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def folded(lexicon: Iterable[str]) -> frozenset[str]:
    """The forms of a lexicon, case-folded."""
    return frozenset(form.casefold() for form in lexicon)
