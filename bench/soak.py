"""The promises of a batch run, tried in full: killed runs, killed workers, and a long run with its peak of memory.

    python bench/soak.py kills                       # 25 kills of a run over 2,000 articles, with the real extractor
    python bench/soak.py workers                     # a worker killed ten times in one run
    python bench/soak.py long --articles 100000      # memory and rate, then a second run with 1 % changed
    python bench/soak.py all

Articles are made from those of corpus/articles: each is a shuffle of the paragraphs of one, with a number of its own, so that no two are
equal and all look like news. Everything is seeded. A promise that does not hold ends the program with code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pressfacts.read import Incoming, find_inputs, read_articles

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
ROWS = ("facts.jsonl", "articles.jsonl", "rejected.jsonl")
MOST_OF_FIRST = 0.03  # what a second run with 1 % changed may take of the first one's time
SEED = 20260117


def make_articles(path: Path, count: int, inputs: list[str], changed: int = 0) -> None:
    """Write so many articles; every `changed`-th has another text than without."""
    models = [record.article for record in read_articles(find_inputs(inputs)) if isinstance(record, Incoming)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            shuffled, model = random.Random(SEED + number), models[number % len(models)]
            head, *paragraphs = [part for part in model.text.split("\n") if part.strip()]
            shuffled.shuffle(paragraphs)
            news = f"Update {number}." if not changed or number % changed else f"Correction {number}."
            published = model.published.isoformat() if model.published else None
            row = {"id": f"soak-{number}", "text": "\n\n".join([head, *paragraphs, news]), "published": published}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "pressfacts", "extract", *map(str, arguments), "--quiet"])


def extract(*arguments: object) -> None:
    code = start(*arguments).wait()
    expect(code in (0, 1), f"the run ended with {code}")


def expect(true: bool, what: str) -> None:
    if not true:
        sys.exit(f"FAILED: {what}")


def run_of(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "run.json").read_bytes()))


def expect_same(folder: Path, undisturbed: Path) -> None:
    for name in ROWS:
        expect((folder / name).read_bytes() == (undisturbed / name).read_bytes(), f"{name} differs from that of an undisturbed run")
    one, other = ({**run_of(place), "timings": None} for place in (folder, undisturbed))
    expect(one == other, "run.json differs in more than the timings")
    verified = subprocess.run([sys.executable, "-m", "pressfacts", "verify", str(folder)], capture_output=True, check=False)
    expect(verified.returncode == 0, f"verify found faults: {verified.stderr.decode()}")


def kills(folder: Path, count: int, kills: int, inputs: list[str], workers: int) -> None:
    """Kill a run at random moments, again and again; then let it end."""
    make_articles(folder / "news.jsonl", count, inputs)
    began = time.monotonic()
    extract(folder / "news.jsonl", "-o", folder / "undisturbed", "-j", workers)
    whole, moments = time.monotonic() - began, random.Random(SEED)
    print(f"undisturbed: {count} articles in {whole:.0f} s")
    done = 0
    for number in range(kills):
        with start(folder / "news.jsonl", "-o", folder / "killed", "-j", workers) as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(moments.uniform(0.05, min(whole, 2 * whole / kills + 15)))
            if process.poll() is not None:
                # It got through: what is left to kill is a run that has everything new to do.
                expect(process.returncode in (0, 1), f"run {number} ended with {process.returncode}")
                expect_same(folder / "killed", folder / "undisturbed")
                subprocess.run(["rm", "-rf", str(folder / "killed")], check=True)
                done += 1
            process.send_signal(signal.SIGKILL)
    extract(folder / "news.jsonl", "-o", folder / "killed", "-j", workers)
    expect_same(folder / "killed", folder / "undisturbed")
    timings = run_of(folder / "killed")["timings"]
    print(f"{kills} kills, {done} times complete in between: the same bytes; the last run took over {timings['reused']} articles")


def worker_kills(folder: Path, count: int, kills: int, inputs: list[str], workers: int) -> None:
    """Kill workers of one run from outside."""
    make_articles(folder / "news.jsonl", count, inputs)
    extract(folder / "news.jsonl", "-o", folder / "undisturbed", "-j", workers)
    killed, seen, moments = 0, dict[int, float](), random.Random(SEED)
    with start(folder / "news.jsonl", "-o", folder / "killed", "-j", max(2, workers)) as process:
        while process.poll() is None:
            time.sleep(moments.uniform(0.2, 1.0))
            for worker in workers_of(process.pid):
                seen.setdefault(worker, time.monotonic())
            old = [worker for worker in workers_of(process.pid) if time.monotonic() - seen.get(worker, time.monotonic()) > 8]
            if old and killed < kills:
                with suppress(ProcessLookupError):
                    os.kill(moments.choice(old), signal.SIGKILL)
                    killed += 1
    expect(killed == kills, f"only {killed} workers could be killed before the run ended: take more articles")
    expect_same(folder / "killed", folder / "undisturbed")
    print(f"{killed} workers killed in one run: nothing lost, nothing doubled, the same bytes")


def long(folder: Path, count: int, inputs: list[str], workers: int, changed: int = 100) -> None:
    """One long run, watched, and one after it with a share of the articles changed."""
    make_articles(folder / "news.jsonl", count, inputs)
    first, peak, workers_peak, early = watched(folder / "news.jsonl", "-o", folder / "out", "-j", workers)
    run = run_of(folder / "out")
    rate = run["articles"]["read"] / first
    print(f"{count} articles, {run['words']:,} words in {first:.0f} s: {rate:.1f} articles, {run['words'] / first:,.0f} words a second")
    print(f"peak of memory: this process {peak >> 20} MB (a tenth into the run {early >> 20} MB), a worker {workers_peak >> 20} MB")
    make_articles(folder / "news.jsonl", count, inputs, changed)
    second, peak, _, _ = watched(folder / "news.jsonl", "-o", folder / "out", "-j", workers)
    timings = run_of(folder / "out")["timings"]
    share = second / first
    print(f"{timings['extracted_now']} changed: {second:.1f} s, {share:.2%} of the first run; peak {peak >> 20} MB")
    expect(timings["extracted_now"] == -(-count // changed), "not just the changed articles were extracted again")
    third, _, _, _ = watched(folder / "news.jsonl", "-o", folder / "out", "-j", workers)
    print(f"none changed: {third:.1f} s")
    expect(share < MOST_OF_FIRST, f"the second run took {share:.2%} of the first one's time, not under {MOST_OF_FIRST:.0%}")


def watched(*arguments: object) -> tuple[float, int, int, int]:
    """Seconds, peaks of memory of the run's process and of any worker, and what the process held early on."""
    began, peak, workers_peak, series = time.monotonic(), 0, 0, [0]
    with start(*arguments) as process:
        while process.poll() is None:
            now = resident(process.pid)
            peak, workers_peak = max(peak, now), max([workers_peak, *map(resident, workers_of(process.pid))])
            series.append(now)
            time.sleep(0.5)
    expect(process.returncode in (0, 1), f"the run ended with {process.returncode}")
    return time.monotonic() - began, peak, workers_peak, max(series[: max(2, len(series) // 10)])


def resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def workers_of(process: int) -> list[int]:
    return [child for child in children_of(process) if b"spawn_main" in command_of(child)]


def children_of(process: int) -> Iterator[int]:
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                yield from map(int, (task / "children").read_text().split())


def command_of(process: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kills", "workers", "long", "all"])
    parser.add_argument("--inputs", nargs="*", default=[str(CORPUS)], help="articles to make the soak's articles from")
    parser.add_argument("--articles", type=int, help="of each part: 2,000 for kills and workers, 100,000 for long")
    parser.add_argument("--kills", type=int, help="25 of the run, 10 of workers")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        parts = {
            "kills": lambda place: kills(place, args.articles or 2_000, args.kills or 25, args.inputs, args.workers),
            "workers": lambda place: worker_kills(place, args.articles or 2_000, args.kills or 10, args.inputs, args.workers),
            "long": lambda place: long(place, args.articles or 100_000, args.inputs, args.workers),
        }
        for part in parts if args.what == "all" else [args.what]:
            place = Path(name) / part
            place.mkdir()
            print(f"== {part}", flush=True)
            parts[part](place)


if __name__ == "__main__":
    main()
