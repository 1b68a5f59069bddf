"""Which prediction stands for which gold span."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.errors import InputError
from pressfacts.score.match import match, overlapping, same_span, shared


def row(start: int, end: int) -> dict:
    return {"doc_id": "a", "kind": "date", "start": start, "end": end, "text": "x" * (end - start), "value": None}


def test_spans_that_touch_do_not_overlap():
    assert shared(row(0, 5), row(5, 9)) == 0
    assert match([row(0, 5)], [], [row(5, 9)]).pairs == []


def test_one_shared_code_point_is_an_overlap():
    assert shared(row(0, 5), row(4, 9)) == 1
    assert match([row(0, 5)], [], [row(4, 9)]).pairs == [(0, 0)]


def test_overlapping_spans_are_found_among_long_and_short_ones():
    # What only touches [10, 12) is left out, and so is an empty span inside it.
    rows = [row(0, 20), row(1, 10), row(12, 13), row(11, 30), row(30, 31), row(11, 11)]
    assert sorted(overlapping([row(10, 12)], rows)) == [(0, 0), (0, 3)]


def test_the_same_span_comes_before_a_larger_overlap():
    # Prediction 0 has the span of gold 1 and would share more with gold 0: the exact pair wins.
    assert match([row(0, 10), row(2, 9)], [], [row(2, 9)]).pairs == [(1, 0)]


def test_the_most_shared_code_points_win():
    # Of the gold span [0, 10) the first prediction covers 2 of 10 and the second 9 of 10.
    assert match([row(0, 10)], [], [row(0, 2), row(0, 9)]).pairs == [(0, 1)]


def test_the_best_matching_is_not_the_greedy_one():
    # Greedy takes gold 0 with prediction 0 (shares 6) and leaves gold 1 alone; together 5 + 5 are more.
    assert match([row(0, 11), row(11, 16)], [], [row(5, 16), row(0, 5)]).pairs == [(0, 1), (1, 0)]


def test_of_equal_spans_those_with_the_right_value_are_paired():
    golds, founds = [row(0, 4) | {"value": value} for value in "ab"], [row(0, 4) | {"value": value} for value in "ba"]
    assert match(golds, [], founds, lambda gold, found: gold["value"] == found["value"]).pairs == [(0, 1), (1, 0)]


def test_thousands_of_spans_on_one_place_are_refused():
    with pytest.raises(InputError, match="lie over each other"):
        match([row(0, 9)] * 2001, [], [row(0, 9)] * 2000)


def test_a_prediction_serves_one_gold_span_only():
    found = match([row(0, 4), row(4, 8)], [], [row(0, 8)])
    assert (found.pairs, found.missed, found.spurious) == ([(0, 0)], [1], [])


def test_a_tie_goes_to_what_stands_first():
    # Both predictions share 2 of 4 with the gold span.
    assert match([row(2, 6)], [], [row(2, 4), row(4, 6)]).pairs == [(0, 0)]


def test_a_spare_prediction_over_an_optional_span_is_excused():
    found = match([row(0, 4)], [row(10, 14)], [row(0, 4), row(12, 20), row(14, 16)])
    assert (found.pairs, found.excused, found.spurious) == ([(0, 0)], [(0, 1)], [2])


def test_a_required_span_comes_before_an_excuse():
    found = match([row(0, 4)], [row(0, 9)], [row(2, 9)])
    assert (found.pairs, found.excused) == ([(0, 0)], [])


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 15)).map(lambda pair: row(pair[0], pair[0] + pair[1])), max_size=12)


@given(spans, spans)
def test_the_sweep_finds_what_a_look_at_every_pair_finds(left, right):
    every = [(i, j) for i, one in enumerate(left) for j, other in enumerate(right) if shared(one, other) > 0]
    assert sorted(overlapping(left, right)) == every


@given(spans, spans, spans)
def test_every_row_is_told_once(required, optional, predicted):
    found = match(required, optional, predicted)
    assert sorted([g for g, _ in found.pairs] + found.missed) == list(range(len(required)))
    assert sorted([p for _, p in found.pairs] + found.spurious + [p for _, p in found.excused]) == list(range(len(predicted)))
    assert all(shared(required[g], predicted[p]) > 0 for g, p in found.pairs)


def quality(required, predicted, pairs):
    exact = sum(same_span(required[g], predicted[p]) for g, p in pairs)
    return exact, sum(shared(required[g], predicted[p]) for g, p in pairs), len(pairs)


def every_matching(edges):
    """All one-to-one matchings of a few edges."""
    for size in range(len(edges) + 1):
        for chosen in itertools.combinations(edges, size):
            if len({g for g, _ in chosen}) == len({p for _, p in chosen}) == size:
                yield chosen


few = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6)).map(lambda pair: row(pair[0], pair[0] + pair[1])), max_size=4)


@given(few, few)
def test_no_other_matching_is_better(required, predicted):
    edges = list(overlapping(required, predicted))[:12]
    found = quality(required, predicted, match(required, [], predicted).pairs)
    assert all(quality(required, predicted, other) <= found for other in every_matching(edges))


@given(spans, spans)
def test_no_overlapping_pair_is_left_over(required, predicted):
    found = match(required, [], predicted)
    assert not any(shared(required[g], predicted[p]) > 0 for g in found.missed for p in found.spurious)
