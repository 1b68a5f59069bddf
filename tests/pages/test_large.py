"""A thousand articles: the page stays small, and keeps no more in the document than is in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.browser import Browser
from tests.pages.sample import PORT, TWIN, article, report_html, sample

COUNT = 1000


@pytest.fixture(scope="module")
def large_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's articles 500 times, each text followed by as many words as an article has."""
    articles, facts = [], []
    _, rows = sample()
    for at in range(COUNT):
        text, of = ((TWIN, "twin"), (PORT, "port"))[at % 2]
        articles.append(article(f"a{at}", text + " More words to read." * 150, published=f"2025-01-{at % 28 + 1:02}"))
        facts += [{**row, "doc_id": f"a{at}", "id": f"{row['id'][:18]}{at:06}"} for row in rows if row["doc_id"] == of for _ in range(1)]
    return report_html(tmp_path_factory.mktemp("large"), articles, facts)


def test_it_is_below_twenty_megabytes(large_page: Path) -> None:
    assert large_page.stat().st_size < 20e6


def test_only_what_is_in_sight_is_in_the_document(browser: Browser, large_page: Path) -> None:
    browser.open(large_page)
    assert browser.text("#counts") == "8,500 facts in 1,000 articles"
    for view in ("articles", "facts", "timeline", "agreements"):
        browser.tab(view)
        assert browser.run("return document.querySelectorAll('*').length") < 4000, view


def test_the_last_row_can_be_reached(browser: Browser, large_page: Path) -> None:
    browser.open(large_page)
    browser.run("document.querySelector('.list').focus()")
    browser.keys("\ue010")
    assert browser.text(".article-head h2") == "a999"
    assert "a999" in browser.texts(".list-row .name")
    browser.tab("facts")
    browser.run("const scroller = document.querySelector('#view-facts .scroll'); scroller.scrollTop = scroller.scrollHeight")
    browser.wait(lambda: "a999" in browser.texts("#view-facts tbody td:nth-child(4)"))


def test_a_filter_finds_one_among_them(browser: Browser, large_page: Path) -> None:
    browser.open(large_page)
    browser.choose("[data-filter=words]", "a777")
    assert browser.texts(".list-row .name") == ["a777"]
