"""The error browser: classes that filter, both sides in the text, figures with intervals, confusions."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from pressfacts.article import Article
from pressfacts.pages.error_browser import error_data, write_error_browser
from pressfacts.score import Resampling, bootstrap, score
from tests.pages.browser import Browser
from tests.pages.sample import sample


def gold_and_found() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The sample as gold; found, with one error of each class: a missed date, a city that is none, a span, a currency, a status."""
    _, gold = sample()
    found = copy.deepcopy(gold)
    by_words = {(row["doc_id"], row["kind"], row["text"]): row for row in found}
    found.remove(by_words["port", "date", "1999"])
    gold.remove(next(row for row in gold if row["text"] == "DAEGU"))
    by_words["twin", "date", "the end of 2027"].update(start=by_words["twin", "date", "the end of 2027"]["start"] + 4, text="end of 2027")
    by_words["port", "money", "$3 million"]["value"]["currency"] = "KES"
    by_words["twin", "agreement", "memorandum of understanding"]["value"]["status"] = "signed"
    return gold, found


@pytest.fixture(scope="module")
def errors_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    gold, found = gold_and_found()
    scores = score(gold, found)
    articles = {row["id"]: Article(row["id"], row["text"], title=row["title"]) for row in sample()[0]}
    path = tmp_path_factory.mktemp("errors") / "errors.html"
    write_error_browser(path, scores, bootstrap(scores.tally, Resampling()), articles, signature="match:test")
    return path


@pytest.fixture
def errors(browser: Browser, errors_page: Path) -> Browser:
    browser.open(errors_page)
    return browser


def listed(errors: Browser) -> list[str]:
    return errors.texts(".list-row .name")


def test_every_class_tells_its_count(errors: Browser) -> None:
    counts = errors.texts(".groups ul:first-of-type .count")
    assert counts == ["5", "1", "1", "1", "2", "12", "0"]
    assert errors.texts(".groups ul:last-of-type button") == ["agreement status1", "money currency1"]
    assert "5 errors" in errors.text(".about")


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("missed", ["1999"]),
        ("spurious", ["DAEGU"]),
        ("wrong_span", ["the end of 2027"]),
        ("wrong_value", ["$3 million", "memorandum of understanding"]),
        ("money currency", ["$3 million"]),
    ],
)
def test_a_click_on_a_class_shows_its_pairs_alone(errors: Browser, group: str, words: list[str]) -> None:
    errors.click(f"[data-group='{group}']")
    assert listed(errors) == words
    assert errors.one(f"[data-group='{group}']").get_attribute("aria-pressed") == "true"


def test_gold_and_found_stand_side_by_side(errors: Browser) -> None:
    errors.click("[data-group='wrong_span']")
    sides = [[piece.text for piece in side.find_elements("css selector", ".in-chosen")] for side in errors.all(".side-text")]
    assert sides == [["the end of 2027"], ["end of 2027"]]


def test_fields_that_differ_are_marked(errors: Browser) -> None:
    errors.click("[data-group='money currency']")
    assert [row.text for row in errors.all(".comparison .wrong")] == ["currency USD KES"]


def test_what_one_side_lacks_is_shown_on_the_other_alone(errors: Browser) -> None:
    errors.click("[data-group='missed']")
    assert errors.texts(".comparison thead th") == ["Gold"]
    assert [len(side.find_elements("css selector", ".in-chosen")) for side in errors.all(".side-text")] == [1, 0]


def test_kinds_and_words_narrow_the_list(errors: Browser) -> None:
    errors.click("[data-kind=date]")
    assert listed(errors) == ["$3 million", "DAEGU", "memorandum of understanding"]
    errors.choose("[type=search]", "earlier")  # stands in no pair's words
    assert listed(errors) == []
    errors.choose("[type=search]", "PORT")
    assert listed(errors) == ["$3 million"]


def test_keys_go_from_error_to_error(errors: Browser) -> None:
    errors.keys("jj")
    assert errors.run("return document.querySelector('[aria-selected=true].list-row .name').textContent.trim()") == listed(errors)[2]


def test_figures_have_their_intervals_drawn(errors: Browser) -> None:
    errors.tab("figures")
    rows = errors.texts("#view-figures table:first-of-type tbody tr")
    assert any(row.startswith("money33") and "66.7" in row for row in rows)
    assert len(errors.all("#view-figures .interval")) > 4
    errors.choose("[data-figures=measure]", "strict")
    assert any(row.startswith("money33") and "100.0" in row for row in errors.texts("#view-figures table:first-of-type tbody tr"))
    assert "match:test" in errors.text("#view-figures")


def test_a_confusion_leads_to_its_pairs(errors: Browser) -> None:
    errors.tab("confusion")
    errors.click("[aria-label='planned found as signed: 1']")
    assert errors.one("#tab-errors").get_attribute("aria-selected") == "true"
    assert listed(errors) == ["memorandum of understanding"]


def test_an_article_whose_text_is_not_at_hand_still_has_its_pairs() -> None:
    gold, found = gold_and_found()
    scores = score(gold, found)
    data = error_data(scores, bootstrap(scores.tally), {})
    assert [article["text"] for article in data["articles"]] == [None, None]
    assert len(data["pairs"]) == 17
