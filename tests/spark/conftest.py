"""A real Spark: a cluster of two executors within this machine, one for all tests; and what a local run makes of the same input."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressfacts.errors import PressfactsError
from pressfacts.spark.session import open_session, require_java
from tests.spark.mixed import CORPUS, mixed_articles, write_jsonl
from tests.spark.rows import Rows, local_rows


@pytest.fixture(scope="session")
def java() -> None:
    """Skips where there is no Java; in CI that is a failure."""
    try:
        require_java()
    except PressfactsError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def cluster(java: None) -> Iterator[Any]:
    """A session on `local-cluster[2,1,2048]`."""
    session = open_session("local-cluster[2,1,2048]")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A JSONL file of 2,000 articles, and lines that are none."""
    path = write_jsonl(tmp_path_factory.mktemp("news") / "news.jsonl", mixed_articles(2000))
    with path.open("a") as file:
        file.write('\n{"id": "mixed-7", "text": "It cost $5."}\n{"id": "blank", "text": " "}\nno JSON\n{"text": "A day in May 2020."}\n')
    return path


@pytest.fixture(scope="session")
def local(java: None, news: Path) -> Rows:
    """What a local run makes of the corpus and the 2,000 articles."""
    out = news.parent / "local"
    command = [sys.executable, "-m", "pressfacts", "extract", CORPUS, news, "-o", out, "--format", "parquet", "--quiet"]
    assert subprocess.run(list(map(str, command)), check=False).returncode == 1  # some lines are rejected
    return local_rows(out)
