"""Which article goes to which partition, so that no task has much more text than the others.

Most articles are small beside a partition: a hash spreads them evenly. Those that are not (a thirty-second of a partition and more) are
packed one by one, the longest first, and their partitions come first: Spark starts tasks in the order of the partitions, and nobody should
wait for a giant that was begun last. The same articles always go to the same partitions: no row numbers, no sampling and no
round-robin, which would lose or double articles when a lost task is done again.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from typing import NamedTuple

# At 30,000 words a second the largest is some 20 seconds of work, the smallest half of one: small enough to lose, large enough for a task.
MOST_CHARACTERS, FEWEST_CHARACTERS = 4_000_000, 100_000
TASKS_A_CORE = 16  # the last tasks to end leave cores idle: with so many of them, a few percent of the time
MOST_PARTITIONS = 20_000  # the driver keeps a word about every pair of tasks of a shuffle
_LARGE = 32


class Placed(NamedTuple):
    """The partition of each large article by its hash: `number` partitions from 0 on. The others have the `rest`, from there on."""

    large: dict[int, int]
    number: int
    rest: int

    @property
    def partitions(self) -> int:
        """How many there are in all."""
        return self.number + self.rest


def partition_size(characters: int, cores: int) -> int:
    """How many characters a partition should have, of so many in all: several tasks for each core, none longer than need be."""
    wanted = min(MOST_CHARACTERS, max(FEWEST_CHARACTERS, characters // (TASKS_A_CORE * cores)))
    return max(wanted, characters // MOST_PARTITIONS)


def large_from(size: int) -> int:
    """The length from which articles are placed one by one. Of these there are at most 32 a partition."""
    return size // _LARGE


def place(large: Iterable[tuple[int, int]], characters: int, size: int) -> Placed:
    """Place the large articles, given as (hash, length), and share out what is left of all characters."""
    ordered = sorted(large, key=lambda article: (-article[1], article[0]))
    partitions: dict[int, int] = {}
    bins: list[tuple[int, int]] = []  # (characters so far, number), the emptiest first
    for hash_, length in ordered:
        if not bins or bins[0][0] + length > size:
            heapq.heappush(bins, (length, len(bins)))
            partitions[hash_] = len(bins) - 1
        else:
            filled, number = bins[0]
            heapq.heapreplace(bins, (filled + length, number))
            partitions[hash_] = number
    left = characters - sum(length for _, length in ordered)
    return Placed(partitions, len(bins), max(1, round(left / size)))
