"""The progress bar of a run, with rate and time left, on standard error and only where that is a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pressfacts.batch.meter import Meter
from pressfacts.read import Source, size_of

_REFRESH_SECONDS = 0.5


def meter_of(files: Sequence[Source]) -> Meter:
    """The meter of a run over these files."""
    sizes = [size_of(file) for file in files]
    known = [size for size in sizes if size is not None]
    return Meter(sum(known) if len(known) == len(sizes) else None)


@contextmanager
def progress_bar(meter: Meter, *, quiet: bool) -> Iterator[None]:
    """Show the meter as long as the block runs."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TextColumn("{task.description}"), TimeElapsedColumn())
    ended = threading.Event()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)

        def refresh() -> None:
            while not ended.wait(_REFRESH_SECONDS):
                progress.update(task, total=meter.expected, completed=meter.done, description=told(meter))

        shower = threading.Thread(target=refresh, daemon=True)
        shower.start()
        try:
            yield
        finally:
            ended.set()
            shower.join()


def told(meter: Meter) -> str:
    """`1,234 records, 56.7 a second, 3 min left`."""
    left = meter.seconds_left
    return f"{meter.done:,} records, {meter.rate:,.1f} a second" + (f", {_time(left)} left" if left is not None else "")


def _time(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
