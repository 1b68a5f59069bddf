"""Frames: funding and visitors with their slots, look-alikes that are neither, and frames that a user describes in YAML alone."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.errors import RuleError
from pressfacts.examples import run_examples
from pressfacts.extractor import Extractor, Work
from pressfacts.kinds.frames.view import view_of
from pressfacts.settings import Settings

DATA = Path(__file__).parent / "data"
FRAMES = Extractor(Settings(kinds=("funding", "visitors")))
EVERYTHING = Extractor()


@pytest.fixture(scope="module")
def users() -> Extractor:
    """An extractor with the frames of a user's folder."""
    return Extractor(Settings(rules=(DATA,), kinds=("frame",)))


def facts(text: str, kind: str) -> list[Any]:
    article = Article("test", text, published=datetime.date(2026, 1, 20))
    return [fact for fact in FRAMES.extract(article) if fact.kind == kind]


def funding(text: str) -> list[Any]:
    return facts(text, "funding")


def visitors(text: str) -> list[Any]:
    return facts(text, "visitors")


@pytest.mark.parametrize(
    ("text", "span", "type_", "source", "destination"),
    [
        ("The World Bank approved a $90 million loan to Nepal for roads.", "$90 million", "loan", "World Bank", "Nepal"),
        ("Ghana borrowed €40 million from KfW.", "€40 million", "loan", "KfW", "Ghana"),
        ("Norway will grant Malawi $3 million.", "$3 million", "grant", "Norway", "Malawi"),
        ("Sweden pledged $7 million to Lebanon.", "$7 million", "pledge", "Sweden", "Lebanon"),
        ("Chinese companies invested $30 million in Kenya.", "$30 million", "fdi", "China", "Kenya"),
        ("Japan gave Laos $12 million in official development assistance.", "$12 million", "oda", "Japan", "Laos"),
        ("Tarkin Motors invested $55 million in Slovakia.", "$55 million", "investment", "Tarkin Motors", "Slovakia"),
        ("A sum of $2 million was pledged by Denmark.", "$2 million", "pledge", "Denmark", None),
    ],
)
def test_funding_goes_from_a_source_to_a_destination(text: str, span: str, type_: str, source: str, destination: str | None) -> None:
    (fact,) = funding(text)
    value = fact.value
    assert (fact.text, value.type, value.source, value.destination) == (span, type_, source, destination)


def test_the_amount_is_that_of_the_money_fact() -> None:
    (money, fact) = [fact for fact in EVERYTHING.extract(Article("a", "Norway lent Peru more than $5 million.")) if "$" in fact.text]
    assert (fact.kind, fact.value.amount) == ("funding", money.value)
    assert [(piece.slot, piece.fact) for piece in fact.value.evidence if piece.slot == "amount"] == [("amount", money.id)]


def test_an_amount_told_in_two_currencies_is_one_funding() -> None:
    assert [fact.text for fact in funding("Norway approved a loan of 2 billion kroner ($190 million) to Peru.")] == ["2 billion kroner"]


def test_projects_are_counted_beside_the_amount_and_stand_alone_without_one() -> None:
    (with_amount,) = funding("Vinh carried out 9 ODA projects worth over $72 million between 2009 and 2021.")
    assert (with_amount.text, with_amount.value.projects, with_amount.value.period) == ("$72 million", 9, "2009/2021")
    (alone,) = funding("The town runs 4 non-refundable ODA projects backed by JICA.")
    assert (alone.text, alone.value.projects, alone.value.amount, alone.value.source) == ("4 non-refundable ODA projects", 4, None, "JICA")


def test_items_of_a_list_are_what_their_lead_says() -> None:
    text = "Donors promised these sums on 4 May:\n- Norway: $22 million\n- Kuwait: up to $4.5 million\n\nTickets:\n- Adults: $9\n"
    assert [(fact.value.source, fact.value.type) for fact in funding(text)] == [("Norway", "pledge"), ("Kuwait", "pledge")]


