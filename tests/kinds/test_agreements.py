"""Agreements: the noun and its type, how it stands, who the parties are, and which later words name the same instrument."""

import datetime
import itertools
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.rulebook import Rulebook
from pressfacts.settings import Settings

AGREEMENTS = Extractor(Settings(kinds=("money", "date", "agreement")))
ALONE = Extractor(Settings(kinds=("agreement",)))


def agreements(text: str, **article: Any) -> list[Any]:
    return [fact for fact in AGREEMENTS.extract(Article("test", text, **article)) if fact.kind == "agreement"]


def only(text: str) -> Any:
    (fact,) = agreements(text)
    return fact


@pytest.mark.parametrize(
    ("text", "span", "type_"),
    [
        ("Ghent and Bari signed a Memorandum of Understanding.", "Memorandum of Understanding", "memorandum_of_understanding"),
        ("Chile and Oman concluded a free-trade pact.", "free-trade pact", "free_trade_agreement"),
        ("Nurses accepted a two-year pay deal.", "pay deal", "collective_agreement"),
        ("Pilots ratified a contract in August.", "contract", "collective_agreement"),
        ("Voss entered into a definitive agreement to acquire Lind.", "agreement", "merger_acquisition"),
        ("Both armies signed an extradition treaty.", "treaty", "treaty"),
        ("Lagos signed an airport concession agreement.", "concession agreement", "concession"),
        ("Voss signed an impact benefit agreement with Lind.", "agreement", "agreement"),
    ],
)
def test_the_span_is_the_type_words_and_they_give_the_type(text: str, span: str, type_: str) -> None:
    fact = only(text)
    assert (fact.text, fact.value.type) == (span, type_)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ghent signed a pact with Bari.", "signed"),
        ("A pact was signed in Riga.", "signed"),
        ("Ghent will sign a pact with Bari.", "planned"),
        ("A pact with Bari is to be signed in May.", "planned"),
        ("Ghent has yet to sign the pact.", "planned"),
        ("Ghent refused to sign a pact with Bari.", "rejected"),
        ("The talks ended without a deal.", "rejected"),
        ("Talks with a Dutch firm on a supply agreement go on.", "negotiating"),
        ("Parliament ratified the treaty on Monday.", "ratified"),
        ("A trade agreement with Chile has been in force since 2020.", "in_force"),
        ("The rebels agreed on Tuesday to extend the ceasefire.", "renewed"),
        ("A pact with Bari, signed in 2010, expired in May.", "ended"),
        ("The pact expires in 2031.", "in_force"),
        ("Ghent tore up a contract, signed in 2019, with Lind.", "ended"),
        ("Ghent is pleased to announce a partnership with Lind.", "signed"),
    ],
)
def test_status_follows_verb_voice_and_mood(text: str, status: str) -> None:
    assert only(text).value.status == status


def test_a_verb_tells_of_its_own_instrument_and_not_of_its_neighbour() -> None:
    facts = agreements("Lind extended a protocol on eels, while Voss signed a letter of intent with Bari.")
    assert [(fact.text, fact.value.status) for fact in facts] == [("protocol", "renewed"), ("letter of intent", "signed")]


def test_joined_instruments_share_their_verb() -> None:
    facts = agreements("Oslo will sign a loan agreement and a supply agreement with Lind.")
    assert [fact.value.status for fact in facts] == ["planned", "planned"]


