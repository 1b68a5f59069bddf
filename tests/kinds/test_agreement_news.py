"""News that a noun tells without a verb of signing: what is announced, owned with a partner, priced, or known from a title."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import Agreement, AgreementFact
from pressfacts.kinds.agreements import fullnames
from pressfacts.settings import Settings
from pressfacts.time_limit import time_limit


@pytest.fixture(scope="module")
def agreements() -> Extractor:
    """An extractor of agreements and of what is tied to them."""
    return Extractor(Settings(kinds=("money", "date", "city", "agreement")))


def told(extractor: Extractor, text: str) -> list[Agreement]:
    """The values of the instruments of a text, later mentions left out."""
    values = [fact.value for fact in extractor.extract(Article("a", text)) if isinstance(fact, AgreementFact)]
    return [value for value in values if value.same_as is None]


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Voss and Lind announced a broad collaboration to build pumps.", "cooperation_agreement", "signed"),
        ("A new partnership between Voss and Lind will change the trade.", "cooperation_agreement", "signed"),
        ("Our partnership with Lind is a joy, Orla Finch of Voss said.", "cooperation_agreement", "in_force"),
        ("Sales grew by its recent collaboration with Lind.", "cooperation_agreement", "signed"),
        ("Voss is glad to have won a $985,000 settlement for a client.", "settlement", "signed"),
        ("Voss today announced $4.6 million in new contracts for pumps.", "contract", "signed"),
        ("Voss announced on Friday the sale of Lind Labs to Birch.", "merger_acquisition", "signed"),
        ("The move is subject to the execution of a definitive agreement with Lind.", "agreement", "planned"),
        ("Shares rose on talk that Voss is the target of a takeover by Lind.", "merger_acquisition", "planned"),
        ("Orla Finch of Voss joined the host to discuss a landmark agreement with Lind.", "agreement", "signed"),
        ("Voss reached an agreement with Lind, Inc. (OTC: LND) to acquire its pumps.", "merger_acquisition", "signed"),
        ("A deal has been reached with Harbour Workers Local 12.", "collective_agreement", "signed"),
        ("Voss reached a deal with Harbour Credit Union.", "agreement", "signed"),
    ],
)
def test_a_noun_tells_the_news(agreements: Extractor, text: str, type_: str, status: str) -> None:
    assert [(value.type, value.status) for value in told(agreements, text)] == [(type_, status)]


@pytest.mark.parametrize(
    "text",
    [
        "Voss works in partnership with Lind.",
        "Voss is built on collaboration between Ghent and Bari makers.",
        "Voss seeks partnerships and strategic acquisitions.",
        "The Black Friday sale at Voss has begun, and businesses are glad.",
        "Growth came from the sale of an Orla system to the Lind Centre.",
        "Voss was fined for breaking takeover rules.",
        "If a fair settlement cannot be reached, the case goes to court.",
        "The fund holds loans secured by land.",
    ],
)
def test_working_together_and_selling_in_general_tell_nothing(agreements: Extractor, text: str) -> None:
    assert told(agreements, text) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Voss, Inc. (OTC: VSS), the parent company of Birch Water, today announced the acquisition of Lind.", ["Voss, Inc.", "Lind"]),
        ("May 3, 2030 – Miami, Florida: Voss Media, a new firm, announced today a partnership with Lind.", ["Voss Media", "Lind"]),
        ("Voss has announced a partnership with The Lind Company.", ["Voss", "The Lind Company"]),
        (
            "Voss Ltd (ASX: VSS) manager Orla Finch sits down with Newsline’s Roh Min to discuss the agreement with Lind.",
            ["Voss Ltd", "Lind"],
        ),
        ("Voss is due to complete its $4.5bn acquisition of US firm Lind next month.", ["Voss", "Lind"]),
        ("Voss announced a partnership with Lind, a bank and Birch Oil, a maker of fuel.", ["Voss", "Lind", "Birch Oil"]),
        ("Voss Advisory has arranged a $31 million loan on behalf of Lind Homes.", ["Lind Homes"]),
        ("Voss announced the signing of a memorandum of understanding to acquire the Golden Elk Project.", ["Voss"]),
        ("365 Pumps is old. 365 Pumps announced a partnership with Lind.", ["365 Pumps", "Lind"]),
        ("Voss announced a partnership with Eric “Cube” Neal.", ["Voss", "Eric “Cube” Neal"]),
    ],
)
def test_whom_the_news_is_about(agreements: Extractor, text: str, parties: list[str]) -> None:
    assert told(agreements, text)[0].parties == parties


def test_what_an_article_goes_on_about_is_one_instrument(agreements: Extractor) -> None:
    text = (
        "Voss announced the acquisition of Lind Foods. This marks Voss's third acquisition."
        " Our acquisition of Lind Foods is a joy. Voss bought Lind Foods in a $3 million deal."
    )
    assert [(value.type, value.parties) for value in told(agreements, text)] == [("merger_acquisition", ["Voss", "Lind Foods"])]


def test_a_lead_may_go_on_about_what_the_title_told(agreements: Extractor) -> None:
    assert [value.type for value in told(agreements, "This strategic collaboration aims to help Voss build pumps.")] == [
        "cooperation_agreement"
    ]
    text = "The partnership will help trams. Voss announced today a partnership with Lind."
    assert [value.parties for value in told(agreements, text)] == [["Voss", "Lind"]]


def test_a_bracket_that_defines_an_instrument_names_it_again(agreements: Extractor) -> None:
    text = "Voss signed an Advisory Agreement (the “Advisory Agreement”) with Lind. The Advisory Agreement runs for a year."
    assert len(told(agreements, text)) == 1


def test_the_second_of_two_explained_subjects_is_a_party(agreements: Extractor) -> None:
    text = "Voss (NASDAQ: VSS), a maker of pumps, and Lind, a bank in Bonn, today announced the launch of a two-year partnership."
    assert told(agreements, text)[0].parties == ["Voss", "Lind"]


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Voss Pumps makes pumps. Voss signed a contract with Lind.", ["Voss Pumps", "Lind"]),
        ("Voss Ice and Water makes pumps. Voss signed a contract with Lind. Voss Ice and Water said so.", ["Voss Ice and Water", "Lind"]),
        (
            "Voss Gold makes pumps. Voss Gold is old. The company signed a contract with Lind.\n\nAbout Voss Gold Corp.\n\nIt digs.",
            ["Voss Gold Corp.", "Lind"],
        ),
        ("Voss Gold signed a contract with Lind.\n\nAbout Voss Gold Corp.\n\nIt digs.", ["Voss Gold", "Lind"]),
        ("Voss signed a contract with Lind. The Voss Titan is a pump.", ["Voss", "Lind"]),
        ("Larkmoor Energy fell, Larkmoor Bank rose. Larkmoor signed a contract with Lind.", ["Larkmoor", "Lind"]),
        ("Chile Copper is a mine. Chile signed a treaty with Peru.", ["Chile", "Peru"]),
        ("Voss and Lind met. Voss signed a contract with Bari Oil. Lind went home.", ["Voss", "Bari Oil"]),
    ],
)
def test_a_party_has_its_fullest_name(
    agreements: Extractor, text: str, parties: list[str], many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if many:  # of long articles all names are read at once
        monkeypatch.setattr(fullnames, "_MOST_LOOKED_AT", 0)
    assert told(agreements, text)[0].parties == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "The Ghent Rail Agency (GRA) and Voss today announced they have partnered to build trams in Bonn."
            " The partnership is Voss's first collaboration with a city-based agency to run trams.",
            ["Ghent Rail Agency", "Voss"],
        ),
        (
            "Birch announced that its subsidiary, Voss, is collaborating with Lind Motors. The partnership targets trams.",
            ["Voss", "Lind Motors"],
        ),
        (
            "Voss today announced its inclusion in Lind's Core Partner program. This partnership, which begins in May, brings jobs.",
            ["Voss", "Lind"],
        ),
    ],
)
def test_the_first_noun_behind_a_verb_of_partnering_has_its_parties(agreements: Extractor, text: str, parties: list[str]) -> None:
    assert [(value.type, value.parties) for value in told(agreements, text)] == [("cooperation_agreement", parties)]


def test_an_agreement_behind_a_new_partner_is_one_of_cooperation(agreements: Extractor) -> None:
    text = "The club Voss has announced that Lind Games will be its new regional partner in Europe. The agreement promises much."
    assert told(agreements, text)[0].type == "cooperation_agreement"
    assert told(agreements, "Voss and Lind met. They signed an agreement. The agreement promises much.")[0].type == "agreement"
    text = "Voss has signed a contract with Lind. By partnering with large banks, Voss grows. This collaboration will help trams."
    assert [value.type for value in told(agreements, text)] == ["contract"]
    assert told(agreements, "Voss hopes to be a regional partner of Lind. The agreement promises much.")[0].type == "agreement"


def test_who_represents_the_seller_is_no_party(agreements: Extractor) -> None:
    sale = "Voss Realty has completed the $3 million sale of Bari Shoppes, a row of shops in Bonn."
    assert (
        told(agreements, f"{sale} Voss Capital agent Orla Finch represented the seller, a bank. About Voss Realty: Voss Realty is old.")[
            0
        ].parties
        == []
    )
    assert told(agreements, f"{sale} Voss Realty is old.")[0].parties == ["Voss Realty"]


def test_an_interviewer_is_no_party(agreements: Extractor) -> None:
    text = "Voss Ltd (LSE: VSS) chief Orla Finch discusses the company's agreement on the mine in Peru with {}."
    assert told(agreements, text.format("Newsline's Roh Min"))[0].parties == ["Voss Ltd"]
    assert told(agreements, text.format("Lind Mills"))[0].parties == ["Voss Ltd", "Lind Mills"]


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Through an exclusive licensing agreement, Voss utilizes Lind's patented pumps.", ["Voss", "Lind"], "in_force"),
        ("Voss signed a licensing agreement with Birch, which uses Lind's pumps.", ["Voss", "Birch"], "signed"),
    ],
)
def test_a_licence_is_told_by_its_use(agreements: Extractor, text: str, parties: list[str], status: str) -> None:
    value = told(agreements, text)[0]
    assert (value.parties, value.status) == (parties, status)


_SOUP = (
    "S",
    "s",
    "The",
    "the",
    "A",
    "agreement",
    "Agreement",
    "partnership",
    "signed",
    "with",
    "and",
    "&",
    ",",
    ".",
    "Lind",
    "Voss",
    "'s",
    "“",
    "(",
    ")",
    "$5",
    "\n",
)


@given(st.lists(st.sampled_from(_SOUP), max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_soup_of_words_comes_to_an_end(agreements: Extractor, words: list[str]) -> None:
    with time_limit(30, TimeoutError(" ".join(words))):
        for fact in agreements.extract(Article("a", " ".join(words))):
            assert fact.text == " ".join(words)[fact.start : fact.end]


def test_a_party_of_one_letter_has_no_other_number(agreements: Extractor) -> None:
    with time_limit(30, TimeoutError("the word without its s")):
        assert agreements.extract(Article("a", "S signed a contract with Lind. S agreement talks go on; the S agreement stands."))
