"""Confidence intervals: articles are drawn anew with replacement, and the figures counted over what was drawn.

The article is the unit because facts of one article succeed and fail together. The interval is the bias-corrected and
accelerated one (BCa; Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 14) with its two levels moved
outwards as a t interval would move them (Hesterberg, The American Statistician 69, 2015, section 5.3): plain bootstrap intervals of
few articles are too narrow. As the number of articles counts how many of equal size would tell as much (Kish, Survey Sampling, 1965,
section 11.7): where some hold most of the facts, that is fewer. bench/coverage.py shows by simulation how often intervals hold the truth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from pressfacts.errors import InputError
from pressfacts.score.tally import Column, Tally

METHOD = "expanded-bca"
_BLOCK = 4_000_000  # entries of a matrix of weights held at a time: 32 MB
_NORMAL = NormalDist()

Floats: TypeAlias = npt.NDArray[np.float64]
Statistic: TypeAlias = Callable[[Floats], Floats]
"""From sums of counts, of shape (n, ...), to n figures of whatever shape; not a number where a figure is undefined."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """How many times articles are drawn, from which seed, and how much of the distribution an interval spans.

    Raises InputError for numbers that cannot be used.
    """

    resamples: int = 1000
    seed: int = 1
    level: float = 0.95

    def __post_init__(self) -> None:
        if not 100 <= self.resamples <= 1_000_000:
            raise InputError(f"{self.resamples} resamples", where="score", mend="give a number from 100 to 1000000")
        if not 0 <= self.seed < 2**32:
            raise InputError(f"the seed {self.seed}", where="score", mend="give a whole number from 0 to 4294967295")
        if not 0.5 <= self.level < 1:
            raise InputError(f"the level {self.level}", where="score", mend="give a share from 0.5 to below 1, such as 0.95")

    def random(self) -> np.random.RandomState:
        """A source of random numbers. RandomState because its numbers are frozen: they are the same in every version of numpy."""
        return np.random.RandomState(self.seed)


class Interval(NamedTuple):
    """The two ends of a confidence interval, as shares of 1."""

    low: float
    high: float


Intervals: TypeAlias = dict[Column, dict[str, Interval | None]]
"""By column `p`, `r` and `f1`; None where there are fewer than two articles or the figure is undefined in most draws."""

FIGURES = ("p", "r", "f1")


def bootstrap(tally: Tally, resampling: Resampling | None = None) -> Intervals:
    """The confidence interval of every figure of a tally."""
    counts = tally.counts.astype(np.float64)
    sizes = np.repeat(facts_of(counts)[..., None], len(FIGURES), axis=-1)
    found = intervals(counts, precision_recall_f1, sizes, resampling or Resampling())
    return {
        column: {name: _interval(*found[place, part]) for part, name in enumerate(FIGURES)} for place, column in enumerate(tally.columns)
    }


def _interval(low: float, high: float) -> Interval | None:
    return None if math.isnan(low) else Interval(float(low), float(high))


def precision_recall_f1(sums: Floats) -> Floats:
    """From (..., 3) sums of right, found and gold to (..., 3) precision, recall and F1; not a number where nothing is counted."""
    right, found, gold = sums[..., 0], sums[..., 1], sums[..., 2]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack([right / found, right / gold, 2 * right / (found + gold)], axis=-1)


def facts_of(counts: Floats) -> Floats:
    """How much an article weighs in a figure: its found and gold facts, from (..., 3) counts."""
    return np.asarray(counts[..., 1] + counts[..., 2])


def intervals(counts: Floats, statistic: Statistic, sizes: Floats, resampling: Resampling) -> Floats:
    """Intervals of a statistic of sums over articles, which are the first axis of `counts`: (..., 2) for figures of shape (...).

    `sizes` is (articles, ...): how much each article weighs in each figure.
    Draws in which a figure is undefined are left out; where half of them are, so is the interval (not a number).
    """
    articles, sums = len(counts), counts.sum(axis=0, keepdims=True)
    estimate = statistic(sums)[0]
    if articles < 2:
        return np.full((*estimate.shape, 2), np.nan)
    drawn = np.concatenate([statistic(block) for block in draws(counts, resampling)]).reshape(resampling.resamples, -1)
    left_out = statistic(sums - counts).reshape(articles, -1)
    flat = estimate.reshape(-1)
    reaches = [_t_reach(effective_number(size), resampling.level) for size in sizes.reshape(articles, -1).T]
    ends = [_ends(drawn[:, place], left_out[:, place], flat[place], reaches[place]) for place in range(len(flat))]
    return np.array(ends).reshape(*estimate.shape, 2)


def draws(counts: Floats, resampling: Resampling) -> Iterator[Floats]:
    """Sums over articles drawn with replacement, some resamples at a time. Sums of whole numbers: exact in any order of adding."""
    articles, random = len(counts), resampling.random()
    flat = counts.reshape(articles, -1)
    step = max(1, _BLOCK // articles)
    for first in range(0, resampling.resamples, step):
        size = min(step, resampling.resamples - first)
        weights = np.stack([np.bincount(random.randint(0, articles, articles), minlength=articles) for _ in range(size)])
        yield (weights.astype(np.float64) @ flat).reshape(size, *counts.shape[1:])


def _ends(drawn: Floats, left_out: Floats, estimate: float, reach: float) -> tuple[float, float]:
    drawn, left_out = drawn[~np.isnan(drawn)], left_out[~np.isnan(left_out)]
    if math.isnan(estimate) or 2 * len(drawn) < 100:
        return math.nan, math.nan
    # Ties count half, and one is added on each side so that no share is 0 or 1.
    below = (np.sum(drawn < estimate) + np.sum(drawn == estimate) / 2 + 0.5) / (len(drawn) + 1)
    bias = _NORMAL.inv_cdf(float(below))
    skew = _acceleration(left_out)
    low, high = (_level(bias, skew, side * reach) for side in (-1, 1))
    return tuple(np.quantile(drawn, [low, high]))


def _acceleration(left_out: Floats) -> float:
    """A sixth of the skewness of what the articles contribute, by leaving each out once."""
    if not len(left_out):
        return 0.0
    gaps = left_out.mean() - left_out
    squares = float(np.sum(gaps**2))
    return float(np.sum(gaps**3)) / (6 * squares**1.5) if squares > 0 else 0.0


def _level(bias: float, skew: float, reach: float) -> float:
    moved = bias + reach
    return _NORMAL.cdf(bias + moved / max(1 - skew * moved, 1e-9))


def effective_number(sizes: Floats) -> float:
    """How many articles of equal weight tell as much as these: Kish's effective sample size; no less than 2."""
    squares = float(np.sum(sizes**2))
    return max(2.0, float(np.sum(sizes)) ** 2 / squares) if squares else 2.0


def _t_reach(articles: float, level: float) -> float:
    """How many standard errors an interval reaches to either side: Student's t, widened for the variance being divided by n."""
    degrees = articles - 1
    return math.sqrt(articles / degrees) * student_t(0.5 + level / 2, degrees)


def student_t(level: float, degrees: float) -> float:
    """The quantile of Student's t distribution, by its expansion around the normal one (Abramowitz and Stegun 26.7.5).

    Off by less than 0.1 % from 6 degrees of freedom on, at the usual levels.
    """
    z = _NORMAL.inv_cdf(level)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return math.fsum(term / degrees**power for power, term in enumerate(terms))


def as_json(interval: dict[str, Interval | None]) -> dict[str, Any]:
    """Intervals in percent with one decimal: `{"p": [89.1, 93.4], ...}`."""
    return {name: [round(100 * end, 1) for end in ends] if ends else None for name, ends in interval.items()}
