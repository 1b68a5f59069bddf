"""Runs that are stopped, killed, starved of space or fed with damaged files: they lose nothing, and the next goes on."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import damage
from pressfacts.batch.handful import MOST_ARTICLES
from tests.batch.processes import descendants_of, runs
from tests.cli.conftest import Ended, outputs, rows

Command = Callable[..., Ended]
ROOT = Path(__file__).parents[2]
PATIENCE = 900  # seconds: nothing here takes that long, however busy the machine is
OUTPUTS = ("facts.jsonl", "articles.jsonl", "rejected.jsonl", "run.json")

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
    # Whoever runs the tests in the background of a shell has them ignore SIGINT, and a child would inherit that.
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_the_run_and_the_next_goes_on(
    pressfacts: Command, articles: Path, tmp_path: Path, sent: signal.Signals, code: int, workers: str
) -> None:
    out, mark = tmp_path / "out", tmp_path / "mark"
    for number in range(MOST_ARTICLES):
        (articles / f"bb{number}.txt").write_text(f"${number}")
    (articles / "c.txt").write_text(f"HANG ONCE {mark} $1")
    with start(articles, "-o", out, "--workers", workers) as process:
        wait_until(mark.exists)
        process.send_signal(sent)
        assert process.wait(PATIENCE) == code
    assert outputs(out) == []
    run = json.loads(pressfacts("extract", articles, "-o", out, "--json").out)
    assert run["articles"]["extracted"] == MOST_ARTICLES + 3
    assert run["timings"]["reused"] >= (MOST_ARTICLES if workers == "1" else 1)  # what was not worked on together with c


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


def test_an_article_that_ends_the_run_itself_is_set_aside_by_the_next(articles: Path, tmp_path: Path) -> None:
    (articles / "c.txt").write_text("DIE $1")
    codes = []
    for _ in range(2):  # few articles: the first run works on them in its own process, the second leaves them to workers
        with start(articles, "-o", tmp_path / "out") as process:
            codes.append(process.wait(PATIENCE))
    assert codes == [-signal.SIGKILL, 1]
    assert [(row["id"], row["reason"]) for row in rows(tmp_path / "out" / "rejected.jsonl")] == [("c", "worker_killed")]
    assert len(rows(tmp_path / "out" / "facts.jsonl")) == 2


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are looked up in /proc")
def test_workers_of_a_run_that_was_killed_end_by_themselves(articles: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for number in range(MOST_ARTICLES):
        (articles / f"bb{number}.txt").write_text(f"${number}")
    (articles / "c.txt").write_text(f"HANG ONCE {mark} $1")
    with start(articles, "-o", tmp_path / "out", "--workers", "2") as process:
        wait_until(mark.exists)
        theirs = list(descendants_of(process.pid))
        assert len(theirs) >= 2
        process.kill()
    wait_until(lambda: not any(map(runs, theirs)))


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
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 5 and b"free some space" in told
    assert outputs(small_disk / "out") == []
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    for folder in (small_disk / "out", tmp_path / "undisturbed"):
        with start(articles, "-o", folder, "--workers", workers) as process:
            assert process.wait(PATIENCE) == 0
    for name in ("facts.jsonl", "articles.jsonl"):
        assert (small_disk / "out" / name).read_bytes() == (tmp_path / "undisturbed" / name).read_bytes()


def wait_until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def test_among_damaged_files_every_good_article_is_extracted_and_every_bad_file_explained(pressfacts: Command, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    pytest.importorskip("warcio")
    pytest.importorskip("pyarrow")
    expected = damage.make(tmp_path / "mixed", good=80, bad=20)
    out = tmp_path / "out"
    assert pressfacts("extract", tmp_path / "mixed", "-o", out, "--max-article-bytes", str(damage.ARTICLE_BYTES)).code == 1
    assert sorted(row["id"] for row in rows(out / "articles.jsonl")) == sorted(expected.good)
    rejected = rows(out / "rejected.jsonl")
    assert {row["source"].removeprefix(f"{tmp_path}/mixed/").partition("!/")[0] for row in rejected} == set(expected.bad)
    assert all(row["reason"] and row["message"] and row["mend"] and row["kind"] in ("input", "limit") for row in rejected)
    assert pressfacts("verify", out).code == 0
    assert pressfacts("extract", tmp_path / "mixed", "-o", tmp_path / "stopped", "--max-rejected", "5%").code == 8
