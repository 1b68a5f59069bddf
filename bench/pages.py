"""How large the report of a thousand articles is, and how long a browser takes over it.

    python bench/pages.py [--articles 1000]

The articles are those of corpus/, again and again under other ids, so that facts are as many and as various as in real news. Opening is
from the request to the first article on the screen; a step is from the click to the next frame drawn.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome

from pressfacts.cli import run
from pressfacts.pages.report_page import write_report
from pressfacts.read.texts import read_texts

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.chromium import chromium, show  # noqa: E402

ARTICLES = ROOT / "corpus" / "articles"
ROUNDS = 5
MOST_SECONDS, MOST_BYTES = 3.0, 20_000_000

STEPS = {
    "another article": "document.querySelectorAll('.list-row')[3].click()",
    "a kind switched off": "document.querySelector('[data-kind=date]').click()",
    "and on again": "document.querySelector('[data-kind=date]').click()",
    "words searched": "const box = document.querySelector('[type=search]'); box.value = 'port'; box.dispatchEvent(new Event('input'))",
    "all shown again": "document.querySelector('#clear').click()",
    **{f"view {name}": f"document.querySelector('#tab-{name}').click()" for name in ("facts", "map", "timeline", "money", "agreements")},
    "table sorted": "document.querySelector('#tab-facts').click(); document.querySelectorAll('#view-facts th button')[2].click()",
}


def make_run(folder: Path, count: int) -> Path:
    """A run of so many articles."""
    corpus = folder / "corpus"
    if run(["extract", str(ARTICLES), "-o", str(corpus), "--quiet"]):
        sys.exit("the corpus could not be extracted")
    texts = read_texts([str(ARTICLES)])
    articles = rows(corpus / "articles.jsonl")
    facts: dict[str, list[dict[str, Any]]] = {row["id"]: [] for row in articles}
    for fact in rows(corpus / "facts.jsonl"):
        facts[fact["doc_id"]].append(fact)
    large = folder / "large"
    large.mkdir()
    (large / "run.json").write_bytes((corpus / "run.json").read_bytes())
    with (large / "articles.jsonl").open("w") as article_file, (large / "facts.jsonl").open("w") as fact_file:
        for at in range(count):
            row = articles[at % len(articles)]
            id_ = f"{row['id']}-{at}"
            article_file.write(json.dumps({**row, "id": id_, "text": texts[row["id"]].text}) + "\n")
            for fact in facts[row["id"]]:
                fact_file.write(json.dumps({**fact, "doc_id": id_, "id": f"{fact['id'][:18]}{at:06}"}) + "\n")
    return large


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def seconds_to_open(driver: Chrome, page: Path) -> float:
    """From the request to the first frame in which an article is there."""
    show(driver, page, 1280, 860, "light")
    script = """
        const done = arguments[0];
        const seen = () => document.querySelector('.text .mark')
          ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
          : requestAnimationFrame(seen);
        seen();"""
    return float(driver.execute_async_script(script)) / 1000


def seconds_of(driver: Chrome, step: str) -> float:
    script = f"""
        const done = arguments[0];
        const start = performance.now();
        {step};
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));"""
    return float(driver.execute_async_script(script)) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as temporary, chromium() as driver:
        large = make_run(Path(temporary), count)
        start = time.process_time()
        told = write_report(large, large / "report.html")
        written = f"{told.bytes / 1e6:.1f} MB, written in {time.process_time() - start:.1f} CPU s"
        print(f"{told.articles:,} articles, {told.facts:,} facts: {written}")
        opening = [seconds_to_open(driver, large / "report.html") for _ in range(ROUNDS)]
        print(f"opened in {statistics.median(opening):.2f} s (median of {ROUNDS}; {min(opening):.2f} to {max(opening):.2f})")
        for name, step in STEPS.items():
            print(f"  {name:22} {seconds_of(driver, step):.2f} s")
    if statistics.median(opening) > MOST_SECONDS or told.bytes > MOST_BYTES:
        sys.exit(f"more than {MOST_SECONDS:g} s or {MOST_BYTES / 1e6:g} MB")


if __name__ == "__main__":
    main()
