"""A line that an earlier run has met is not read again, and nothing in the output tells which lines were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.samples import WRITERS, Sample
from pressfacts.batch import Report
from pressfacts.read import AnyRecord, Record, find_inputs, recall_articles
from pressfacts.read import jsonl as reader
from pressfacts.read.formats import Format
from tests.batch.runs import run, written

BUG, BAD_DATE = "BUG", "$9 bad date"


def line(id_: str | None, text: str) -> dict[str, Any]:
    return {
        "id": id_,
        "text": text,
        "title": f"News of {id_}",
        "url": "https://example.org",
        "published": (text == BAD_DATE and "soon") or None,
    }


def write(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), "utf-8")
    return path


def run_on(folder: Path, *inputs: Path, **how: Any) -> Report:
    return run(folder, lambda shelf: recall_articles(find_inputs(map(str, inputs)), shelf), **how)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the lines that were read."""
    numbers, real = list[int](), reader._record

    def noting(line: Any, *more: Any) -> Record | None:
        numbers.append(line.number)
        return real(line, *more)

    monkeypatch.setattr(reader, "_record", noting)
    return numbers


def test_only_new_lines_are_read(tmp_path: Path, read: list[int]) -> None:
    rows: list[Any] = [line("a1", "$1"), "", line("a3", BUG), line("a4", BAD_DATE), "{broken", line("a6", "$6")]
    first = run_on(tmp_path / "out", write(tmp_path / "news.jsonl", rows)).as_dict()
    before, read[:] = written(tmp_path / "out"), []
    again = run_on(tmp_path / "out", tmp_path / "news.jsonl").as_dict()
    assert (read, written(tmp_path / "out")) == ([2, 5], before)  # what is no article is told again every time
    assert {**first, "timings": 0} == {**again, "timings": 0} and again["timings"]["reused"] == 4
    read[:] = []
    run_on(tmp_path / "out", write(tmp_path / "news.jsonl", [line("a0", "new"), *rows[2:], line("a1", "$1 and $2")]))
    assert read == [1, 4, 6]


def test_a_line_is_known_wherever_it_stands_unless_its_place_names_it(tmp_path: Path, read: list[int]) -> None:
    run_on(tmp_path / "out", write(tmp_path / "one.jsonl", [line("a1", "$1"), line(None, "$2")]))
    read[:] = []
    run_on(tmp_path / "out", write(tmp_path / "two.jsonl", [line("b1", "$7"), line("a1", "$1"), line(None, "$2")]))
    assert read == [1, 3]
    assert b'"id":"a1","file"' in written(tmp_path / "out")[1] and b'"line":2' in written(tmp_path / "out")[1]


def test_a_known_article_in_another_line_is_read_once(tmp_path: Path, read: list[int]) -> None:
    row = line("a1", "$1")
    run_on(tmp_path / "out", write(tmp_path / "news.jsonl", [row]))
    for reused in ([1], []):
        read[:] = []
        report = run_on(tmp_path / "out", write(tmp_path / "news.jsonl", [{**row, "of no use": 1}]))
        assert (report.extracted_now, report.reused, read) == (0, 1, reused)


@pytest.mark.parametrize("before", [(b"caf\xe9 for $1", b"caf\xc3\xa9 for $1"), (b"caf\xc3\xa9 for $1", b"caf\xe9 for $1")])
def test_a_known_text_in_other_bytes_is_told_as_it_now_stands(tmp_path: Path, before: tuple[bytes, bytes]) -> None:
    news = tmp_path / "news.txt"
    for data in before:
        news.write_bytes(data)
        report = run_on(tmp_path / "out", news)
    assert report.extracted_now == 0
    for _ in range(2):  # known by its text, then by its bytes
        again = run_on(tmp_path / "out", news).as_dict()
        fresh = run_on(tmp_path / "new", news, fresh=True).as_dict()
        assert written(tmp_path / "out") == written(tmp_path / "new")
        assert {**again, "timings": 0} == {**fresh, "timings": 0}


def test_a_known_article_whose_line_has_other_faults_is_told_as_it_now_stands(tmp_path: Path) -> None:
    for published in ("soon", None, "later", "later"):
        news = write(tmp_path / "news.jsonl", [{**line("a1", "$1"), "published": published}])
        warnings = run_on(tmp_path / "out", news).as_dict()["warnings"]
        assert [each["what"] for each in warnings["listed"]] == ([f"`published` is no clear date: {published}"] if published else [])


def test_other_rules_and_trying_failures_again_make_lines_unknown(tmp_path: Path, read: list[int]) -> None:
    news = write(tmp_path / "news.jsonl", [line("a1", "$1"), line("a2", BUG)])
    run_on(tmp_path / "out", news)
    read[:] = []
    assert run_on(tmp_path / "out", news, retry=True).extracted_now == 1
    assert read == [2]
    read[:] = []
    assert run_on(tmp_path / "out", news, made_by=b"other rules").extracted_now == 2
    assert read == [1, 2]


