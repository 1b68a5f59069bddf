"""Little work is done in this process, under the same limits; more of it goes to workers."""

from __future__ import annotations

import functools
import os
import resource
import signal
from pathlib import Path

import pytest

from pressfacts.batch import Allowance
from pressfacts.batch.amount import LARGE_CHARACTERS, ByAmount, open_pool
from pressfacts.batch.in_process import InProcess
from pressfacts.batch.pool import FEW_CHARACTERS, WorkerPool
from pressfacts.read import Record
from pressfacts.write import FACTS
from tests.batch.fake_extractor import make_fake
from tests.batch.runs import incoming, rows, run, written

QUICK = Allowance(seconds=0.3, megabytes=300)


def files_of(folder: Path) -> set[Path]:
    return set(folder.glob("[0-9]*"))


def test_few_articles_are_worked_on_in_this_process(tmp_path: Path) -> None:
    records: list[Record] = [incoming(f"a{number}", f"COUNT {tmp_path} ${number}") for number in range(20)]
    run(tmp_path / "out", records, workers=None)
    assert [path.name for path in files_of(tmp_path)] == [str(os.getpid())]
    run(tmp_path / "other", records, workers=2)
    assert written(tmp_path / "out") == written(tmp_path / "other")


@pytest.mark.parametrize("text", ["x" * (FEW_CHARACTERS // 10), "x" * (LARGE_CHARACTERS + 1)])
def test_many_articles_and_long_ones_go_to_workers(tmp_path: Path, text: str) -> None:
    records: list[Record] = [incoming(f"a{number}", f"COUNT {tmp_path} ${number} {text}") for number in range(12)]
    run(tmp_path / "out", records, workers=None)
    assert str(os.getpid()) not in {path.name for path in files_of(tmp_path)}
    assert [row["doc_id"] for row in rows(tmp_path / "out", FACTS)] == [f"a{number}" for number in range(12)]


def test_as_long_as_there_is_more_to_read_a_worker_does_the_work_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressfacts.batch.window._MOST_RECORDS", 5)
    records: list[Record] = [incoming(f"a{number}", f"COUNT {tmp_path} ${number}") for number in range(20)]
    report = run(tmp_path / "out", records, workers=None)
    (worker,) = files_of(tmp_path)  # one: for so few a second would not be worth while
    assert (report.extracted, worker.name != str(os.getpid())) == (20, True)


def test_after_a_run_that_broke_off_workers_do_all() -> None:
    assert isinstance(open_pool(None, make_fake, Allowance()), ByAmount)
    assert isinstance(open_pool(None, make_fake, Allowance(), careful=True), WorkerPool)
    assert isinstance(open_pool(1, make_fake, Allowance(), careful=True), InProcess)


@pytest.mark.parametrize(("word", "reason"), [("HANG", "timed_out"), ("SPIN", "timed_out"), ("GREEDY", "out_of_memory")])
def test_limits_hold_in_this_process_too(tmp_path: Path, word: str, reason: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_PROF)
    allowance = QUICK if reason == "timed_out" else Allowance(60, 300)
    report = run(tmp_path, [incoming("a1", "$1"), incoming("a2", word), incoming("a3", "$3")], allowance=allowance)
    assert (report.extracted, dict(report.rejected)) == (2, {reason: 1})
    assert before == (resource.getrlimit(resource.RLIMIT_AS), signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_PROF))


@pytest.mark.parametrize("word", ["HANG", "SPIN"])
def test_the_time_limit_is_told_alike_with_and_without_workers(tmp_path: Path, word: str) -> None:
    for workers in (1, 2):
        run(tmp_path / str(workers), [incoming("a1", word), incoming("a2", "$2")], workers=workers, allowance=QUICK)
    assert written(tmp_path / "1") == written(tmp_path / "2")


def test_an_article_set_aside_is_tried_again_under_other_limits(tmp_path: Path) -> None:
    records: list[Record] = [incoming("a1", f"HANG ONCE {tmp_path}/mark $5")]
    assert run(tmp_path / "out", records, allowance=QUICK).rejected == {"timed_out": 1}
    assert run(tmp_path / "out", records, allowance=QUICK).reused == 1
    assert run(tmp_path / "out", records, allowance=Allowance(seconds=60)).extracted == 1


def test_the_extractor_is_made_only_when_there_is_work() -> None:
    with open_pool(None, functools.partial(pytest.fail, "made too early"), Allowance()) as pool:
        assert pool.done(0.1) is None
