"""What has been read and is not yet written, because something before it is still being worked on.

Articles that are to be worked on are held with their texts. Of known ones nothing is held but where they were read and where their
blocks stand: where one article in a hundred has changed, the others need not wait to be read until the first worker is open.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from pressfacts.article import Article
from pressfacts.batch.ledger import Place
from pressfacts.batch.outcome import Outcome
from pressfacts.read import AnyRecord, Incoming, Rejection, characters_of

_MOST_RECORDS, _MOST_TO_WORK_ON, _MOST_CHARACTERS = 65_536, 4096, 64 << 20


@dataclass(slots=True)
class Waiting:
    """A record on its way: a rejection, or an article whose outcome is there, kept on the shelf (`place`), or still to come."""

    record: AnyRecord
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


class Window:
    """Records in the order of the input; they leave it in that order, each when it is ready."""

    def __init__(self) -> None:
        self._waiting: deque[Waiting] = deque()
        self._to_work_on, self._characters = 0, 0

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def ready(self) -> bool:
        """Whether the first can be written."""
        return self._waiting[0].ready if self._waiting else False

    @property
    def is_full(self) -> bool:
        """Whether something must leave before more is read."""
        many = len(self._waiting) >= _MOST_RECORDS or self._to_work_on >= _MOST_TO_WORK_ON
        return many or self._characters >= _MOST_CHARACTERS

    def add(self, waiting: Waiting) -> None:
        """Add a record behind all others."""
        self._waiting.append(waiting)
        self._to_work_on += waiting.to_work_on
        self._characters += characters_of(waiting.record)

    def leave(self, most: int) -> list[Waiting]:
        """The first records, as far as they are ready, but no more than `most`: they are not in the window any more."""
        left: list[Waiting] = []
        while self.ready and len(left) < most:
            left.append(waiting := self._waiting.popleft())
            self._to_work_on -= waiting.to_work_on
            self._characters -= characters_of(waiting.record)
        return left


def without_text(incoming: Incoming) -> Incoming:
    """The record of an article that need not be read again, without its text, unless the text is written out itself."""
    if incoming.derived_text:
        return incoming
    article = incoming.article
    return incoming._replace(article=Article(article.id, "", article.title, article.published, article.source, article.url))
