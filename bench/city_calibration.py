"""Likelihoods for `confidence`: how often a name with so many points and a place that is so sure is right in both.

For each grade of a place a logistic curve over the points (Platt scaling), fitted by Newton's method with an L2 penalty that draws
its slope, and weakly its height, to those of all grades together, so that a grade seen seldom follows the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from pressfacts.kinds.cities.confidence import GRADES, MOST_POINTS, Confidence

PENALTY_OF_HEIGHT, PENALTY_OF_SLOPE = 0.3, 3.0
Floats = Any


class Judged(Protocol):
    """A name that was judged, as `bench.fit_cities` has it."""

    @property
    def corpus(self) -> str: ...
    @property
    def right(self) -> bool: ...
    @property
    def points(self) -> float: ...
    @property
    def grade(self) -> str: ...


class Tables(NamedTuple):
    """What goes into the lexicons `city.calibration` and `city.calibration_slope`: log-odds at no points, and what a point adds."""

    height: dict[str, float]
    slope: dict[str, float]


def calibrate(found: Iterable[Judged]) -> Tables:
    """The curves that these names give; those of a small corpus count more, so that a large one does not decide alone."""
    chosen = [each for each in found if each.points > 0]
    sizes = Counter(each.corpus for each in chosen)
    weights = np.array([(max(sizes.values()) / sizes[each.corpus]) ** 0.5 for each in chosen])
    points = np.array([min(each.points, MOST_POINTS) for each in chosen])
    right = np.array([float(each.right) for each in chosen])
    common = _logistic(points, right, weights, np.zeros(2), np.full(2, 1e-3))
    height, slope = {}, {}
    for grade in GRADES:
        inside = np.array([each.grade == grade for each in chosen])
        penalty = np.array([PENALTY_OF_HEIGHT, PENALTY_OF_SLOPE])
        curve = _logistic(points[inside], right[inside], weights[inside], common, penalty)
        height[grade], slope[grade] = round(float(curve[0]), 2), round(max(0.0, float(curve[1])), 2)
    return Tables(height, slope)


def _logistic(points: Floats, right: Floats, weights: Floats, centre: Floats, penalty: Floats) -> Floats:
    """Height and slope of the curve of greatest likelihood, drawn to `centre`."""
    matrix, found = np.stack([np.ones_like(points), points], axis=1), centre.copy()
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(matrix @ found, -30, 30)))
        curvature = (matrix * (weights * likely * (1 - likely))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curvature, matrix.T @ (weights * (likely - right)) + penalty * (found - centre))
        found = found - np.clip(step, -1.0, 1.0)
    return found


def held_out_confidence(found: Sequence[Judged]) -> Iterator[tuple[float, bool]]:
    """Confidence and whether it was right, for each name that became a city, with the curves that the other corpora give."""
    for corpus in dict.fromkeys(each.corpus for each in found):
        confidence = Confidence(*calibrate(each for each in found if each.corpus != corpus))
        inside = (each for each in found if each.corpus == corpus and each.points > 0)
        yield from ((confidence.of(each.points, each.grade), each.right) for each in inside)


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