def test_the_cue_is_kept_with_its_place() -> None:
    text = "Ghent scrapped its twinning agreement with Bari."
    cue = only(text).value.cue
    assert (cue.text, text[cue.start : cue.end]) == ("scrapped", "scrapped")


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Cần Thơ and Sendai, Japan have signed an MoU.", ["Cần Thơ", "Sendai"]),
        ("Voss (LSE: VOS) signed a contract with Lind, Inc. on Friday.", ["Voss", "Lind, Inc"]),
        ("A treaty between Chile, Peru and Oman was signed.", ["Chile", "Peru", "Oman"]),
        ("Lind's takeover of Voss was blocked.", ["Lind", "Voss"]),
        ("Voss was awarded a contract by the Ministry of Transport.", ["Voss", "Ministry of Transport"]),
        ("SEOUL, May 3 (Wire) - Voss, a maker of pumps, signed a deal with Lind.", ["Voss", "Lind"]),
        ("The EU-Chile trade agreement was signed.", ["EU", "Chile"]),
        ("Lawmakers approved a loan agreement with Export Nord.", ["Export Nord"]),
    ],
)
def test_parties_are_read_off_the_order_of_words(text: str, parties: list[str]) -> None:
    fact = only(text)
    assert [name.removesuffix(".") for name in fact.value.parties] == parties
    assert all(" ".join(text[span.start : span.end].split()) == span.text for span in fact.value.party_spans)


def test_both_sides_are_the_parties_told_before() -> None:
    _, second = agreements("Bonn and Tula signed a treaty. Both sides renewed a twinning agreement.")
    assert second.value.parties == ["Bonn", "Tula"]


def test_later_mentions_take_over_the_values_and_name_the_first() -> None:
    first, short, later = agreements("Ghent and Bari signed a memorandum of understanding (MoU). The deal covers eels.")
    assert (short.value.same_as, later.value.same_as) == (first.id, first.id)
    assert later.value.type == short.value.type == "memorandum_of_understanding"
    assert later.value.parties == ["Ghent", "Bari"]


def test_another_partner_is_another_instrument() -> None:
    _, second = agreements("Ghent signed a deal with Bari. The deal with Oslo was scrapped.")
    assert (second.value.same_as, second.value.status) == (None, "ended")


def test_one_of_several_has_the_type_and_the_status_of_the_plural() -> None:
    plural, one = agreements("Oman signed two memoranda of understanding with Chile. The second partnership is between Lind and Voss.")
    assert (plural.value.count, one.value.count) == (2, None)
    assert (one.value.type, one.value.status, one.value.parties) == ("memorandum_of_understanding", "signed", ["Lind", "Voss"])


def test_an_agreement_told_by_a_verb_is_named_by_the_noun_that_follows() -> None:
    verb, noun = agreements("Voss agreed to buy Lind for $3 million. The deal will close in May.")
    assert (verb.value.told_by, verb.value.type, verb.value.parties) == ("verb", "merger_acquisition", ["Voss", "Lind"])
    assert (noun.value.same_as, noun.value.type) == (verb.id, "merger_acquisition")


def test_amount_date_and_topics_are_tied_to_the_instrument() -> None:
    text = "On 3 May 2024 Ghent signed a contract worth $5 million with Lind, and a pact on river fishing with Bari."
    first, second = agreements(text)
    assert (first.value.money.low, first.value.date) == ("5000000", "2024-05-03")
    assert (second.value.money, second.value.topics) == (None, ["river fishing"])


def test_today_is_the_day_of_publication() -> None:
    (fact,) = agreements("Ghent and Bari signed a treaty today.", published=datetime.date(2024, 5, 3))
    assert fact.value.date == "2024-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "We deal with floods every year, according to the mayor.",
        "Partnerships make communities stronger.",
        "See https://example.org/news/voss-signs-supply-agreement-with-lind for more.",
        "This release contains forward-looking statements about agreements and mergers.",
        "The Convention Center hosted the party convention.",
        "",
    ],
)
def test_what_only_looks_like_an_agreement(text: str) -> None:
    assert agreements(text) == []


def test_a_type_can_be_added_in_yaml_alone(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "kind: agreement\nlexicons:\n  - id: agreement.noun.sukuk_programme\n    why: Islamic bonds\n    any_case: true\n"
        "    entries: [sukuk programme]\n",
        encoding="utf-8",
    )
    extractor = Extractor(Settings(kinds=("agreement",), rules=(tmp_path,)))
    (fact,) = extractor.extract(Article("test", "Oman signed a sukuk programme with Lind."))
    assert (fact.text, fact.value.type, fact.rule) == ("sukuk programme", "sukuk_programme", "agreement.noun.sukuk_programme")  # type: ignore[union-attr]
    shutil.rmtree(tmp_path)


