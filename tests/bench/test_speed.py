"""The benchmark of speed: what its figures are made of. Nothing here is timed."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

from speed_parts import candidates, report, rounds, startup, workers
from speed_parts.articles import many, of_length, words_of

from pressfacts.article import Article

ARTICLES = [Article("a", "One two three."), Article("b", "Four five.\n\nSix seven eight nine ten.")]


def measured(*cpu: float) -> rounds.Measured:
    return rounds.Measured(cpu=list(cpu), wall=list(cpu), megabytes=100.4, ready=1.25)


@pytest.mark.parametrize("words", [1, 3, 4, 10, 11, 57, 1000])
def test_long_articles_have_the_words_asked_for(words: int) -> None:
    assert words_of([of_length(ARTICLES, words)]) == words


def test_many_articles_have_ids_of_their_own() -> None:
    found = many(ARTICLES, 7)
    assert [article.id for article in found] == [f"{at}" for at in range(7)]
    assert found[4].text == ARTICLES[0].text


def test_ratios_are_those_of_each_round_and_rates_those_of_the_median() -> None:
    taken = {candidates.BASE: measured(10.0, 20.0, 12.0), "other": measured(1.0, 4.0, 1.0)}
    assert rounds.ratios(taken, "other") == [5.0, 10.0, 12.0]
    assert taken["other"].rate(3000) == 3000


def test_a_candidate_of_the_first_round_alone_is_held_against_the_base_of_that_round() -> None:
    taken = {candidates.BASE: measured(10.0, 20.0, 12.0), "slow": measured(20.0)}
    assert rounds.ratios(taken, "slow") == [0.5]


def test_a_peer_that_is_not_installed_is_known_as_such() -> None:
    assert candidates.version_of("no-such-package-of-ours") is None
    assert candidates.version_of("spacy")


def test_the_tables_tell_ratio_stages_before_and_growth() -> None:
    stages = rounds.Measured(cpu=[2.0], wall=[2.0], stages=[{"read": 0.5, "find": 1.5}])
    taken = {candidates.BASE: measured(10.0), candidates.WHOLE: measured(0.5), candidates.STAGES: stages}
    grown = {"words of one article, all kinds": [{"size": 100, "words": 100, "cpu": 0.01, "megabytes": 90.0}]}
    about = {"articles": 2, "words": 1_000_000, "rounds": 1, "versions": {"spacy": "3"}, "skipped": ["geotext (cities)"]}
    shared = [workers.Run(1, 40, 6.0, True), workers.Run(2, 40, 4.0, False)]
    figures = report.as_json(taken, 1_000_000, grown, shared, [startup.Start("pressfacts --help", 0.3, 0.1, 30.0)], about)
    text = report.markdown(figures, {"stages_us_per_word": {"find": 4.0}})
    assert "| pressfacts, all kinds | 2,000,000 | 20.0 | 20.0 - 20.0 |" in text
    assert "| find | 1.50 | 75 % | 4.00 |" in text
    assert "| 100 | 100 | 0.01 | 100.0 | 90 |" in text
    assert "| 1 | 40 | 6.0 | 1.00 | the same |" in text
    assert "| 2 | 40 | 4.0 | 1.50 | DIFFER |" in text
    assert "| pressfacts --help | 0.30 | 0.10 | 30 |" in text
    assert "geotext" in text.splitlines()[-1]


def test_a_candidate_that_dies_is_told() -> None:
    child = rounds.Child("no such candidate", 1, [str(Path(__file__))])
    with pytest.raises(RuntimeError, match="no such candidate"):
        child.wait()


def test_the_tables_of_a_page_are_replaced_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before <!-- figures -->old<!-- end of figures --> after", encoding="utf-8")
    report.put_into(page, "new\n")
    report.put_into(page, "newer\n")
    assert page.read_text(encoding="utf-8") == "before <!-- figures -->\nnewer\n<!-- end of figures --> after"
    with pytest.raises(ValueError, match="has no"):
        report.put_into(Path(__file__).parent / "__init__.py", "new")
