"""What is told of an article beside its outcome, so that it can be written again without being read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pressfacts.batch.outcome import Outcome
from pressfacts.read import Incoming


class Card(NamedTuple):
    """The fields of an article's row that come from its record. `text` is told where it stands in no input as it is."""

    id: str
    title: str | None
    source: str | None
    url: str | None
    encoding: str
    warnings: Sequence[str]
    text: str | None = None

    @classmethod
    def of(cls, incoming: Incoming) -> Card:
        """The card of an article that was read."""
        article = incoming.article
        text = article.text if incoming.derived_text else None
        return cls(article.id, article.title, article.source, article.url, incoming.encoding, incoming.warnings, text)

    def is_of(self, incoming: Incoming) -> bool:
        """Whether it tells what the card of this article would."""
        return self._replace(warnings=tuple(self.warnings)) == Card.of(incoming)

    def row(self, file: str, line: int | None, outcome: Outcome) -> dict[str, Any]:
        """The line of `articles.jsonl`: `file` and `line` say where the article was read, `source` is the outlet its record names."""
        row = {
            "id": self.id,
            "file": file,
            "line": line,
            "encoding": self.encoding,
            "title": self.title,
            "source": self.source,
            "url": self.url,
            "published": outcome.published,
            "published_from": outcome.published_from or "none",
            "characters": outcome.characters,
            "facts": sum(outcome.kinds.values()),
        }
        if self.text is not None:
            row["text"] = self.text
        return row
