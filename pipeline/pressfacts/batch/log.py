"""What a run tells while it goes on: one JSON object a line, for whoever watches many of them."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any, TextIO

from pressfacts.write import to_json

Log = Callable[..., None]


def silent(event: str, **fields: Any) -> None:
    """Tell nothing."""


class JsonLog:
    """Call it with an event and its fields; a line appears on the stream with time (UTC), event and fields. Threads may share it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._lock = stream, threading.Lock()

    def __call__(self, event: str, **fields: Any) -> None:
        """Write one event."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        line = to_json({"time": now, "event": event, **fields}).decode("utf-8")
        with self._lock:
            self._stream.write(line + "\n")
            self._stream.flush()