_PIECES = [
    "Ghent",
    "Bari",
    "signed",
    "a deal",
    "the MoU",
    "(MoU)",
    "with",
    "and",
    ",",
    ".",
    "will",
    "not",
    "partnership",
    "\n",
    "treaty",
    "’s",
    "two",
    "Đà",
    ";",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=4)), max_size=40))
def test_any_text_gives_sound_facts(pieces: list[str]) -> None:
    text = " ".join(pieces)
    facts: list[Any] = ALONE.extract(Article("test", text))
    ids = {fact.id for fact in facts}
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)
    assert all(earlier.end <= later.start for earlier, later in itertools.pairwise(facts))
    assert all(fact.value.same_as is None or fact.value.same_as in ids for fact in facts)
    assert facts == ALONE.extract(Article("test", text))


def test_a_sentence_without_end_costs_no_more_than_its_length() -> None:
    facts = ALONE.extract(Article("test", "Ghent signed a deal with Bari and " * 3000))
    assert len(facts) == 3000


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ghent is in talks to extend its pact with Bari.", "negotiating"),
        ("Ghent became the 40th city to sign the pact.", "signed"),
        ("Ghent has spurned a takeover bid from Voss.", "rejected"),
        ("Ministers will attend the signing of a treaty in Riga.", "planned"),
        ("Delegates adopted a convention on mercury and signed nothing.", "planned"),
        ("Ministers adopted a joint statement on mercury.", "signed"),
        ("Under the pact, Bari will buy trams from Ghent.", "signed"),
        ("Under a treaty signed in 1921, both states share the river.", "in_force"),
        ("Ghent and Bari are still working out a pact.", "negotiating"),
    ],
)
def test_moods_conditions_and_what_a_verb_means_for_a_type(text: str, status: str) -> None:
    assert only(text).value.status == status


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("A trade pact that binds Ghent and Bari was signed.", ["Ghent", "Bari"]),
        ("The leaders of Ghent and Bari issued a joint statement.", ["Ghent", "Bari"]),
        ("Ghent, which makes trams, said on Monday that it hopes to conclude a pact with Bari.", ["Ghent", "Bari"]),
        ("The truce between the army and the northern militias held.", ["army", "northern militias"]),
    ],
)
def test_the_parse_completes_the_parties(text: str, parties: list[str]) -> None:
    assert sorted(only(text).value.parties) == sorted(parties)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Recently, Voss signed a contract with Lind.", ["Voss", "Lind"]),
        ("Operated by nobody, the mine has a contract. Voss signed a pact with Lind.", ["Voss", "Lind"]),
        ("Voss signed a contract with Lind Paving of Ghent.", ["Voss", "Lind Paving"]),
        ("Voss signed a contract with Finland's Lind Oy.", ["Voss", "Lind Oy"]),
        ("Voss Chief Financial Officer Orla Finch signed a contract with Lind.", ["Voss", "Lind"]),
        ("45Drives signed a contract with Lind.", ["45Drives", "Lind"]),
        ("Voss signed a contract with Grain Handlers Local 268.", ["Voss", "Grain Handlers Local 268"]),
        ("We’re proud that Voss signed a contract with Lind AG.", ["Voss", "Lind AG"]),
    ],
)
def test_capitals_that_are_no_part_of_a_party_are_left_out(text: str, parties: list[str]) -> None:
    assert agreements(text)[-1].value.parties == parties


def test_the_issuer_is_the_name_with_a_ticker_not_the_person_who_speaks() -> None:
    text = (
        "Mayor Orla Finch talked about trams and buses with Voss Pumps (NASDAQ: VSS) last week."
        " Finch was glad, and Finch said so. Voss Pumps is old. A contract with Lind was signed."
    )
    assert only(text).value.parties == ["Voss Pumps", "Lind"]


