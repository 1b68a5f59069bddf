"""axe finds nothing to complain of: labels, roles, contrast, on both pages, light and dark, wide and narrow, in the states people meet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages.browser import Browser
from tests.pages.test_error_browser import errors_page  # noqa: F401 - a fixture

_SIZES = {"wide": (1280, 860), "narrow": (390, 844)}


def violations(browser: Browser) -> list[str]:
    """What axe finds: rule, what it says, and where."""
    from axe_core_python.selenium import Axe

    # Through the debugger, which the policy of the page does not bind.
    browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": Axe().axe_script})
    results = browser.driver.execute_async_script("const done = arguments[0]; axe.run(document).then(done)")
    return [f"{found['id']}: {found['help']}: {node['html'][:120]}" for found in results["violations"] for node in found["nodes"][:3]]


def fact_chosen(browser: Browser) -> None:
    browser.keys("jjjj")


def form_open(browser: Browser) -> None:
    browser.keys("v")
    browser.keys("jar")
    browser.mark("memorandum").click()
    browser.keys("c")


def review_judged(browser: Browser) -> None:
    browser.keys("v")
    browser.keys("jarA")


def help_open(browser: Browser) -> None:
    browser.keys("?")


def filtered(browser: Browser) -> None:
    browser.run("document.querySelector('details.filter').open = true")
    browser.choose("[data-filter=words]", "nothing at all")


def view(name: str) -> Callable[[Browser], None]:
    def show(browser: Browser) -> None:
        browser.tab(name)
        for opener in browser.all(f"#view-{name} .places button, #view-money tbody button")[:1]:
            opener.click()

    return show


LOOKS = pytest.mark.parametrize(("size", "theme"), [("wide", "light"), ("wide", "dark"), ("narrow", "light")])
REPORT_STATES = [
    fact_chosen,
    form_open,
    review_judged,
    help_open,
    filtered,
    *map(view, ("facts", "map", "timeline", "money", "agreements")),
]
ERROR_STATES = [fact_chosen, help_open, view("figures"), view("confusion")]


@LOOKS
def test_the_report_has_no_violation_in_any_state(browser: Browser, sample_page: Path, size: str, theme: str) -> None:
    found = []
    for state in REPORT_STATES:
        browser.open(sample_page, *_SIZES[size], theme=theme)
        if size == "narrow":
            browser.all(".list-row")[0].click()
        state(browser)
        found += violations(browser)
    assert found == []


@LOOKS
def test_the_error_browser_has_no_violation_in_any_state(browser: Browser, errors_page: Path, size: str, theme: str) -> None:  # noqa: F811
    found = []
    for state in ERROR_STATES:
        browser.open(errors_page, *_SIZES[size], theme=theme)
        state(browser)
        found += violations(browser)
    assert found == []
