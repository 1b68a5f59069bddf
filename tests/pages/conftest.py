"""A real Chromium for the tests of pages. Without one they are skipped, and fail where CI promised one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.chromium import MISSING, chromium, programs
from tests.pages.browser import Browser
from tests.pages.sample import report_html, sample


@pytest.fixture(scope="session")
def one_browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with chromium() as driver:
        yield Browser(driver)


@pytest.fixture
def browser(one_browser: Browser) -> Iterator[Browser]:
    """The browser, with the promise that nothing was refused, nothing failed and nothing was fetched while the test ran."""
    one_browser.complaints()
    yield one_browser
    assert one_browser.complaints() == []


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample run."""
    return report_html(tmp_path_factory.mktemp("sample"), *sample())


@pytest.fixture
def report(browser: Browser, sample_page: Path) -> Browser:
    """The sample's report, just opened."""
    browser.open(sample_page)
    return browser
