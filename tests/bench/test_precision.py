"""The precision of a random sample: its interval, and how a judged sheet is counted."""

from typing import Any

import pytest

from bench.precision import report, wilson


@pytest.mark.parametrize(("right", "judged", "low", "high"), [(0, 10, 0.0, 27.75), (10, 10, 72.25, 100.0), (81, 263, 25.53, 36.62)])
def test_wilson_intervals_are_those_of_newcombe(right: int, judged: int, low: float, high: float) -> None:
    # 81 of 263 is the worked example of Newcombe, Statistics in Medicine 17 (1998), method 3.
    assert wilson(right, judged) == pytest.approx((low, high), abs=0.01)


def test_fields_count_only_among_what_is_a_fact_at_all() -> None:
    sheet: list[dict[str, Any]] = [{"wrong": wrong} for wrong in ([], ["fact"], ["parties"], ["parties", "status"], None)]
    lines = {line.split("  ")[0].strip(): line for line in report(sheet).splitlines()}
    assert "3 of    4" in lines["a fact of its kind"]
    assert "1 of    3" in lines["parties, of those"]
    assert "2 of    3" in lines["status, of those"]
    assert "1 of    4" in lines["right in all"]


def test_a_sheet_without_judgements_says_so() -> None:
    assert "nothing is judged" in report([{"wrong": None}])
