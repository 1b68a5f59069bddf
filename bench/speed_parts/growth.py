"""How time grows with the length of an article, and memory with the number of articles. Each point is a process of its own.

python -m speed_parts.growth length KINDS WORDS INPUT...      one article of so many words
python -m speed_parts.growth count KINDS ARTICLES INPUT...    so many articles, one behind the other
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from speed_parts.articles import load, many, of_length, words_of
from speed_parts.progress import tell

_BENCH = Path(__file__).resolve().parent.parent
LENGTHS = (100, 1_000, 10_000, 100_000, 1_000_000)
LENGTHS_OF_A_KIND = (10_000, 100_000, 1_000_000)
COUNTS = (500, 1_000, 2_000, 4_000)
_SOURCE = 400  # articles that the long ones are made of


def points(what: str, kinds: str, sizes: tuple[int, ...], inputs: list[str]) -> list[dict[str, float]]:
    """One point a size: words, CPU seconds, peak memory in MB."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_BENCH), str(_BENCH.parent / "pipeline")])}
    found = []
    for size in sizes:
        tell(f"growth: {what} {size:,}, {kinds}")
        command = [sys.executable, "-m", "speed_parts.growth", what, kinds, str(size), *inputs]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found


def measure(what: str, kinds: str, size: int, inputs: list[str]) -> dict[str, Any]:
    """One point, in this process."""
    from pressfacts.extractor import Extractor
    from pressfacts.settings import Settings

    source = load(inputs, _SOURCE)
    extractor = Extractor(Settings(kinds=tuple(kinds.split(","))))  # type: ignore[arg-type]
    for _ in extractor.extract_many(source[:40]):
        pass
    articles = [of_length(source, size)] if what == "length" else many(source, size)
    words = words_of(articles)
    rounds = 3 if words < 20_000 else 1
    seconds = []
    for _ in range(rounds):
        began = time.process_time()
        facts = 0
        for extraction in extractor.extract_many(articles):
            if extraction.error:
                raise extraction.error
            facts += len(extraction.facts)
        seconds.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"size": size, "words": words, "cpu": min(seconds), "facts": facts, "megabytes": peak}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:])))
