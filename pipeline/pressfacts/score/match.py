"""Which predicted span stands for which gold span: one to one, the best overlap first."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pressfacts.score.rows import Row


class Matching(NamedTuple):
    """How the predictions of one document and kind meet its gold. All are indexes into the sequences that were matched."""

    pairs: list[tuple[int, int]]
    missed: list[int]
    spurious: list[int]
    excused: list[int]


def overlapping(left: Sequence[Row], right: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Index pairs of the rows of both sides that share a code point; spans that merely touch share none, empty ones neither.

    A sweep over all starts: the cost grows with the rows and with the pairs that it finds, however long a span is.
    """
    starts = sorted((row["start"], row["end"], side, index) for side, rows in enumerate((left, right)) for index, row in enumerate(rows))
    open_spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])  # a heap of (end, index) a side
    for start, end, side, index in starts:
        if start >= end:
            continue
        others = open_spans[1 - side]
        while others and others[0][0] <= start:
            heapq.heappop(others)
        for _, other in others:
            yield (other, index) if side else (index, other)
        heapq.heappush(open_spans[side], (end, index))


def shared(one: Row, other: Row) -> int:
    """How many code points lie in both spans; zero or less where they only touch or stand apart."""
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def same_span(one: Row, other: Row) -> bool:
    """Whether both spans begin and end at the same places."""
    return (one["start"], one["end"]) == (other["start"], other["end"])


def intersection_over_union(one: Row, other: Row) -> float:
    """Shared code points as part of those from the first start to the last end, for spans that overlap: 1.0 for the same span."""
    union = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return float(shared(one, other) / union)


def match(required: Sequence[Row], optional: Sequence[Row], predicted: Sequence[Row]) -> Matching:
    """Pair gold with predictions by falling intersection over union; ties go to the gold, then the prediction, that stands first.

    Same spans have the highest ratio, so the pairs with the same span are exactly those of a strict one-to-one matching.
    A prediction left over that overlaps an optional gold row is excused: it counts neither way.
    """
    candidates = sorted((-intersection_over_union(required[g], predicted[p]), g, p) for g, p in overlapping(required, predicted))
    gold_to_predicted: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in candidates:
        if g not in gold_to_predicted and p not in taken:
            gold_to_predicted[g] = p
            taken.add(p)
    excused = {p for _, p in overlapping(optional, predicted)} - taken
    return Matching(
        pairs=sorted(gold_to_predicted.items()),
        missed=[g for g in range(len(required)) if g not in gold_to_predicted],
        spurious=[p for p in range(len(predicted)) if p not in taken and p not in excused],
        excused=sorted(excused),
    )
