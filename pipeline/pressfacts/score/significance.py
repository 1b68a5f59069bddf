"""Is a difference between two outputs more than chance: two tests on paired articles.

Approximate randomisation (Noreen, Computer-Intensive Methods for Testing Hypotheses, 1989; for scores of this kind Yeh 2000 and
Riezler and Maxwell 2005): if the outputs were equally good, either could have written each article, so articles are swapped
between them at random. Paired bootstrap (Efron and Tibshirani 1993, chapter 16): articles are drawn anew, and the
differences, moved so that their mean is zero, tell how large a difference comes by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pressfacts.score.resampling import Floats, Interval, Resampling, draws, facts_of, intervals

# Rounding must not part differences that are equal in whole numbers.
_TIE = 1e-12


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of two outputs, B's minus A's with its confidence interval, and the p-values of both tests (two-sided).

    `interval` is None where there are fewer than two articles.
    """

    a: float
    b: float
    difference: float
    interval: Interval | None
    randomisation_p: float
    bootstrap_p: float

    def as_dict(self) -> dict[str, Any]:
        """The fields by name, as shares of 1, the interval as a list."""
        return {**asdict(self), "interval": list(self.interval) if self.interval else None}


def compare_counts(a: Floats, b: Floats, resampling: Resampling) -> Difference:
    """Compare two outputs by their (articles, 3) counts of right, found and gold on the same articles in the same order."""
    scores = f1(a.sum(axis=0)), f1(b.sum(axis=0))
    pairs = np.stack([a, b], axis=1)
    low, high = intervals(pairs, f1_difference, facts_of(pairs).sum(axis=1), resampling)
    return Difference(
        a=float(scores[0]),
        b=float(scores[1]),
        difference=float(scores[1] - scores[0]),
        interval=None if np.isnan(low) else Interval(float(low), float(high)),
        randomisation_p=randomisation_p(a, b, resampling),
        bootstrap_p=bootstrap_p(pairs, resampling),
    )


def f1(sums: Floats) -> Floats:
    """F1 from (..., 3) sums of right, found and gold: 0 where nothing is right."""
    both = sums[..., 1] + sums[..., 2]
    return np.where(both > 0, 2 * sums[..., 0] / np.maximum(both, 1), 0.0)


def f1_difference(sums: Floats) -> Floats:
    """From (..., 2, 3) sums of A and B the F1 of B minus that of A."""
    return f1(sums[..., 1, :]) - f1(sums[..., 0, :])


def randomisation_p(a: Floats, b: Floats, resampling: Resampling) -> float:
    """The share of swaps under which the difference of F1 is at least as large as it was found, on either side.

    All swaps are tried where they are no more than `resamples`; then the share is exact. Else so many are drawn, and one is added to
    both counts for the outputs as they are.
    """
    differ = np.flatnonzero((a != b).any(axis=1))
    gain = (b - a)[differ]
    observed = abs(float(f1(b.sum(axis=0)) - f1(a.sum(axis=0))))
    exact = len(differ) < 63 and 2 ** len(differ) <= resampling.resamples
    extreme = sum(
        int(np.sum(np.abs(f1(b.sum(axis=0) - moved) - f1(a.sum(axis=0) + moved)) >= observed - _TIE))
        for moved in (swaps @ gain for swaps in _swaps(len(differ), exact, resampling))
    )
    return extreme / 2 ** len(differ) if exact else (extreme + 1) / (resampling.resamples + 1)


def _swaps(articles: int, exact: bool, resampling: Resampling) -> Iterator[Floats]:
    """Blocks of rows that hold a 1 for each article that is swapped."""
    if exact:
        every = np.arange(2**articles, dtype=np.int64)[:, None]
        yield ((every >> np.arange(articles)) & 1).astype(np.float64)
        return
    random, step = resampling.random(), max(1, 4_000_000 // articles)
    for first in range(0, resampling.resamples, step):
        yield random.randint(0, 2, (min(step, resampling.resamples - first), articles)).astype(np.float64)


def bootstrap_p(pairs: Floats, resampling: Resampling) -> float:
    """The share of draws whose difference is as far from the mean of all draws as the difference found is from zero.

    `pairs` is (articles, 2, 3). One is added to both counts, so that it is never 0.
    """
    if not len(pairs):
        return 1.0
    observed = float(f1_difference(pairs.sum(axis=0)))
    drawn = np.concatenate([f1_difference(block) for block in draws(pairs, resampling)])
    extreme = int(np.sum(np.abs(drawn - drawn.mean()) >= abs(observed) - _TIE))
    return (extreme + 1) / (resampling.resamples + 1)
