"""How much faster two worker processes are than one, by the clock, and whether they write the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import orjson

from pressfacts.article import Article
from speed_parts.articles import many
from speed_parts.progress import tell

_PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
WORKERS = (1, 2)
ARTICLES = 20_000  # enough that the seconds in which a worker opens its models do not count


class Run(NamedTuple):
    """One run of `pressfacts extract`: its wall seconds, and whether it wrote the bytes of the run with one worker."""

    workers: int
    articles: int
    wall: float
    same_bytes: bool


def measure(articles: list[Article], count: int = ARTICLES) -> list[Run]:
    """The same `count` articles by one worker and by two; on a machine with fewer cores that the process may use, by one alone."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_bytes(b"".join(orjson.dumps(article, option=orjson.OPT_APPEND_NEWLINE) for article in many(articles, count)))
        runs: list[Run] = []
        first = b""
        for workers in (number for number in WORKERS if number <= len(os.sched_getaffinity(0))):
            tell(f"workers: {workers} over {count:,} articles")
            wall, facts = _run(source, workers, Path(folder) / f"out{workers}")
            first = first or facts
            runs.append(Run(workers, count, wall, facts == first))
        return runs


def _run(source: Path, workers: int, out: Path) -> tuple[float, bytes]:
    arguments = ["extract", str(source), "-o", str(out), "--quiet", "--fresh", "--workers", str(workers)]
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pressfacts", *arguments], env={**os.environ, "PYTHONPATH": str(_PIPELINE)}, check=True)
    return time.perf_counter() - began, (out / "facts.jsonl").read_bytes()
