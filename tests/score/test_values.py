"""When a found value is right."""

import pytest

from pressfacts.score.values import fold_name, matched_parties, right_value, same_amount, same_end, same_name, same_number, value_key


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Đà Nẵng", "da nang"),
        ("the City of Huế", "city of hue"),
        ("Daegu's", "daegu"),
        ("Asia-Pacific", "asia pacific"),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
        ("The", ""),
        (None, ""),
    ],
)
def test_folded_names(name, folded):
    assert fold_name(name) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("Hue", "HUẾ"), ("Hue", "Hue City"), ("Ministry of Trade", "the Trade Ministry of"), ("Hue", "the Hue")]
)
def test_names_that_may_be_the_same(one, other):
    assert same_name(one, other) and same_name(other, one)


@pytest.mark.parametrize(("one", "other"), [("Hue", "Huelva"), ("", ""), (None, None), ("a", "the"), ("Hue City", "Da Nang City")])
def test_names_that_are_not(one, other):
    assert not same_name(one, other)


def test_numbers_are_compared_as_exact_decimals():
    assert same_number("1.50", 1.5) and same_number("1E+3", "1000") and same_number(2, "2.0")
    assert not same_number("0.1", "0.10000000000000000001")
    assert same_number(None, "many"), "neither is a number"
    assert not same_number(None, "0")


def test_an_amount_is_its_bounds_and_currency():
    gold = {"low": "5000000", "high": "5000000", "currency": "USD", "mod": "more_than", "per": None}
    assert same_amount(gold, {"low": "5000000.00", "high": "5E6", "currency": "USD"})
    assert not same_amount(gold, gold | {"currency": "AUD"})
    assert not same_amount(gold, gold | {"high": "6000000"})
    assert same_amount(None, {})


@pytest.mark.parametrize(
    ("kind", "gold", "found", "right"),
    [
        ("date", {"timex": "2025-08", "mod": "end"}, {"timex": "2025-08"}, True),
        ("date", {"timex": "2025-08"}, {"timex": "2025"}, False),
        ("city", {"name": "Hue", "geonameid": 1}, {"name": "Huế", "geonameid": 2}, False),
        ("city", {"name": "Hue", "geonameid": 1}, {"name": "Elsewhere", "geonameid": 1}, True),
        ("city", {"name": "Hue", "geonameid": None}, {"name": "Huế", "geonameid": 2}, True),
        ("city", {"name": "Hue", "geonameid": None}, {"name": "Vinh", "geonameid": 2}, False),
        ("agreement", {"type": "treaty", "status": "signed"}, {"type": "treaty", "status": "signed", "parties": ["x"]}, True),
        ("agreement", {"type": "treaty", "status": "signed"}, {"type": "treaty", "status": "planned"}, False),
        ("funding", {"type": "fdi", "amount": {"low": "1", "high": "1", "currency": "USD"}}, {"type": "fdi", "amount": None}, False),
        ("funding", {"type": "fdi", "amount": None, "projects": 17}, {"type": "fdi", "amount": {"low": "1"}, "projects": 17}, True),
        ("funding", {"type": "fdi", "amount": None, "projects": 17}, {"type": "fdi", "amount": {"low": "1"}, "projects": 16}, False),
        ("funding", {"type": "fdi", "amount": None}, {"type": "loan", "amount": None}, False),
        ("visitors", {"count": 1680000}, {"count": "1680000.0"}, True),
        ("visitors", {"count": 1680000}, None, False),
    ],
)
def test_right_values(kind, gold, found, right):
    assert right_value(kind, gold, found) is right


def test_an_end_is_the_same_when_neither_is_told():
    assert same_end(None, "") and same_end("Hue", "Huế")
    assert not same_end("Hue", None)


def test_parties_are_matched_one_to_one():
    # "Hue" takes "Huế"; the second "Hue" finds no party left; "Jeonju" takes "Jeonju City".
    assert matched_parties(["Hue", "Hue", "Jeonju"], ["Huế", "Jeonju City", "Seoul"]) == 2
    assert matched_parties(None, ["Hue"]) == 0


def test_parties_are_matched_so_that_most_fit():
    # Taking the first that fits, "Korea" would take "South Korea" and leave nothing for the second party.
    assert matched_parties(["Korea", "South Korea"], ["South Korea", "North Korea"]) == 2


@pytest.mark.parametrize(
    ("kind", "value", "same", "other"),
    [
        (
            "money",
            {"low": "5", "high": "5", "currency": "USD"},
            {"low": "5.0", "high": 5, "currency": "USD", "mod": "approx"},
            {"low": "5"},
        ),
        ("date", {"timex": "2025"}, {"timex": "2025", "type": "date"}, {"timex": "2026"}),
        ("city", {"geonameid": 1, "name": "Hue"}, {"geonameid": 1}, {"geonameid": 2}),
        ("agreement", {"type": "treaty", "status": "signed"}, {"type": "treaty", "status": "signed", "date": "2025"}, {"type": "treaty"}),
        ("funding", {"type": "fdi", "projects": 17}, {"type": "fdi", "projects": 17, "amount": None}, {"type": "fdi", "projects": 16}),
        ("visitors", {"count": 5}, {"count": "5.0"}, {"count": 6}),
        ("frame", {"frame": "t", "slots": {"a": 1, "b": 2}}, {"frame": "t", "slots": {"b": 2, "a": 1}}, {"frame": "t", "slots": {}}),
    ],
)
def test_values_that_are_the_same_fact_of_an_article(kind, value, same, other):
    assert value_key(kind, value) == value_key(kind, same) != value_key(kind, other)


@pytest.mark.parametrize(
    ("kind", "value"), [("city", {"geonameid": None}), ("date", None), ("money", {"low": "x", "high": None, "currency": "USD"})]
)
def test_a_value_that_tells_too_little_has_no_key(kind, value):
    assert value_key(kind, value) is None


def test_values_of_strangers_may_be_of_any_type():
    assert not right_value("funding", {"type": "fdi", "amount": "much"}, {"type": "loan", "amount": []})
    assert value_key("money", {"low": [1], "high": {}, "currency": {}}) is None
