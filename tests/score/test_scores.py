"""Figures derived by hand, and what must hold for any rows."""

import copy
import io
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pressfacts.errors import GateError, InputError
from pressfacts.score import Figures, check_floors, render, score


def row(kind, start, end, value=None, doc_id="a", **rest):
    return {"doc_id": doc_id, "kind": kind, "start": start, "end": end, "text": f"{start}-{end}", "value": value, **rest}


def day(timex):
    return {"timex": timex}


def test_strict_relaxed_and_value_by_hand():
    # Gold 4. Found 3: the same span with the right value; a longer span with the right value; the same span with a wrong one.
    # strict: 2 right of 3 and of 4, F1 = 2*2/(3+4) = 4/7 = 57.1; relaxed: 3, F1 = 6/7 = 85.7; value: 2, as strict.
    gold = [
        row("date", 0, 4, day("2020")),
        row("date", 10, 14, day("2021")),
        row("date", 20, 24, day("2022")),
        row("date", 30, 34, day("2023")),
    ]
    facts = [row("date", 0, 4, day("2020")), row("date", 10, 18, day("2021")), row("date", 20, 24, day("1999"))]
    scores = score(gold, facts)
    found = scores.as_dict()["date"]
    assert (found["gold"], found["found"]) == (4, 3)
    assert found["strict"] == found["value"] == found["document"] == {"p": 66.7, "r": 50.0, "f1": 57.1}
    assert found["relaxed"] == {"p": 100.0, "r": 75.0, "f1": 85.7}
    assert found["attributes"] == {"timex": {"pairs": 3, "accuracy": 66.7, "p": 66.7, "r": 50.0, "f1": 57.1}}
    assert scores.of("date").figures("strict").f1 == Fraction(4, 7)
    assert [pair.outcome for pair in scores.pairs] == ["right", "wrong_span", "wrong_value", "missed"]


def test_at_document_level_each_value_counts_once():
    # Gold tells 2020 twice and 2021; found are 2020 once, 2022 twice: 1 right of 2 found and of 2 gold.
    gold = [row("date", 0, 4, day("2020")), row("date", 10, 14, day("2020")), row("date", 20, 24, day("2021"))]
    facts = [row("date", 30, 34, day("2020")), row("date", 40, 44, day("2022")), row("date", 50, 54, day("2022"))]
    assert score(gold, facts).of("date").figures("document") == Figures(1, 2, 2)


def test_an_attribute_that_the_gold_does_not_tell_is_not_judged():
    # Of two pairs the gold tells a country in one, where it is wrong: 0 of 1 pairs; found counts the spurious one too.
    gold = [row("city", 0, 4, {"geonameid": 1, "country": "VN"}), row("city", 10, 14, {"geonameid": 2})]
    facts = [row("city", place, place + 4, {"geonameid": 1, "country": "KR"}) for place in (0, 10, 20)]
    scores = score(gold, facts).of("city")
    assert (scores.agreeing["country"], scores.attributes["country"]) == ((0, 1), Figures(0, 2, 1))
    assert scores.agreeing["geonameid"] == (1, 2)


def test_cities_by_distance():
    # Daegu and Busan are 88 km apart, Daegu and Seoul 237 km; a city without coordinates is wrong.
    daegu, busan, seoul = {"lat": 35.87, "lon": 128.59}, {"lat": 35.10, "lon": 129.04}, {"lat": 37.57, "lon": 126.98}
    gold = [row("city", place, place + 4, daegu) for place in (0, 10, 20)]
    facts = [row("city", 10 * number, 10 * number + 4, value) for number, value in enumerate((busan, seoul, {}))]
    assert score(gold, facts).of("city").agreeing["within_161_km"] == (1, 3)


def test_articles_without_gold_count_where_they_are_named():
    facts = [row("date", 0, 4, day("2020"), doc_id="none")]
    assert score([], facts).as_dict().keys() == {"all"}
    assert score([], facts, ["none"]).of("date").figures() == Figures(0, 1, 0)


