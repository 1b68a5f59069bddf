"""One extractor a process and settings, opened when the first article comes and shared by whoever extracts in this process.

Opening rules, gazetteer and model takes seconds and some hundred megabytes. Nothing here is ever pickled: a process that is sent the
settings opens an extractor of its own.
"""

from __future__ import annotations

import functools
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pressfacts.article import Article
from pressfacts.extractor import Extraction, Extractor
from pressfacts.settings import Settings

Tag = TypeVar("Tag")
_MOST_OPEN = 8  # a long-lived process that is given ever other settings shall not keep them all

# The models inside an extractor serve one thread at a time. Engines that run threads lose nothing by waiting: extraction holds the GIL.
ONE_AT_A_TIME = threading.RLock()


@functools.lru_cache(maxsize=_MOST_OPEN)
def _open(settings: Settings) -> Extractor:
    return Extractor(settings)


def opened(settings: Settings | None = None) -> Extractor:
    """The extractor of this process for these settings. Raises RuleError, ModelError or OutputError where it cannot be opened."""
    with ONE_AT_A_TIME:
        return _open(settings or Settings())


def opened_anew(settings: Settings | None = None) -> Extractor:
    """As `opened`, for who has left the extractor in the middle of something. The models are those that were open."""
    with ONE_AT_A_TIME:
        _open.cache_clear()
        extractor = opened(settings)
        extractor.prepare(load=True)
        return extractor


def extract_in_order(extractor: Extractor, tagged: Iterable[tuple[Tag, Article | None]]) -> Iterator[tuple[Tag, Extraction | None]]:
    """Extract the articles of a stream in which each item has a tag, and some have no article: those come back at their place with None.

    Safe to be used by several threads.
    """
    waiting: deque[tuple[Tag, bool]] = deque()

    def articles() -> Iterator[Article]:
        for tag, article in tagged:
            waiting.append((tag, article is not None))
            if article is not None:
                yield article

    # The extractor may read ahead: what waits says which of the items before its answer had no article.
    extractions = extractor.extract_many(articles())
    while (extraction := _next(extractions)) is not None:
        while not waiting[0][1]:
            yield waiting.popleft()[0], None
        yield waiting.popleft()[0], extraction
    yield from ((tag, None) for tag, _ in waiting)


def _next(extractions: Iterator[Extraction]) -> Extraction | None:
    with ONE_AT_A_TIME:
        return next(extractions, None)
