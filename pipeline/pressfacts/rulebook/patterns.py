"""Text patterns: RE2 over UTF-8, answers in code points.

RE2 matches in linear time whatever an article holds, which Python's `re` does not promise. It knows no look-around and its
`\\b` knows ASCII only, so whole words are checked here: a match may not begin or end inside a word or a number.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import re2

from pressfacts.document import Document
from pressfacts.errors import RuleError

_REFERENCE = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
_GROUP = re.compile(rb"\(\?P<(\w+)>")
# A set is asked about stretches of this many bytes, so that a long article is searched only where something stands. No match
# of a rule is as long as the overlap.
_STRETCH, _OVERLAP = 4096, 1024
_SET_MEMORY = 128 << 20
# RE2 makes the states of an automaton as texts come, and a set of all patterns has a state for every mixture of what its patterns wait
# for. Sets of neighbours, which begin alike, have few: half the time in the first thousands of articles, and none lost later.
_MOST_TOGETHER = 12
_WORTH_A_SET = 256  # texts

Owner = TypeVar("Owner")
Stretch = tuple[int, int]  # bytes, half open
Spans = list[tuple[int, int]]
UNANCHORED = re2._Anchor.UNANCHORED


class Match(NamedTuple):
    """One place where a pattern stands: its span in code points and the text of its named groups that took part."""

    start: int
    end: int
    groups: dict[str, str]


class Re2:
    """An RE2 pattern over bytes, compiled when it is first asked: of hundreds of patterns, an article needs a few.

    `compiled` compiles it now. Either raises RuleError, naming `where`, for what RE2 refuses (look-around, back references, ...).
    """

    def __init__(self, pattern: str, *, where: str) -> None:
        self.source, self._where = pattern.encode("utf-8"), where

    @functools.cached_property
    def compiled(self) -> Any:
        """The pattern as the package has it."""
        options = re2.Options()
        options.max_mem = 64 << 20
        options.log_errors = False
        try:
            return re2.compile(self.source, options=options)
        except re2.error as error:
            reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
            mend = "patterns are RE2: no look-around, no back references; see https://github.com/google/re2/wiki/Syntax"
            raise RuleError(f"RE2 refuses the pattern: {reason}", where=self._where, mend=mend) from error

    @property
    def written_names(self) -> set[str]:
        """The names of the groups, read off the pattern without compiling it."""
        return {name.decode() for name in _GROUP.findall(self.source)}

    @functools.cached_property
    def names(self) -> dict[str, int]:
        """The named groups and their numbers."""
        return {name.decode(): number for name, number in self.compiled.groupindex.items()}

    @functools.cached_property
    def first_match(self) -> Callable[[Any, bytes, int, int], Spans]:
        """As `spans`, called with `UNANCHORED` first: for loops. Without a match all spans are (-1, -1)."""
        # The package's own `search` makes five objects a match; the pattern inside it answers with the spans alone.
        match: Callable[[Any, bytes, int, int], Spans] = self.compiled._regexp.Match
        return match

    def spans(self, data: bytes, start: int, stop: int) -> Spans | None:
        """The spans of the first match in a stretch of bytes, its own and its groups' ((-1, -1) if they took no part); None without."""
        spans = self.first_match(UNANCHORED, data, start, stop)
        return None if spans[0][0] < 0 else spans


def alternation(forms: list[str], *, any_case: bool = False) -> str:
    """A group that matches any of the forms, longest first. A space in a form also matches a line break or a no-break space."""
    # Backwards by the alphabet a form comes before its own beginnings, and RE2 joins what neighbours begin with.
    backwards = sorted(set(forms), key=lambda form: (form.casefold(), form), reverse=True)
    escaped = (re2.escape(form).replace("\\ ", r"[\s\x{A0}]{1,3}") for form in backwards)
    return f"(?{'i' if any_case else ''}:{'|'.join(escaped)})"


