"""Make the pictures of the README and of docs/pages.md: the report and the error browser, from corpus/, in a real browser.

    python bench/pictures.py

Needs Chromium and chromedriver, and the fonts that they find.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from selenium.webdriver import Chrome

from pressfacts.cli import run

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.chromium import chromium, show  # noqa: E402

TARGET = ROOT / "docs" / "pictures"
ARTICLES = str(ROOT / "corpus" / "articles")


class Picture(NamedTuple):
    """One picture: of which page, in which window and theme, after what was done."""

    name: str
    page: str
    width: int
    height: int
    theme: str
    act: Callable[[Chrome], None]


def tab(name: str) -> Callable[[Chrome], None]:
    return lambda driver: click(driver, f"#tab-{name}")


def click(driver: Chrome, selector: str) -> None:
    driver.execute_script("document.querySelector(arguments[0]).click()", selector)


def article(name: str, *clicks: str) -> Callable[[Chrome], None]:
    """Open an article by its id, then click."""

    def act(driver: Chrome) -> None:
        script = """
            const search = document.querySelector('[data-filter=words]');
            search.value = arguments[0];
            search.dispatchEvent(new Event('input'));
            document.querySelector('.list-row').click();
            search.value = '';
            search.dispatchEvent(new Event('input'));"""
        driver.execute_script(script, name)
        for selector in clicks:
            click(driver, selector)

    return act


def pair(group: str) -> Callable[[Chrome], None]:
    return lambda driver: click(driver, f"[data-group='{group}']")


PICTURES = (
    Picture("report", "report.html", 1280, 800, "light", article("vn-hue-twinning", ".mark.in-agreement")),
    Picture("report-map", "report.html", 1280, 640, "dark", tab("map")),
    Picture("report-timeline", "report.html", 1280, 640, "light", tab("timeline")),
    Picture("report-phone", "report.html", 390, 760, "light", article("vn-hue-twinning", ".mark.in-money")),
    Picture("errors", "errors.html", 1280, 800, "light", pair("wrong_value")),
    Picture("errors-figures", "errors.html", 1280, 640, "dark", tab("figures")),
)


def make_pages(folder: Path) -> None:
    """The two pages, by the commands that a user gives."""
    out = str(folder / "corpus")
    commands = (
        ["extract", ARTICLES, "-o", out, "--quiet"],
        ["report", out, "-o", str(folder / "report.html")],
        ["score", str(ROOT / "corpus" / "gold.jsonl"), out, "--html", str(folder / "errors.html"), "--articles", ARTICLES],
    )
    for command in commands:
        if run(command):
            sys.exit(f"pressfacts {' '.join(command)} failed")


def take(driver: Chrome, picture: Picture, folder: Path) -> None:
    show(driver, folder / picture.page, picture.width, picture.height, picture.theme)
    picture.act(driver)
    time.sleep(0.3)
    shot = Image.open(io.BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    shot.save(TARGET / f"{picture.name}.png", optimize=True)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as driver:
        folder = Path(temporary)
        make_pages(folder)
        for picture in PICTURES:
            take(driver, picture, folder)
            print(f"{picture.name}.png: {(TARGET / f'{picture.name}.png').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
