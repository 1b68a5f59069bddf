"""A bound on the time that a piece of work in this process may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A process that others starve gets little done by the clock: it has so many times its processor time before it counts as hung.
CLOCK_FACTOR = 5
_RING_AGAIN_SECONDS = 0.25
_TIMERS = ((signal.ITIMER_PROF, signal.SIGPROF, 1), (signal.ITIMER_REAL, signal.SIGALRM, CLOCK_FACTOR))


@contextmanager
def time_limit(seconds: float, error: Exception) -> Iterator[None]:
    """Raise the error inside the block once it has taken so many seconds of processor time, or five times as many by the clock.

    It holds where Python's own code or a pattern is at work, in the main thread only: signals reach no other, and none interrupts a
    library's compiled code. What needs more certainty belongs in a process of its own. Blocks cannot be nested.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    over = False

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if not over:
            raise error

    before = [(timer, number, signal.signal(number, ring)) for timer, number, _ in _TIMERS]
    try:
        for timer, _, factor in _TIMERS:
            # It rings again: a library may take the first for an error of its own and go on.
            signal.setitimer(timer, seconds * factor, _RING_AGAIN_SECONDS)
        yield
    finally:
        over = True
        for timer, number, handler in before:
            signal.setitimer(timer, 0)
            signal.signal(number, handler)
