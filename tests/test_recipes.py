"""The recipes under examples/ give the facts that the library gives. Each runs where its engine is installed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

import pressfacts
from tests.spark.mixed import mixed_articles, write_jsonl

RECIPES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("recipes") / "news.jsonl", mixed_articles(30))


@pytest.fixture(scope="module")
def expected(articles: Path) -> list[tuple[str, str, str]]:
    rows = (json.loads(line) for line in articles.read_text("utf-8").splitlines())
    return sorted((fact.id, fact.kind, fact.text) for extraction in pressfacts.extract_many(rows) for fact in extraction.facts)


def run(recipe: str, *arguments: Any) -> str:
    command = [sys.executable, str(RECIPES / recipe), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def facts_in(path: Path) -> list[tuple[str, str, str]]:
    return sorted((row["id"], row["kind"], row["text"]) for row in ds.dataset(path).to_table(columns=["id", "kind", "text"]).to_pylist())


def test_polars(articles: Path, expected: list[Any], tmp_path: Path) -> None:
    pytest.importorskip("polars")
    assert "money" in run("with_polars.py", articles, tmp_path / "facts.parquet")
    assert facts_in(tmp_path / "facts.parquet") == expected


def test_duckdb(articles: Path, expected: list[Any], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    run("with_duckdb.py", articles, tmp_path / "facts.duckdb")
    with duckdb.connect(tmp_path / "facts.duckdb", read_only=True) as database:
        rows = database.execute("SELECT id, kind, text FROM facts").fetchall()
        assert database.execute("SELECT sum(money.low) > 0 FROM facts WHERE money.currency = 'USD'").fetchone() == (True,)
    assert sorted(rows) == expected


def test_dask(articles: Path, expected: list[Any], tmp_path: Path) -> None:
    pytest.importorskip("dask")
    assert run("with_dask.py", articles.parent / "*.jsonl", tmp_path / "facts") == f"{len(expected)} facts\n"
    assert facts_in(tmp_path / "facts") == expected


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed")
def test_ray(articles: Path, expected: list[Any], tmp_path: Path) -> None:
    run("with_ray.py", articles, tmp_path / "facts")
    assert facts_in(tmp_path / "facts") == expected
