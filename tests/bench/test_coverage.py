"""The simulation of intervals."""

import numpy as np
import pytest

from bench.coverage import WORLDS, draw, f1_of, promised


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_draws_counts_that_can_be(name):
    right, found, gold = draw(WORLDS[name], 500, np.random.default_rng(1)).T
    assert (right <= found).all() and (right <= gold).all() and gold.sum() > 0


def test_f1_of_sums():
    assert f1_of(np.array([3.0, 4.0, 8.0])) == pytest.approx([6 / 12])


@pytest.mark.parametrize(("share", "holds"), [(0.95, True), (0.925, True), (0.91, False), (0.99, False)])
def test_a_share_is_judged_with_the_noise_of_its_runs(share, holds):
    assert promised(share, 1000) is holds
