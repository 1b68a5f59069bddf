"""Things of a stream that are worked on together: not too many, and not too much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")


def in_lots(things: Iterable[Thing], most: int, most_size: int, size: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    """The things in lists, in order. A list ends with the thing that makes it `most` long or its sizes `most_size` in sum.

    Where the stream fails, what came before is given first, and then the failure raised.
    """
    lot: list[Thing] = []
    total = 0
    try:
        for thing in things:
            lot.append(thing)
            total += size(thing)
            if len(lot) >= most or total >= most_size:
                yield lot
                lot, total = [], 0
    except Exception:
        if lot:
            yield lot
        raise
    if lot:
        yield lot
