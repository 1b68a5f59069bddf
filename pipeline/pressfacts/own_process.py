"""What a process that is ours alone (a command, a worker) does for speed, and what a library must not do to the program that uses it."""

from __future__ import annotations

import gc
import os

# Net new objects before the youngest are looked through. Python's own 700 makes the collector take a seventh of the time: articles that
# are worked on together hold a hundred thousand objects, none of them in cycles, and all are gone with the articles.
_YOUNGEST, _OLDER, _OLDEST = 200_000, 20, 100


def collect_seldom() -> None:
    """Let Python's garbage collector come less often, from the first import on."""
    gc.set_threshold(_YOUNGEST, _OLDER, _OLDEST)


def keep_what_is_open() -> None:
    """Leave what there is by now (rules, gazetteer, model: a million objects that stay) out of all later rounds of the collector."""
    gc.freeze()


def multiply_in_one_thread() -> None:
    """Keep numpy's BLAS from starting threads: workers share the cores already. For whoever has not yet imported numpy."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