def test_of_two_known_lines_with_one_id_the_first_counts(tmp_path: Path) -> None:
    one, other = line("a1", "$1"), line("a1", "$2")
    for name, rows in (("one", [one]), ("other", [other]), ("both", [other, one]), ("both", [other, one])):
        run_on(tmp_path / "out", write(tmp_path / f"{name}.jsonl", rows))
    run_on(tmp_path / "new", tmp_path / "both.jsonl")
    assert written(tmp_path / "out") == written(tmp_path / "new")


def test_a_damaged_shard_makes_its_lines_unknown(tmp_path: Path, read: list[int]) -> None:
    news = write(tmp_path / "news.jsonl", [line(f"a{number}", f"${number}") for number in range(3)])
    run_on(tmp_path / "out", news)
    before, read[:] = written(tmp_path / "out"), []
    (shard,) = (tmp_path / "out" / "shards").iterdir()
    shard.write_bytes(shard.read_bytes().replace(b'"a1"', b'"xx"', 1))
    assert run_on(tmp_path / "out", news).extracted_now == 1
    assert (read, written(tmp_path / "out")) == ([2], before)


PAGE = "<html><head><title>Wins</title></head><body><article><p>{}</p></article></body></html>"
PROSE = "Hanoi Water said on Monday that it had paid $5 for the new pipes, and that more would follow before the year was out. " * 3


def test_files_that_are_one_article_are_known_by_name_and_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news, out = tmp_path / "news", tmp_path / "out"
    news.mkdir()
    (news / "a.txt").write_bytes("worth £1 and more: caf\xe9 prices".encode("cp1252"))
    (news / "b.html").write_text(PAGE.format(PROSE))
    (news / "c.eml").write_text("Subject: Money\nMessage-ID: <1@example.org>\n\n$3 was paid.\n")
    (news / "d.txt").write_text(" ")
    run_on(out, news)
    before, loaded, load = written(out), list[str](), Format.load
    monkeypatch.setattr(Format, "load", lambda self: loaded.append(self.name) or load(self))  # type: ignore[func-returns-value]
    run_on(out, news)
    assert (loaded, written(out)) == (["text"], before)  # d.txt, which is no article
    (news / "b.html").rename(news / "e.html")  # its id
    (news / "c.eml").rename(news / "c.txt")
    loaded.clear()
    run_on(out, news)
    assert loaded == ["text", "text", "HTML"]
    run_on(tmp_path / "new", news)
    assert written(out) == written(tmp_path / "new")


SAMPLES = [Sample(f"a{number}", PROSE.replace("5", str(number))) for number in range(3)]
READ_AGAIN = (".rss", ".atom", ".csv", ".parquet")


@pytest.mark.parametrize("ending", WRITERS)
def test_in_most_formats_what_is_known_is_not_read_again(tmp_path: Path, ending: str) -> None:
    for module in ("trafilatura", "warcio", "pyarrow"):
        pytest.importorskip(module)
    news, kinds = tmp_path / f"news{ending}", list[str]()

    def noting(lots: Iterable[list[AnyRecord]]) -> Iterator[list[AnyRecord]]:
        for lot in lots:
            kinds.extend(type(record).__name__ for record in lot)
            yield lot

    def go(folder: str) -> Report:
        kinds.clear()
        return run(tmp_path / folder, lambda shelf: noting(recall_articles(find_inputs([str(news)]), shelf)))

    news.write_bytes(WRITERS[ending](SAMPLES[:2]))
    first = go("out").as_dict()
    before, read = written(tmp_path / "out"), list(kinds)
    again = go("out").as_dict()
    assert (written(tmp_path / "out"), kinds) == (before, read if ending in READ_AGAIN else ["Known"] * len(read))
    assert {**first, "timings": 0} == {**again, "timings": 0}
    news.write_bytes(WRITERS[ending](SAMPLES[::-1]))
    go("out")
    go("new")
    assert written(tmp_path / "out") == written(tmp_path / "new")


INPUT = st.lists(
    st.tuples(st.sampled_from(["a1", "a2", "a3", "a4", None]), st.sampled_from(["$1", "$2 and $3", BUG, BAD_DATE, ""])), max_size=9
)


@settings(deadline=None, max_examples=25)
@given(st.lists(INPUT, min_size=2, max_size=4))
def test_output_is_that_of_a_run_that_remembers_nothing(
    tmp_path_factory: pytest.TempPathFactory, inputs: list[list[tuple[str | None, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    for rows in inputs:
        news = write(folder / "news.jsonl", [line(*row) for row in rows])
        remembering = run_on(folder / "out", news).as_dict()
    fresh = run_on(folder / "new", news).as_dict()
    assert written(folder / "out") == written(folder / "new")
    assert {**remembering, "timings": 0} == {**fresh, "timings": 0}
