"""Confidence intervals, against scipy's bootstrap and against worlds whose figures are known."""

import numpy as np
import pytest
from scipy import stats

from bench.coverage import WORLDS, coverage
from pressfacts.errors import InputError
from pressfacts.score import Resampling, bootstrap, score
from pressfacts.score.resampling import effective_number, intervals, precision_recall_f1, student_t

COUNTS = np.array([[right, right + spurious, right + missed] for right, spurious, missed in
                   [(8, 1, 2), (3, 3, 0), (0, 1, 4), (12, 0, 1), (5, 2, 2), (7, 7, 1), (2, 0, 0), (9, 1, 6), (4, 1, 1), (1, 2, 3)] * 2],
                  dtype=float)  # fmt: skip
SIZES = COUNTS[:, 1] + COUNTS[:, 2]
THREE = np.stack([SIZES] * 3, axis=1)


def row(doc_id, place, timex):
    return {"doc_id": doc_id, "kind": "date", "start": place, "end": place + 4, "text": "....", "value": {"timex": timex}}


@pytest.mark.parametrize("degrees", [6, 9, 19, 64, 1000])
@pytest.mark.parametrize("level", [0.95, 0.975, 0.995])
def test_quantiles_of_student_t_are_those_of_scipy(degrees, level):
    assert student_t(level, degrees) == pytest.approx(stats.t.ppf(level, degrees), rel=2e-3)


def test_articles_of_equal_size_count_in_full_and_uneven_ones_for_less():
    assert effective_number(np.full(9, 4.0)) == 9
    # (10 + 1 + 1)² / (100 + 1 + 1) = 144 / 102
    assert effective_number(np.array([10.0, 1.0, 1.0, 0.0])) == 2.0 and effective_number(np.array([6.0, 3.0, 3.0])) == pytest.approx(
        144 / 54
    )


def test_the_interval_is_scipys_bca_at_the_expanded_level():
    # scipy's interval at the level that the t quantile stands for on the normal scale: other draws, so equal but for their noise.
    articles = len(COUNTS)
    effective = SIZES.sum() ** 2 / (SIZES**2).sum()
    reach = np.sqrt(effective / (effective - 1)) * stats.t.ppf(0.975, effective - 1)
    theirs = stats.bootstrap(
        (np.arange(articles),),
        lambda drawn, axis=-1: precision_recall_f1(COUNTS[drawn].sum(axis=-2))[..., 2],
        vectorized=True, method="BCa", confidence_level=2 * stats.norm.cdf(reach) - 1, n_resamples=20_000, rng=np.random.default_rng(1),
    ).confidence_interval  # fmt: skip
    ours = intervals(COUNTS, precision_recall_f1, THREE, Resampling(20_000))[2]
    assert ours == pytest.approx([theirs.low, theirs.high], abs=0.006)


@pytest.mark.parametrize("world", ["usual", "uneven"])
def test_intervals_hold_the_truth_about_as_often_as_they_say(world):
    # 200 runs have a standard error of 1.5 %; bench/coverage.py has the exact table.
    assert 0.90 <= coverage(WORLDS[world], 60, 200, 200) <= 0.99


def test_every_figure_of_a_score_has_its_interval():
    gold = [row(str(number), 0, "2020") for number in range(20)]
    facts = [row(str(number), 0, "2020" if number % 4 else "1999") for number in range(20)]
    scores = score(gold, facts)
    found = bootstrap(scores.tally)
    for (kind, group, name), ends in found.items():
        table = scores.of(kind)
        figures = table.measures[name] if group == "measure" else table.attributes[name]
        assert ends["f1"].low <= float(figures.f1) <= ends["f1"].high, (kind, group, name)
    low, high = found["date", "measure", "value"]["f1"]
    assert 0.45 < low < 0.75 < high < 0.95
    assert found["date", "measure", "strict"]["f1"] == (1.0, 1.0)


def test_the_same_seed_gives_the_same_interval_and_another_another():
    one, same, other = (intervals(COUNTS, precision_recall_f1, THREE, Resampling(200, seed)).tolist() for seed in (1, 1, 2))
    assert one == same != other


def test_drawing_in_blocks_changes_nothing(monkeypatch):
    whole = intervals(COUNTS, precision_recall_f1, THREE, Resampling(300))
    monkeypatch.setattr("pressfacts.score.resampling._BLOCK", 70)
    assert np.array_equal(intervals(COUNTS, precision_recall_f1, THREE, Resampling(300)), whole)


def test_there_is_no_interval_of_one_article_or_of_an_undefined_figure():
    assert bootstrap(score([row("a", 0, "2020")], []).tally)["date", "measure", "value"]["r"] is None
    two = bootstrap(score([row("a", 0, "2020"), row("b", 0, "2020")], []).tally)
    assert two["date", "measure", "value"]["p"] is None, "nothing was found, so there is no precision"
    assert two["date", "measure", "value"]["r"] == (0.0, 0.0)


@pytest.mark.parametrize("wrong", [{"resamples": 99}, {"seed": -1}, {"level": 95}, {"level": float("nan")}])
def test_unusable_settings_are_refused(wrong):
    with pytest.raises(InputError):
        Resampling(**wrong)
