"""How far a run is, how fast it goes, and how long it will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

_LOOK_BACK_SECONDS = 60.0
_EVERY_SECONDS = 1.0


class Meter:
    """Told of bytes as they are read and of records as they are written. `total_bytes` is None where the inputs' size is not known.

    Rate and time left are those of the last minute: what an earlier run did goes by a hundred times as fast as new work.
    """

    def __init__(self, total_bytes: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._clock = total_bytes, clock
        self._bytes, self._read, self.done = 0, 0, 0
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])

    def on_bytes(self, count: int) -> None:
        """So many more bytes of the inputs were read."""
        self._bytes += count

    def on_records(self, done: int, read: int) -> None:
        """So many records are written in all, of so many that were read."""
        self.done, self._read = done, read
        now = self._clock()
        if now - self._marks[-1][0] >= _EVERY_SECONDS:
            self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] > _LOOK_BACK_SECONDS:
            self._marks.popleft()

    @property
    def rate(self) -> float:
        """Records a second."""
        since, done = self._marks[0]
        elapsed = self._clock() - since
        return (self.done - done) / elapsed if elapsed > 0 else 0.0

    @property
    def expected(self) -> float | None:
        """How many records there will be, by the size of those that were read; None where nobody knows."""
        if not self._total or not self._bytes or not self._read:
            return None
        return self._read * max(1.0, self._total / self._bytes)

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the end at this rate, None where nobody knows."""
        expected, rate = self.expected, self.rate
        return (expected - self.done) / rate if expected is not None and rate else None
