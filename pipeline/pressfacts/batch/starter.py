"""Where worker processes come from: the plain way, each spawned and with an extractor of its own. `fork_server` has the other."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from typing import Protocol

from pressfacts.batch.worker import Allowance, Factory, Pipe, WorkerProcess, serve
from pressfacts.errors import WorkerError

Life = Callable[[Pipe, Factory, Allowance], None]

# Spawned, not forked: a fork of a process that has threads may wait for ever for a lock that nobody holds.
_CONTEXT = multiprocessing.get_context("spawn")


class Starter(Protocol):
    """Starts worker processes; called by several threads."""

    def start(self) -> tuple[WorkerProcess, Pipe]:
        """A process that is about to serve, and our end of its pipe. Raises WorkerError, or what opening the extractor raised."""

    def stop(self) -> None:
        """Start no more, and end what would keep `start` waiting. May be called again and again."""

    def close(self) -> None:
        """Give back what was held to start them, when all of them have been joined."""


class Spawn:
    """Each worker is a new process that opens an extractor of its own, which works on every system."""

    def __init__(self, factory: Factory, allowance: Allowance) -> None:
        self._factory, self._allowance = factory, allowance

    def start(self) -> tuple[WorkerProcess, Pipe]:
        """Start a process; it opens the extractor while the caller waits for it to be ready."""
        return spawned("pressfacts-worker", serve, self._factory, self._allowance)

    def stop(self) -> None:
        """Nothing is held: whoever has the worker ends it."""

    def close(self) -> None:
        """Nothing is held."""


def spawned(name: str, life: Life, factory: Factory, allowance: Allowance) -> tuple[SpawnProcess, Pipe]:
    """A new process that lives this life, and our end of the pipe between us. Raises WorkerError."""
    ours, theirs = new_pipe()
    process = _CONTEXT.Process(target=life, args=(theirs, factory, allowance), name=name, daemon=True)
    try:
        process.start()
    except OSError as error:
        ours.close()
        raise cannot_start(error) from error
    finally:
        theirs.close()
    return process, ours


def new_pipe() -> tuple[Pipe, Pipe]:
    """Both ends of a pipe on which each can send to the other. Raises WorkerError."""
    try:
        return _CONTEXT.Pipe()
    except OSError as error:
        raise cannot_start(error) from error


def cannot_start(error: OSError) -> WorkerError:
    """What to say where the system refuses another process."""
    return WorkerError(f"a worker process cannot be started: {error.strerror}", mend="try fewer --workers")
