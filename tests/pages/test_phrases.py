"""The page says a value in the words of the terminal."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import FACT
from pressfacts.report.phrases import phrase
from tests.pages.browser import Browser
from tests.pages.sample import article, fact, report_html, sample

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "articles"
NAMES = ("un-sahel-water-pledges", "vn-hue-twinning", "us-great-basin-air-results", "in-odisha-mou-summit", "jp-hokkaido-winter-guests")
# Values that few articles tell.
RARE: list[tuple[str, dict[str, Any]]] = [
    ("money", {"low": None, "high": None, "currency": "USD"}),
    ("money", {"low": "0012345.50", "high": "20000.05", "currency": None, "mod": "approx", "per": "barrel"}),
    ("date", {"type": "date", "timex": "PRESENT_REF"}),
    ("date", {"type": "interval", "timex": "2007/..", "start": "2007-01-01", "mod": "before"}),
    ("city", {"name": "Nowhere", "geonameid": None, "country": None}),
    ("agreement", {"type": "treaty", "status": "in_force", "parties": ["A", "B", "C"], "topics": ["x"], "count": 2}),
    (
        "frame",
        {
            "frame": "trade_turnover",
            "slots": {"turnover": {"low": "5", "high": "5", "currency": "USD"}, "partner": ["a", "b"], "n": 3, "no": None},
        },
    ),
    ("visitors", {"count": 1680000, "share_percent": "40.6", "origin": "Korea"}),
    ("funding", {"type": "fdi", "projects": 17, "sectors": ["rail", "roads"]}),
]


def test_every_fact_says_the_same_on_the_page_and_in_the_terminal(browser: Browser, extractor: Extractor, tmp_path: Path) -> None:
    given = [Article(name, (CORPUS / f"{name}.txt").read_text(encoding="utf-8"), published=datetime.date(2025, 6, 1)) for name in NAMES]
    rows = [row.model_dump(mode="json") for each in given for row in extractor.extract(each)]
    home = article("rare", " ".join(f"words{at}" for at in range(len(RARE))))
    rows += [fact(home, kind, f"words{at}", value) for at, (kind, value) in enumerate(RARE)]
    browser.open(report_html(tmp_path, [*(article(each.id, each.text) for each in given), home], rows))
    browser.downloads(tmp_path)
    browser.tab("facts")
    browser.click("#save-csv")
    told = {row["id"]: row["says"] for row in csv.DictReader(io.StringIO(browser.download(tmp_path / "facts.csv").decode("utf-8-sig")))}
    assert told == {row["id"]: phrase(FACT.validate_python(row)) for row in rows}
    assert len(told) > 100


def test_the_sample_is_made_of_valid_facts() -> None:
    assert [FACT.validate_python(row).kind for row in sample()[1]][:2] == ["city", "date"]
