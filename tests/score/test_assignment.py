"""The assignment problem, against scipy's solver."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.optimize import linear_sum_assignment

from pressfacts.score.assignment import best_assignment


def test_by_hand():
    # 5 + 4 = 9 is more than the greedy 6 + 1 = 7.
    assert best_assignment(np.array([[6, 5], [4, 1]], dtype=np.int64)) == [(0, 1), (1, 0)]


def test_pairs_without_weight_are_left_out():
    assert best_assignment(np.array([[0, 0], [0, 3]], dtype=np.int64)) == [(1, 1)]
    assert best_assignment(np.zeros((0, 3), dtype=np.int64)) == best_assignment(np.zeros((3, 0), dtype=np.int64)) == []


matrices = arrays.arrays(np.int64, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.integers(0, 12) | st.integers(0, 10**15))


@given(matrices)
def test_the_sum_is_that_of_scipy(weights):
    ours = best_assignment(weights)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    assert sum(int(weights[pair]) for pair in ours) == sum(int(weight) for weight in weights[rows, columns])
    assert len({row for row, _ in ours}) == len({column for _, column in ours}) == len(ours)