def test_only_first_mentions_short_of_parties_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    from pressfacts.text.model import ParseModel

    def refuse(*_: Any) -> Any:
        raise AssertionError("no parse is wanted")

    monkeypatch.setattr(ParseModel, "parses_of", refuse)
    assert only("Ghent signed a pact with Bari.").value.parties == ["Ghent", "Bari"]


def test_a_day_told_in_the_next_sentence_is_that_of_the_signing() -> None:
    fact = only("Ghent and Bari have a twinning agreement. It was signed on 3 March 2025.")
    assert fact.value.date == "2025-03-03"


def test_a_day_of_saying_is_not_that_of_the_signing() -> None:
    assert only("The pact with Bari was signed, Ghent said on 3 March 2025.").value.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Ghent signed a five-year pact with Bari.",
        "Ghent signed a pact with Bari. It is valid for five years.",
        "Ghent and Bari extended by five years a pact on eels.",
        "Ghent renewed a pact with the town of Bari for another five years.",
    ],
)
def test_how_long_it_runs_has_its_words(text: str) -> None:
    value = only(text).value
    assert value.duration == "P5Y"
    assert text[value.duration_span.start : value.duration_span.end] == value.duration_span.text


def test_day_amount_topics_and_count_have_their_words(extractor: Extractor) -> None:
    text = "On 3 March 2025 Ghent signed two contracts worth $5 million with Bari on trams and buses."
    facts = {fact.kind: fact for fact in extractor.extract(Article("test", text)) if fact.kind != "city"}
    told = {(piece.slot, piece.text, piece.fact) for piece in facts["agreement"].value.evidence}
    assert told == {
        ("date", "3 March 2025", facts["date"].id),
        ("money", "$5 million", facts["money"].id),
        ("count", "two", None),
        ("topics", "trams", None),
        ("topics", "buses", None),
    }
    assert all(text[piece.start : piece.end] == piece.text for piece in facts["agreement"].value.evidence)


def test_a_day_told_in_the_next_sentence_has_its_words_there() -> None:
    text = "Ghent and Bari have a twinning agreement. It was signed on 3 March 2025."
    assert [(piece.slot, piece.text) for piece in only(text).value.evidence] == [("date", "3 March 2025")]


def test_the_place_is_the_city_fact_of_the_signing(extractor: Extractor) -> None:
    text = "Chile and Oman signed a trade agreement in Hanoi on Monday."
    facts = extractor.extract(Article("test", text))
    (pact,) = (fact for fact in facts if fact.kind == "agreement")
    (hanoi,) = (fact for fact in facts if fact.kind == "city")
    assert pact.value.place == hanoi.id


def test_signatories_are_titled_persons_with_whom_they_signed_for() -> None:
    text = "The pact between Ghent and Bari was signed by Ghent Mayor Orla Finch and Bari Mayor Ugo Conti."
    signed = only(text).value.signatories
    assert [(person.text, person.party) for person in signed] == [("Orla Finch", "Ghent"), ("Ugo Conti", "Bari")]
    assert all(text[person.start : person.end] == person.text for person in signed)


def test_signatories_may_be_told_by_the_next_sentence() -> None:
    text = "Chile and Oman concluded an exchange of notes. The notes were signed by Ambassador Orla Finch for Chile."
    assert [(person.text, person.party) for person in only(text).value.signatories] == [("Orla Finch", "Chile")]


def test_who_only_watched_did_not_sign() -> None:
    assert only("The pact with Bari was signed by Ghent, witnessed by Mayor Orla Finch.").value.signatories == []


def test_every_type_that_the_rules_give_is_defined(rulebook: Rulebook) -> None:
    defined = set(rulebook.lexicon("agreement.type"))
    given = {
        id_.rpartition(".")[2] for id_ in rulebook.lexicons if id_.startswith(("agreement.noun.", "agreement.short.", "agreement.words."))
    }
    assert given <= defined
    assert all(entry["means"] and entry["after"] for entry in rulebook.lexicon("agreement.type").values())
