"""Review: verdicts by keyboard, kept over a reload, saved as gold that `pressfacts score` takes as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pressfacts.cli import run
from pressfacts.score import score
from tests.pages.browser import Browser
from tests.pages.sample import report_html, sample


@pytest.fixture
def review(report: Browser, tmp_path: Path) -> Browser:
    """The sample's report in review, its first fact chosen; downloads go to the test's folder."""
    report.downloads(tmp_path)
    report.keys("v")
    report.keys("j")
    return report


def saved(review: Browser, folder: Path) -> list[dict[str, Any]]:
    review.click("#save-gold")
    return [json.loads(line) for line in review.download(folder / "gold.jsonl").decode().splitlines()]


def test_a_verdict_is_shown_and_leads_to_the_next_fact(review: Browser) -> None:
    review.keys("ar")
    assert review.texts(".review-bar p") == ["2 of 17 facts judged; gold of 0 whole articles, 1 begun and left out"]
    assert review.text(".details h2") == "Daegu"
    assert "end-accept" in str(review.mark("DAEGU").get_attribute("class"))
    assert "in-reject" in str(review.mark("Jan. 17").get_attribute("class"))


def test_a_verdict_can_be_taken_back(review: Browser) -> None:
    review.keys("aku")
    assert review.text(".review-bar p").startswith("0 of 17")


def test_keys_of_the_review_do_nothing_outside_it(report: Browser) -> None:
    report.keys("jaA")
    report.keys("v")
    assert report.text(".review-bar p").startswith("0 of 17")


def test_verdicts_outlast_a_reload(review: Browser) -> None:
    review.keys("aar")
    review.reload()
    assert review.text(".review-bar p").startswith("3 of 17")


def test_only_articles_that_are_wholly_judged_are_saved(review: Browser, tmp_path: Path) -> None:
    review.keys("A")
    review.keys("J")
    review.keys("ja")  # one fact of the second article
    rows = saved(review, tmp_path)
    assert {row["doc_id"] for row in rows} == {"twin"}
    assert len(rows) == 10


def test_a_row_has_the_fields_of_the_guide_and_no_others(review: Browser, tmp_path: Path) -> None:
    review.keys("A")
    rows = saved(review, tmp_path)
    assert rows[0] == {
        "doc_id": "twin",
        "kind": "city",
        "start": 0,
        "end": 5,
        "text": "DAEGU",
        "value": {"name": "Daegu", "geonameid": 1835329, "country": "KR"},
    }
    agreement = next(row["value"] for row in rows if row["kind"] == "agreement")
    assert list(agreement) == ["type", "status", "parties", "date", "topics", "money", "count"]


def test_a_correction_changes_value_and_span(review: Browser, tmp_path: Path) -> None:
    review.mark("US$1.33").click()
    review.keys("c")
    review.choose("form [name=low]", "1340000000")
    review.choose("form [name=mod]", "approx")
    review.choose("form [aria-label=end]", str(len("DAEGU")))
    review.choose("form [aria-label=start]", "0")
    review.click("form [type=submit]")
    assert review.text(".details h2") == "DAEGU"
    review.keys("A")
    row = next(row for row in saved(review, tmp_path) if row["kind"] == "money")
    assert (row["start"], row["end"], row["text"]) == (0, 5, "DAEGU")
    assert row["value"] == {"low": "1340000000", "high": "1330000000", "currency": "USD", "mod": "approx", "per": None}


def test_a_field_that_cannot_be_read_is_refused_with_a_reason(review: Browser) -> None:
    review.mark("US$1.33").click()
    review.keys("c")
    review.choose("form [name=currency]", "dollars")
    review.click("form [type=submit]")
    assert "needs an ISO 4217 code such as USD" in review.text("form")
    assert review.run("return document.activeElement.name") == "currency"
    review.keys("\ue00c")
    assert review.all("form") == []


def test_a_missed_fact_is_added_from_selected_words(review: Browser, tmp_path: Path) -> None:
    review.keys("A")
    review.select_words("Korea")
    review.click("#add-fact")
    review.click(".choices [data-kind=city]")
    review.choose("form [name=country]", "KR")
    review.click("form [type=submit]")
    rows = saved(review, tmp_path)
    added = next(row for row in rows if row["text"] == "Korea")
    text = sample()[0][0]["text"]
    assert text[added["start"] : added["end"]] == "Korea"
    assert added["value"] == {"name": "Korea", "geonameid": None, "country": "KR"}


def test_an_added_fact_outlasts_a_reload_and_can_be_removed(review: Browser) -> None:
    review.select_words("Visitors")
    review.keys("n")
    review.click(".choices [data-kind=date]")
    review.click("form [type=submit]")
    review.reload()
    review.mark("Visitors").click()
    assert review.text(".verdict") == "added"
    review.keys("r")
    assert "Visitors" not in review.texts(".text .mark")


def test_optional_is_the_guides_word_until_the_reviewer_says_otherwise(review: Browser, tmp_path: Path) -> None:
    review.keys("J")
    review.mark("Mombasa").click()
    assert review.one("[data-verdict=optional]").get_attribute("aria-pressed") == "true"  # inside the name of a port
    review.keys("o")
    review.mark("1999").click()
    review.keys("o")
    review.keys("A")
    optional = {row["text"] for row in saved(review, tmp_path) if row.get("optional")}
    assert optional == {"1999"}


def test_the_saved_gold_passes_score_unchanged(review: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review.keys("A")
    review.keys("J")
    review.keys("A")
    review.mark("1999").click()
    review.keys("r")
    saved(review, tmp_path)
    report_html(tmp_path, *sample())
    assert run(["score", str(tmp_path / "gold.jsonl"), str(tmp_path / "run"), "--min-f1", "money=1", "--min-f1", "agreement=1"]) == 0
    assert "agreement" in capsys.readouterr().out
    gold = [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text().splitlines()]
    scores = score(gold, sample()[1])
    assert scores.f1("money") == scores.f1("agreement") == scores.f1("city") == scores.f1("funding") == scores.f1("visitors") == 1
    assert (scores.of("date").gold, scores.of("date").found) == (4, 5)  # 1999 was rejected


def test_saved_gold_can_be_opened_again_and_is_saved_the_same(review: Browser, tmp_path: Path, sample_page: Path) -> None:
    review.mark("US$1.33").click()
    review.keys("c")
    review.choose("form [name=currency]", "SGD")
    review.click("form [type=submit]")
    review.select_words("Korea")
    review.keys("n")
    review.click(".choices [data-kind=city]")
    review.click("form [type=submit]")
    review.mark("2025").click()
    review.keys("r")  # and on to the next article
    review.keys("K")
    review.keys("A")
    first = saved(review, tmp_path)
    review.open(sample_page)
    assert review.text("#counts").startswith("17 facts")
    review.keys("v")
    assert review.text(".review-bar p").startswith("0 of 17")
    (tmp_path / "gold.jsonl").rename(tmp_path / "kept.jsonl")
    review.one("#gold-file").send_keys(str(tmp_path / "kept.jsonl"))
    review.wait(lambda: review.text(".review-bar p").startswith("11 of 18 facts judged; gold of 1 whole article"))
    assert saved(review, tmp_path) == first


def test_gold_of_other_articles_is_refused_in_words(review: Browser, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text(
        '{"doc_id": "elsewhere", "kind": "money", "start": 0, "end": 1, "text": "x", "value": null}\n{"\n'
    )
    review.one("#gold-file").send_keys(str(tmp_path / "other.jsonl"))
    review.wait(
        lambda: "no verdict: 2 lines of it fit no article here" in review.run("return document.querySelector('[role=status]').textContent")
    )
