"""Common nouns, pronouns and adjectives that stand for what an article told before: parties, types and how an agreement stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import Agreement, AgreementFact
from pressfacts.settings import Settings


@pytest.fixture(scope="module")
def agreements() -> Extractor:
    """An extractor of agreements and of what is tied to them."""
    return Extractor(Settings(kinds=("money", "date", "city", "agreement")))


def last(extractor: Extractor, text: str) -> Agreement:
    """The value of the last agreement that a text tells."""
    return [fact.value for fact in extractor.extract(Article("a", text)) if isinstance(fact, AgreementFact)][-1]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The Ghent Tourist Board met. The board signed a contract with Lind.", ["Ghent Tourist Board", "Lind"]),
        ("Voss Air, a regional carrier, is old. The carrier signed a contract with Lind.", ["Voss Air", "Lind"]),
        ("Dock Workers Local 12 met. Lind reached a pay deal with the union.", ["Lind", "Dock Workers Local 12"]),
        ("It is run by the airline Polar Air. The airline's codeshare agreement with Lind covers Bari.", ["Polar Air", "Lind"]),
        ("Polar Air and Voss Airways fly. The airline signed a contract with Lind.", ["Voss Airways", "Lind"]),
    ],
)
def test_a_noun_stands_for_the_name_that_ends_with_it_or_stands_beside_it(agreements: Extractor, text: str, parties: list[str]) -> None:
    assert last(agreements, text).parties == parties


def test_the_city_is_the_one_of_the_sentence_and_not_that_of_the_dateline(agreements: Extractor) -> None:
    text = "SEOUL, Jan. 17, 2026 – The mayor of Daegu said on Friday the city would sign a treaty with Đà Nẵng by the end of 2027."
    told = last(agreements, text)
    assert (told.parties, told.date) == (["Daegu", "Đà Nẵng"], "../2027")  # Friday is the day of the speech


def test_the_span_of_a_party_is_where_its_name_stands(agreements: Extractor) -> None:
    text = "The Ghent Tourist Board met. The board signed a contract with Lind."
    spans = last(agreements, text).party_spans
    assert [(text[span.start : span.end], span.text) for span in spans] == [
        ("Ghent Tourist Board", "Ghent Tourist Board"),
        ("Lind", "Lind"),
    ]


def test_without_a_name_the_noun_itself_is_the_party(agreements: Extractor) -> None:
    assert last(agreements, "The union signed a pay deal with Lind.").parties == ["union", "Lind"]


def test_both_sides_are_those_told_last(agreements: Extractor) -> None:
    text = "Ghent signed a treaty with Lind. Bonn has a twinning agreement with Bari. The two cities will sign a joint statement in May."
    assert last(agreements, text).parties == ["Bonn", "Bari"]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Ghent signed a ceasefire with Bari. A similar pact with Tula was scrapped.", "ceasefire"),
        ("Voss reached a settlement with Lind. An earlier $2 million deal fell apart.", "settlement"),
        ("Voss reached a settlement with Lind. The Peruvian fishing agreement of 2021 was extended.", "agreement"),
        ("Voss reached a settlement with Lind. The agreement with Bari was signed in May.", "agreement"),
        ("A first agreement between the union and the city was voted down.", "collective_agreement"),
    ],
)
def test_a_general_noun_is_of_the_kind_told_before_unless_it_has_one_of_its_own(agreements: Extractor, text: str, type_: str) -> None:
    assert last(agreements, text).type == type_


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A fishing treaty with Peru fared worse. It was voted down in committee.", "rejected"),
        ("The senate praised a fishing treaty with Peru. It rained for a week.", "signed"),
        ("Voss's supply agreement with Lind will cover both plants.", "in_force"),
        ("Crews voted 81 per cent in favour of a wage agreement with Lind.", "ratified"),
        ("Crews voted by 212 to 39 against a wage agreement with Lind.", "rejected"),
    ],
)
def test_ballots_owners_and_the_next_sentence_tell_how_it_stands(agreements: Extractor, text: str, status: str) -> None:
    assert last(agreements, text).status == status


@given(
    st.lists(
        st.sampled_from(["The board", "the union", "Ghent Tourist Board", "Local 12", " and ", "'s ", "signed a deal with ", ". "]),
        max_size=9,
    )
)
def test_any_order_of_nouns_and_names_gives_parties_that_stand_in_the_text(agreements: Extractor, pieces: list[str]) -> None:
    text = "".join(pieces)
    for fact in agreements.extract(Article("a", text)):
        if isinstance(fact, AgreementFact):
            assert all(text[span.start : span.end] == span.text for span in fact.value.party_spans)
