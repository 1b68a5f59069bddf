"""What the benchmark is doing, on standard error: it runs for minutes."""

from __future__ import annotations

import sys
import time

_BEGAN = time.monotonic()


def tell(what: str) -> None:
    """Print a line with the seconds since the benchmark began."""
    print(f"{time.monotonic() - _BEGAN:5.0f} s  {what}", file=sys.stderr, flush=True)
