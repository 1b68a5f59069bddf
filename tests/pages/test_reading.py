"""Reading a report: the list, the marks, the chosen fact, the filter, the keys."""

from __future__ import annotations

import pytest

from tests.pages.browser import Browser
from tests.pages.sample import TWIN


def facts_shown(report: Browser) -> str:
    return report.text("#counts")


def test_the_first_article_is_open_with_its_text_exactly(report: Browser) -> None:
    assert report.texts(".list-row .name") == ["Daegu and Đà Nẵng to sign", "port", "quiet"]
    assert "".join(report.run("return [...document.querySelectorAll('.text [data-start]')].map(e => e.textContent)")) == TWIN


def test_marks_stand_at_code_points_also_behind_an_emoji(report: Browser) -> None:
    words = report.texts(".text .mark")
    assert words == [
        "DAEGU",
        "Jan. 17, 2026",
        "Daegu",
        "memorandum of understanding",
        "Đà Nẵng",
        "US$1.33 billion",
        "the end of 2027",
        "1.68 million",
        "2025",
    ]


def test_a_click_shows_value_rule_and_evidence(report: Browser) -> None:
    report.mark("memorandum").click()
    panel = report.text(".details")
    assert "memorandum of understanding, planned, between Daegu and Đà Nẵng" in panel
    assert "agreement.sample" in panel
    assert report.texts(".details blockquote .in-evidence") == ["will sign"]
    assert "cue\nwill sign" in panel


def test_the_rulebook_tells_why_a_rule_is_there(report: Browser) -> None:
    report.mark("US$1.33").click()
    report.click(".beside button")  # the funding fact of the same words
    report.click(".beside button")  # and back
    assert "money.symbol_amount" in report.text(".details")
    assert (
        report.texts(".details dd.faint") == [report.texts(".details dd.faint")[0]] and "money.yaml" in report.texts(".details dd.faint")[0]
    )


def test_enter_chooses_the_mark_that_has_the_focus(report: Browser) -> None:
    report.run("arguments[0].focus()", report.mark("Jan. 17"))
    report.keys("\ue007")
    assert report.text(".details h2") == "Jan. 17, 2026"


def test_nested_facts_are_cut_into_pieces_and_both_can_be_reached(report: Browser) -> None:
    report.all(".list-row")[1].click()
    pieces = [(piece.text, piece.get_attribute("class")) for piece in report.all(".text .mark")]
    assert ("loan agreement of ", "mark in-agreement") in [(text + " " * text.endswith("of"), look) for text, look in pieces]
    inner = next(look for text, look in pieces if text == "€20 million")
    assert inner is not None and "in-money" in inner and "out-agreement" in inner
    report.mark("€20 million").click()
    assert report.text(".details h2") == "€20 million"
    assert report.texts(".beside button") == ["agreement loan agreement of €20 million"]


def test_keys_go_from_fact_to_fact_and_from_article_to_article(report: Browser) -> None:
    report.keys("jj")
    assert report.text(".details h2") == "Jan. 17, 2026"
    report.keys("k")
    assert report.text(".details h2") == "DAEGU"
    report.keys("J")
    assert report.text(".article-head h2") == "port"
    report.keys("?")
    assert report.one("#help").get_attribute("open") is not None


def test_an_article_without_facts_says_so(report: Browser) -> None:
    report.all(".list-row")[2].click()
    assert "tells no fact" in report.text(".details")


@pytest.mark.parametrize(
    ("control", "value", "counts"),
    [
        ("[data-filter=status]", "signed", "1 fact in 1 article"),
        ("[data-filter=country]", "KR", "2 facts in 1 article"),
        ("[data-filter=currency]", "USD", "3 facts in 2 articles"),  # money twice, and the amount of the funding
        ("[data-filter=from]", "2026-01-01", "10 facts in 1 article"),
        ("[data-filter=to]", "2025-12-31", "7 facts in 1 article"),
        ("[data-filter=words]", "mombasa", "7 facts in 1 article"),
        ("[data-filter=words]", "da nang", "10 facts in 1 article"),  # Đà Nẵng
        ("[data-filter=words]", "nothing", "0 facts in 1 article"),
    ],
)
def test_a_filter_hides_what_does_not_fit(report: Browser, control: str, value: str, counts: str) -> None:
    report.choose(control, value)
    assert facts_shown(report) == counts
    report.click("#clear")
    assert facts_shown(report) == "17 facts in 3 articles"


def test_days_may_be_those_that_a_fact_tells_of(report: Browser) -> None:
    report.choose("[data-filter=days]", "told")
    report.choose("[data-filter=from]", "2025-03-31")
    report.choose("[data-filter=to]", "2025-04-01")
    report.tab("facts")
    # the year 2025 (told twice, once as the visitors' period), March 2025 (also the agreement's date), and what is open to the end of 2027
    assert sorted(report.texts("tbody td:nth-child(2)")[:6]) == sorted(
        ["the end of 2027", "1.68 million", "2025", "loan agreement of €20 million", "March 2025"]
    )


def test_filters_of_different_kinds_add_up_to_a_useful_view(report: Browser) -> None:
    report.choose("[data-filter=status]", "signed")
    report.choose("[data-filter=country]", "KE")
    assert facts_shown(report) == "3 facts in 1 article"  # the signed loan, and two cities of Kenya


def test_a_kind_can_be_switched_off_and_on(report: Browser) -> None:
    report.click("[data-kind=date]")
    assert "Jan. 17, 2026" not in report.texts(".text .mark")
    assert report.one("[data-kind=date]").get_attribute("aria-pressed") == "false"
    report.click("[data-kind=date]")
    assert "Jan. 17, 2026" in report.texts(".text .mark")


def test_the_theme_is_the_systems_until_the_reader_switches(browser: Browser, report: Browser) -> None:
    def page() -> str:
        return str(browser.run("return getComputedStyle(document.body).backgroundColor"))

    light = page()
    for expected in ("light", "dark"):
        browser.click("#theme")
        assert browser.text("#theme") == f"Theme: {expected}"
    assert page() != light
    browser.reload()
    assert browser.text("#theme") == "Theme: dark"
