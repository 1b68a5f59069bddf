"""Likelihoods for `confidence`: how often a name with so many points is a city, and how often a place so far ahead is the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from pressfacts.kinds.cities.confidence import GRADES, Confidence

EDGES = (0.0, 0.3, 0.6, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0)  # points
PRIOR = 2.0  # names by which a small bin or grade is drawn to the share of all


class Judged(Protocol):
    """A name that was judged, as `bench.fit_cities` has it."""

    @property
    def corpus(self) -> str: ...
    @property
    def label(self) -> int: ...
    @property
    def right(self) -> bool: ...
    @property
    def points(self) -> float: ...
    @property
    def grade(self) -> str: ...


class Tables(NamedTuple):
    """What goes into the lexicons `city.calibration` and `city.place_calibration`."""

    city: dict[str, float]
    place: dict[str, float]


def calibrate(found: Sequence[Judged]) -> Tables:
    """The tables that these names give; those of a small corpus count more, so that a large one does not decide alone."""
    chosen = [each for each in found if each.points > 0]
    sizes = Counter(each.corpus for each in chosen)
    weights = [(max(sizes.values()) / sizes[each.corpus]) ** 0.5 for each in chosen]
    return Tables(_by_points(chosen, weights), _by_grade(chosen, weights))


def _by_points(chosen: Sequence[Judged], weights: Sequence[float]) -> dict[str, float]:
    """The likelihood at the mean of each bin of points, made monotone by pooling neighbours that are out of order (isotonic regression)."""
    bins: list[list[float]] = []  # each: weight, weighted labels, weighted points
    for low, high in zip(EDGES, [*EDGES[1:], float("inf")], strict=True):
        inside = [(each, weight) for each, weight in zip(chosen, weights, strict=True) if low < each.points <= high]
        if inside:
            sums = (sum(w for _, w in inside), sum(w * each.label for each, w in inside), sum(w * each.points for each, w in inside))
            bins.append(list(sums))
        while len(bins) > 1 and bins[-2][1] / bins[-2][0] > bins[-1][1] / bins[-1][0]:
            last = bins.pop()
            bins[-1] = [one + other for one, other in zip(bins[-1], last, strict=True)]
    return {f"{points / weight:.1f}": round(labels / weight, 3) for weight, labels, points in bins}


def _by_grade(chosen: Sequence[Judged], weights: Sequence[float]) -> dict[str, float]:
    cities = [(each, weight) for each, weight in zip(chosen, weights, strict=True) if each.label]
    share = sum(weight for each, weight in cities if each.right) / sum(weight for _, weight in cities)
    table = {}
    for grade in GRADES:
        inside = [(each, weight) for each, weight in cities if each.grade == grade]
        right = sum(weight for each, weight in inside if each.right)
        table[grade] = round((right + PRIOR * share) / (sum(weight for _, weight in inside) + PRIOR), 3)
    return table


def held_out_confidence(found: Sequence[Judged], folds: int = 5) -> list[tuple[float, bool]]:
    """Confidence and whether it was right, for each name that became a city, with tables from the other folds."""
    pairs = []
    for fold in range(folds):
        tables = calibrate([each for number, each in enumerate(found) if number * folds // len(found) != fold])
        confidence = Confidence(tables.city, tables.place)
        inside = (each for number, each in enumerate(found) if number * folds // len(found) == fold and each.points > 0)
        pairs += [(confidence.of(each.points, each.grade), each.right) for each in inside]
    return pairs


def print_reliability(name: str, pairs: Iterable[tuple[float, bool]]) -> None:
    """By tenths of the stated confidence: how many, the mean stated, the share that was right; and the expected calibration error."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for stated, right in pairs:
        tenths.setdefault(min(9, int(stated * 10)), []).append((stated, right))
    total = sum(map(len, tenths.values()))
    error = 0.0
    print(f"\nconfidence, {name}\n   from  count  stated  right")
    for tenth, inside in sorted(tenths.items()):
        stated, right = (sum(each[part] for each in inside) / len(inside) for part in (0, 1))
        error += abs(stated - right) * len(inside) / total
        print(f"    {tenth / 10:.1f} {len(inside):6}  {stated:6.3f} {right:6.3f}")
    print(f"expected calibration error {error:.3f}\n")
