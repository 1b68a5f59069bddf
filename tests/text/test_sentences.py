"""Sentences: in these tests `‖` stands at every boundary that the splitter should find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.rulebook import Rulebook, load_rulebook
from pressfacts.rulebook.model import Lexicon, Rule
from pressfacts.text.sentence_examples import check_examples, found_boundaries, mark, unmark
from pressfacts.text.sentences import SentenceSplitter

RULEBOOK: Rulebook = load_rulebook()
SPLITTER = SentenceSplitter(RULEBOOK)
RULES: list[Rule] = [rule for rule in RULEBOOK.rules() if rule.id.startswith("sentence.")]

PASSAGES = [
    "Mr. Ode met Dr. Lund.‖ They spoke.",
    "J. R. Hale and Ann B. Cole signed.‖ Nobody else did.",
    "He left the U.S.‖ The firm stayed.",
    "The U.S. Navy left.",
    "It costs $3.5 million, or Rs. 500 a head.‖ No. 7 is free.",
    "Is it true?‖ No.‖ It is not.",
    "They met at 5 p.m. Friday.‖ Talks ended at 9 p.m.‖ Nobody spoke.",
    "“We have a deal.”‖ He said no more.",
    '"Really?" he asked.',
    "“Why?” Judge Hale asked.",
    "He waited… and waited.‖ Then he left…‖ It rained.",
    "HUE, Jan. 17 (VNS) – The fair opened.‖ It lasts a week.",
    "ST. PAUL, Minn. (AP) -- Snow fell.",
    "Amazon.com Inc. and www.example.org. are sites.",
    "Write to Ann.Lee@example.org or see www.Example.com today.",
    "They signed the deal.‖The text is secret.",
    "The cup is ours 🎉.‖ Đà Nẵng sang! 🎉🎉",
    "He wrote it.[3]‖ She read it.[12]",
    "1. Wash the rice.‖ 2. Boil it.",
]

LAYOUTS = [
    pytest.param("City plants trees‖\n\nWork begins in May.", id="headline before a blank line"),
    pytest.param("City plants trees‖\nThe city will plant 900 trees.", id="headline before a sentence"),
    pytest.param("One paragraph.‖\nAnother one.‖\r\nA third.", id="one paragraph a line"),
    pytest.param(
        "The first section of the road that rings the\ntown of Hoi An will open soon, said the\nMinistry of Transport.‖ It is late.",
        id="wrapped",
    ),
    pytest.param("Goals:‖\n- cheap fares‖\n- clean air‖\n• quiet streets", id="bullets"),
    pytest.param("What to know:‖\n1. Polls open at 7 a.m.‖\n2. Bring a photo", id="numbers"),
    pytest.param("The pier at dusk |\n |\n‖The pier reopened.", id="table bars"),
    pytest.param("| City | Guests |‖\n| Hue | 9 |", id="table rows"),
    pytest.param("those who join on the day of the\n\nconference may ask.", id="sentence torn by a blank line"),
]


@pytest.mark.parametrize("passage", [*PASSAGES, *LAYOUTS])
def test_boundaries(passage: str) -> None:
    text, expected = unmark(passage)
    assert found_boundaries(text, [sentence.end for sentence in SPLITTER.split(text)]) == expected, mark(SPLITTER, text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_examples(rule: Rule) -> None:
    assert rule.examples, "every rule shows what it is for"
    assert check_examples(SPLITTER, rule) == []


def test_check_examples_tells_what_fails() -> None:
    rule = Lexicon(id="sentence.wrong", why="to fail", entries=[], examples=["One. Two."], traps=["One.‖ Two.", "Mr. Bell left."])
    wrong_example, wrong_trap = check_examples(SPLITTER, rule)
    assert "example 'One. Two.' is cut as 'One.‖ Two.'" in wrong_example
    assert "a trap is one sentence" in wrong_trap


def test_words_come_from_the_rulebook() -> None:
    rulebook = load_rulebook()
    titles = rulebook.lexicons["sentence.titles"]
    rulebook.lexicons["sentence.titles"] = titles.model_copy(update={"entries": [*titles.entries, "Dato."]})
    text = "We met Dato. Rahman."
    assert [len(splitter.split(text)) for splitter in (SPLITTER, SentenceSplitter(rulebook))] == [2, 1]


@pytest.mark.parametrize("text", ["", " \n\t ", " |\n|\n", "\r\n\r\n"])
def test_nothing_to_split(text: str) -> None:
    assert SPLITTER.split(text) == []


WORDS = 'Mr. Dr. U.S. Inc. Jan. No. p.m. The He Hue said deal. went? “Yes!” " ’ ) ( | - • 1. a. 17 $5 ... … e.g. www.x.org I 🎉 Đà é'
PIECES = st.sampled_from([*WORDS.split(" "), "\n", "\n\n", " ", "  ", "deal.The", "E\u0301tude.", "\t", ". . .", "\u00a0"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_sentences_are_ordered_stripped_and_whole(text: str) -> None:
    sentences = SPLITTER.split(text)
    last_end = 0
    for start, end in sentences:
        assert last_end <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last_end = end
    held = "".join("".join(text[start:end].split()) for start, end in sentences)
    assert held.replace("|", "") == "".join(text.split()).replace("|", "")


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_bars_are_left_out_only_where_they_stand_alone(text: str) -> None:
    kept = [line for line in text.splitlines() if line.replace("|", "").strip()]
    bars = sum(text[start:end].count("|") for start, end in SPLITTER.split(text))
    assert bars >= sum(line.count("|") for line in kept)


@given(st.one_of(st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=60).map("".join)))
@settings(max_examples=200, deadline=None)
def test_kind_of_line_end_does_not_matter(text: str) -> None:
    dos = text.replace("\n", "\r\n")
    unix_sentences = [text[start:end] for start, end in SPLITTER.split(text)]
    assert [dos[start:end].replace("\r\n", "\n") for start, end in SPLITTER.split(dos)] == unix_sentences


@given(TEXTS, st.text(alphabet=" \t", max_size=5), st.text(alphabet=" \n\t", max_size=5))
@settings(max_examples=200, deadline=None)
def test_white_space_around_moves_the_offsets_and_nothing_else(text: str, before: str, after: str) -> None:
    moved = [(start + len(before), end + len(before)) for start, end in SPLITTER.split(text)]
    assert [tuple(sentence) for sentence in SPLITTER.split(before + text + after)] == moved


WORDS_BEFORE = "etc vs no is jan deal signed said pact a p x mr he cf approx co st Rome Mr (see “yes 12 U.S"
LOWER = st.sampled_from(WORDS_BEFORE.split(" "))


@given(st.lists(st.tuples(LOWER, LOWER, LOWER, st.sampled_from([". ", ".\n", ".", ".” ", "! "])), max_size=12))
@settings(max_examples=300, deadline=None)
def test_the_short_way_of_plain_full_stops_decides_as_the_long_one(parts: list[tuple[str, str, str, str]]) -> None:
    text = "".join(f"{first} {second} {third}{mark}Then " for first, second, third, mark in parts)
    short = SPLITTER.split(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPLITTER, "_plainly_ends", lambda *_: False)
        assert SPLITTER.split(text) == short
