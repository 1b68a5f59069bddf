"""Cue phrases are read where they touch the span, outermost first, across words that change nothing."""

import pytest

from pressfacts.text.cues import CueLexicon

QUALIFIERS = CueLexicon(
    {"over": "more_than", "more than": "more_than", "up to": "equal_or_less", "an estimated": "approx"}, frozenset({"a", "whopping"})
)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("worth over ", "more_than"),
        ("worth more\nthan ", "more_than"),
        ("more than a whopping ", "more_than"),
        ("up to an estimated ", "equal_or_less"),
        ("Over ", "more_than"),
        ("over the hill, ", None),
        ("moreover ", None),
        ("", None),
    ],
)
def test_phrase_before(text: str, meaning: str | None) -> None:
    assert QUALIFIERS.before(text + "$5", len(text)) == meaning


@pytest.mark.parametrize(("text", "meaning"), [("$20 a barrel", "barrel"), ("$20/barrel", "barrel"), ("$20 barrel", None), ("$20", None)])
def test_phrase_after(text: str, meaning: str | None) -> None:
    rates = CueLexicon({"a barrel": "barrel", "/barrel": "barrel"})
    assert rates.after(text, len("$20")) == meaning
