"""Workers may die, hang or eat memory: articles are neither lost nor doubled, and nothing waits for ever."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from pressfacts.batch import Allowance
from pressfacts.batch.forking import can_fork
from pressfacts.batch.pool import WorkerPool
from pressfacts.errors import ModelError, WorkerError
from pressfacts.read import Record
from pressfacts.write import FACTS, REJECTED
from tests.batch.fake_extractor import FakeExtractor, make_fake
from tests.batch.processes import workers
from tests.batch.runs import incoming, rows, run, written

# The clock counts five times as long: HANG ends after 2.5 s, SPIN after half a second of processor time, whenever it gets that.
QUICK = Allowance(seconds=0.5, megabytes=512)
PATIENT = Allowance(seconds=60, megabytes=512)


@pytest.fixture(params=[pytest.param(True, marks=pytest.mark.skipif(not can_fork(), reason="this system only spawns")), False])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that are forked from one that has opened the extractor, and workers that each open one."""
    monkeypatch.setattr("pressfacts.batch.fork_server.can_fork", lambda: request.param)


def articles(count: int, text: str = "worth $") -> list[Record]:
    return [incoming(f"a{number}", f"{text}{number}") for number in range(count)]


@pytest.mark.usefixtures("way")
def test_workers_give_the_same_bytes_as_one_process(tmp_path: Path) -> None:
    records = [*articles(60), incoming("a60", "BUG"), incoming("a61", "HUGE"), incoming("a62", "$5")]
    for count in (1, 3):
        run(tmp_path / str(count), records, workers=count)
    assert written(tmp_path / "1") == written(tmp_path / "3")


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("word", "reason"), [("DIE", "worker_killed"), ("HANG", "timed_out"), ("SPIN", "timed_out"), ("GREEDY", "out_of_memory")]
)
def test_an_article_that_ends_two_workers_is_set_aside_and_the_others_are_not(tmp_path: Path, word: str, reason: str) -> None:
    records = [*articles(10), incoming("a10", word), incoming("a11", "$11")]
    report = run(tmp_path, records, workers=2, allowance=QUICK if reason == "timed_out" else PATIENT)
    assert (report.extracted, dict(report.rejected)) == (11, {reason: 1})
    assert [row["doc_id"] for row in rows(tmp_path, FACTS)] == [f"a{number}" for number in (*range(10), 11)]
    assert [(row["id"], row["reason"]) for row in rows(tmp_path, REJECTED)] == [("a10", reason)]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("word", ["DIE", "HANG", "SPIN", "GREEDY"])
def test_an_article_that_ends_one_worker_is_tried_again(tmp_path: Path, word: str) -> None:
    records = [incoming("a0", f"{word} ONCE {tmp_path}/mark $1"), incoming("a1", "$1")]
    report = run(tmp_path / "out", records, workers=2, allowance=QUICK if word in ("HANG", "SPIN") else PATIENT)
    assert (report.extracted, report.rejected.total()) == (2, 0)


def test_workers_killed_from_outside_ten_times_lose_and_double_nothing(tmp_path: Path) -> None:
    records, ended = articles(1200, f"SLOW COUNT {tmp_path} $"), threading.Event()
    killed = set[Path]()

    def kill_now_and_then() -> None:
        while len(killed) < 10 and not ended.wait(0.02):
            # Not one that is at its first article: it may be trying again what the one before it was killed at.
            at_work = [path for path in tmp_path.glob("[0-9]*") if path not in killed and path.stat().st_size > 5]
            for worker in at_work[:1]:
                os.kill(int(worker.name), signal.SIGKILL)
                killed.add(worker)

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        report = run(tmp_path / "killed", records, workers=3)
    finally:
        ended.set()
        killer.join()
    assert len(killed) == 10
    assert (report.extracted, report.rejected.total()) == (1200, 0)
    assert [row["doc_id"] for row in rows(tmp_path / "killed", FACTS)] == [f"a{n}" for n in range(1200)]


def no_model() -> FakeExtractor:
    raise ModelError("the model is gone", mend="install it")


def never_up() -> FakeExtractor:
    os._exit(3)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("factory", "error"), [(no_model, ModelError), (never_up, WorkerError)])
def test_workers_that_cannot_start_end_the_run(tmp_path: Path, factory: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        run(tmp_path, articles(5), factory, workers=2)


@pytest.mark.usefixtures("way")
def test_a_fault_of_the_set_up_inside_a_worker_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the model is gone"):
        run(tmp_path, [*articles(5), incoming("a5", "NO MODEL")], workers=2)


@pytest.mark.usefixtures("way")
def test_leaving_the_pool_ends_hung_workers_at_once() -> None:
    began = time.monotonic()
    with WorkerPool(2, make_fake, Allowance()) as pool:
        for ticket in range(4):
            pool.submit(ticket, incoming("a1", "HANG").article)
        while len(workers()) < 2:
            time.sleep(0.01)
    assert time.monotonic() - began < 300  # HANG takes 600 seconds
    assert not workers()


def test_workers_start_only_when_there_is_work() -> None:
    with WorkerPool(2, make_fake, Allowance()) as pool:
        assert pool.done(0.3) is None
        assert not workers()
