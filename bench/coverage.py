"""How often a 95 % interval of `pressfacts score` holds the true figure: intervals of articles drawn from worlds whose F1 is known.

    python bench/coverage.py                    # the table, some minutes
    python bench/coverage.py --runs 200         # quicker, rougher
    python bench/coverage.py --articles 20 65   # for these numbers of articles

Each world draws articles with a number of gold facts (negative binomial: many short articles, some long ones), of which a share of the
article's own (beta) is found, and with spurious facts. Its true F1 is that of two million articles. An interval is good that holds
the true figure in 93 to 97 of 100 runs. Exit code 1 where one of 40 articles or more lies outside by more than two standard errors of
the simulation itself.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "pipeline"))

import numpy as np

from pressfacts.score.resampling import Floats, Resampling, facts_of, intervals, precision_recall_f1

_ENOUGH = 40  # articles from which on the promise holds
_LEAST, _MOST = 0.93, 0.97


class World(NamedTuple):
    """Gold facts an article in the mean, the shape of their distribution, the beta of the recall, spurious facts a gold fact."""

    gold: float
    shape: float
    recall: tuple[float, float]
    spurious: float


WORLDS = {
    "usual": World(6, 1.5, (8, 2), 0.15),
    "nearly perfect": World(6, 1.5, (40, 1), 0.02),
    "rare facts": World(0.6, 0.5, (8, 2), 0.15),
    "poor": World(6, 1.5, (2, 3), 0.5),
    "uneven": World(12, 0.6, (3, 1), 0.2),
}


def draw(world: World, articles: int, random: np.random.Generator) -> Floats:
    """Counts of right, found and gold of so many articles."""
    gold = random.negative_binomial(world.shape, world.shape / (world.shape + world.gold), articles)
    right = random.binomial(gold, random.beta(*world.recall, articles))
    return np.stack([right, right + random.poisson(world.spurious * (gold + 0.5)), gold], axis=1).astype(np.float64)


def f1_of(sums: Floats) -> Floats:
    return precision_recall_f1(sums)[..., 2:]


def coverage(world: World, articles: int, runs: int, resamples: int, seed: int = 1) -> float:
    """The share of runs whose interval of F1 holds the true F1."""
    random = np.random.default_rng(seed)
    truth = float(f1_of(draw(world, 2_000_000, random).sum(axis=0))[0])
    held = told = 0
    for run in range(runs):
        counts = draw(world, articles, random)
        low, high = intervals(counts, f1_of, facts_of(counts), Resampling(resamples, run))[0]
        told += not np.isnan(low)
        held += bool(low <= truth <= high)
    return held / max(1, told)


def promised(share: float, runs: int) -> bool:
    """Whether a share of so many runs may stand for a coverage of 93 to 97 %."""
    noise = 2 * (share * (1 - share) / runs) ** 0.5
    return _LEAST - noise <= share <= _MOST + noise


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--resamples", type=int, default=500)
    parser.add_argument("--articles", type=int, nargs="+", default=[10, 20, 40, 65, 200])
    options = parser.parse_args(arguments)
    print("articles  " + "  ".join(f"{name:>14}" for name in WORLDS))
    bad = False
    for articles in options.articles:
        shares = [coverage(world, articles, options.runs, options.resamples) for world in WORLDS.values()]
        bad |= articles >= _ENOUGH and not all(map(partial(promised, runs=options.runs), shares))
        print(f"{articles:8}  " + "  ".join(f"{100 * share:14.1f}" for share in shares), flush=True)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