def expand(pattern: str, fragments: dict[str, str], *, where: str) -> str:
    """Replace each `{name}` by the fragment or lexicon of that name. Raises RuleError for a name that nobody defined."""

    def fragment(reference: re.Match[str]) -> str:
        """What a reference stands for, as a group."""
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
    """A pattern over texts. `whole` (the default) keeps matches from beginning or ending inside a word or a number.

    A group named `fact` narrows the span of a match to itself: what the pattern holds around it is context.
    """

    def __init__(self, pattern: str, *, where: str, whole: bool = True) -> None:
        self.regex, self._whole = Re2(pattern, where=where), whole

    def scan(self, document: Document, stretches: Iterable[Stretch] | None = None) -> Iterator[Match]:
        """All matches in the document's text, left to right, not overlapping; only those that begin in one of the stretches, if given."""
        data, position, names = document.utf8, 0, self.regex.names
        search, fact = self.regex.first_match, names.get("fact", 0)
        new = tuple.__new__  # `Match` itself is a Python function: a call more for each match
        for start, end in ((0, len(data)),) if stretches is None else stretches:
            position = max(position, start)
            stop = min(end + _OVERLAP, len(data))
            while position < end:
                spans = search(UNANCHORED, data, position, stop)
                if not 0 <= spans[0][0] < end:
                    break
                first, last = spans[fact]
                begin, behind = document.span(first, last)
                if last == first or (self._whole and _splits_word(document.text, begin, behind)):
                    position = _next(data, spans[0][0])
                    continue
                yield new(Match, (begin, behind, _groups(data, spans, names) if names else {}))
                position = last


class MatchSet:
    """Tells which of many RE2 patterns match in a text, in one pass over it.

    To compile a set costs more than it saves on a few texts: of the first ones every pattern is said to match.
    """

    def __init__(self, patterns: Iterable[bytes]) -> None:
        self._patterns = list(patterns)
        self._asked = 0

    @functools.cached_property
    def _sets(self) -> list[tuple[int, Any]]:
        """Sets of neighbours, each with the index of its first pattern."""
        firsts = range(0, len(self._patterns), _MOST_TOGETHER)
        return [(first, _compiled(self._patterns[first : first + _MOST_TOGETHER])) for first in firsts]

    def among(self, data: bytes) -> Sequence[int]:
        """Indexes of the patterns that match, in no order. It may hold some that do not."""
        if self._asked < _WORTH_A_SET:
            self._asked += 1
            return range(len(self._patterns))
        return [first + index for first, together in self._sets for index in together.Match(data) or ()]


class PatternSet(Generic[Owner]):
    """Patterns that are searched together: one pass over the text tells which of them match at all, and where to look for them."""

    def __init__(self, patterns: Iterable[tuple[Owner, TextPattern]]) -> None:
        self._patterns = list(patterns)
        self._set = MatchSet(pattern.regex.source for _, pattern in self._patterns)

    def scan(self, document: Document) -> Iterator[tuple[Owner, Match]]:
        """What each pattern's own scan gives, pattern by pattern in their order."""
        where: dict[int, list[Stretch]] = {}
        for start, end in stretches(document.utf8):
            for index in self._set.among(document.utf8[start : end + _OVERLAP]):
                where.setdefault(index, []).append((start, end))
        for index in sorted(where):
            owner, pattern = self._patterns[index]
            for match in pattern.scan(document, where[index]):
                yield owner, match


def stretches(data: bytes) -> Iterator[Stretch]:
    """Cut a text behind blanks, where `\\b` holds as it does at the ends of a text. Together the stretches are the text."""
    start = 0
    while start < len(data):
        blank = data.find(b" ", start + _STRETCH)
        end = len(data) if blank < 0 else blank + 1
        yield start, end
        start = end


def _compiled(patterns: Iterable[bytes]) -> Any:
    options = re2.Options()
    options.max_mem = _SET_MEMORY
    options.never_capture = True
    compiled = re2.Set.SearchSet(options)
    for pattern in patterns:
        compiled.Add(pattern)
    compiled.Compile()
    return compiled


def _groups(data: bytes, spans: Spans, names: dict[str, int]) -> dict[str, str]:
    groups = {}
    for name, number in names.items():
        start, end = spans[number]
        if start >= 0:
            groups[name] = data[start:end].decode()
    return groups


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
