"""How long the commands take to start: wall and CPU seconds and peak memory of the whole process, the best of several runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

_PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
CLEAR = "The company will pay $5 million by March 2027. It was founded in 1998."
DOUBTFUL = "Ms Paris met Reading of Bath in Lancaster, and Mr Lincoln spoke of Troy, Boston Legal and the Vienna at Sandwich."


class Start(NamedTuple):
    """One command: the least wall and CPU seconds of its runs, and its peak memory in MB."""

    what: str
    wall: float
    cpu: float
    megabytes: float


def measure(repeats: int) -> list[Start]:
    """`--help`, and `extract` of one short article without and with the model."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_best("pressfacts --help", ["--help"], repeats)]
        for what, text in (("extract, no sentence in doubt", CLEAR), ("extract, the model needed", DOUBTFUL)):
            article, out = Path(folder) / f"{len(found)}.txt", Path(folder) / f"out{len(found)}"
            article.write_text(text, encoding="utf-8")
            found.append(_best(what, ["extract", str(article), "-o", str(out), "--quiet", "--fresh", "--workers", "1"], repeats))
        return found


def _best(what: str, arguments: list[str], repeats: int) -> Start:
    runs = [_once(arguments) for _ in range(repeats + 1)][1:]  # the first fills caches
    wall, cpu, peak = (min(values) for values in zip(*runs, strict=True))
    return Start(what, wall, cpu, peak)


def _once(arguments: list[str]) -> tuple[float, float, float]:
    environment = {**os.environ, "PYTHONPATH": str(_PIPELINE)}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "pressfacts", *arguments], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"pressfacts {' '.join(arguments)} ended with code {process.returncode}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
