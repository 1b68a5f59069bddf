"""The words of a sentence that holds an agreement, and the phrases of the lexicons that stand in it.

Sentences are cut into words once and searched for all phrases at once: a dictionary by the first word of each phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pressfacts.document import Document

# The first alternative is a short way for most words, which the third would match too.
_WORD = re.compile(r"([a-zA-Z]++(?![\w.&/'’-])|['’]s\b|\d+:\d+|[^\W_]+(?:[.&/-][^\W_]+|['’](?!s\b)[^\W_]+)*|[^\w\s])")
_AGENT_LEADS = frozenset(("by", "in", "on", "to", "with", "from", "as", "under"))
_MARKS = ',.;:)?!”"'
_LONGEST_WORD = 40
_OPENS = frozenset(("“", '"', "*", "•", "‘"))
_OBJECT_LEADS = frozenset(("a", "an", "the", "his", "her", "its", "their", "this", "that", "himself", "herself", "itself", "themselves"))
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
    # Every sentence that holds a candidate goes through here: one loop, and tuples made without the Python function that `Word` is.
    words: list[Word] = []
    new, last = tuple.__new__, start
    pieces = iter(_WORD.split(text[start:end]))  # gap, word, gap, word, ..., gap
    for gap, word in zip(pieces, pieces, strict=False):
        begin = last + len(gap)
        last = begin + len(word)
        words.append(new(Word, (word, word.casefold().replace("’", "'"), begin, last)))
    return words


class PhraseIndex:
    """Phrases, several of which may be spelt alike, and what each means."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[list[str], list[Any]]]] = {}

    def add(self, phrase: str, meaning: Any) -> None:
        """Add a phrase; one that is there already gets one meaning more."""
        words = [word.low for word in words_of(phrase, 0, len(phrase))]
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
        low = [word.low for word in words]
        for at, word in enumerate(low):
            for phrase, meanings in by_first.get(word, ()):
                if low[at : at + len(phrase)] == phrase:
                    found += [Hit(at, at + len(phrase), meaning) for meaning in meanings]
                    break
        return found


def between_small(text: str, name: str) -> bool:
    """Whether a name stands in the text behind a word of lower case, so that its capital is its own."""
    at = text.find(f" {name}")
    while at >= 0:
        before = text[max(0, at - _LONGEST_WORD) : at].rpartition(" ")[2].rstrip(",")
        if before[:1].islower() and before[-1:].isalpha() and not text[at + 1 + len(name) : at + 2 + len(name)].isalnum():
            return True
        at = text.find(f" {name}", at + 1)
    return False


class Capitals:
    """Tells which capitals at the head of a sentence belong to no name."""

    def __init__(self, document: Document, openers: frozenset[str]) -> None:
        self._document, self._openers = document, openers
        self._small: dict[str, bool] = {}
        self._own: dict[str, bool] = {}

    def is_small(self, low: str) -> bool:
        """Whether a word stands somewhere in the text in lower case, with nothing but punctuation behind it."""
        known = self._small.get(low)
        if known is None:
            known = self._small[low] = _stands_alone(self._document.text, low)
        return known

    def lowered(self, words: list[Word]) -> list[Word]:
        """The words of a sentence, the first of the sentence and of a quotation in lower case where the article shows it to be no name."""
        openings = [at for at, word in enumerate(words, 1) if word.text in _OPENS]
        for at in (0, *openings):
            if at + 1 < len(words) and self._is_plain(words[at], words[at + 1]):
                words[at] = words[at]._replace(text=words[at].text.lower())
        return words

    def _is_plain(self, word: Word, after: Word) -> bool:
        if not (word.text[0].isupper() and word.text[1:].islower()):
            return False
        adverb = word.low.endswith("ly") and (after.text == "," or after.text[0].isupper())
        verb = word.low.endswith("ing") and after.low in _OBJECT_LEADS
        verb = verb or (word.low.endswith("ed") and after.low in _AGENT_LEADS)
        told = after.text[0].islower() and (word.low in self._openers or self.is_small(word.low))
        return (adverb or verb or told) and not self._has_own_capital(word.text)

    def _has_own_capital(self, name: str) -> bool:
        """As `between_small`, looked for once: few words begin most sentences of an article."""
        own = self._own.get(name)
        if own is None:
            own = self._own[name] = between_small(self._document.text, name)
        return own


def _stands_alone(text: str, low: str) -> bool:
    """Whether a word stands in a text between blanks, punctuation behind it aside. No word at all stands nowhere."""
    at = text.find(low) if low else -1
    while at >= 0:
        end = at + len(low)
        if (at == 0 or text[at - 1].isspace()) and not text[end : end + _LONGEST_WORD].partition(" ")[0].split("\n")[0].strip(_MARKS):
            return True
        at = text.find(low, end)
    return False


def is_initials(words: list[Word], at: int) -> bool:
    """Whether the point at `at` ends initials within a name: "U.S. Steel", "J. Voss"."""
    before = words[at - 1].text
    return words[at].text == "." and (len(before) == 1 or "." in before) and before.replace(".", "").isupper()


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