def test_optional_gold_is_neither_required_nor_a_mistake():
    # Of three predictions one is right, one lies over an optional row and drops out, one is spurious: 1 of 2 found, 1 of 1 gold.
    gold = [row("date", 0, 4, day("2020")), row("date", 10, 14, optional=True), row("date", 20, 24, optional=True)]
    facts = [row("date", 0, 4, day("2020")), row("date", 12, 18, day("2021")), row("date", 24, 28, day("2022"))]
    assert score(gold, facts).as_dict()["date"]["value"] == {"p": 50.0, "r": 100.0, "f1": 66.7}


def test_an_optional_row_excuses_its_own_kind_only():
    gold = [row("date", 0, 4, optional=True)]
    assert score(gold, [row("city", 0, 4, {"geonameid": 1})]).as_dict()["city"]["found"] == 1
    assert score(gold, [row("date", 0, 4, day("2020"))]).as_dict().keys() == {"all"}


def test_all_adds_up_four_kinds():
    # money 1 of 1, date 0 of 1 found for 2 gold; visitors do not count: 1 right of 2 found and 3 gold, F1 = 2/5.
    money = {"low": "1", "high": "1", "currency": "USD"}
    gold = [
        row("money", 0, 2, money),
        row("date", 4, 6, day("2020")),
        row("date", 8, 9, day("2021")),
        row("visitors", 20, 22, {"count": 1}),
    ]
    facts = [row("money", 0, 2, money), row("date", 4, 6, day("2019"))]
    scores = score(gold, facts)
    assert scores.as_dict()["all"]["value"] == {"p": 50.0, "r": 33.3, "f1": 40.0}
    assert scores.f1("all") == 0.4 and scores.f1("all", "strict") == 0.8 and scores.f1("visitors") == 0.0


def test_agreements_have_field_accuracy_and_parties():
    # Two pairs: the types agree in both, the status in one, the date in one (null and null). Parties: gold 2 + 1, found 2 + 2,
    # right 1 ("Huế") + 1 ("Acme Corp"): P = 2/4, R = 2/3, F1 = 4/7.
    first = {"type": "treaty", "status": "signed", "date": None, "parties": ["Huế", "Jeonju"]}
    second = {"type": "contract", "status": "planned", "date": "2020", "parties": ["Acme"]}
    gold = [row("agreement", 0, 6, first), row("agreement", 10, 18, second)]
    facts = [
        row("agreement", 0, 6, first | {"parties": ["Hue", "Seoul"]}),
        row("agreement", 10, 18, second | {"status": "signed", "date": "2021", "parties": ["Acme Corp", "Bolt"]}),
    ]
    found = score(gold, facts).as_dict()["agreement"]
    assert [found["attributes"][name]["accuracy"] for name in ("type", "status", "date", "all_parties")] == [100.0, 50.0, 50.0, 0.0]
    assert found["parties"] == {"p": 50.0, "r": 66.7, "f1": 57.1}
    assert found["value"]["f1"] == 50.0


def test_funding_has_field_accuracy():
    # The source is told by the one and not by the other; the destination is folded; neither tells a period.
    gold = [row("funding", 0, 6, {"type": "fdi", "projects": 17, "source": "South Korea", "destination": "Huế", "period": None})]
    facts = [row("funding", 0, 6, {"type": "fdi", "projects": 17, "source": None, "destination": "Hue"})]
    found = score(gold, facts).as_dict()["funding"]["attributes"]
    assert [found[name]["accuracy"] for name in ("type", "source", "destination", "period")] == [100.0, 0.0, 100.0, 100.0]


def test_facts_of_other_documents_are_ignored():
    gold = [row("date", 0, 4, day("2020"))]
    facts = [row("date", 0, 4, day("2020")), row("date", 0, 4, day("2020"), doc_id="elsewhere")]
    assert score(gold, facts).as_dict()["date"]["found"] == 1


def test_the_same_fact_twice_is_spurious_once():
    gold = [row("date", 0, 4, day("2020"))]
    scores = score(gold, [row("date", 0, 4, day("2020"))] * 2)
    assert scores.as_dict()["date"]["value"] == {"p": 50.0, "r": 100.0, "f1": 66.7}
    assert [(error["outcome"], error["found"]["start"]) for error in scores.errors()] == [("spurious", 0)]


def test_nothing_against_nothing():
    zero = {"p": 0.0, "r": 0.0, "f1": 0.0}
    measures = dict.fromkeys(("strict", "relaxed", "value", "document"), zero)
    assert score([], []).as_dict() == {"all": {"gold": 0, "found": 0, **measures, "attributes": {}}}


