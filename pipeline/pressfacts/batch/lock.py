"""One run at a time in one folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pressfacts.errors import OutputError
from pressfacts.write import output_errors

LOCK = "run.lock"


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder, made where it is missing, for this process. Raises OutputError where another run holds it, naming its process.

    The system gives the lock back when the process ends, however it ends: a lock file that is left behind holds nobody up.
    """
    path = folder / LOCK
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with output_errors(path):
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(file, folder)
        with output_errors(path):
            os.ftruncate(file, 0)
            os.pwrite(file, b"%d\n" % os.getpid(), 0)
        yield
    finally:
        os.close(file)  # the file stays: to remove it could take it from a run that has just opened it


def _take(file: int, folder: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(file, 32, 0).decode("ascii", "replace").strip() or "unknown"
        mend = "wait until it has ended, or choose another output folder"
        raise OutputError(f"another run (process {holder}) writes this folder", where=str(folder), mend=mend) from error
