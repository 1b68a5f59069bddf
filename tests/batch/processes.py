"""Which processes a run has: looked up in /proc, since workers may be children of a child."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SERVER, SPAWNED = "pressfacts-fork-server", "pressfacts-worker"


def workers() -> list[int]:
    """Worker processes of this one, spawned or forked."""
    return [*_named(SPAWNED), *(worker for server in servers() for worker in children_of(server))]


def servers() -> list[int]:
    """Fork servers of this process."""
    return _named(SERVER)


def _named(name: str) -> list[int]:
    return [process.pid for process in multiprocessing.active_children() if process.pid and process.name == name]


def children_of(process: int) -> list[int]:
    """Its children, zombies too."""
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def descendants_of(process: int) -> Iterator[int]:
    """Its children and theirs."""
    for child in children_of(process):
        yield child
        yield from descendants_of(child)


def runs(process: int) -> bool:
    """Whether it is there and no zombie."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def threads_of(process: int) -> int:
    """How many threads it has."""
    return len(list(Path(f"/proc/{process}/task").iterdir()))
