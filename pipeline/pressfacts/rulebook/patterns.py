"""Text patterns: RE2 over UTF-8, answers in code points.

RE2 matches in linear time whatever an article holds, which Python's `re` does not promise. It knows no look-around and its
`\\b` knows ASCII only, so whole words are checked here: a match may not begin or end inside a word or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import re2

from pressfacts.document import Document
from pressfacts.errors import RuleError

_REFERENCE = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


class Match(NamedTuple):
    """One place where a pattern stands: its span in code points and the text of its named groups that took part."""

    start: int
    end: int
    groups: dict[str, str]


def compile_re2(pattern: str, *, where: str) -> Any:
    """Compile with RE2. Raises RuleError, naming `where`, for what RE2 refuses (look-around, back references, ...)."""
    options = re2.Options()
    options.max_mem = 64 << 20
    options.log_errors = False
    try:
        return re2.compile(pattern.encode("utf-8"), options=options)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        mend = "patterns are RE2: no look-around, no back references; see https://github.com/google/re2/wiki/Syntax"
        raise RuleError(f"RE2 refuses the pattern: {reason}", where=where, mend=mend) from error


def alternation(forms: list[str], *, any_case: bool = False) -> str:
    """A group that matches any of the forms, longest first. A space in a form also matches a line break or a no-break space."""
    longest = sorted(set(forms), key=lambda form: (-len(form), form))
    escaped = (re2.escape(form).replace("\\ ", r"[\s\x{A0}]{1,3}") for form in longest)
    return f"(?{'i' if any_case else ''}:{'|'.join(escaped)})"


def expand(pattern: str, fragments: dict[str, str], *, where: str) -> str:
    """Replace each `{name}` by the fragment or lexicon of that name. Raises RuleError for a name that nobody defined."""

    def fragment(reference: re.Match[str]) -> str:
        name = reference.group(1)
        if name not in fragments:
            raise RuleError(
                f"the pattern names {{{name}}}, which no lexicon or fragment defines", where=where, mend="define it, or mend the name"
            )
        return f"(?:{fragments[name]})"

    for _ in range(10):  # fragments may name fragments; a ring of them is cut off here
        expanded = _REFERENCE.sub(fragment, pattern)
        if expanded == pattern:
            return expanded
        pattern = expanded
    raise RuleError("fragments refer to each other in a ring", where=where, mend="break the ring")


class TextPattern:
    """A compiled pattern. `whole` (the default) keeps matches from beginning or ending inside a word or a number.

    A group named `fact` narrows the span of a match to itself: what the pattern holds around it is context.
    """

    def __init__(self, pattern: str, *, where: str, whole: bool = True) -> None:
        self._regex = compile_re2(pattern, where=where)
        self._names = {name.decode(): number for name, number in self._regex.groupindex.items()}
        self._span_group = self._names.get("fact", 0)
        self._whole = whole

    def scan(self, document: Document) -> Iterator[Match]:
        """All matches in the document's text, left to right, not overlapping."""
        data, position = document.utf8, 0
        while position <= len(data):
            found = self._regex.search(data, position)
            if found is None:
                return
            first, last = found.span(self._span_group)
            start, end = document.code_point(first), document.code_point(last)
            if last == first or (self._whole and _splits_word(document.text, start, end)):
                position = _next(data, found.start())
                continue
            yield Match(start, end, self._groups(found))
            position = last

    def _groups(self, found: Any) -> dict[str, str]:
        groups = {name: found.group(number) for name, number in self._names.items()}
        return {name: group.decode("utf-8") for name, group in groups.items() if group is not None}


def _next(data: bytes, position: int) -> int:
    """The byte where the code point after the one at `position` begins."""
    position += 1
    while position < len(data) and data[position] & 0xC0 == 0x80:
        position += 1
    return position


def _splits_word(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or _is_mark(text[end]))
    return before or after


def _is_mark(character: str) -> bool:
    # A combining accent belongs to the letter before it: NFD "Hue" + U+0302 is not the word "Hue".
    return "̀" <= character <= "ͯ"
