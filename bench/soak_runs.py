"""What the parts of the soak share: articles in any number, runs in processes of their own, and what they hold of memory."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pressfacts.article import Article
from pressfacts.read import Incoming, find_inputs, read_articles

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "articles"
ROWS = ("facts.jsonl", "articles.jsonl", "rejected.jsonl")
SEED = 20260117
_LOOK_SECONDS = 0.2
# The command with an extractor that takes no time: what then grows or slows down is the run itself.
QUICK = """
import pressfacts.cli.extract_run as command
from tests.batch.fake_extractor import make_fake
command.open_extractor = make_fake
from pressfacts.cli import main
main()
"""


class Making(NamedTuple):
    """How articles are made: from which inputs, and cut to how many words."""

    inputs: list[str]
    words: int | None = None


def make_articles(path: Path, number: int, making: Making, changed: int = 0) -> None:
    """Write so many articles; of each hundred the first `changed` have other texts than without. On return they are on the disk."""
    models = [record.article for record in read_articles(find_inputs(making.inputs)) if isinstance(record, Incoming)]
    with path.open("w", encoding="utf-8") as file:
        for position in range(number):
            model = models[position % len(models)]
            news = "Correction" if position % 100 < changed else "Update"
            text = _shuffled(model, random.Random(SEED + position), making.words)
            published = model.published.isoformat() if model.published else None
            row = {"id": f"soak-{position}", "text": f"{text}\n\n{news} {position}.", "published": published}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    os.sync()  # or the run after this would share the disk with what is still on its way there


def _shuffled(model: Article, chance: random.Random, words: int | None) -> str:
    head, *paragraphs = [part for part in model.text.split("\n") if part.strip()]
    chance.shuffle(paragraphs)
    kept, length = [], 0
    for part in (head, *paragraphs):
        kept.append(part if words is None else " ".join(part.split(" ")[: words - length]))
        length += len(kept[-1].split())
        if words is not None and length >= words:
            break
    return "\n\n".join(kept)


def start(*arguments: object, quick: bool = False) -> subprocess.Popen[bytes]:
    """`pressfacts extract` in a process of its own."""
    program = ["-c", QUICK] if quick else ["-m", "pressfacts"]
    command = [sys.executable, *program, "extract", *map(str, arguments), "--quiet"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def extract(*arguments: object) -> tuple[int, str]:
    """A run to its end: its exit code and what it told."""
    with start(*arguments) as process:
        _, told = process.communicate()
    return process.returncode, told.decode()


def expect(true: bool, what: str) -> None:
    """End the program with code 1 where a promise does not hold."""
    if not true:
        sys.exit(f"FAILED: {what}")


def expect_done(ended: tuple[int, str]) -> None:
    """The run came to its end."""
    expect(ended[0] in (0, 1), f"the run ended with {ended[0]}: {ended[1]}")


def run_of(folder: Path) -> dict[str, Any]:
    """The report of a run."""
    return dict(json.loads((folder / "run.json").read_bytes()))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open("rb") as lines:
        yield from map(json.loads, lines)


def expect_same(folder: Path, undisturbed: Path) -> None:
    """Both folders hold the same, byte for byte but for the timings, and `verify` finds no fault."""
    for name in ROWS:
        expect((folder / name).read_bytes() == (undisturbed / name).read_bytes(), f"{name} differs from that of an undisturbed run")
    one, other = ({**run_of(place), "timings": None} for place in (folder, undisturbed))
    expect(one == other, "run.json differs in more than the timings")
    expect_verified(folder)


def expect_verified(folder: Path) -> None:
    """`pressfacts verify` finds no fault."""
    verified = subprocess.run([sys.executable, "-m", "pressfacts", "verify", str(folder)], capture_output=True, check=False)
    expect(verified.returncode == 0, f"verify found faults: {verified.stderr.decode()}")


class Watched(NamedTuple):
    """What a run took: seconds by the clock, processor seconds with its workers, and memory in bytes by tenths of its time."""

    seconds: float
    processor: float
    own: list[int]
    worker: list[int]

    @property
    def growth(self) -> int:
        """Bytes by which the run's own process grew after the second tenth of its time."""
        return max(self.own[2:]) - self.own[1]

    def told(self) -> str:
        """The memory as a line a process."""
        lines = (("this process", self.own), ("largest worker", self.worker))
        return "\n".join(f"  {name:14} MB by tenths of the time: {' '.join(f'{size >> 20}' for size in sizes)}" for name, sizes in lines)


def watched(*arguments: object, quick: bool = False) -> Watched:
    """A run to its end, looked at five times a second."""
    began, series = time.monotonic(), list[tuple[int, int]]()
    before = os.times()
    with start(*arguments, quick=quick) as process:
        while process.poll() is None:
            if own := resident(process.pid):
                series.append((own, max([0, *map(resident, workers_of(process.pid))])))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK_SECONDS)
        seconds = time.monotonic() - began
    after = os.times()
    expect(process.returncode in (0, 1), f"the run ended with {process.returncode}")
    processor = after.children_user - before.children_user + after.children_system - before.children_system
    tenths = [series[len(series) * tenth // 10 : len(series) * (tenth + 1) // 10] or series[-1:] for tenth in range(10)]
    own, worker = ([max(pair[which] for pair in tenth) for tenth in tenths] for which in (0, 1))
    return Watched(seconds, processor, own, worker)


def resident(process: int) -> int:
    """Memory that a process holds, in bytes; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError):
        return 0


def workers_of(process: int) -> list[int]:
    """The worker processes of a run: forked from one that it has spawned, which is none itself."""
    servers = [child for child in _children_of(process) if b"spawn_main" in _command_of(child)]
    return [worker for server in servers for worker in _children_of(server)]


def _children_of(process: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                yield from map(int, (task / "children").read_text().split())


def _command_of(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def processor_seconds(process: int) -> float:
    """Processor time that a process has had."""
    with suppress(OSError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
