"""Tests of significance, against scipy's and against every swap counted out."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pressfacts.score import Resampling
from pressfacts.score.significance import bootstrap_p, compare_counts, f1, f1_difference, randomisation_p

# Right, found and gold of two outputs on the same twelve articles.
GOLD = np.array([4, 6, 3, 8, 5, 2, 7, 4, 6, 3, 9, 5])
A = np.stack([[3, 4, 2, 6, 3, 1, 5, 3, 4, 1, 6, 3], [4, 5, 4, 7, 5, 2, 6, 4, 6, 3, 8, 4], GOLD], axis=1).astype(float)
B = np.stack([[4, 4, 3, 7, 3, 2, 5, 4, 4, 2, 8, 3], [4, 6, 4, 8, 4, 2, 6, 4, 5, 3, 9, 4], GOLD], axis=1).astype(float)


def difference_of(first, second, axis=-1):
    """The difference of F1 as a statistic of indexes into the articles of A, then of B."""
    counts = np.concatenate([A, B])
    return f1(counts[second].sum(axis=-2)) - f1(counts[first].sum(axis=-2))


def test_randomisation_agrees_with_scipy():
    articles = np.arange(len(A))
    # 4,096 swaps: scipy, like us, tries each of them.
    theirs = stats.permutation_test(
        (articles, articles + len(A)),
        difference_of,
        permutation_type="samples",
        vectorized=True,
        n_resamples=np.inf,
        alternative="two-sided",
    )
    assert randomisation_p(A, B, Resampling(4096)) == pytest.approx(theirs.pvalue)
    assert randomisation_p(A, B, Resampling(4000)) == pytest.approx(theirs.pvalue, abs=0.015), "drawn swaps, not all"


def counted_out(a, b):
    observed = abs(f1(b.sum(axis=0)) - f1(a.sum(axis=0)))
    extreme = 0
    for swapped in itertools.product([False, True], repeat=len(a)):
        mask = np.array(swapped)[:, None]
        one, other = np.where(mask, b, a).sum(axis=0), np.where(mask, a, b).sum(axis=0)
        extreme += abs(f1(other) - f1(one)) >= observed - 1e-12
    return extreme / 2 ** len(a)


articles = st.lists(st.tuples(*[st.integers(0, 4)] * 5), min_size=1, max_size=6)


@given(articles)
def test_few_articles_are_counted_out_exactly(told):
    a = np.array([[right, right + spurious, right + missed] for right, spurious, missed, _, _ in told], dtype=float)
    b = np.array([[min(more, row[2]), min(more, row[2]) + extra, row[2]] for row, (_, _, _, more, extra) in zip(a, told, strict=True)])
    assert randomisation_p(a, b, Resampling(100)) == pytest.approx(counted_out(a, b))


def test_the_bootstrap_agrees_with_one_written_out():
    # An independent one: each draw made by hand with another generator.
    random = np.random.default_rng(7)
    pairs = np.stack([A, B], axis=1)
    drawn = np.array([f1_difference(pairs[random.integers(0, 12, 12)].sum(axis=0)) for _ in range(20_000)])
    observed = abs(f1(B.sum(axis=0)) - f1(A.sum(axis=0)))
    theirs = np.mean(np.abs(drawn - drawn.mean()) >= observed)
    assert bootstrap_p(pairs, Resampling(20_000)) == pytest.approx(theirs, abs=0.01)


def test_the_interval_of_the_difference_agrees_with_scipy():
    pairs, sizes = np.stack([A, B], axis=1), (A + B)[:, 1:].sum(axis=1)
    effective = sizes.sum() ** 2 / (sizes**2).sum()
    reach = np.sqrt(effective / (effective - 1)) * stats.t.ppf(0.975, effective - 1)
    theirs = stats.bootstrap(
        (np.arange(12),), lambda drawn, axis=-1: f1_difference(pairs[drawn].sum(axis=-3)), vectorized=True, method="BCa",
        confidence_level=2 * stats.norm.cdf(reach) - 1, n_resamples=20_000, rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    assert compare_counts(A, B, Resampling(20_000)).interval == pytest.approx((theirs.low, theirs.high), abs=0.006)


def test_the_same_output_twice_differs_by_nothing():
    same = compare_counts(A, A, Resampling())
    assert (same.difference, same.interval, same.randomisation_p, same.bootstrap_p) == (0.0, (0.0, 0.0), 1.0, 1.0)


def test_a_and_b_change_places():
    one, other = compare_counts(A, B, Resampling()), compare_counts(B, A, Resampling())
    assert one.difference == -other.difference > 0
    assert (one.randomisation_p, one.bootstrap_p) == pytest.approx((other.randomisation_p, other.bootstrap_p))


def test_under_no_difference_few_p_values_are_small():
    # Outputs that are equally good: p below 0.05 in about 5 of 100 runs; 400 runs have a standard error of 1.1 %.
    random = np.random.default_rng(3)
    gold = random.integers(1, 9, (400, 30))
    runs = [
        [np.stack([right := random.binomial(row, 0.7), right + random.poisson(0.8, 30), row], axis=1).astype(float) for _ in "ab"]
        for row in gold
    ]
    small = np.mean([randomisation_p(a, b, Resampling(200)) < 0.05 for a, b in runs])
    assert 0.01 <= small <= 0.09
