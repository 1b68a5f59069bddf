"""The life of a fork server: the process that has opened the extractor and that workers are forked from. Runs in that process.

It has one thread only whenever it forks, since a fork copies no other, and what that one had locked would stay locked for ever. It
hears of the end of the supervisor as the end of the pipe between them.
"""

from __future__ import annotations

import multiprocessing.connection
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.reduction import recv_handle, send_handle
from pathlib import Path

from pressfacts.batch.outcome import ExtractsMany
from pressfacts.batch.worker import Allowance, Factory, Pipe, decide_about_signals, end_with_supervisor, serve, tellable
from pressfacts.own_process import keep_what_is_open

# What the supervisor asks, beside the number of a worker whose exit code it wants to know, and what it is told.
FORK, READY, HAS_THREADS = "fork", "ready", "has threads"
_THREADS = Path("/proc/self/task")
_LAST_OF_A_THREAD = 2.0  # seconds in which a thread that Python has joined is gone for the system too


def can_fork() -> bool:
    """Whether this system has all that it takes: Linux with /proc, and processes held by descriptors (5.3 and later)."""
    if not sys.platform.startswith("linux") or not hasattr(os, "pidfd_open") or not hasattr(signal, "pidfd_send_signal"):
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return _THREADS.exists()


def serve_forks(pipe: Pipe, factory: Factory, allowance: Allowance) -> None:
    """Open the extractor, then fork a worker whenever asked to, until the pipe ends; with it all workers end."""
    decide_about_signals()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # where it is ignored, nobody is told how a child ended
    workers: set[int] = set()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            extractor = _open(pipe, factory)
            while extractor and (asked := pipe.recv()):
                if asked == FORK:
                    _fork(pipe, extractor, allowance, workers)
                else:
                    workers.discard(asked)
                    pipe.send(_exit_code(asked))
        finally:
            _end(workers)
    os._exit(0)  # Python would put away a million objects one by one, and the supervisor wait for it


def _open(pipe: Pipe, factory: Factory) -> ExtractsMany | None:
    try:
        with _ending_with_supervisor():
            extractor = factory()
    except Exception as fault:
        pipe.send(tellable(fault))
        return None
    keep_what_is_open()  # a round of the collector writes to each object it looks at, and what is written to is no longer shared
    alone = _has_one_thread()
    pipe.send(READY if alone else HAS_THREADS)
    return extractor if alone else None


@contextmanager
def _ending_with_supervisor() -> Iterator[None]:
    """While the extractor is being opened nobody listens to the pipe: a thread does, and is gone afterwards."""
    reader, writer = os.pipe()
    thread = threading.Thread(target=end_with_supervisor, kwargs={"unless": reader})
    thread.start()
    try:
        yield
    finally:
        os.close(writer)
        thread.join()
        os.close(reader)


def _has_one_thread() -> bool:
    deadline = time.monotonic() + _LAST_OF_A_THREAD
    while len(list(_THREADS.iterdir())) > 1:
        # Threads that Python does not know are a library's, and stay.
        if time.monotonic() > deadline:
            return False
        time.sleep(0.001)
    return True


def _fork(pipe: Pipe, extractor: ExtractsMany, allowance: Allowance, workers: set[int]) -> None:
    """Fork a worker that serves on the pipe end that comes with the request; answer with its number and a descriptor of it."""
    theirs = multiprocessing.connection.Connection(recv_handle(pipe))
    try:
        worker = os.fork()
        if not worker:
            _be_worker(pipe, theirs, extractor, allowance)
        workers.add(worker)
        descriptor = os.pidfd_open(worker)
    except OSError as error:
        pipe.send(error)
        return
    finally:
        theirs.close()
    pipe.send(worker)
    send_handle(pipe, descriptor, os.getppid())
    os.close(descriptor)


def _be_worker(pipe: Pipe, theirs: Pipe, extractor: ExtractsMany, allowance: Allowance) -> None:
    """The life of a forked worker. Never returns: what the server has yet to do is not for its copy."""
    code = 1
    try:
        pipe.close()  # or the supervisor would not notice the end of the server as long as this worker lives
        serve(theirs, lambda: extractor, allowance)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _exit_code(worker: int) -> int:
    # It has ended and was kept until now: its number was nobody else's.
    return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])


def _end(workers: set[int]) -> None:
    """End all, and wait for them: only then is their processor time counted as the run's."""
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    for worker in workers:
        os.waitpid(worker, 0)
