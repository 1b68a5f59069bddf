"""What goes in: one article, its text exactly as given."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One news article or press release.

    `text` is kept to the code point: all offsets of facts refer to it. `published` is the day of publication, None
    where nobody knows it. `source` is the outlet (a name or a domain), `url` where the article stood.
    """

    id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    source: str | None = None
    url: str | None = None
