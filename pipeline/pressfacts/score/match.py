"""Which predicted span stands for which gold span: one to one, the best overlap first."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pressfacts.score.rows import Row


class Matching(NamedTuple):
    """How the predictions of one document and kind meet its gold. All are indexes into the sequences that were matched."""

    pairs: list[tuple[int, int]]
    missed: list[int]
    spurious: list[int]
    excused: list[int]


class SpanIndex:
    """Rows by span, so that those which overlap a given span are found without a look at all of them."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._by_start = sorted(range(len(rows)), key=lambda index: rows[index]["start"])
        self._starts = [rows[index]["start"] for index in self._by_start]
        self._last_ends = list(accumulate((rows[index]["end"] for index in self._by_start), max))

    def overlapping(self, row: Row) -> Iterator[int]:
        """Indexes of the rows that share a code point with `row`; spans that merely touch share none."""
        first = bisect.bisect_right(self._last_ends, row["start"])
        last = bisect.bisect_left(self._starts, row["end"])
        return (index for index in self._by_start[first:last] if shared(self._rows[index], row) > 0)


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
    index = SpanIndex(predicted)
    overlaps = [(g, p) for g, row in enumerate(required) for p in index.overlapping(row)]
    candidates = sorted((-intersection_over_union(required[g], predicted[p]), g, p) for g, p in overlaps)
    gold_to_predicted: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, p in candidates:
        if g not in gold_to_predicted and p not in taken:
            gold_to_predicted[g] = p
            taken.add(p)
    allowed = SpanIndex(optional)
    left = [p for p in range(len(predicted)) if p not in taken]
    excused = [p for p in left if any(True for _ in allowed.overlapping(predicted[p]))]
    return Matching(
        pairs=sorted(gold_to_predicted.items()),
        missed=[g for g in range(len(required)) if g not in gold_to_predicted],
        spurious=sorted(set(left) - set(excused)),
        excused=excused,
    )
