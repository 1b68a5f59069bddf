"""Workers are forked from one process that has opened the extractor: it is opened once for all, and nothing is left behind."""

from __future__ import annotations

import functools
import multiprocessing.resource_tracker
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pressfacts.batch import Allowance
from pressfacts.batch.forking import can_fork
from pressfacts.batch.outcome import Failure, timed_out, worker_killed
from pressfacts.batch.pool import Done, WorkerPool
from pressfacts.errors import ModelError, WorkerError
from tests.batch.fake_extractor import FakeExtractor
from tests.batch.processes import children_of, descendants_of, runs, servers, threads_of, workers
from tests.batch.runs import incoming

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has only spawned workers")

Opens = Callable[[Path], FakeExtractor]
ROOT = Path(__file__).parents[2]
PATIENCE = 300.0

# A supervisor to be killed: two workers that hang, or a server that hangs while it opens.
PROGRAM = """
import functools, pathlib, sys, time
from tests.batch import test_fork_server as tests
with tests.pool_of(2, getattr(tests, sys.argv[1]), pathlib.Path(sys.argv[2])) as pool:
    tests.give(pool, "HANG", "HANG")
    pool.done(600)
"""


def opening(told: Path) -> FakeExtractor:
    with told.open("a") as file:
        file.write(f"{os.getpid()}\n")
    return FakeExtractor()


def opening_for_ever(told: Path) -> FakeExtractor:
    opening(told)
    time.sleep(PATIENCE)
    return FakeExtractor()


def opening_when_asked_again(told: Path) -> FakeExtractor:
    extractor = opening(told)
    if len(openings(told)) == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return extractor


def opening_with_a_thread(told: Path) -> FakeExtractor:
    threading.Thread(target=time.sleep, args=(PATIENCE,), daemon=True).start()
    return opening(told)


def opening_much(told: Path) -> FakeExtractor:
    extractor = opening(told)
    extractor.__dict__["held"] = b"x" * (300 << 20)
    return extractor


def raising(told: Path) -> FakeExtractor:
    opening(told)
    raise ModelError("the model is gone")


def openings(told: Path) -> list[int]:
    """The processes that have opened an extractor."""
    return list(map(int, told.read_text().split())) if told.exists() else []


def pool_of(count: int, opens: Opens, told: Path, losses: list[Failure] | None = None, limits: Allowance | None = None) -> WorkerPool:
    heard = losses if losses is not None else []
    return WorkerPool(count, functools.partial(opens, told), limits or Allowance(), lambda _, why: heard.append(why))


def give(pool: WorkerPool, *texts: str) -> None:
    for ticket, text in enumerate(texts):
        pool.submit(ticket, incoming(f"a{ticket}", text).article)


def next_of(pool: WorkerPool) -> Done:
    done = pool.done(PATIENCE)
    assert done, "it never came"
    return done


def wait_until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


@contextmanager
def at_work(count: int, told: Path, losses: list[Failure] | None = None) -> Iterator[WorkerPool]:
    """A pool whose workers are all held up by their first article."""
    with pool_of(count, opening, told, losses) as pool:
        give(pool, *[f"HANG ONCE {told}-{number} $1" for number in range(count)])
        wait_until(lambda: all(Path(f"{told}-{number}").exists() for number in range(count)))
        yield pool


def test_the_extractor_is_opened_once_for_all_workers_and_those_that_replace_them(tmp_path: Path) -> None:
    told, losses = tmp_path / "told", list[Failure]()
    with at_work(3, told, losses) as pool:
        first = workers()
        for worker in first:
            os.kill(worker, signal.SIGKILL)
        assert sorted(next_of(pool)[0] for _ in first) == [0, 1, 2]
        assert len(first) == 3 and set(first).isdisjoint(workers())
    assert losses == [worker_killed()] * 3
    assert len(openings(told)) == 1 and openings(told)[0] not in first


