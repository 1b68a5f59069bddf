"""A worker process and the handle by which the supervisor holds it.

Workers share nothing but a pipe each: articles go in, their outcomes come out. Whatever befalls one, its pipe breaks, and
that is noticed at once. Where they come from is the affair of a Starter.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from pressfacts.article import Article
from pressfacts.batch.outcome import ExtractsMany, Failure, Outcome, extract_all, out_of_memory, timed_out, worker_killed
from pressfacts.errors import PressfactsError, WorkerError
from pressfacts.time_limit import CLOCK_FACTOR

Factory = Callable[[], ExtractsMany]
Pipe = multiprocessing.connection.Connection

START_SECONDS = 900.0  # by the clock: on a machine that does much else, opening the extractor can take minutes
_PAGE_BYTES = resource.getpagesize()


class Allowance(NamedTuple):
    """What one article may take: seconds of processor time, and megabytes (of 2**20 bytes) of the worker's memory.

    By the clock it may take five times as long: a worker that other programs starve is not taken for a hung one.
    """

    seconds: float = 60.0
    megabytes: int = 4096

    @property
    def clock_seconds(self) -> float:
        """What it may take by the clock."""
        return self.seconds * CLOCK_FACTOR

    def __str__(self) -> str:
        return f"{self.seconds:g} s, {self.megabytes} MB"


class WorkerProcess(Protocol):
    """What is needed of a process, whoever is its parent. All but `kill` are for the thread that asks the worker."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    @property
    def exitcode(self) -> int | None:
        """How it ended, as `subprocess` tells it; None where it has not, or nobody knows."""

    def is_alive(self) -> bool:
        """Whether it runs."""

    def kill(self) -> None:
        """End it; from any thread."""

    def join(self) -> None:
        """Wait for its end."""


class Worker:
    """One process. Asked by one thread; `watch` may be called by another."""

    def __init__(self, process: WorkerProcess, pipe: Pipe, allowance: Allowance) -> None:
        self._process, self._pipe, self._allowance = process, pipe, allowance
        self._lock = threading.Lock()
        self._deadline: float | None = time.monotonic() + START_SECONDS
        self._killed_for: Failure | None = None

    def wait_ready(self) -> None:
        """Wait until rules and model are open. Raises what opening them raised in the worker, or WorkerError."""
        fault = self._receive()
        if isinstance(fault, Exception):
            raise fault
        if fault != "ready":
            raise did_not_start(self._process.exitcode)

    def ask(self, articles: Sequence[Article]) -> list[Outcome] | Failure:
        """The outcomes of articles, which together may take what one may; a Failure where the worker died of them, and is of no more use.

        Raises what the worker raised for a fault of the set-up.
        """
        with self._lock:
            self._deadline = time.monotonic() + self._allowance.clock_seconds
        with suppress(OSError):
            self._pipe.send(articles)
        answer = self._receive()
        if isinstance(answer, Exception):
            raise answer
        return [Outcome.from_block(block)[0] for block in answer] if isinstance(answer, list) else self._cause_of_death()

    def _cause_of_death(self) -> Failure:
        if self._process.exitcode == -signal.SIGPROF:
            return timed_out(self._allowance.seconds)
        return self._killed_for or worker_killed()

    def _receive(self) -> object:
        try:
            return cast(object, self._pipe.recv())
        except (EOFError, OSError):
            self.kill()
            return None
        finally:
            with self._lock:
                self._deadline = None

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._killed_for is None and not self._pipe.closed and self._process.is_alive()

    def watch(self) -> None:
        """Kill the process if it has taken too long, or too much memory, over what it is at."""
        with self._lock:
            if self._deadline is None or self._killed_for:
                return
            if time.monotonic() > self._deadline:
                self._killed_for = timed_out(self._allowance.seconds)
            elif resident_bytes(self._process.pid) > self._allowance.megabytes << 20:
                self._killed_for = out_of_memory()
            else:
                return
            self._process.kill()

    def stop(self) -> None:
        """End the process now, whatever it is at; from any thread."""
        self._process.kill()

    def kill(self) -> None:
        """End the process and give back what it held; from the thread that asks."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def did_not_start(exit_code: int | None) -> WorkerError:
    """What to say where a process ended before it was ready."""
    mend = "is there memory enough? try fewer --workers, or a higher --memory-limit"
    return WorkerError(f"a worker process did not start (exit code {exit_code})", mend=mend)


def resident_bytes(process: int | None) -> int:
    """Memory that a process holds in fact; 0 where the system has no /proc to tell."""
    try:
        return int(Path(f"/proc/{process}/statm").read_bytes().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError):
        return 0


def serve(pipe: Pipe, factory: Factory, allowance: Allowance) -> None:
    """The life of a worker: open the extractor, then answer until the pipe ends. Runs in the new process."""
    decide_about_signals()
    threading.Thread(target=end_with_supervisor, daemon=True).start()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            extractor = factory()
            _bound_memory(allowance)
            pipe.send("ready")
            while True:
                pipe.send(_within(allowance.seconds, extractor, pipe.recv()))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception as fault:
            pipe.send(tellable(fault))


def decide_about_signals() -> None:
    """The first thing in a process of ours: it was started while they were blocked, lest one come before this."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the supervisor alone decides
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


def tellable(fault: Exception) -> Exception:
    """The fault as it can be sent to another process: no one knows what others than ours hold."""
    return fault if isinstance(fault, PressfactsError) else RuntimeError(f"{type(fault).__name__}: {fault}")


def _within(seconds: float, extractor: ExtractsMany, articles: Sequence[Article]) -> list[bytes]:
    # The system itself ends the process when the time is up, whatever code it is in by then.
    signal.setitimer(signal.ITIMER_PROF, seconds)
    outcomes = extract_all(extractor, articles)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return [outcome.to_block() for outcome in outcomes]


def end_with_supervisor(*, unless: int | None = None) -> None:
    """Wait for the end of the supervisor and end this process with it, unless there is something to read from this descriptor first.

    A forked worker finds here not the process that forked it but the supervisor, as that process does.
    """
    supervisor = multiprocessing.parent_process()
    if supervisor is not None:
        ended = multiprocessing.connection.wait([supervisor.sentinel, *([] if unless is None else [unless])])
        if supervisor.sentinel in ended:
            os._exit(1)


def _bound_memory(allowance: Allowance) -> None:
    # A second line of defence, for what asks for so much at once that nobody could look in between.
    bound = memory_bound(allowance)
    if bound:
        resource.setrlimit(resource.RLIMIT_AS, bound)


def memory_bound(allowance: Allowance) -> tuple[int, int] | None:
    """The limits of address space, soft and hard, in bytes, that let this process have so much more memory. None: set none."""
    if not sys.platform.startswith("linux"):
        return None
    mapped = int(Path("/proc/self/statm").read_bytes().split()[0]) * _PAGE_BYTES
    wanted = mapped + (allowance.megabytes << 20)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    fits = all(limit == resource.RLIM_INFINITY or wanted < limit for limit in (soft, hard))
    return (wanted, hard) if fits else None
