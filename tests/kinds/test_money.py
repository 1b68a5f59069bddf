"""Money: exact amounts, ISO 4217, qualifiers, rates, the same amount in two currencies."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extract import Extractor
from pressfacts.settings import Settings

MONEY = Extractor(Settings(kinds=("money",)))


def money(text: str) -> list[Any]:
    return MONEY.extract(Article("test", text))


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "currency", "mod", "per"),
    [
        ("a capital of over 61.7 million USD, mainly", "61.7 million USD", "61700000", "61700000", "USD", "more_than", None),
        ("between $3m and $5m", "$3m and $5m", "3000000", "5000000", "USD", None, None),
        ("nearly €2.5bn", "€2.5bn", "2500000000", "2500000000", "EUR", "less_than", None),
        ("up to an estimated $10 billion", "$10 billion", "10000000000", "10000000000", "USD", "equal_or_less", None),
        ("oil at $20 a barrel", "$20", "20", "20", "USD", None, "barrel"),
        ("Rs 1.5 lakh crore", "Rs 1.5 lakh crore", "1500000000000", "1500000000000", "INR", None, None),
        ("80 pence", "80 pence", "0.8", "0.8", "GBP", None, None),
        ("$0.10", "$0.10", "0.1", "0.1", "USD", None, None),
    ],
)
def test_value(text: str, span: str, low: str, high: str, currency: str, mod: str | None, per: str | None) -> None:
    (fact,) = money(text)
    value = fact.value
    assert (fact.text, value.low, value.high, value.currency, value.mod, value.per) == (span, low, high, currency, mod, per)


def test_a_change_is_two_facts() -> None:
    assert [fact.text for fact in money("Profit rose from $3m to $5m in May.")] == ["$3m", "$5m"]


def test_the_same_amount_in_two_currencies_names_each_other() -> None:
    won, dollars = money("a grant of about 2 billion won ($1.4 million)")
    assert (won.value.equivalent, dollars.value.equivalent) == (dollars.id, won.id)
    assert dollars.value.mod == "approx"


def test_two_amounts_in_a_list_are_no_equivalents() -> None:
    assert [fact.value.equivalent for fact in money("It paid €5 million, $6 million and £2 million.")] == [None] * 3


def test_a_bare_dollar_is_the_one_dollar_that_the_text_names() -> None:
    assert [fact.value.currency for fact in money("The A$20 million loan and $5 million in cash")] == ["AUD", "AUD"]
    assert [fact.value.currency for fact in money("A$20 million, US$3 million and $5 million")] == ["AUD", "USD", "USD"]


SYMBOLS = {"US$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "Rs ": "INR", "A$": "AUD", "VND ": "VND", "KSh": "KES", "CHF ": "CHF"}
MAGNITUDES = {"": 1, " million": 10**6, "bn": 10**9, " crore": 10**7}


@settings(max_examples=150, deadline=None)
@given(
    st.decimals("0.01", "999999", places=2),
    st.sampled_from(sorted(SYMBOLS)),
    st.sampled_from(sorted(MAGNITUDES)),
    st.sampled_from(["It paid {} on delivery.", "“{}”, he said", "({})", "🎉 {}!", "Huế: {}, then more"]),
)
def test_a_rendered_amount_comes_back_exactly(amount: Decimal, symbol: str, magnitude: str, sentence: str) -> None:
    span = f"{symbol}{amount:,}{magnitude}"
    text = sentence.format(span)
    (fact,) = money(text)
    assert (fact.text, text[fact.start : fact.end]) == (span, span)
    assert Decimal(fact.value.low) == amount * MAGNITUDES[magnitude]
    assert fact.value.currency == SYMBOLS[symbol]


def test_offsets_are_code_points_of_the_text_as_given(facts_of: Callable[..., list[Any]]) -> None:
    text = "Huê\u0301 🎉\r\ncost $5 million"
    (fact,) = facts_of("money", text)
    assert text[fact.start : fact.end] == "$5 million"
