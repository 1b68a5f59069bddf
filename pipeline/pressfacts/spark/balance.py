"""Which article goes to which partition, so that no task has much more text than the others.

Articles are grouped by length in steps of 2^(1/4); each group gets partitions by its share of all characters, and a hash of the article
spreads it within its group: articles of one length spread by number are spread by size. The longest come first, since Spark starts
tasks in the order of the partitions and nobody should wait for a giant that was begun last. The same articles always go to the same
partitions: no row numbers, no sampling, no round-robin, which would lose or double articles when a lost task is done again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

STEPS_A_DOUBLING = 4
# At 30,000 words a second a partition is some 20 seconds of work: small enough to lose, large enough to be worth a task.
MOST_CHARACTERS = 4_000_000
TASKS_A_CORE = 4
MOST_PARTITIONS = 20_000


class Share(NamedTuple):
    """Where the articles of a group go: `number` partitions from `first` on."""

    first: int
    number: int


class Lengths(NamedTuple):
    """How many articles are in a step of length, and how many characters they have together."""

    articles: int
    characters: int


def step_of(characters: int) -> int:
    """The step of a length. Spark computes the same by its own functions; see `engine`."""
    return math.floor(math.log2(max(characters, 1)) * STEPS_A_DOUBLING)


def partition_size(characters: int, cores: int) -> int:
    """How many characters a partition should have: several tasks for each core, none of them longer than need be."""
    wanted = min(MOST_CHARACTERS, characters // (TASKS_A_CORE * cores))
    return max(wanted, characters // MOST_PARTITIONS, 1)


def shares(steps: Mapping[int, Lengths], size: int) -> dict[int, Share]:
    """The partitions of each step, the longest articles first; neighbouring steps with little text share one."""
    plan: dict[int, Share] = {}
    first, group, articles, characters = 0, list[int](), 0, 0
    for step in sorted(steps, reverse=True):
        group.append(step)
        articles += steps[step].articles
        characters += steps[step].characters
        if characters >= size or step == min(steps):
            share = Share(first, max(1, min(articles, round(characters / size))))
            plan.update(dict.fromkeys(group, share))
            first, group, articles, characters = first + share.number, [], 0, 0
    return plan


def count(plan: Mapping[int, Share]) -> int:
    """How many partitions a plan has."""
    return max((share.first + share.number for share in plan.values()), default=1)