def test_perfect_facts_score_one():
    gold = [row("date", 0, 4, day("2020")), row("city", 5, 8, {"geonameid": 1})]
    scores = score(gold, gold)
    assert scores.f1("all") == scores.f1("date", "strict") == 1.0 and scores.errors() == []


VALUES = {
    "date": st.sampled_from([None, day("2020"), day("2021")]),
    "city": st.sampled_from([{"geonameid": 1, "name": "Hue"}, {"geonameid": None, "name": "Huế"}]),
    "agreement": st.fixed_dictionaries(
        {"type": st.sampled_from(["treaty", "contract"]), "parties": st.lists(st.sampled_from(["Hue", "Huế", "Seoul"]))}
    ),
}
# Few places, so that many rows overlap, tie, and stand twice.
anchored = st.sampled_from(sorted(VALUES)).flatmap(
    lambda kind: st.builds(
        lambda start, length, value, doc_id: row(kind, start, start + length, value, doc_id),
        st.integers(0, 4), st.integers(1, 3), VALUES[kind], st.sampled_from(["a", "b"]),
    )
)  # fmt: skip
gold_rows = st.lists(st.tuples(anchored, st.booleans()).map(lambda pair: pair[0] | {"optional": pair[1]}), max_size=14)
fact_rows = st.lists(anchored, max_size=14)


def test_a_tie_between_spans_goes_to_the_right_value():
    # Both facts have the gold span and only one can be paired.
    gold, facts = [row("date", 0, 4, day("2020"))], [row("date", 0, 4, day("2021")), row("date", 0, 4, day("2020"))]
    assert told(score(gold, facts)) == told(score(gold, facts[::-1]))
    assert score(gold, facts).of("date").value == 1


def told(scores):
    return scores.pairs, scores.as_dict(), scores.gold_digest


@given(gold_rows, fact_rows, st.integers(0, 9))
def test_the_order_of_rows_does_not_matter(gold, facts, seed):
    expected = told(score(gold, facts))
    shuffled = random.Random(seed)
    gold, facts = copy.deepcopy(gold), copy.deepcopy(facts)
    shuffled.shuffle(gold)
    shuffled.shuffle(facts)
    assert told(score(gold, facts)) == expected


@given(gold_rows, fact_rows)
def test_counts_add_up(gold, facts):
    scores = score(gold, facts)
    for kind, counts in scores.kinds.items():
        errors = [pair.outcome for pair in scores.pairs if pair.kind == kind]
        assert counts.strict <= counts.relaxed <= min(counts.gold, counts.found) and counts.value <= counts.relaxed
        assert counts.gold == counts.relaxed + errors.count("missed")
        assert counts.found == counts.relaxed + errors.count("spurious")
        assert counts.relaxed == counts.value + errors.count("wrong_value")


def test_floors():
    # 9 of 10 right: F1 is exactly 9/10, which holds the floor 0.9 although the binary 0.9 is a little more.
    gold = [row("date", place, place + 1, day(str(place))) for place in range(10)]
    scores = score(gold, [*gold[:9], row("date", 9, 10, day("wrong"))])
    check_floors(scores, {"date": 0.9, "all": 0.5})
    with pytest.raises(GateError, match=r"date 0\.9000 < 0\.91, city 0\.0000 < 0\.1"):
        check_floors(scores, {"date": 0.91, "all": 0.9, "city": 0.1})
    check_floors(scores, {"date.strict": 1.0})


@pytest.mark.parametrize("floors", [{"date": 90}, {"date": -0.1}, {"date": float("nan")}, {"town": 0.5}, {"date.stricter": 0.5}])
def test_an_unusable_floor_is_a_usage_error(floors):
    with pytest.raises(InputError):
        check_floors(score([], []), floors)


def test_the_table_names_every_kind():
    out = io.StringIO()
    gold = [row("date", 0, 4, day("2020")), row("agreement", 5, 8, {"type": "treaty"}), row("funding", 5, 8, {"type": "fdi"})]
    render(score(gold, gold), Console(file=out, width=120))
    for word in ("date", "agreement", "funding", "all", "100.0", "document", "type"):
        assert word in out.getvalue()
