"""Reading a run back, and finding the texts of its articles."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pressfacts.cli import run
from pressfacts.errors import InputError
from pressfacts.pages.report_page import write_report
from pressfacts.pages.run_folder import read_run
from pressfacts.pages.texts import articles_of, texts_of
from tests.pages.sample import QUIET, sample, write_run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", *sample())


def without_texts(folder: Path, **settings: Any) -> Path:
    """The run as one over text files, whose articles.jsonl keeps no text."""
    rows = [{name: value for name, value in row.items() if name != "text"} for row in sample()[0]]
    (folder / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = json.loads((folder / "run.json").read_text())
    (folder / "run.json").write_text(json.dumps(run | settings))
    return folder


def texts_at(path: Path) -> Path:
    path.mkdir()
    for row in sample()[0]:
        (path / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    return path


def test_articles_and_facts_come_in_the_order_of_the_files(folder: Path) -> None:
    run = read_run(folder)
    assert [row["id"] for row in run.articles] == ["twin", "port", "quiet"]
    assert len(run.facts) == 17


def test_compressed_rows_are_read_too(folder: Path) -> None:
    for name in ("articles.jsonl", "facts.jsonl"):
        path = folder / name
        (folder / f"{name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert len(read_run(folder).facts) == 17


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("run.json", "{", "holds no finished run"),
        ("articles.jsonl", "[1]\n", "holds no finished run"),
        ("run.json", "[]", "holds no finished run"),
        ("run.json", '{"outputs": {"pressfacts.duckdb": {}}}', "--format jsonl"),
        ("facts.jsonl", "{\n", "facts.jsonl:1: "),
        ("facts.jsonl", '{"kind": "money"}\n', "facts.jsonl:1: the field `doc_id` is missing"),
    ],
)
def test_what_is_no_run_is_refused_with_its_place(folder: Path, name: str, content: str, told: str) -> None:
    (folder / name).write_text(content)
    with pytest.raises(InputError, match=told):
        read_run(folder)


def test_a_run_in_parquet_is_read_too(folder: Path) -> None:
    from pressfacts.write.parquet import ParquetFile

    for name in ("articles", "facts"):
        file = ParquetFile(folder / f"{name}.parquet", name)
        file.write_all(json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines())
        file.finish()
        (folder / f"{name}.jsonl").unlink()
    run = read_run(folder)
    assert [row["published"] for row in run.articles] == ["2026-01-17", "2025-03-02", "2025-07-01"]
    money = next(row["value"] for row in run.facts if row["text"] == "US$1.33 billion" and row["kind"] == "money")
    assert (money["low"], money["measures"]) == ("1330000000", "investment")
    assert write_report(folder, folder / "report.html").facts == 17


def test_a_fact_of_an_article_that_is_not_there_is_refused(folder: Path) -> None:
    (folder / "articles.jsonl").write_text(json.dumps(sample()[0][0]) + "\n")
    with pytest.raises(InputError, match="must be those of one run"):
        read_run(folder)


def test_texts_that_the_run_keeps_are_taken_from_it(folder: Path) -> None:
    assert texts_of(read_run(folder)) == {row["id"]: row["text"] for row in sample()[0]}


def test_other_texts_are_read_again_from_the_inputs_of_the_run(folder: Path, tmp_path: Path) -> None:
    inputs = texts_at(tmp_path / "texts")
    assert texts_of(read_run(without_texts(folder, inputs=[str(inputs)])))["quiet"] == QUIET


def test_or_from_where_the_user_says(folder: Path, tmp_path: Path) -> None:
    inputs = texts_at(tmp_path / "texts")
    assert len(texts_of(read_run(without_texts(folder, inputs=["gone/"])), [str(inputs)])) == 3


def test_a_text_that_was_changed_since_is_left_out(folder: Path, tmp_path: Path) -> None:
    inputs = texts_at(tmp_path / "texts")
    changed = (inputs / "port.txt").read_text(encoding="utf-8").replace("€20", "€30")
    (inputs / "port.txt").write_text(changed, encoding="utf-8")
    assert sorted(texts_of(read_run(without_texts(folder)), [str(inputs)])) == ["quiet", "twin"]


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        (["-"], "standard input or a network"),
        (["https://example.org/a.jsonl"], "standard input or a network"),
        (["gone/"], "cannot be read again"),
    ],
)
def test_texts_that_cannot_be_had_are_asked_for(folder: Path, inputs: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        texts_of(read_run(without_texts(folder, inputs=inputs)))
    assert "--articles" in str(caught.value)


def test_the_page_is_written_whole_and_tells_what_is_in_it(folder: Path) -> None:
    told = write_report(folder, folder / "report.html")
    assert (told.articles, told.facts, told.without_text) == (3, 17, 0)
    assert (folder / "report.html").stat().st_size == told.bytes
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_the_command_says_where_the_page_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(folder)]) == 0
    assert "report.html: 3 articles, 17 facts" in capsys.readouterr().out
    assert run(["report", str(folder / "nowhere")]) == 2
    assert "name a folder that `pressfacts extract` wrote" in capsys.readouterr().err


def test_articles_without_a_text_are_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = texts_at(tmp_path / "texts")
    (inputs / "port.txt").unlink()
    assert run(["report", str(without_texts(folder)), "--articles", str(inputs)]) == 0
    assert "the text of 1 articles is not there" in capsys.readouterr().err


def test_the_error_browser_has_the_texts_of_the_run_unless_others_are_named(folder: Path, tmp_path: Path) -> None:
    page, gold = tmp_path / "errors.html", tmp_path / "gold.jsonl"
    gold.write_text((folder / "facts.jsonl").read_text())
    assert run(["score", str(gold), str(folder), "--html", str(page)]) == 0
    assert QUIET not in page.read_text(encoding="utf-8")  # gold tells nothing of that article
    assert "Daegu will sign a memorandum" in page.read_text(encoding="utf-8")
    assert "version:" in page.read_text(encoding="utf-8")
    assert articles_of(tmp_path) == {}
