"""Line breaks: which of them end a sentence, and which only wrap it.

Articles come as one paragraph a line, as paragraphs with a blank line between, or wrapped at some width. A blank line
ends a sentence unless it tears one in two (`on the day of the`, blank, `conference`). A single break is judged by the
lines beside it and, in wrapped text, by whether the next word would still have fitted on the line: where it would,
whoever broke the line meant to.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"[*+•·▪●○◦‣►➢✓✔>|]+(?:\s|\Z)|\|")
_DASH = re.compile(r"[-–—]+(?:\s|\Z)")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-z]|[A-Z]|[ivx]{2,5})[.)](?:\s|\Z)")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_JOINING_ENDS = (",", "–", "—", "--", " -", "&", "/")
_CLOSING = "\"”’')»]"
_ENDS = (".", "!", "?", "…", ":", ";")
_MIN_WRAPPED_SHARE = 0.2  # in wrapped English two breaks of three stand before a lower-case word; in unwrapped text hardly any


class Line(NamedTuple):
    """A line that is not blank, without the white space around it, and whether a blank or a bar-only line stands before it."""

    start: int
    end: int
    after_blank: bool
    after_bars: bool


class Block(NamedTuple):
    """A stretch of text, half open, in which no line break ends a sentence by itself."""

    start: int
    end: int


def lines(text: str) -> Iterator[Line]:
    """The lines of a text. Lines that hold nothing but table bars are left out; they part what stands around them."""
    previous_end, barred = 0, False
    for match in _LINE.finditer(text):
        content = match.group()
        bare = content.strip()
        if not bare.strip("| \t\xa0"):
            barred = barred or bool(bare)
            continue
        start = match.start() + len(content) - len(content.lstrip())
        yield Line(start, start + len(bare), barred or _breaks(text, previous_end, match.start()) > 1, barred)
        previous_end, barred = match.end(), False


def _breaks(text: str, start: int, end: int) -> int:
    newlines = text.count("\n", start, end)
    return newlines or (len(text[start:end].splitlines()) if end - start > 1 else 1)


def blocks(text: str, joining_words: frozenset[str]) -> Iterator[Block]:
    """Cut a text at the line breaks that end a sentence. A line that ends with one of `joining_words` never does."""
    all_lines = list(lines(text))
    width = _wrap_width(text, all_lines)
    start = -1
    for index, line in enumerate(all_lines):
        if start < 0:
            start = line.start
        following = all_lines[index + 1] if index + 1 < len(all_lines) else None
        if following is None or _ends_block(text, line, following, width, joining_words):
            yield Block(start, line.end)
            start = -1


def _wrap_width(text: str, all_lines: list[Line]) -> int | None:
    """The width that a text is wrapped at: a break soon after it is no choice of the writer. None where text is not wrapped."""
    lengths, reaches, breaks = [], [], 0
    for line, following in itertools.pairwise(all_lines):
        if following.after_blank:
            continue
        breaks += 1
        if _continues(text, line, following):
            lengths.append(line.end - line.start)
            reaches.append(_reach(text, line, following))
    if not reaches or len(reaches) < breaks * _MIN_WRAPPED_SHARE:
        return None
    # The width lies between the longest line and the shortest reach; where editors left lines ragged, the two cross: take deciles.
    return min(sorted(lengths)[(len(lengths) - 1) * 9 // 10] + 1, sorted(reaches)[len(reaches) // 10])


def _continues(text: str, line: Line, following: Line) -> bool:
    return text[following.start].islower() and not _has_end_mark(text, line) and not _is_item(text, following)


def _has_end_mark(text: str, line: Line) -> bool:
    """Whether the line ends with a mark such as a full stop or a colon, perhaps in quotes or brackets."""
    return text[max(line.start, line.end - 8) : line.end].rstrip(_CLOSING).endswith(_ENDS)


def _reach(text: str, line: Line, following: Line) -> int:
    """How long the line would have become with the first word of the next one."""
    first_word = text[following.start : min(following.end, following.start + 40)].split(None, 1)[0]
    return line.end - line.start + 1 + len(first_word)


def _is_item(text: str, line: Line) -> bool:
    return any(shape.match(text, line.start, line.end) for shape in (_BULLET, _DASH, _NUMBERED))


def _ends_block(text: str, line: Line, following: Line, width: int | None, joining_words: frozenset[str]) -> bool:
    if following.after_blank:
        return following.after_bars or not _is_torn(text, line, following, joining_words)
    marked = _has_end_mark(text, line)
    full = width is not None and _reach(text, line, following) >= width
    if _BULLET.match(text, following.start, following.end):
        return True
    if _is_item(text, following):  # a number or a dash may also stand at the head of a wrapped line by chance
        return marked or not full
    if full:
        return False
    if _joins(text, line, joining_words):
        return False
    return not text[following.start].islower() or marked or text.startswith(("http", "www."), following.start, following.end)


def _is_torn(text: str, line: Line, following: Line, joining_words: frozenset[str]) -> bool:
    """Whether a blank line stands in mid-sentence, as pages taken from the web have it: `on the day of the`, blank, `conference, ...`."""
    return (
        _continues(text, line, following)
        and _joins(text, line, joining_words)
        and ";" not in text[max(line.start, line.end - 6) : line.end]
    )


def _joins(text: str, line: Line, joining_words: frozenset[str]) -> bool:
    tail = text[max(line.start, line.end - 20) : line.end]
    if tail.endswith(_JOINING_ENDS) and len(tail) > 3:
        return True
    word = _LAST_WORD.search(tail)
    return word is not None and word.group() in joining_words
