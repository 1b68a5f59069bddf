"""Names of places fold alike however they are written."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.text.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("ĐÀ NẴNG", "da nang"),
        ("Malmö", "malmo"),
        ("Tromsø", "tromso"),
        ("Łódź", "lodz"),
        ("Saint-Étienne", "st etienne"),
        ("St. John's", "st john s"),
        ("St. John’s", "st john s"),
        ("Fort  Worth", "ft worth"),
        ("Washington, D.C.", "washington dc"),
        ("Port-au-Prince", "port au prince"),
    ],
)
def test_spellings_of_one_name_fold_to_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(alphabet="aàÀbBđĐeêẵñöøłŁsS'’-. ", max_size=30))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(max_size=30))
def test_folding_is_idempotent_and_leaves_single_spaces(text: str) -> None:
    once = fold(text)
    assert "  " not in once and once == once.strip()
    assert fold(once) == fold(fold(once))


@given(st.lists(st.sampled_from(["Saint", "Đà", "Louis", "O'Fallon", "Mount", "New", "D.C."]), min_size=1, max_size=4))
def test_folding_word_by_word_is_folding_the_whole(words: list[str]) -> None:
    assert fold(" ".join(words)) == " ".join(map(fold, words))
