"""Two outputs side by side: is B better than A by the gold, and which facts were won, lost, changed; or just what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from pressfacts.fact import KINDS
from pressfacts.read.fact_rows import Row
from pressfacts.score.align import AlignedPair, align
from pressfacts.score.figures import MEASURES
from pressfacts.score.resampling import Resampling
from pressfacts.score.scores import Scores, score
from pressfacts.score.significance import Difference, compare_counts
from pressfacts.score.tally import ALL, Column, Tally

Change = Literal["won", "lost", "changed"]
CHANGES: tuple[Change, ...] = ("won", "lost", "changed")


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that A and B tell differently. `gold` is the gold row it is about, None where none is or no gold was given.

    `won`: right in B only, or a mistake of A that B does not make; `lost` the other way round; `changed`: told differently, and both
    right or both wrong. Right means the right value at an overlapping span. `a_wrong` and `b_wrong` name the attributes that disagree
    with the gold. Without gold, `won` is only in B, `lost` only in A, and `b_wrong` names those in which B differs from A.
    """

    change: Change
    kind: str
    doc_id: str
    gold: Row | None
    a: Row | None
    b: Row | None
    a_wrong: tuple[str, ...] = ()
    b_wrong: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """A row of JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences by kind (or `all`) and measure, and the facts behind them in the order of the articles."""

    a: Scores
    b: Scores
    differences: dict[tuple[str, str], Difference]
    facts: tuple[ChangedFact, ...]


def compare(
    gold: Iterable[Row], a: Iterable[Row], b: Iterable[Row], resampling: Resampling, documents: Iterable[str] | None = None
) -> Comparison:
    """Score two outputs against the same gold and compare them, article by article."""
    rows, known = list(gold), list(documents or ())
    scores = score(rows, a, known), score(rows, b, known)
    kinds = [kind for kind in (*KINDS, ALL) if any(kind in each.of_every() for each in scores)]
    differences = {
        (kind, measure): _difference(scores, Column(kind, "measure", measure), resampling) for kind in kinds for measure in MEASURES
    }
    return Comparison(*scores, differences, tuple(changed_facts(scores[0].pairs, scores[1].pairs)))


def _difference(scores: tuple[Scores, Scores], column: Column, resampling: Resampling) -> Difference:
    a, b = (_counts(each.tally, column) for each in scores)
    return compare_counts(a, b, resampling)


def _counts(tally: Tally, column: Column) -> np.ndarray[Any, np.dtype[np.float64]]:
    if column not in tally.columns:
        return np.zeros((len(tally.documents), 3))
    return tally.counts[:, tally.columns.index(column)].astype(np.float64)


def changed_facts(a: Iterable[AlignedPair], b: Iterable[AlignedPair]) -> list[ChangedFact]:
    """What two alignments with the same gold tell differently: gold row by gold row, then the mistakes of either."""
    pairs = list(a), list(b)
    golds = [_by_gold(side) for side in pairs]
    found = [_changed(golds[0][key], golds[1][key]) for key in golds[0] if key in golds[1]]
    spurious = [[pair.found for pair in side if pair.outcome == "spurious" and pair.found] for side in pairs]
    return _ordered([each for each in found if each] + list(_spurious(*spurious)))


def _by_gold(pairs: list[AlignedPair]) -> dict[tuple[str, str, int, int, int], AlignedPair]:
    """The pairs of required gold rows, by place; rows that share one are told apart by their order, which is that of `in_order`."""
    seen: Counter[tuple[str, str, int, int]] = Counter()
    keyed = {}
    for pair in pairs:
        if pair.gold and pair.outcome != "optional":
            place = (pair.doc_id, pair.kind, int(pair.gold["start"]), int(pair.gold["end"]))
            keyed[*place, seen[place]] = pair
            seen[place] += 1
    return keyed


def _changed(a: AlignedPair, b: AlignedPair) -> ChangedFact | None:
    if a.right_value == b.right_value:
        if _same(a.found, b.found):
            return None
        change: Change = "changed"
    else:
        change = "won" if b.right_value else "lost"
    return ChangedFact(change, a.kind, a.doc_id, a.gold, a.found, b.found, a.wrong, b.wrong)


def _same(a: Row | None, b: Row | None) -> bool:
    if a is None or b is None:
        return a is b
    return (a["start"], a["end"], a.get("value")) == (b["start"], b["end"], b.get("value"))


def _spurious(a: list[Row], b: list[Row]) -> Iterable[ChangedFact]:
    for pair in align(a, b, {row["doc_id"] for row in b}):
        if pair.gold is None:
            yield ChangedFact("lost", pair.kind, pair.doc_id, None, None, pair.found)
        elif pair.found is None:
            yield ChangedFact("won", pair.kind, pair.doc_id, None, pair.gold, None)
        elif not _same(pair.gold, pair.found):
            yield ChangedFact("changed", pair.kind, pair.doc_id, None, pair.gold, pair.found)


def differing_facts(a: Iterable[Row], b: Iterable[Row]) -> list[ChangedFact]:
    """What two outputs tell differently, without gold: `lost` is only in A, `won` only in B, `changed` is at an overlapping place."""
    rows = [[{name: value for name, value in row.items() if name != "optional"} for row in side] for side in (a, b)]
    found = []
    for pair in align(rows[0], rows[1], {row["doc_id"] for row in rows[1]}):
        if pair.found is None or pair.gold is None:
            found.append(ChangedFact("lost" if pair.gold else "won", pair.kind, pair.doc_id, None, pair.gold, pair.found))
        elif not _same(pair.gold, pair.found):
            found.append(ChangedFact("changed", pair.kind, pair.doc_id, None, pair.gold, pair.found, b_wrong=pair.wrong))
    return _ordered(found)


def _ordered(facts: list[ChangedFact]) -> list[ChangedFact]:
    def place(fact: ChangedFact) -> tuple[str, int, int, str, str]:
        row = fact.gold or fact.a or fact.b or {}
        return fact.doc_id, int(row["start"]), int(row["end"]), fact.kind, fact.change

    return sorted(facts, key=place)
