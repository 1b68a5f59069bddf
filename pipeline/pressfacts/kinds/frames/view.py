"""What the patterns of the frames see of an article: the sentences in question, folded to ASCII, with facts in place of their words.

Every code point stays one byte, so that a place in the view is a place in the article by adding a number. An amount of money is a run of
`\\x01`, with its equivalent in brackets as part of it; a date is a run of `\\x02`; `\\x03` begins a sentence, `\\x04` an item of a list.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pressfacts.document import Document, Mention

MONEY, DATE, SENTENCE, ITEM = "\x01", "\x02", "\x03", "\x04"
MOST_ITEMS = 40
LONGEST_SENTENCE = 4000  # code points; what runs on longer is no sentence, and is cut
_ITEM = re.compile(r"\s*(?:[-–—•*·▪●]|\(?\d{1,2}[.)])\s")
_ASIDE = re.compile(r"\([^()\d\x01\x02]{1,60}\)")
_CLOSING = re.compile(r"[^()\x01.;]{0,40}\)")
_SIGNS = dict(zip("’‘“”–—•đĐøØłŁß", "''\"\"--*dDoOlLs", strict=True))


class _Folding(dict[int, str]):
    """One ASCII sign for each code point: the letter without its accent, a blank for white space, `_` for letters of other scripts."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[0]
        if character.isspace() or code < 32:
            folded = " "
        elif character in _SIGNS:
            folded = _SIGNS[character]
        elif base.isascii() and base.isprintable():
            folded = base
        else:
            folded = "_" if character.isalnum() or unicodedata.combining(character) else " "
        self[code] = folded
        return folded


_FOLDING = _Folding()


class Piece(NamedTuple):
    """A sentence in the view, from its mark on. `shift` leads from the view to the article; `lead` is the piece that leads in the list."""

    start: int
    end: int
    shift: int
    lead: int | None


@dataclass
class View:
    """The sentences that may hold a frame, as one ASCII text."""

    text: str
    pieces: list[Piece]

    def __post_init__(self) -> None:
        self.data = self.text.encode("ascii")
        self._starts = [piece.start for piece in self.pieces]

    def piece(self, offset: int) -> int:
        """Index of the piece that holds an offset of the view."""
        return bisect.bisect_right(self._starts, offset) - 1

    def original(self, offset: int) -> int:
        """The offset in the article of an offset of the view."""
        return offset + self.pieces[self.piece(offset)].shift


def view_of(document: Document, sentences: Iterable[int]) -> View:
    """The view of the sentences with these indexes, and of the lists that they lead in."""
    parts: list[str] = []
    pieces: list[Piece] = []
    size = 0
    for index, lead in _with_items(document, sorted(sentences)):
        sentence = document.sentences[index]
        end = min(sentence.end, sentence.start + LONGEST_SENTENCE)
        part = (SENTENCE if lead is None else ITEM) + _masked(document, sentence.start, end)
        known = None if lead is None else next(at for at in range(len(pieces) - 1, -1, -1) if pieces[at].lead is None)
        pieces.append(Piece(size, size + len(part), sentence.start - size - 1, known))
        parts.append(part)
        size += len(part)
    return View("".join(parts), pieces)


def _with_items(document: Document, sentences: list[int]) -> Iterable[tuple[int, int | None]]:
    """(index of the sentence, index of the one that leads it in as an item of a list or None), each sentence once."""
    last = -1
    for index in sentences:
        if index <= last:
            continue
        yield index, None
        last = index
        if document.text[document.sentences[index].end - 1] == ":":
            for item in range(index + 1, min(index + 1 + MOST_ITEMS, len(document.sentences))):
                if not _ITEM.match(document.text, document.sentences[item].start):
                    break
                yield item, index
                last = item


def _masked(document: Document, start: int, end: int) -> str:
    signs = list(document.text[start:end].translate(_FOLDING))
    for kind, mask in (("date", DATE), ("money", MONEY)):
        for mention in document.within(kind, start, end):  # type: ignore[arg-type]
            first, last = max(mention.start, start) - start, min(mention.end, end) - start
            signs[first:last] = mask * (last - first)
    text = "".join(signs)
    for equivalent in _equivalents(document, start, end):
        before, last = equivalent[0].end - start, equivalent[1].end - start
        closing = _CLOSING.match(text, last) if "(" in text[before:last] else None
        last = closing.end() if closing else last
        text = text[:before] + MONEY * (last - before) + text[last:]
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), text)


def _equivalents(document: Document, start: int, end: int) -> Iterable[tuple[Mention, Mention]]:
    """Pairs of amounts of which the second tells the first in another currency."""
    amounts = [mention for mention in document.within("money", start, end) if start <= mention.start and mention.end <= end]
    for first, second in itertools.pairwise(amounts):
        if first.value and first.value.get("equivalent") == document.id_of(second):
            yield first, second
