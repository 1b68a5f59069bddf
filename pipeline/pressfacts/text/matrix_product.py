"""Matrix products of the models by numpy's BLAS, which is built for the processor at hand.

Products are most of what a model's answer costs. spaCy's own, BLIS, falls back to portable code on processors that its wheels do not
know, and is then four times slower. Whichever makes them, a row must be the same to the last bit whatever rows stand beside it, or a
fact could depend on the batch of its article. For a handful of rows a BLAS takes other ways: there are never that few.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import numpy as np
from thinc.api import Model, NumpyOps

_LEAST_ROWS = 32
_WIDTH = 288  # columns of the check: as many as a layer of the models has
_CHECKED = (_LEAST_ROWS, _LEAST_ROWS + 1, 47, 64, 129, 300)  # rows


class NumpyProducts(NumpyOps):  # type: ignore[misc]  # thinc has no types here
    """thinc's operations, the product of two matrices excepted."""

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """x times y, either turned first if so asked; into `out`, if given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        rows = left.shape[0]
        if rows < _LEAST_ROWS:
            left = np.concatenate((left, np.zeros((_LEAST_ROWS - rows, left.shape[1]), dtype=left.dtype)))
        product = np.dot(left, right)[:rows]
        if out is None:
            return product
        out[...] = product
        return out


def use_numpy_products(models: Iterable[Model[Any, Any]]) -> None:
    """Let these models multiply by numpy where they do by BLIS, unless numpy's rows depend on one another here."""
    if rows_stand_alone():
        products = NumpyProducts()
        for layer in (layer for model in models for layer in model.walk()):
            if type(layer.ops) is NumpyOps:  # not those of a graphics card, or of an Apple processor
                layer.ops = products


@functools.cache
def rows_stand_alone() -> bool:
    """Whether each row of a product is the same in products of many and of few rows, from any row on."""
    products, rows = NumpyProducts(), max(_CHECKED)
    left, right = (np.sin(np.arange(size * _WIDTH, dtype=np.float32)).reshape(size, _WIDTH) for size in (2 * rows, _WIDTH))
    whole = products.gemm(left, right, trans2=True)
    parts = [slice(start, start + size) for size in (1, 5, *_CHECKED) for start in (0, 3, rows)]
    return all(np.array_equal(products.gemm(left[part], right, trans2=True), whole[part]) for part in parts)
