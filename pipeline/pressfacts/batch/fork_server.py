"""Workers forked from one process that has opened the extractor: each after the first costs milliseconds and shares its memory.

The supervisor has threads and so must not fork itself. It spawns a fork server (`forking` is its life) and asks it for workers; it
talks to them by pipes of their own, as if it had spawned them. Where the server dies its workers go on, and the next is forked
from a new one.
"""

from __future__ import annotations

import multiprocessing.connection
import os
import signal
import threading
import time
from contextlib import suppress
from multiprocessing.reduction import recv_handle, send_handle

from pressfacts.batch.forking import FORK, HAS_THREADS, READY, can_fork, serve_forks
from pressfacts.batch.starter import Spawn, Starter, cannot_start, new_pipe, spawned
from pressfacts.batch.worker import START_SECONDS, Allowance, Factory, Pipe, WorkerProcess, did_not_start, resident_bytes
from pressfacts.errors import WorkerError

_LOOK_SECONDS = 0.1
_ANSWER_SECONDS = 60.0  # by the clock: a server that has not forked by then hangs
_END_SECONDS = 60.0


def starter_for(factory: Factory, allowance: Allowance) -> Starter:
    """The best way to start workers on this system."""
    return ForkServer(factory, allowance) if can_fork() else Spawn(factory, allowance)


class ForkServer:
    """Starts workers by way of a server, which it starts with the first of them and again where it has died.

    An extractor that starts threads cannot be forked: then each worker is spawned after all.
    """

    def __init__(self, factory: Factory, allowance: Allowance) -> None:
        self._factory, self._allowance = factory, allowance
        self._spawn: Spawn | None = None
        self._server: _Server | None = None
        self._opening, self._stopped = threading.Lock(), False

    def start(self) -> tuple[WorkerProcess, Pipe]:
        """A worker, once the server is ready; who asks meanwhile waits for it too."""
        with self._opening:
            starter = self._spawn or self._ready_server()
        return starter.start()

    def _ready_server(self) -> _Server | Spawn:
        if self._stopped:
            raise WorkerError("no more worker processes are started")
        if self._server is None or not self._server.alive:
            self._server = _Server(self._factory, self._allowance)
            if not self._server.wait_ready():
                self._spawn = Spawn(self._factory, self._allowance)
        return self._spawn or self._server

    def stop(self) -> None:
        """Start no more; end a server that is still opening the extractor."""
        self._stopped = True
        if self._server:
            self._server.stop_opening()

    def close(self) -> None:
        """End the server."""
        if self._server:
            self._server.end()


class _Server:
    """One server process. The conversation with it is one question and its answer at a time."""

    def __init__(self, factory: Factory, allowance: Allowance) -> None:
        self._allowance, self._talk, self._ready = allowance, threading.Lock(), False
        self._process, self._pipe = spawned("pressfacts-fork-server", serve_forks, factory, allowance)

    @property
    def alive(self) -> bool:
        """Whether it can be asked for workers."""
        return self._ready and self._process.is_alive()

    def wait_ready(self) -> bool:
        """Wait until rules and model are open. False: it cannot fork. Raises what opening them raised, or WorkerError."""
        answer = self._opened()
        self._ready = answer == READY
        if self._ready:
            return True
        self._give_up()
        if isinstance(answer, Exception):
            raise answer
        if answer != HAS_THREADS:
            raise did_not_start(self._process.exitcode)
        return False

    def _opened(self) -> object:
        deadline, told = time.monotonic() + START_SECONDS, False
        with suppress(EOFError, OSError):
            while not told and time.monotonic() < deadline and self._fits:
                told = self._pipe.poll(_LOOK_SECONDS)
            # Looked at again: a limit that lets no extractor be opened shall not make an end of article after article.
            return self._pipe.recv() if told and self._fits else None
        return None

    @property
    def _fits(self) -> bool:
        return resident_bytes(self._process.pid) <= self._allowance.megabytes << 20

    def start(self) -> tuple[Forked, Pipe]:
        """Fork a worker. Raises WorkerError."""
        ours, theirs = new_pipe()
        try:
            with self._talk:
                return self._fork(theirs), ours
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()

    def _fork(self, theirs: Pipe) -> Forked:
        try:
            self._pipe.send(FORK)
            send_handle(self._pipe, theirs.fileno(), self._process.pid or 0)
            answer = self._answer()
            if isinstance(answer, int):
                return Forked(answer, recv_handle(self._pipe), self)
        except (EOFError, OSError, RuntimeError) as error:  # the last where a descriptor was lost on its way
            self._give_up()
            raise did_not_start(self._process.exitcode) from error
        assert isinstance(answer, OSError)
        raise cannot_start(answer)

    def exit_code_of(self, worker: int) -> int | None:
        """How a worker ended that has ended. None: that died with the server."""
        with self._talk:
            try:
                self._pipe.send(worker)
                answer = self._answer()
            except (EOFError, OSError):
                self._give_up()
                return None
        return answer if isinstance(answer, int) else None

    def _answer(self) -> object:
        if not self._pipe.poll(_ANSWER_SECONDS):
            raise EOFError
        answer: object = self._pipe.recv()
        return answer

    def _give_up(self) -> None:
        self._ready = False
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def stop_opening(self) -> None:
        """End the process if the extractor is not open yet; from any thread."""
        if not self._ready:
            self._process.kill()

    def end(self) -> None:
        """Hang up, and wait until the server has waited for its workers: their processor time is then counted as ours."""
        self._pipe.close()
        self._process.join(_END_SECONDS)
        self._process.kill()
        self._process.join()


class Forked:
    """A worker process. It is held by a descriptor, which unlike its number never comes to mean another process.

    The server, its parent, knows how it ended. It is kept as long as the worker, for with the handle of the server's process
    ends what tells both of them that the supervisor is there.
    """

    def __init__(self, pid: int, descriptor: int, server: _Server) -> None:
        self.pid = pid
        self.exitcode: int | None = None
        self._descriptor: int | None = descriptor
        self._server, self._lock = server, threading.Lock()

    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._descriptor is not None and not multiprocessing.connection.wait([self._descriptor], 0)

    def kill(self) -> None:
        """End it; from any thread."""
        with self._lock, suppress(ProcessLookupError):
            if self._descriptor is not None:
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)

    def join(self) -> None:
        """Wait for its end and learn how it ended."""
        if self._descriptor is None:
            return
        multiprocessing.connection.wait([self._descriptor])
        self.exitcode = self._server.exit_code_of(self.pid)
        with self._lock:
            os.close(self._descriptor)
            self._descriptor = None
