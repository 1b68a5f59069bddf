"""Articles that are worked on together, because the models answer for some tens of them at once at less cost."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pressfacts.article import Article
from pressfacts.lots import in_lots
from pressfacts.read import AnyRecord, characters_of

Task = tuple[int, Article]
Each = TypeVar("Each", bound=AnyRecord)

# No more of them than can be tried again one by one in a moment, should one of them end the worker.
MOST_ARTICLES, MOST_CHARACTERS = 64, 1 << 18


def is_full(tasks: list[Task]) -> bool:
    """Whether these are as many, or as much, as is worked on together."""
    return len(tasks) >= MOST_ARTICLES or sum(len(article.text) for _, article in tasks) >= MOST_CHARACTERS


def handfuls(records: Iterable[Each]) -> Iterator[list[Each]]:
    """Records in handfuls of as many articles as are worked on together, or fewer where rejections stand among them."""
    return in_lots(records, MOST_ARTICLES, MOST_CHARACTERS, characters_of)


def take(tasks: queue.SimpleQueue[Task | None], shares: int) -> list[Task]:
    """Wait for a task, then take a share of what else waits. No tasks mean the end, which None in the queue tells."""
    first = tasks.get()
    taken = [first] if first else []
    share = tasks.qsize() // shares
    while taken and len(taken) <= share and not is_full(taken):
        try:
            task = tasks.get_nowait()
        except queue.Empty:
            break
        if task is None:
            tasks.put(None)  # the end that another waits for
            break
        taken.append(task)
    return taken
