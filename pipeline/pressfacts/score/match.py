"""Which predicted span stands for which gold span: one to one, the best matching there is."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from pressfacts.errors import InputError
from pressfacts.read.fact_rows import Row
from pressfacts.score.assignment import best_assignment

METHOD = "exact,overlap,pairs,value"
"""How rows are matched, for signatures: most exact pairs, then most shared code points, most pairs, most right values."""

# Fields of a matrix: 2,000 gold rows and as many predictions that all hang together in one article, 15 s of work.
_MOST_FIELDS = 4_000_000
_LARGEST_WEIGHT = 1 << 61  # with room to spare in 64 bits

RightValue = Callable[[Row, Row], bool]


class Matching(NamedTuple):
    """How the predictions of one document and kind meet its gold. All are indexes into the sequences that were matched.

    `excused` has each prediction that counts neither way with the optional row that excuses it.
    """

    pairs: list[tuple[int, int]]
    missed: list[int]
    spurious: list[int]
    excused: list[tuple[int, int]]


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


def match(required: Sequence[Row], optional: Sequence[Row], predicted: Sequence[Row], right: RightValue | None = None) -> Matching:
    """The one-to-one matching of gold with predictions that has, in this order, the most pairs with the same span, the most
    shared code points, the most pairs, and the most pairs whose value is `right`.

    All four figures are the same whatever the order of the rows; of several matchings that are equally good, the order of
    the sequences picks one. A prediction left over that overlaps an optional gold row is excused: it counts neither way.
    Raises InputError where thousands of rows lie over each other.
    """
    pairs = [
        pair for component in _components(list(overlapping(required, predicted))) for pair in _best(component, required, predicted, right)
    ]
    gold, taken = {g for g, _ in pairs}, {p for _, p in pairs}
    excuses: dict[int, int] = {}
    for o, p in overlapping(optional, predicted):
        if p not in taken and (p not in excuses or _better_excuse(optional, predicted[p], o, excuses[p])):
            excuses[p] = o
    return Matching(
        pairs=sorted(pairs),
        missed=[g for g in range(len(required)) if g not in gold],
        spurious=[p for p in range(len(predicted)) if p not in taken and p not in excuses],
        excused=sorted((o, p) for p, o in excuses.items()),
    )


def _better_excuse(optional: Sequence[Row], predicted: Row, one: int, other: int) -> bool:
    return (-shared(optional[one], predicted), one) < (-shared(optional[other], predicted), other)


def _components(edges: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The edges of each connected part of the graph of overlaps: a matching of one part has no say in another."""
    of_gold: dict[int, list[int]] = defaultdict(list)
    of_predicted: dict[int, list[int]] = defaultdict(list)
    for g, p in sorted(edges):
        of_gold[g].append(p)
        of_predicted[p].append(g)
    seen: set[int] = set()
    for first in of_gold:
        if first in seen:
            continue
        seen.add(first)
        golds, reached = [first], set()
        for g in golds:  # grows as it is walked
            for p in of_gold[g]:
                if p not in reached:
                    reached.add(p)
                    new = [other for other in of_predicted[p] if other not in seen]
                    seen.update(new)
                    golds += new
        yield [(g, p) for g in sorted(golds) for p in of_gold[g]]


def _best(edges: list[tuple[int, int]], gold: Sequence[Row], predicted: Sequence[Row], right: RightValue | None) -> list[tuple[int, int]]:
    if len(edges) == 1:
        return edges
    golds, founds = sorted({g for g, _ in edges}), sorted({p for _, p in edges})
    # The weights make one sum of four: no sum of a lower one reaches a single step of the next higher one.
    pair_step = min(len(golds), len(founds)) + 1
    overlap_step = pair_step**2
    exact_step = overlap_step * (sum(gold[g]["end"] - gold[g]["start"] for g in golds) + 1)
    if len(golds) * len(founds) > _MOST_FIELDS or exact_step * pair_step > _LARGEST_WEIGHT:
        where = f"{gold[golds[0]]['doc_id']} at {gold[golds[0]]['start']}"
        raise InputError("thousands of spans of one kind lie over each other", where=where, mend="check that these are facts")
    weights = np.zeros((len(golds), len(founds)), dtype=np.int64)
    rows, columns = ({index: at for at, index in enumerate(side)} for side in (golds, founds))
    for g, p in edges:
        one, other = gold[g], predicted[p]
        weight = shared(one, other) * overlap_step + pair_step + bool(right and right(one, other))
        weights[rows[g], columns[p]] = weight + exact_step * same_span(one, other)
    return [(golds[row], founds[column]) for row, column in best_assignment(weights)]
