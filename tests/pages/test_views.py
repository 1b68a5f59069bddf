"""The other views of a report: table and CSV, map, timeline, money, agreements."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.pages.browser import Browser
from tests.pages.sample import article, fact, money, report_html


def column(report: Browser, view: str, at: int) -> list[str]:
    return report.texts(f"#view-{view} tbody td:nth-child({at})")


def test_the_table_sorts_by_a_click_and_turns_by_a_second(report: Browser) -> None:
    report.tab("facts")
    assert len(column(report, "facts", 1)) == 17 + 2  # and the room above and below
    report.click("#view-facts th:nth-child(7) button")
    rules = column(report, "facts", 7)
    assert rules == sorted(rules) and rules[0] == "agreement.sample"
    assert report.one("#view-facts th:nth-child(7)").get_attribute("aria-sort") == "ascending"
    report.click("#view-facts th:nth-child(7) button")
    assert column(report, "facts", 7) == rules[::-1]


def test_numbers_sort_by_size(report: Browser) -> None:
    report.tab("facts")
    report.click("#view-facts th:nth-child(6) button")
    starts = [int(start) for start in column(report, "facts", 6)]
    assert starts == sorted(starts)


def test_a_row_opens_its_fact_in_the_text(report: Browser) -> None:
    report.tab("facts")
    report.all("#view-facts tbody button")[-1].click()
    assert report.text(".article-head h2") == "port"
    assert report.text(".details h2") == "1999"


def test_csv_holds_what_the_filter_shows_in_the_order_of_the_table(report: Browser, tmp_path: Path) -> None:
    report.downloads(tmp_path)
    report.choose("[data-filter=status]", "signed")
    report.choose("[data-filter=currency]", "EUR")
    report.tab("facts")
    report.click("#save-csv")
    content = report.download(tmp_path / "facts.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["kind"], row["says"]) for row in rows] == [
        ("agreement", "loan agreement, signed, between Nairobi and Port of Mombasa, 2025-03"),
        ("money", "20,000,000 EUR"),
    ]


def test_csv_lets_no_cell_become_a_formula(browser: Browser, tmp_path: Path) -> None:
    cells = ['=HYPERLINK("http://x")', "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "plain, with comma", 'a "quote"', "-5"]
    home = article("=cmd|' /C calc'!A1", "\n\n".join(cells))
    facts = [fact(home, "money", cell, money("1", "USD"), rule=cell) for cell in cells]
    browser.open(report_html(tmp_path, [home], facts))
    browser.downloads(tmp_path)
    browser.tab("facts")
    browser.click("#save-csv")
    rows = list(csv.DictReader(io.StringIO(browser.download(tmp_path / "facts.csv").decode("utf-8-sig"), newline="")))
    assert {row["text"].removeprefix("'") for row in rows} == set(cells)
    every = [value for row in rows for value in row.values()]
    assert [value for value in every if value.lstrip().startswith(tuple("=+-@＝")) and value != "-5"] == []


def test_the_map_has_a_dot_a_place_and_a_list_that_tells_the_same(report: Browser) -> None:
    report.tab("map")
    assert report.texts(".places > li > button") == ["Daegu, KR2", "Da Nang, VN1", "Mombasa, KE1", "Nairobi, KE1"]
    dots = report.run(
        "return [...document.querySelectorAll('.city')].map(d => [d.textContent, d.getAttribute('cx'), d.getAttribute('cy')])"
    )
    assert dots[0] == ["Daegu, KR: 2 mentions", "1285.9", "-358.7"]
    report.run("document.querySelector('.city').dispatchEvent(new MouseEvent('click'))")
    assert report.texts(".mentions button") == ["DAEGU", "Daegu"]
    report.all(".mentions button")[1].click()
    assert report.text(".details .detail-head").startswith("city")


def test_the_map_zooms_onto_the_chosen_city(report: Browser) -> None:
    report.tab("map")
    report.click(".places button[data-place='184745']")
    report.click("[aria-label='Zoom in']")
    x, y, width, height = (
        float(part) for part in str(report.run("return document.querySelector('svg.map').getAttribute('viewBox')")).split()
    )
    assert width == 2000.0
    assert abs(x + width / 2 - 368.2) < 1 and y < 12.8 < y + height


def test_the_timeline_counts_by_year_and_a_bar_shows_its_facts(report: Browser) -> None:
    report.tab("timeline")
    report.choose("[data-timeline=unit]", "year")
    bins = report.run("return [...document.querySelectorAll('.bin')].map(b => b.textContent)")
    assert bins == ["1999: 1 fact", "2025: 4 facts", "2026: 1 fact", "2027: 1 fact"]
    report.run("document.querySelector('[data-bin=\"2026\"]').dispatchEvent(new MouseEvent('click'))")
    assert report.texts("#view-timeline tbody button") == ["2026-01-17"]


def test_money_stands_by_currency_and_by_what_it_is(report: Browser) -> None:
    report.tab("money")
    rows = list(zip(*(column(report, "money", at) for at in (1, 2, 3, 4)), strict=True))
    assert sorted(rows) == [
        ("EUR", "loan", "1", "20,000,000"),
        ("USD", "investment", "1", "1,330,000,000"),
        ("USD", "not told", "1", "3,000,000"),
    ]
    report.all("#view-money tbody button")[0].click()
    assert len(report.all("#view-money table")[1].find_elements("css selector", "tbody tr")) == 1


def test_agreements_stand_with_parties_and_status(report: Browser) -> None:
    report.tab("agreements")
    parties, statuses = report.texts("#view-agreements .long tbody td:nth-child(1)"), report.texts("#view-agreements .long .status")
    assert [each for each in parties if each] == ["Daegu; Đà Nẵng", "Nairobi; Port of Mombasa"]
    assert statuses == ["planned", "signed"]
    matrix = report.texts("#view-agreements .flow > div:last-child tbody tr")
    assert sorted(matrix) == ["Daegu11", "Nairobi11", "Port of Mombasa11", "Đà Nẵng11"]


def test_tabs_turn_by_arrow_keys(report: Browser) -> None:
    report.run("document.querySelector('#tab-articles').focus()")
    report.keys("\ue014")
    assert report.one("#tab-facts").get_attribute("aria-selected") == "true"
    assert report.run("return document.activeElement.id") == "tab-facts"


def test_a_run_that_found_nothing_has_a_page_too(browser: Browser, tmp_path: Path) -> None:
    for articles in ([], [article("quiet", "Nothing happened.")]):
        browser.open(report_html(tmp_path / str(len(articles)), articles, []))
        for view in ("facts", "map", "timeline", "money", "agreements", "articles"):
            browser.tab(view)
        assert browser.text("#counts") == f"0 facts in {len(articles)} article{'' if articles else 's'}"


def test_an_article_without_its_text_has_its_facts_in_the_table(browser: Browser, tmp_path: Path) -> None:
    from pressfacts.pages.report_page import write_report
    from tests.pages.sample import sample, write_run

    articles, facts = sample()
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "port.txt").write_text(articles[1]["text"], encoding="utf-8")
    write_run(tmp_path / "run", [{name: value for name, value in row.items() if name != "text"} for row in articles], facts)
    assert write_report(tmp_path / "run", tmp_path / "report.html", [str(texts)]).without_text == 2
    browser.open(tmp_path / "report.html")
    assert "The text of this article is not in the page" in browser.text(".reading")
    browser.tab("facts")
    report_row = next(row for row in browser.all("#view-facts tbody tr") if "US$1.33 billion" in row.text)
    report_row.click()
    assert "more than 1,330,000,000 USD" in browser.text(".details")
