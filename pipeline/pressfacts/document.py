"""An article on its way through the extractor: its sentences, its UTF-8 form, and the mentions found so far."""

from __future__ import annotations

import bisect
import datetime
import operator
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from pressfacts.article import Article
from pressfacts.fact import Kind, fact_id


class Sentence(NamedTuple):
    """A sentence as code points of the text, half open, without the white space around it."""

    start: int
    end: int


class Entity(NamedTuple):
    """What the statistical model saw: a span of the text and the label it gave (GPE, PERSON, ORG, ...)."""

    start: int
    end: int
    label: str


class ParsedWord(NamedTuple):
    """A word of a parsed sentence: code points of the text, the index of its head in the sentence (its own at the root), its label."""

    text: str
    start: int
    end: int
    head: int
    label: str


@dataclass(slots=True)
class Mention:
    """A candidate fact. `parsed` holds what the finder read off the text; `value` is filled in by the normaliser."""

    kind: Kind
    start: int
    end: int
    rule: str
    parsed: dict[str, Any] = field(default_factory=dict)
    value: dict[str, Any] | None = None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a code point of the mention lies in the span; spans that merely touch do not overlap."""
        return self.start < end and start < self.end


@dataclass
class Document:
    """One article with everything that the stages add to it. Made anew for each article, never shared."""

    article: Article
    sentences: list[Sentence]
    published: datetime.date | None
    mentions: dict[Kind, list[Mention]] = field(default_factory=dict)
    entities: dict[Sentence, list[Entity]] = field(default_factory=dict)  # by the passage that the model was asked about
    to_parse: set[int] = field(default_factory=set)  # sentences whose parse a kind needs before it links
    parses: dict[int, list[ParsedWord]] = field(default_factory=dict)  # by index of the sentence
    notes: dict[Kind, Any] = field(default_factory=dict)  # what a kind keeps of the article from one stage to the next
    text: str = field(init=False)  # the article's, exactly as given
    _mention_starts: dict[Kind, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.text = self.article.text

    @cached_property
    def utf8(self) -> bytes:
        """The text as RE2 reads it. Lone surrogates, which no UTF-8 holds, become `?`, of the same width in code points."""
        return self.text.encode("utf-8", "replace")

    @cached_property
    def _code_points(self) -> Any:
        # One entry a byte: how many code points begin before it. None where bytes and code points are the same.
        if len(self.utf8) == len(self.text):
            return None
        begins = (np.frombuffer(self.utf8, dtype=np.uint8) & 0xC0) != 0x80
        points = np.zeros(len(begins) + 1, dtype=np.int64)
        np.cumsum(begins, out=points[1:])
        return points

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in code points of two offsets in bytes of `utf8`."""
        points = self._code_points
        return (first, last) if points is None else (points.item(first), points.item(last))

    def byte(self, offset: int) -> int:
        """The offset in bytes of `utf8` of an offset in code points."""
        return offset if self._code_points is None else int(np.searchsorted(self._code_points, offset, side="right")) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds `offset`; for white space between two, the one before. -1 with no sentence at all."""
        if not self.sentences:
            return -1
        return (bisect.bisect_right(self._starts, offset) or 1) - 1

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds `offset`; the whole text where there is none."""
        if not self.sentences:
            return Sentence(0, len(self.text))
        return self.sentences[(bisect.bisect_right(self._starts, offset) or 1) - 1]

    def add(self, kind: Kind, mentions: Iterable[Mention]) -> None:
        """Set the mentions of a kind: no two of them may overlap, but for those of two different frames of a user's own."""
        self.mentions[kind] = sorted(mentions, key=operator.attrgetter("start"))
        self._mention_starts[kind] = [mention.start for mention in self.mentions[kind]]

    def within(self, kind: Kind, start: int, end: int) -> list[Mention]:
        """The mentions of a kind, other than `frame`, that overlap the span, in order; found by bisection."""
        starts = self._mention_starts.get(kind)
        if not starts:
            return []
        mentions = self.mentions[kind]
        first = max(0, bisect.bisect_right(starts, start) - 1)
        last = bisect.bisect_left(starts, end)
        return [mention for mention in mentions[first:last] if mention.overlaps(start, end)]

    def taken(self, start: int, end: int, *kinds: Kind) -> bool:
        """Whether a mention of one of these kinds overlaps the span."""
        return any(self.within(kind, start, end) for kind in kinds)

    def id_of(self, mention: Mention) -> str:
        """The id that the mention's fact has or will have."""
        text = self.text[mention.start : mention.end]
        frame = (mention.value or {}).get("frame") if mention.kind == "frame" else None
        return fact_id(self.article.id, mention.kind, mention.start, mention.end, text, frame)


def settle(candidates: Iterable[Mention]) -> list[Mention]:
    """The candidates without overlaps: the longest wins, among equals the one that came first. In the order of the text."""
    kept: list[Mention] = []
    starts: list[int] = []
    for mention in sorted(candidates, key=lambda mention: mention.start - mention.end):
        at = bisect.bisect_right(starts, mention.start)
        free_before = at == 0 or kept[at - 1].end <= mention.start
        free_after = at == len(kept) or mention.end <= kept[at].start
        if free_before and free_after:
            kept.insert(at, mention)
            starts.insert(at, mention.start)
    return kept
