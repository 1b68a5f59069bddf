"""Money: exact amounts, ISO 4217, qualifiers, rates, what is measured, the same amount in two currencies."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.settings import Settings

MONEY = Extractor(Settings(kinds=("money",)))
MONEY_AND_CITIES = Extractor(Settings(kinds=("money", "city")))


def money(text: str, **article: Any) -> list[Any]:
    return MONEY.extract(Article("test", text, **article))


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "currency", "mod", "per"),
    [
        ("a capital of over 48.2 million USD, chiefly", "48.2 million USD", "48200000", "48200000", "USD", "more_than", None),
        ("between $3m and $5m", "$3m and $5m", "3000000", "5000000", "USD", None, None),
        ("nearly €2.5bn", "€2.5bn", "2500000000", "2500000000", "EUR", "less_than", None),
        ("up to an estimated $10 billion", "$10 billion", "10000000000", "10000000000", "USD", "equal_or_less", None),
        ("oil at $20 a barrel", "$20", "20", "20", "USD", None, "barrel"),
        ("€80 per hectare", "€80", "80", "80", "EUR", None, "hectare"),
        ("Rs 1.5 lakh crore", "Rs 1.5 lakh crore", "1500000000000", "1500000000000", "INR", None, None),
        ("80 pence", "80 pence", "0.8", "0.8", "GBP", None, None),
        ("$0.10", "$0.10", "0.1", "0.1", "USD", None, None),
        ("$500,000 or more", "$500,000", "500000", "500000", "USD", "equal_or_more", None),
        ("shares closed at RO0.412 in Muscat", "RO0.412", "0.412", "0.412", "OMR", None, None),
        ("roads for VNĐ4.5 trillion", "VNĐ4.5 trillion", "4500000000000", "4500000000000", "VND", None, None),
        ("a bowl for 25,000đ", "25,000đ", "25000", "25000", "VND", None, None),
        ("tickets went up to 10,000 won a person", "10,000 won", "10000", "10000", "KRW", None, "person"),
        ("fines of up to 10,000 won", "10,000 won", "10000", "10000", "KRW", "equal_or_less", None),
        ("a contract estimated at K610 million", "K610 million", "610000000", "610000000", "ZMW", "approx", None),
        ("petrol at N828 per litre", "N828", "828", "828", "NGN", None, "litre"),
        ("12 dollars and 50 cents", "12 dollars and 50 cents", "12.5", "12.5", "USD", None, None),
        ("45.000 VND", "45.000 VND", "45000", "45000", "VND", None, None),
        ("millions of euros", "millions of euros", None, None, "EUR", None, None),
    ],
)
def test_value(text: str, span: str, low: str | None, high: str | None, currency: str, mod: str | None, per: str | None) -> None:
    (fact,) = money(text)
    value = fact.value
    assert (fact.text, value.low, value.high, value.currency, value.mod, value.per) == (span, low, high, currency, mod, per)


def test_a_change_is_two_facts_that_share_their_rate() -> None:
    first, second = money("Pay rose from $12 to $15 an hour.")
    assert (first.text, first.value.per, second.text, second.value.per) == ("$12", "hour", "$15", "hour")


def test_a_range_is_one() -> None:
    assert [fact.text for fact in money("Tickets go for $12 to $15.")] == ["$12 to $15"]


def test_the_last_of_a_list_lends_its_magnitude() -> None:
    assert [fact.value.low for fact in money("Grants of $5, $7 and $9 million were made.")] == ["5000000", "7000000", "9000000"]
    assert [fact.value.low for fact in money("It costs $5. Then $9 million came.")] == ["5", "9000000"]


class TestEquivalents:
    """The same amount in two currencies."""

    def test_each_names_the_other_and_both_share_the_qualifier(self) -> None:
        won, dollars = money("a grant of about 2 billion won ($1.4 million)")
        assert (won.value.equivalent, dollars.value.equivalent) == (dollars.id, won.id)
        assert dollars.value.mod == "approx"
        assert dollars.value.measures == won.value.measures == "grant"

    @pytest.mark.parametrize(
        "text",
        [
            "It paid €5 million, $6 million and £2 million.",
            "It has €5 million ($6 million in debt) to spend.",
            "Shares in Frankfurt (€12.10) and New York ($13.02) rose.",
            "€5 million in May. Or $6 million in June.",
        ],
    )
    def test_amounts_that_merely_stand_together_are_none(self, text: str) -> None:
        assert {fact.value.equivalent for fact in money(text)} == {None}

    def test_what_bounds_the_first_bounds_both(self) -> None:
        first, second = money("projects of up to 2,934 million yen (approximately US$25.7 million)")
        assert (first.value.mod, second.value.mod) == ("equal_or_less", "equal_or_less")

    def test_a_rate_may_stand_between_them(self) -> None:
        first, second = money("Milk costs Sh100 a litre (78 US cents).")
        assert (first.value.per, second.value.per) == ("litre", "litre")
        assert (first.value.equivalent, second.value.equivalent) == (second.id, first.id)


class TestCurrency:
    """Which dollar, which peso."""

    @pytest.mark.parametrize(
        ("text", "currency", "basis"),
        [
            ("It cost $5.", "USD", "default"),
            ("The A$20 million loan. It paid $5.", "USD", "default"),  # who marks the Australian one means another by the bare one
            ("The A$20 million loan to Australian farmers. It paid $5.", "AUD", "amount"),
            ("Farmers in Perth, Australia, in Australia's west, were lent A$5 million ($3.2 million).", "USD", "default"),
            ("A credit of C$2 million. The $2 million is unsecured.", "CAD", "amount"),
            ("In Alberta, Canada, Canadian crude cost $5 a barrel.", "USD", "default"),
            ("Canadian farmers in Alberta, Canada, lost $5.", "CAD", "country"),
            ("A Canadian firm paid $5.", "USD", "default"),  # one foreign name does not decide against the default
            ("The Mexican state paid 5 million pesos.", "MXN", "country"),
            ("It paid 5 million pesos.", None, None),
            ("The Egyptian army paid 5 million pounds in Egypt.", "EGP", "country"),
            ("Chinese regulators in Beijing, China, fined it ¥5 billion.", "CNY", "country"),
        ],
    )
    def test_from_the_text(self, text: str, currency: str | None, basis: str | None) -> None:
        fact = money(text)[-1]
        assert (fact.value.currency, fact.value.currency_basis) == (currency, basis)

    def test_an_open_currency_tells_what_it_may_be(self) -> None:
        (fact,) = money("It paid 3 million dinars.")
        assert "KWD" in fact.value.currency_alternatives
        assert len(fact.value.currency_alternatives) > 3

    def test_from_the_name_of_the_outlet(self) -> None:
        (fact,) = money("A fine of $29,000 was paid.", source="Singapore Ministry of Law")
        assert (fact.value.currency, fact.value.currency_basis) == ("SGD", "outlet")
        (fact,) = money("A fine of $29,000 was paid.", source="Canada and Australia Gazette")
        assert fact.value.currency == "USD"

    def test_from_the_outlet(self) -> None:
        (fact,) = money("The price is $5.", source="abc.net.au")
        assert (fact.value.currency, fact.value.currency_basis) == ("AUD", "outlet")

    def test_from_the_dateline(self) -> None:
        facts = MONEY_AND_CITIES.extract(Article("a", "SYDNEY, March 3 – The price is $5.", published=datetime.date(2026, 3, 3)))
        (fact,) = [fact for fact in facts if fact.kind == "money"]
        assert (fact.value.currency, fact.value.currency_basis) == ("AUD", "dateline")


@pytest.mark.parametrize(
    ("text", "measure", "cue"),
    [
        ("It was fined €20 million by the court.", "fine", "fined"),
        ("a $50 million loan", "loan", "loan"),
        ("Net income came to $48.2 million.", "profit", "Net income"),
        ("exports of $3 billion; the loan of €5 million", "trade", "exports"),
        ("It is $5.", None, None),
    ],
)
def test_what_an_amount_measures(text: str, measure: str | None, cue: str | None) -> None:
    value = money(text)[0].value
    assert (value.measures, value.cue and value.cue.text) == (measure, cue)
    assert value.cue is None or text[value.cue.start : value.cue.end] == cue


BEFORE = {
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "Rs ": "INR",
    "A$": "AUD",
    "VND ": "VND",
    "KSh": "KES",
    "CHF ": "CHF",
    "₦": "NGN",
    "$": "USD",
}
AFTER = {" USD": "USD", " euros": "EUR", " Egyptian pounds": "EGP", " yen": "JPY", "-dollar": "USD", " Swiss francs": "CHF", "€": "EUR"}
MAGNITUDES = {"": 1, " million": 10**6, "bn": 10**9, " crore": 10**7, " lakh crore": 10**12, "-million": 10**6}
SENTENCES = ["It paid {} on delivery.", "“{}”, he said", "({})", "🎉 {}!", "Huế: {}, then more", "A sum\r\n{}\r\nwas told."]


@settings(max_examples=250, deadline=None)
@given(
    st.decimals("0.01", "999999", places=2).filter(lambda amount: not 1900 <= amount < 2100),
    st.sampled_from([(before, "", code) for before, code in BEFORE.items()] + [("", after, code) for after, code in AFTER.items()]),
    st.sampled_from(sorted(MAGNITUDES)),
    st.sampled_from(SENTENCES),
)
def test_any_amount_in_any_form_comes_back_exactly(amount: Decimal, unit: tuple[str, str, str], magnitude: str, sentence: str) -> None:
    before, after, currency = unit
    span = f"{before}{amount:,}{magnitude}{after}"
    text = sentence.format(span)
    (fact,) = money(text)
    assert fact.text == text[fact.start : fact.end] == span
    assert Decimal(fact.value.low) == Decimal(fact.value.high) == amount * MAGNITUDES[magnitude]
    assert fact.value.currency == currency


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 400),
    st.integers(1, 400),
    st.sampled_from(["€{}-{} million", "€{}m-€{}m", "between $3 and $4; {} to {} million euros", "€{} million to €{} million"]),
)
def test_any_range_comes_back_in_order(low: int, more: int, form: str) -> None:
    fact = money(f"It costs {form.format(low, low + more)}.")[-1]
    assert (fact.value.low, fact.value.high) == (str(low * 10**6), str((low + more) * 10**6))
