"""Text patterns match whole words of any script, in linear time, and answer in code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.document import Document
from pressfacts.errors import RuleError
from pressfacts.rulebook.patterns import Match, MatchSet, PatternSet, Re2, TextPattern, alternation, expand, stretches


def spans(pattern: str, text: str, *, whole: bool = True) -> list[str]:
    document = Document(Article("a", text), [], None)
    return [text[match.start : match.end] for match in TextPattern(pattern, where="test", whole=whole).scan(document)]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("Hu", "Hue Huế Hu", ["Hu"]),
        ("Hue", "Hue\u0302 is not Hue", ["Hue"]),  # a combining accent belongs to its letter
        (r"\d+", "đ12 12đ 12", ["12"]),
        (r"\$5", "US$5 and $5", ["$5", "$5"]),  # a sign is no letter: a match may begin at it
        ("a+", "aaa b aa", ["aaa", "aa"]),
        ("x*", "no x", ["x"]),  # empty matches are none
    ],
)
def test_matches_are_whole_words(pattern: str, text: str, found: list[str]) -> None:
    assert spans(pattern, text) == found


def test_parts_of_words_on_request() -> None:
    assert spans("Hu", "Huế", whole=False) == ["Hu"]


def test_a_group_named_fact_narrows_the_span() -> None:
    assert spans("between (?P<fact>[0-9]+)", "between 3 and 5") == ["3"]


def test_groups_come_as_text() -> None:
    document = Document(Article("a", "tháng 5"), [], None)
    match = next(TextPattern(r"(?P<word>\pL+) (?P<day>\d)(?P<none>x)?", where="test").scan(document))
    assert match.groups == {"word": "tháng", "day": "5"}


@pytest.mark.parametrize("pattern", ["(?<=a)b", r"(a)\1", "(", "a{2000}"])
def test_what_re2_refuses_is_told_with_place_and_mend(pattern: str) -> None:
    with pytest.raises(RuleError) as refused:
        TextPattern(pattern, where="rules/x.yaml:3").regex.compiled  # noqa: B018  asking compiles it
    assert refused.value.where == "rules/x.yaml:3"
    assert refused.value.mend


def test_the_groups_that_a_pattern_writes_are_those_that_it_has() -> None:
    regex = Re2(r"(?P<low>\d+)(?:-(?P<high>\d+))?(x)\(\?P", where="test")
    assert regex.written_names == set(regex.names) == {"low", "high"}


def test_alternation_prefers_the_longest_form_and_quotes_signs() -> None:
    assert spans(alternation(["$", "US$", "US"]), "US$", whole=False) == ["US$"]


@given(st.lists(st.text("abAB ß", min_size=1, max_size=4).filter(lambda form: form == form.strip()), min_size=1, max_size=8), st.booleans())
def test_a_form_comes_before_its_own_beginnings(forms: list[str], any_case: bool) -> None:
    pattern = alternation(forms, any_case=any_case)
    assert all(spans(pattern, form, whole=False)[0] == form for form in forms)


def test_a_space_in_a_form_also_stands_for_a_line_break() -> None:
    assert spans(alternation(["more than"]), "more\nthan") == ["more\nthan"]


def test_references_are_filled_in_and_unknown_ones_named() -> None:
    assert expand("{a}+", {"a": "{b}", "b": "x"}, where="here") == "(?:(?:x))+"
    with pytest.raises(RuleError, match=r"names \{c\}"):
        expand("{c}", {}, where="here")


def test_a_ring_of_references_is_an_error() -> None:
    with pytest.raises(RuleError, match="ring"):
        expand("{a}", {"a": "{b}", "b": "{a}"}, where="here")


PATTERNS = [r"\d+ (?P<unit>km|kg)", r"(?i:mayor) of (?P<fact>[A-Z]\w+)", r"\bđ\w+", r"of\s\w+"]
PIECES = st.lists(
    st.sampled_from(["12 km", "7 kg", "Mayor of Hue", "mayor of", "đất", "xđx", " ", "\n", "a" * 700, "of b", "é"]), max_size=60
)


def both_ways(text: str) -> tuple[list[tuple[int, Match]], list[tuple[int, Match]]]:
    """What the patterns find one by one, and as a set."""
    document = Document(Article("a", text), [], None)
    compiled = [(at, TextPattern(pattern, where="test")) for at, pattern in enumerate(PATTERNS)]
    return [(at, match) for at, pattern in compiled for match in pattern.scan(document)], list(PatternSet(compiled).scan(document))


@given(PIECES, st.integers(1, len(PATTERNS)))
def test_sets_of_any_size_find_what_their_patterns_find(pieces: list[str], together_at_most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pressfacts.rulebook.patterns._WORTH_A_SET", 0)
        patch.setattr("pressfacts.rulebook.patterns._MOST_TOGETHER", together_at_most)
        alone, together = both_ways(" ".join(pieces))
    assert together == alone


def test_a_set_finds_what_stands_where_a_long_text_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressfacts.rulebook.patterns._WORTH_A_SET", 0)
    for shift in range(12):
        alone, together = both_ways("x" * (4096 - shift) + " 12 km of road, Mayor of Hue " + "y " * 3000 + "7 kg")
        assert together == alone
        assert len(together) >= 3


def test_the_first_texts_are_not_asked_of_a_set() -> None:
    few = MatchSet([b"a", b"b"])
    assert list(few.among(b"a")) == [0, 1]


def test_stretches_end_behind_blanks_and_leave_nothing_out() -> None:
    data = ("word " * 5000).encode()
    parts = [data[start:end] for start, end in stretches(data)]
    assert b"".join(parts) == data
    assert len(parts) > 3
    assert all(part.endswith(b" ") for part in parts[:-1])
