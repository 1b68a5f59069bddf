"""numpy's products for the models: the same rows whatever stands beside them, and what BLIS gives but for the last bits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from thinc.api import Linear, NumpyOps

from pressfacts.settings import DEFAULT_MODEL
from pressfacts.text import matrix_product
from pressfacts.text.matrix_product import NumpyProducts, rows_stand_alone, use_numpy_products

RANDOM = np.random.default_rng(1)
LEFT = RANDOM.standard_normal((700, 288)).astype("float32")
RIGHT = RANDOM.standard_normal((192, 288)).astype("float32")
OPERATIONS = NumpyProducts()


def product(rows: slice) -> np.ndarray:
    made: np.ndarray = OPERATIONS.gemm(LEFT[rows], RIGHT, trans2=True)
    return made


WHOLE = product(slice(None))


@given(st.integers(0, 699), st.integers(1, 700))
def test_a_row_is_the_same_whatever_rows_stand_beside_it(start: int, size: int) -> None:
    rows = slice(start, start + size)
    if rows_stand_alone():  # or BLIS does the work, as before
        np.testing.assert_array_equal(product(rows), WHOLE[rows])


@pytest.mark.parametrize("rows", [1, 5, 31, 32, 600])
def test_the_figures_are_those_of_blis(rows: int) -> None:
    blis = NumpyOps().gemm(LEFT[:rows], RIGHT, trans2=True)
    np.testing.assert_allclose(product(slice(rows)), blis, rtol=1e-4, atol=1e-4)


def test_either_side_may_be_turned_and_a_place_for_the_answer_given() -> None:
    place = np.empty((288, 288), dtype="float32")
    assert OPERATIONS.gemm(LEFT, LEFT, out=place, trans1=True) is place
    np.testing.assert_allclose(place, LEFT.T @ LEFT, rtol=1e-4)


def test_no_rows_give_no_rows() -> None:
    assert OPERATIONS.gemm(LEFT[:0], RIGHT, trans2=True).shape == (0, 192)


def test_where_rows_depend_on_one_another_the_models_keep_their_product(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    model = spacy.blank("en").add_pipe("tok2vec").model  # type: ignore[attr-defined]
    monkeypatch.setattr(matrix_product, "rows_stand_alone", lambda: False)
    use_numpy_products([model])
    assert not any(isinstance(layer.ops, NumpyProducts) for layer in model.walk())
    monkeypatch.setattr(matrix_product, "rows_stand_alone", lambda: True)
    use_numpy_products([model])
    assert all(isinstance(layer.ops, NumpyProducts) for layer in model.walk())


def test_operations_of_other_devices_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    class OtherOps(NumpyOps):  # type: ignore[misc]
        """Those of another device."""

    model = Linear(2, 2)
    model.ops = OtherOps()
    monkeypatch.setattr(matrix_product, "rows_stand_alone", lambda: True)
    use_numpy_products([model])
    assert type(model.ops) is OtherOps


def test_the_pipeline_multiplies_so() -> None:
    from pressfacts.text.model import _loaded

    layers = [layer for _, part in _loaded(DEFAULT_MODEL)[0].pipeline for layer in part.model.walk()]
    assert layers
    assert {isinstance(layer.ops, NumpyProducts) for layer in layers} == {rows_stand_alone()}
