"""What has been read and is not yet written, because something before it is still being worked on.

Articles that are to be worked on are held with their texts. Of known ones nothing is held but where they were read and where their
blocks stand: where one article in a hundred has changed, the others need not wait to be read until the changed ones are done.
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pressfacts.article import Article
from pressfacts.batch.ledger import Place
from pressfacts.batch.outcome import Outcome
from pressfacts.read import Incoming, Known, Rejection, characters_of

_MOST_RECORDS, _MOST_TO_WORK_ON, _MOST_CHARACTERS = 65_536, 4096, 64 << 20
_MOST_KNOWN = 1 << 19  # at 48 bytes
_NUMBERS, _NOWHERE, _IN_A_RUN = 6, -1, 256


@dataclass(slots=True)
class Waiting:
    """A record on its way: a rejection, or an article whose outcome is there, kept on the shelf (`place`), or still to come."""

    record: Incoming | Rejection
    key: bytes = b""
    place: Place | None = None
    outcome: Outcome | None = None

    @property
    def ready(self) -> bool:
        """Whether it can be written."""
        return self.outcome is not None or self.place is not None or isinstance(self.record, Rejection)

    @property
    def to_work_on(self) -> bool:
        """Whether it is an article whose outcome no earlier run made."""
        return self.place is None and isinstance(self.record, Incoming)


class Shelved(NamedTuple):
    """A known article: where it was found, as in `Known`, and where its block stands."""

    file: str
    line: int | None
    byte_offset: int | None
    place: Place


@dataclass(slots=True)
class _Run:
    """Known articles that follow on each other in a file, as numbers: half a million of them take 25 MB."""

    file: str
    numbers: array[int] = field(default_factory=lambda: array("q"))

    def takes(self, known: Known) -> bool:
        return self.file == known.file and len(self.numbers) < _NUMBERS * _IN_A_RUN

    def add(self, known: Known) -> None:
        line, offset = known.line, known.byte_offset
        self.numbers.extend((_NOWHERE if line is None else line, _NOWHERE if offset is None else offset, *known.place))

    def articles(self) -> Iterator[Shelved]:
        numbers = iter(self.numbers)
        for line, offset, shard, number, start, length in zip(*[numbers] * _NUMBERS, strict=True):
            place = Place(shard, number, start, length)
            yield Shelved(self.file, None if line == _NOWHERE else line, None if offset == _NOWHERE else offset, place)


class Window:
    """Records in the order of the input; they leave it in that order, each when it is ready."""

    def __init__(self) -> None:
        self._waiting: deque[Waiting | _Run] = deque()
        self._known, self._runs, self._to_work_on, self._characters = 0, 0, 0, 0

    def __len__(self) -> int:
        return len(self._waiting) - self._runs + self._known

    @property
    def ready(self) -> bool:
        """Whether the first can be written."""
        if not self._waiting:
            return False
        first = self._waiting[0]
        return isinstance(first, _Run) or first.ready

    @property
    def is_full(self) -> bool:
        """Whether something must leave before more is read."""
        many = len(self._waiting) >= _MOST_RECORDS or self._known >= _MOST_KNOWN or self._to_work_on >= _MOST_TO_WORK_ON
        return many or self._characters >= _MOST_CHARACTERS

    def add(self, waiting: Waiting) -> None:
        """Add a record behind all others."""
        self._waiting.append(waiting)
        self._to_work_on += waiting.to_work_on
        self._characters += characters_of(waiting.record)

    def add_known(self, known: Known) -> None:
        """Add a known article behind all others."""
        last = self._waiting[-1] if self._waiting else None
        if not isinstance(last, _Run) or not last.takes(known):
            self._waiting.append(last := _Run(known.file))
            self._runs += 1
        last.add(known)
        self._known += 1

    def leave(self, most: int) -> list[Waiting | Shelved]:
        """The first records, as far as they are ready, but hardly more than `most`: they are not in the window any more."""
        left: list[Waiting | Shelved] = []
        while self.ready and len(left) < most:
            left.extend(self._leave(self._waiting.popleft()))
        return left

    def _leave(self, first: Waiting | _Run) -> Iterator[Waiting | Shelved]:
        if isinstance(first, _Run):
            self._runs -= 1
            self._known -= len(first.numbers) // _NUMBERS
            yield from first.articles()
        else:
            self._to_work_on -= first.to_work_on
            self._characters -= characters_of(first.record)
            yield first


def without_text(incoming: Incoming) -> Incoming:
    """The record of an article that need not be read again, without its text, unless the text is written out itself."""
    if incoming.derived_text:
        return incoming
    article = incoming.article
    return incoming._replace(article=Article(article.id, "", article.title, article.published, article.source, article.url))
