"""The assignment problem: which of n rows goes with which of m columns so that the sum of weights is the greatest.

The Hungarian method in its form by shortest augmenting paths (Jonker and Volgenant, Computing 38, 1987): exact, in
O(n² m) steps for n <= m, here n m of them with one vector operation each.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Weights = npt.NDArray[np.int64]


def best_assignment(weights: Weights) -> list[tuple[int, int]]:
    """The (row, column) pairs of a one-to-one assignment with the greatest sum; pairs of weight 0 are left out.

    `weights` holds whole numbers from 0 on, rows by columns. Of several best assignments the result is always the same one.
    """
    if weights.shape[0] > weights.shape[1]:
        return sorted((row, column) for column, row in best_assignment(weights.T))
    row_of = _assign(weights.max(initial=0) - weights)
    return sorted((int(row), column) for column, row in enumerate(row_of) if row >= 0 and weights[row, column] > 0)


def _assign(costs: Weights) -> npt.NDArray[np.intp]:
    """The row of each column (-1: none) with the least sum of costs, every row assigned; for no more rows than columns."""
    rows, columns = costs.shape
    row_price, column_price = np.zeros(rows, dtype=np.int64), np.zeros(columns + 1, dtype=np.int64)
    row_of = np.full(columns + 1, -1, dtype=np.intp)  # the last column is a stand-in from which each search starts
    for row in range(rows):
        row_of[columns] = row
        came_from = _shortest_path(costs, row_of, row_price, column_price)
        column = came_from[-1]
        while column != columns:
            before = came_from[column]
            row_of[column] = row_of[before]
            column = before
    return row_of[:columns]


def _shortest_path(costs: Weights, row_of: npt.NDArray[np.intp], row_price: Weights, column_price: Weights) -> npt.NDArray[np.intp]:
    """From the row without a column along reduced costs to a column without a row; mends the prices on the way.

    Returns for each column the one before it on the path, and as a last entry (the stand-in's) the column where it ends.
    """
    columns = costs.shape[1]
    distance = np.full(columns, np.iinfo(np.int64).max, dtype=np.int64)
    came_from = np.full(columns + 1, columns, dtype=np.intp)
    seen = np.zeros(columns + 1, dtype=bool)
    column = columns
    while row_of[column] >= 0:
        seen[column] = True
        row = row_of[column]
        reduced = costs[row] - row_price[row] - column_price[:columns]
        better = ~seen[:columns] & (reduced < distance)
        distance[better] = reduced[better]
        came_from[:columns][better] = column
        open_ = np.flatnonzero(~seen[:columns])
        nearest = open_[np.argmin(distance[open_])]
        step = distance[nearest]
        row_price[row_of[seen]] += step
        column_price[seen] -= step
        distance[open_] -= step
        column = int(nearest)
    came_from[-1] = column
    return came_from
