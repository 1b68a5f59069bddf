"""docs/batches.md: its commands run, its queries find something in the articles of the corpus, its tables name what is there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pressfacts.cli import run
from pressfacts.extractor import Extractor
from pressfacts.read.formats import FORMATS
from tests.cli.conftest import Ended

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "batches.md").read_text("utf-8")
BLOCKS = re.findall(r"^```([a-z ]+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
# Between them they tell facts of every kind that the queries ask for.
ARTICLES = (
    "vn-hue-twinning",
    "vn-quynhon-flood-loan",
    "kr-ulsan-ammonia-letter-of-intent",
    "us-great-basin-air-results",
    "sg-payloop-jakarta",
)


def blocks(info: str) -> list[Any]:
    found = [text for told, text in BLOCKS if told == info]
    return [pytest.param(text, id=text.splitlines()[0].lstrip("- ")) for text in found]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some articles of the corpus, and where they are extracted."""
    place = tmp_path_factory.mktemp("page")
    (place / "articles").mkdir()
    for name in ARTICLES:
        shutil.copy(ROOT / "corpus" / "articles" / f"{name}.txt", place / "articles")
    return place


@pytest.fixture
def extract(folder: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Extract the folder's articles in some form; they are extracted in fact only once."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr("pressfacts.cli.extract_run.open_extractor", lambda _settings: extractor)

    def command(*options: str) -> None:
        assert run(["extract", "articles", "-o", "out", "--quiet", "--workers", "1", *options]) == 0

    return command


@pytest.mark.parametrize("query", blocks("sql parquet"))
def test_queries_over_parquet(extract: Callable[..., None], query: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    extract("--format", "parquet")
    assert duckdb.sql(query).fetchall()


@pytest.mark.parametrize("query", blocks("sql duckdb"))
def test_queries_in_duckdb(extract: Callable[..., None], query: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    extract("--format", "duckdb")
    with duckdb.connect("out/pressfacts.duckdb", read_only=True) as database:
        assert database.execute(query).fetchall()


@pytest.mark.parametrize("query", blocks("sql postgres"))
def test_queries_in_postgresql(extract: Callable[..., None], postgresql: str, query: str) -> None:
    import psycopg

    extract("--to", postgresql, "--schema", "press")
    with psycopg.connect(postgresql, options="-c search_path=press") as connection:
        assert connection.execute(query).fetchall()


@pytest.mark.parametrize("commands", blocks("sh"))
def test_commands(
    pressfacts: Callable[..., Ended],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    commands: str,
    request: pytest.FixtureRequest,
) -> None:
    for url in set(re.findall(r"postgresql://\S+", commands)):  # in its place a server of the tests' own
        commands = commands.replace(url, request.getfixturevalue("postgresql"))
    commands = commands.replace("--schema press", "--schema commands")
    shutil.copytree(folder / "articles", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    assert pressfacts("extract", "articles", "-o", "out", "--quiet").code == 0
    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        assert (program, pressfacts(*arguments).code) == ("pressfacts", 0), line


def test_the_run_into_postgresql_is_verified_and_retried(
    pressfacts: Callable[..., Ended], postgresql: str, articles: Path, tmp_path: Path
) -> None:
    (articles / "c.txt").write_text("BUG")
    to = ["--to", postgresql, "--schema", "verified"]
    assert pressfacts("extract", articles, "-o", tmp_path / "out", *to).code == 1
    assert pressfacts("verify", tmp_path / "out").code == 0
    assert pressfacts("extract", "-o", tmp_path / "out", "--retry-rejected").code == 1
    assert not (tmp_path / "out" / "facts.jsonl").exists()
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DELETE FROM verified.facts WHERE text = '$7'")
    ended = pressfacts("verify", tmp_path / "out")
    assert ended.code == 1 and "facts of kind money: 1 rows, where 2 were counted" in ended.err
    assert pressfacts("extract", articles, "-o", tmp_path / "other", *to).code == 5


def test_every_format_of_the_table_is_read_and_every_format_that_is_read_is_in_the_table() -> None:
    (table,) = re.findall(r"\| format \| ends in.*?\n\n", PAGE, re.DOTALL)
    for each in FORMATS:
        assert all(f"`{suffix}`" in table for suffix in each.suffixes), each
        assert each.extra is None or f"pressfacts[{each.extra}]" in table
