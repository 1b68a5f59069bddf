"""Article text is written by strangers: a terminal must show it and never obey it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.report.safe_text import visible, visible_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31mred", "\\x9b31mred"),
        ("\u202eevil", "\\u202eevil"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("ring\a", "ring\\x07"),
        ("over\rwritten", "over\\x0dwritten"),
        ("half \ud83d pair", "half \\ud83d pair"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("Đà Nẵng 🎉 e\u0301", "Đà Nẵng 🎉 e\u0301"),
    ],
)
def test_controls_become_escapes(text, shown):
    assert visible(text) == shown


def test_one_line():
    assert visible_line("Memorandum\n  of\tUnderstanding\x1b") == "Memorandum of Understanding\\x1b"


@given(st.text(st.characters()))
def test_nothing_but_newline_and_tab_of_the_controls_is_left(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert all(unicodedata.category(char) != "Cc" or char in "\n\t" for char in shown)
    assert all(unicodedata.bidirectional(char) not in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI") for char in shown)
