"""Numbers of running text become exact decimals, never floats."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.text.numbers import figure, number, number_words, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,330,000", "1330000"),
        ("1.330.000", "1330000"),
        ("1.330.000,50", "1330000.50"),
        ("1,23,45,678", "12345678"),
        ("1 330 000", "1330000"),
        ("12,50", "12.50"),
        ("5.18", "5.18"),
        ("1.330", "1.330"),
        (".5", "0.5"),
        ("0.1", "0.1"),
    ],
)
def test_figures(text: str, value: str) -> None:
    assert figure(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1,2,3", "5-3", "x", "1.2.3", "٣", "1,,000"])
def test_what_is_no_figure(text: str) -> None:
    assert figure(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("five", "5"),
        ("twenty-five", "25"),
        ("two hundred and fifty", "250"),
        ("one and a half", "1.5"),
        ("half a", "0.5"),
        ("a", "1"),
        ("two hundred thousand", "200000"),
        ("one million two hundred thousand", "1200000"),
        ("a dozen", "12"),
    ],
)
def test_number_words(text: str, value: str) -> None:
    assert number_words(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "many", "five apples", "and"])
def test_what_is_no_number_word(text: str) -> None:
    assert number_words(text) is None


@given(st.integers(0, 10**15))
def test_a_grouped_figure_comes_back(value: int) -> None:
    assert figure(f"{value:,}") == value
    assert number(str(value)) == value


@given(st.decimals(0, 10**12, places=4))
def test_plain_decimals_are_exact_and_short(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text
    assert "." not in text or not text.endswith(("0", "."))
