"""Workers may die, hang or eat memory: articles are neither lost nor doubled, and nothing waits for ever."""

from __future__ import annotations

import functools
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from pressfacts.batch import Allowance
from pressfacts.batch.pool import InProcess, WorkerPool
from pressfacts.errors import ModelError, WorkerError
from pressfacts.read import Record
from pressfacts.write import FACTS, REJECTED
from tests.batch.fake_extractor import FakeExtractor, make_fake
from tests.batch.runs import incoming, rows, run, written

QUICK = Allowance(seconds=1.5, megabytes=512)
PATIENT = Allowance(seconds=30, megabytes=512)


def articles(count: int, text: str = "worth $") -> list[Record]:
    return [incoming(f"a{number}", f"{text}{number}") for number in range(count)]


def test_workers_give_the_same_bytes_as_one_process(tmp_path: Path) -> None:
    records = [*articles(60), incoming("a60", "BUG"), incoming("a61", "HUGE"), incoming("a62", "$5")]
    for workers in (1, 3):
        run(tmp_path / str(workers), records, workers=workers)
    assert written(tmp_path / "1") == written(tmp_path / "3")


@pytest.mark.parametrize(("word", "reason"), [("DIE", "worker_killed"), ("HANG", "timed_out"), ("GREEDY", "out_of_memory")])
def test_an_article_that_ends_two_workers_is_set_aside_and_the_others_are_not(tmp_path: Path, word: str, reason: str) -> None:
    records = [*articles(10), incoming("a10", word), incoming("a11", "$11")]
    report = run(tmp_path, records, workers=2, allowance=QUICK if word == "HANG" else PATIENT)
    assert (report.extracted, dict(report.rejected)) == (11, {reason: 1})
    assert [row["doc_id"] for row in rows(tmp_path, FACTS)] == [f"a{number}" for number in (*range(10), 11)]
    assert [(row["id"], row["reason"]) for row in rows(tmp_path, REJECTED)] == [("a10", reason)]


def test_an_article_that_ends_one_worker_is_tried_again(tmp_path: Path) -> None:
    records = [incoming(f"a{number}", f"{word} ONCE {tmp_path}/{word} ${number}") for number, word in enumerate(["DIE", "HANG", "GREEDY"])]
    report = run(tmp_path / "out", records, workers=2, allowance=Allowance(5, 512))
    assert (report.extracted, report.rejected.total()) == (3, 0)


def test_an_article_set_aside_is_tried_again_under_other_limits(tmp_path: Path) -> None:
    records: list[Record] = [incoming("a1", f"HANG ONCE {tmp_path}/mark $5")]
    in_process = Allowance(seconds=0.2)
    assert run(tmp_path / "out", records, allowance=in_process).rejected == {"timed_out": 1}
    assert run(tmp_path / "out", records, allowance=in_process).reused == 1
    assert run(tmp_path / "out", records, allowance=Allowance(seconds=5)).extracted == 1


def test_the_time_limit_is_told_alike_with_and_without_workers(tmp_path: Path) -> None:
    for workers in (1, 2):
        run(tmp_path / str(workers), [incoming("a1", "HANG"), incoming("a2", "$2")], workers=workers, allowance=Allowance(1.0))
    assert written(tmp_path / "1") == written(tmp_path / "2")


def test_workers_killed_from_outside_ten_times_lose_and_double_nothing(tmp_path: Path) -> None:
    records, killed = articles(900, "SLOW $"), set[int]()
    ended = threading.Event()

    def kill_now_and_then() -> None:
        first_seen: dict[int, float] = {}
        while len(killed) < 10 and not ended.wait(0.1):
            for worker in children():
                first_seen.setdefault(worker, time.monotonic())
            # One that is just starting would tell nothing of articles lost or doubled.
            at_work = [worker for worker, seen in first_seen.items() if worker not in killed and time.monotonic() - seen > 1.5]
            for worker in at_work[:1]:
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    try:
        report = run(tmp_path / "killed", records, workers=3)
    finally:
        ended.set()
        killer.join()
    assert len(killed) == 10
    # An article at which both its workers were killed is set aside, and that is told; all others are there, once, in order.
    lost = [row["id"] for row in rows(tmp_path / "killed", REJECTED)]
    assert report.extracted + len(lost) == 900
    assert [row["doc_id"] for row in rows(tmp_path / "killed", FACTS)] == [f"a{n}" for n in range(900) if f"a{n}" not in lost]
    assert len(lost) <= 1


def children() -> list[int]:
    """Worker processes of this one."""
    import multiprocessing

    return [process.pid for process in multiprocessing.active_children() if process.pid and process.name == "pressfacts-worker"]


def no_model() -> FakeExtractor:
    raise ModelError("the model is gone", mend="install it")


def never_up() -> FakeExtractor:
    os._exit(3)


@pytest.mark.parametrize(("factory", "error"), [(no_model, ModelError), (never_up, WorkerError)])
def test_workers_that_cannot_start_end_the_run(tmp_path: Path, factory: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        run(tmp_path, articles(5), factory, workers=2)


def test_a_fault_of_the_set_up_inside_a_worker_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="the model is gone"):
        run(tmp_path, [*articles(5), incoming("a5", "NO MODEL")], workers=2)


def test_leaving_the_pool_ends_hung_workers_at_once() -> None:
    began = time.monotonic()
    with WorkerPool(2, make_fake, Allowance()) as pool:
        for ticket in range(4):
            pool.submit(ticket, incoming("a1", "HANG").article)
        while len(children()) < 2:
            time.sleep(0.01)
    assert time.monotonic() - began < 20
    assert not children()


def test_workers_start_only_when_there_is_work() -> None:
    with WorkerPool(2, make_fake, Allowance()) as pool:
        assert pool.done(0.3) is None
        assert not children()


def test_the_extractor_is_made_only_when_there_is_work() -> None:
    with InProcess(functools.partial(pytest.fail, "made too early"), Allowance()) as pool:
        assert pool.done(0) is None
