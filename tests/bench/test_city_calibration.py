"""Curves of likelihood: right in the mean of each grade, and held-out articles are never judged by their own corpus."""

from __future__ import annotations

import random
from typing import NamedTuple

from bench.city_calibration import calibrate, held_out_confidence
from pressfacts.kinds.cities.confidence import GRADES, Confidence


class Judged(NamedTuple):
    corpus: str
    right: bool
    points: float
    grade: str


def _drawn(corpus: str, grade: str, share: float, count: int = 400) -> list[Judged]:
    draw = random.Random(f"{corpus} {grade}")
    return [Judged(corpus, draw.random() < share, draw.uniform(0.1, 5.0), grade) for _ in range(count)]


def test_a_grade_gets_the_likelihood_that_its_names_have() -> None:
    found = [
        *_drawn("one", "told", 0.95),
        *_drawn("one", "just_ahead", 0.3),
        *_drawn("two", "told", 0.95),
        *_drawn("two", "just_ahead", 0.3),
    ]
    confidence = Confidence(*calibrate(found))
    assert abs(confidence.of(2.5, "told") - 0.95) < 0.05
    assert abs(confidence.of(2.5, "just_ahead") - 0.3) < 0.06


def test_a_grade_that_was_never_seen_follows_the_others() -> None:
    tables = calibrate(_drawn("one", "told", 0.8))
    assert set(tables.height) == set(tables.slope) == set(GRADES)
    confidence = Confidence(*tables)
    assert abs(confidence.of(2.5, "only") - 0.8) < 0.06


def test_a_corpus_is_judged_by_the_others() -> None:
    found = [*_drawn("good", "told", 0.9), *_drawn("bad", "told", 0.1)]
    stated = [likelihood for likelihood, _ in held_out_confidence(found)]
    assert max(stated[:400]) < 0.3 < 0.7 < min(stated[400:])
