"""Two outputs against each other: which facts were won, lost, changed."""

from hypothesis import given
from hypothesis import strategies as st

from pressfacts.score import Resampling, align, compare, differing_facts
from pressfacts.score.comparison import changed_facts


def row(place, timex, doc_id="a"):
    value = {"timex": timex} if timex else None
    return {"doc_id": doc_id, "kind": "date", "start": place, "end": place + 4, "text": "....", "value": value}


def changes(facts):
    return [(fact.change, (fact.gold or fact.a or fact.b)["start"]) for fact in facts]


def test_won_lost_and_changed():
    gold = [row(0, "2020"), row(10, "2021"), row(20, "2022"), row(30, "2023"), row(40, "2024")]
    a = [row(0, "1999"), row(10, "2021"), row(20, "2022"), row(30, "1"), row(50, "2"), row(60, "3"), row(70, "4")]
    b = [row(0, "2020"), row(20, "2022"), row(30, "2"), row(40, "2024"), row(60, "3"), row(70, "5"), row(80, "6")]
    found = compare(gold, a, b, Resampling(100)).facts
    # 0 was wrong and is right, 10 was right and is missing, 20 is right in both, 30 is wrong in two ways, 40 is new and right;
    # the mistake at 50 is gone, that at 60 stays, that at 70 is another, that at 80 is new.
    assert changes(found) == [("won", 0), ("lost", 10), ("changed", 30), ("won", 40), ("won", 50), ("changed", 70), ("lost", 80)]
    assert (found[0].a_wrong, found[0].b_wrong, found[1].b) == (("timex",), (), None)


def test_a_right_value_at_another_span_is_changed_not_lost():
    longer = row(0, "2020") | {"end": 9}
    assert changes(compare([row(0, "2020")], [row(0, "2020")], [longer], Resampling(100)).facts) == [("changed", 0)]


def test_differences_by_kind_and_measure():
    gold = [row(place, "2020", str(article)) for article in range(6) for place in (0, 10)]
    a = [fact for fact in gold if fact["start"] == 0]
    found = compare(gold, a, gold, Resampling(100)).differences["date", "value"]
    # A: 6 right of 6 found and 12 gold, F1 = 12/18; B: 1. All 6 articles differ: of 64 swaps only two are as extreme.
    assert (round(found.a, 4), found.b, found.randomisation_p) == (0.6667, 1.0, 2 / 64)
    assert round(found.difference, 4) == 0.3333 and found.interval == (found.difference, found.difference)


def test_without_gold_what_differs():
    a, b = [row(0, "2020"), row(10, "2021"), row(20, "2022")], [row(10, "2021"), row(20, "2023"), row(30, "2024"), row(0, "1", "b")]
    found = differing_facts(a, b)
    assert changes(found) == [("lost", 0), ("changed", 20), ("won", 30), ("won", 0)]
    assert found[1].b_wrong == ("timex",)


rows = st.lists(st.builds(row, st.integers(0, 9), st.sampled_from(["2020", "2021", None]), st.sampled_from("ab")), max_size=8)


@given(rows, rows, rows)
def test_won_and_lost_change_places_with_a_and_b(gold, a, b):
    pairs = align(gold, a), align(gold, b)
    one, other = changed_facts(*pairs), changed_facts(*pairs[::-1])
    turned = {"won": "lost", "lost": "won", "changed": "changed"}
    assert sorted(fact.change for fact in one) == sorted(turned[fact.change] for fact in other)


@given(rows, rows)
def test_an_output_does_not_differ_from_itself(gold, a):
    assert changed_facts(align(gold, a), align(gold, a[::-1])) == differing_facts(a, a[::-1]) == []


def test_nothing_against_nothing():
    found = compare([], [], [], Resampling(100))
    assert found.facts == () and found.differences["all", "value"].randomisation_p == 1.0