def test_the_city_and_the_fund_are_those_named_before() -> None:
    (fact,) = funding("The Baltic Heat Fund met in Riga. The fund will lend the city €4 million.")
    assert (fact.value.source, fact.value.destination) == ("Baltic Heat Fund", "Riga")


@pytest.mark.parametrize(
    "text",
    [
        "Alder bought Birch for $5 million.",
        "Revenue rose to $5 million and profit to $1 million.",
        "The court fined the investment bank $5 million.",
        "The loan book shrank, and the bank earned $5 million.",
        "Cash and short-term investments of $5 million were held.",
        "The lender repaid a $5 million loan.",
        "Plans cost $5 a month; invest early.",
        "The budget is $5 million.",
        "Multi-million-dollar investments are rare.",
    ],
)
def test_other_money_is_no_funding(text: str) -> None:
    assert funding(text) == []


@pytest.mark.parametrize(
    ("text", "span", "count", "origin", "destination", "period"),
    [
        ("In 2024, Jeju welcomed 1.9 million foreign tourists.", "1.9 million", 1_900_000, None, "Jeju", "2024"),
        ("Visitor arrivals from Japan to Guam reached 783,900 in 2019.", "783,900", 783_900, "Japan", "Guam", "2019"),
        ("Some 12,400 Korean visitors came to Huế last year.", "12,400", 12_400, "South Korea", "Huế", "2025"),
        ("Around 61,000 cruise passengers visited Napier in 2022.", "61,000", 61_000, None, "Napier", "2022"),
    ],
)
def test_visitors_are_counted(text: str, span: str, count: int, origin: str | None, destination: str, period: str) -> None:
    (fact,) = visitors(text)
    value = fact.value
    assert (fact.text, value.count, value.origin, value.destination, value.period) == (span, count, origin, destination, period)


def test_shares_belong_to_their_own_count() -> None:
    first, second = visitors("Huế drew 1.1 million tourists. South Koreans made up 17.3 per cent of them, or roughly 190,000.")
    assert (first.value.share_percent, second.value.share_percent) == (None, "17.3")
    assert (second.value.origin, second.value.destination) == ("South Korea", "Huế")


@pytest.mark.parametrize(
    "text",
    [
        "The site has 900,000 monthly visitors.",
        "The ballroom seats 1,200 guests.",
        "Police said 300 tourists were stranded.",
        "The hotel has 450 guest rooms.",
        "Clinics had 40,000 patient visits.",
        "Two guests came.",
    ],
)
def test_other_counts_are_no_visitors(text: str) -> None:
    assert visitors(text) == []