def test_a_server_that_was_killed_is_replaced_and_its_workers_go_on(tmp_path: Path) -> None:
    told, losses = tmp_path / "told", list[Failure]()
    with at_work(2, told, losses) as pool:
        (server,), (one, other) = servers(), workers()
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: not runs(server))
        assert runs(one) and runs(other)
        for worker in (one, other):  # how they ended nobody knows any more
            os.kill(worker, signal.SIGKILL)
        assert sorted(next_of(pool)[0] for _ in range(2)) == [0, 1]
    assert losses == [worker_killed()] * 2
    assert len(openings(told)) == 2


def test_a_server_that_dies_while_it_opens_is_started_again(tmp_path: Path) -> None:
    with pool_of(2, opening_when_asked_again, tmp_path / "told") as pool:
        give(pool, "$1")
        assert next_of(pool)[1].failure is None
    assert len(openings(tmp_path / "told")) == 2


def test_who_used_up_its_processor_time_is_told_from_who_was_killed(tmp_path: Path) -> None:
    losses, quick = list[Failure](), Allowance(0.2)
    with pool_of(1, opening, tmp_path / "told", losses, quick) as pool:
        give(pool, "SPIN")
        assert next_of(pool)[1].failure == timed_out(0.2)
    assert losses == [timed_out(0.2)] * 2
    assert len(openings(tmp_path / "told")) == 1


@pytest.mark.parametrize(("opens", "error"), [(raising, ModelError), (opening_much, WorkerError)])
def test_what_opening_raises_ends_the_run_as_does_a_limit_that_lets_nothing_be_opened(
    tmp_path: Path, opens: Opens, error: type[Exception]
) -> None:
    with pytest.raises(error), pool_of(1, opens, tmp_path / "told", limits=Allowance(megabytes=200)) as pool:
        give(pool, "$1", "$2")
        next_of(pool)
    assert not workers() and not servers()


def test_an_extractor_that_starts_threads_is_opened_by_each_worker(tmp_path: Path) -> None:
    with pool_of(1, opening_with_a_thread, tmp_path / "told") as pool:
        give(pool, "$1")
        assert next_of(pool)[1].failure is None
        assert not servers() and len(workers()) == 1
    assert len(openings(tmp_path / "told")) == 2


def test_the_server_has_one_thread_when_it_forks(tmp_path: Path) -> None:
    with at_work(1, tmp_path / "told"):
        assert threads_of(servers()[0]) == 1


def test_leaving_the_pool_ends_a_server_that_hangs_while_it_opens(tmp_path: Path) -> None:
    with pool_of(2, opening_for_ever, tmp_path / "told") as pool:
        give(pool, "$1", "$2")
        wait_until(lambda: openings(tmp_path / "told"))
    assert not servers()
    assert len(openings(tmp_path / "told")) == 1


def test_nothing_is_left_behind_and_the_time_of_workers_is_counted(tmp_path: Path) -> None:
    multiprocessing.resource_tracker.ensure_running()
    before, others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, set(children_of(os.getpid()))
    with pool_of(2, opening, tmp_path / "told", limits=Allowance(0.5)) as pool:
        give(pool, "SPIN")
        next_of(pool)
        give(pool, "HANG")
        wait_until(workers)
        mine = set(descendants_of(os.getpid())) - others
    assert len(mine) > 1 and not any(map(runs, mine))
    assert set(children_of(os.getpid())) == others
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before > 0.9  # twice half a second


def heed_sigint() -> None:
    # Whoever runs the tests in the background of a shell has them ignore it, and a child would inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("opens", ["opening", "opening_for_ever"])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_when_the_supervisor_is_killed_all_end(tmp_path: Path, opens: str, sent: signal.Signals) -> None:
    told = tmp_path / "told"
    command = [sys.executable, "-c", PROGRAM, opens, str(told)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, preexec_fn=heed_sigint) as run:
        wait_until(lambda: openings(told))
        started = 4 if opens == "opening" else 2  # the resource tracker, the server, and its workers
        wait_until(lambda: len(list(descendants_of(run.pid))) >= started)
        theirs = list(descendants_of(run.pid))
        run.send_signal(sent)
    wait_until(lambda: not any(map(runs, theirs)))
