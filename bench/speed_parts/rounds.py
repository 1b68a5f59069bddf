"""Rounds over all candidates, interleaved, so that a busy minute of the machine strikes all alike."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from speed_parts.candidates import BASE, candidates
from speed_parts.progress import tell

_BENCH = Path(__file__).resolve().parent.parent


class Child:
    """A candidate's process. Raises RuntimeError where it dies."""

    def __init__(self, name: str, most: int, inputs: list[str]) -> None:
        command = [sys.executable, "-m", "speed_parts.child", name, str(most), *inputs]
        paths = [str(_BENCH), str(_BENCH.parent / "pipeline"), os.environ.get("PYTHONPATH", "")]
        # One thread each: a library that takes all cores would be measured by another rule than the others.
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), **threads}
        self.name = name
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True)

    def wait(self) -> None:
        """Return when the candidate has loaded and warmed up: until then it would take time from the others' rounds."""
        self._line()

    def round(self) -> dict[str, Any]:
        """The figures of one round."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._line())
        return answer

    def _line(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended with code {self._process.wait()}")
        return line

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


@dataclass
class Measured:
    """What one candidate took in each round: CPU and wall seconds, peak memory in MB, seconds until it was ready, its stages."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    megabytes: float = 0.0
    ready: float = 0.0
    stages: list[dict[str, float]] = field(default_factory=list)

    def note(self, answer: dict[str, Any]) -> None:
        """Add a round."""
        self.cpu.append(answer["cpu"])
        self.wall.append(answer["wall"])
        self.megabytes, self.ready = max(self.megabytes, answer["megabytes"]), answer["ready"]
        if answer["stages"]:
            self.stages.append(answer["stages"])

    def rate(self, words: int) -> float:
        """Words per CPU second, the median of the rounds."""
        return words / statistics.median(self.cpu)

    def stage_medians(self) -> dict[str, float]:
        """CPU seconds of each stage, medians."""
        names = self.stages[0] if self.stages else {}
        return {name: statistics.median(stages[name] for stages in self.stages) for name in names}


def ratios(measured: dict[str, Measured], name: str) -> list[float]:
    """How many times faster than the base a candidate was in each round that it took part in, slowest first."""
    return sorted(base / own for base, own in zip(measured[BASE].cpu, measured[name].cpu, strict=False))


def run_rounds(names: list[str], repeats: int, most: int, inputs: list[str]) -> dict[str, Measured]:
    """Measure the candidates. One that fails is left out, with a word on standard error."""
    known = candidates()
    children = [Child(name, most, inputs) for name in names]
    measured = {name: Measured() for name in names}
    for child in children:
        tell(f"rounds: loading {child.name}")
        _without_the_dead(measured, child, child.wait)
    for number in range(repeats):
        for child in children:
            if child.name in measured and not (number and known[child.name].slow):
                tell(f"rounds: {number + 1} of {repeats}, {child.name}")
                _without_the_dead(measured, child, lambda child=child: measured[child.name].note(child.round()))  # type: ignore[misc]
    for child in children:
        child.close()
    return measured


def _without_the_dead(measured: dict[str, Measured], child: Child, do: Callable[[], None]) -> None:
    try:
        do()
    except RuntimeError as error:
        tell(f"left out: {error}")
        del measured[child.name]