class TestAUsersOwnFrames:
    """A `frames:` record in a folder given by --rules makes facts of kind `frame`."""

    def test_the_examples_in_the_files_hold(self, users: Extractor) -> None:
        for prefix in ("trade.", "routes."):
            outcomes = run_examples(users, users.rulebook, prefix)
            failed = [outcome.message for outcome in outcomes if not outcome.passed and outcome.rule in users.rulebook.frames]
            assert outcomes and failed == []

    def test_trade_turnover(self, users: Extractor) -> None:
        (fact,) = users.extract(Article("a", "Trade between Chile and Peru reached about $3.5 billion in 2024."))
        assert (fact.kind, fact.value.frame, fact.rule, fact.text) == ("frame", "trade_turnover", "trade.turnover", "$3.5 billion")
        slots = fact.value.slots
        assert (slots["country"], slots["partner"], slots["period"], slots["turnover"].low) == ("Chile", "Peru", "2024", "3500000000")

    def test_flight_routes_have_no_money_in_them(self, users: Extractor) -> None:
        (fact,) = users.extract(Article("a", "Sky Air launched flights from Tokyo to Da Nang."))
        assert (fact.text, fact.value.slots["airline"]) == ("Tokyo to Da Nang", "Sky Air")

    def test_two_frames_may_tell_of_one_span(self, tmp_path: Path) -> None:
        frame = (
            "  - id: {0}.rule\n    why: mine\n    frame: {0}\n    near: [lent]\n    anchor: sum\n"
            "    match: ['lent (?P<anchor>{{amount}})']\n    slots: {{sum: {{fills: money}}}}\n"  # braces doubled for str.format
        )
        rules = "kind: frame\nframes:\n" + frame.format("debt") + frame.format("trust")
        (tmp_path / "mine.yaml").write_text(rules, encoding="utf-8")
        facts = Extractor(Settings(rules=(tmp_path,), kinds=("frame",))).extract(Article("a", "He lent $5 to Ann."))
        assert [(fact.text, fact.value.frame) for fact in facts] == [("$5", "debt"), ("$5", "trust")]
        assert facts[0].id != facts[1].id

    @pytest.mark.parametrize(
        ("text", "sums"),
        [("He lent $5 to Ann.", ["$5"]), ("He paid $5 to Ann.", []), ("He lent $5 to Ann and took $3 back.", ["$5"]), ("$3 back", [])],
    )
    def test_a_rule_is_asked_where_its_words_stand_and_others_take_away_what_it_finds(
        self, tmp_path: Path, text: str, sums: list[str]
    ) -> None:
        (tmp_path / "mine.yaml").write_text(
            "kind: frame\nframes:\n"
            "  - {id: my.loan, why: mine, frame: debt, near: [lent], anchor: sum, match: ['(?P<anchor>{amount})'],\n"
            "     slots: {sum: {fills: money}}}\n"
            "  - {id: my.not, why: mine, frame: debt, near: [lent], anchor: sum, match: ['(?P<anchor>{amount}) back'], make: nothing}\n",
            encoding="utf-8",
        )
        facts = Extractor(Settings(rules=(tmp_path,), kinds=("frame",))).extract(Article("a", text))
        assert [fact.text for fact in facts] == sums

    @pytest.mark.parametrize(
        ("match", "what"),
        [
            ("(?P<anchor>{amount}) (?P<wrong>x)", "a group is named wrong"),
            ("{amount}", "no group named anchor"),
            ("(?P<anchor>{amount})(?=x)", "RE2 refuses"),
            ("(?P<anchor>{amounts})", "no lexicon or fragment"),
        ],
    )
    def test_a_bad_pattern_is_told_with_its_place(self, tmp_path: Path, match: str, what: str) -> None:
        path = tmp_path / "mine.yaml"
        path.write_text(
            "kind: frame\nframes:\n  - id: my.frame\n    why: mine\n    frame: mine\n    near: [x]\n    anchor: sum\n"
            f"    match: ['{match}']\n    slots: {{sum: {{fills: money}}}}\n",
            encoding="utf-8",
        )
        with pytest.raises(RuleError, match=what) as error:
            Extractor(Settings(rules=(tmp_path,), kinds=("frame",)))
        assert str(path) in error.value.where


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Huế", "₫5 million", "loan", "(", ")", "\n", "in 2024", "1,200", "visitors", "é́", "日本", ":", "- ", "to", "lent", "😀", ". "]
        )
    )
)
def test_spans_hold_whatever_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for fact in FRAMES.extract(Article("a", text)):
        assert text[fact.start : fact.end] == fact.text
        assert all(text[piece.start : piece.end] == piece.text for piece in fact.value.evidence)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_the_view_is_as_long_as_the_text_that_it_shows(text: str) -> None:
    work = Work(Article("a", text))
    EVERYTHING.stages["split"]([work])
    document = work.document
    view = view_of(document, range(len(document.sentences)))
    assert len(view.data) == len(view.text)
    assert all(view.original(piece.start + 1) == document.sentences[index].start for index, piece in enumerate(view.pieces))
