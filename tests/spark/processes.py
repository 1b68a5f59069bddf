"""The processes below this one, and which of them are Spark's executors and their Python workers."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def executors() -> list[int]:
    """Processes that run an executor."""
    return [process for process in _descendants() if b"CoarseGrainedExecutorBackend" in _command(process)]


def python_workers() -> list[int]:
    """Processes that run Python code of tasks: the children of an executor's daemon."""
    return [
        process for process in _descendants() if b"pyspark.daemon" in _command(process) and b"pyspark.daemon" in _command(_parent(process))
    ]


def kill(process: int) -> None:
    """End it as a crash would."""
    os.kill(process, signal.SIGKILL)


def _descendants() -> list[int]:
    parents = {int(path.name): _parent(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found, ours = list[int](), {os.getpid()}
    while more := [process for process, parent in parents.items() if parent in ours and process not in ours]:
        ours.update(more)
        found += more
    return found


def _parent(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
