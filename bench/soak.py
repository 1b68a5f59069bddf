"""The promises of a batch run, tried in full.

    python bench/soak.py kills      # 25 runs over 2,000 articles killed, each completed to the bytes of an undisturbed run
    python bench/soak.py workers    # a worker killed ten times in one run
    python bench/soak.py damage     # 500 damaged files of 20 kinds among 2,000 sound articles
    python bench/soak.py disk       # a disk that fills up, a folder that cannot be written (as root on Linux)
    python bench/soak.py two        # two runs into one folder at once
    python bench/soak.py flat       # memory over 200,000 articles, with an extractor that takes no time
    python bench/soak.py long       # 100,000 articles: memory and rate, then three runs with 1 % changed each, of which the median counts
    python bench/soak.py all

Articles are made from those of corpus/articles, or of --inputs: each is a shuffle of the paragraphs of one, cut to --words, with a
number of its own, so that no two are equal and all look like news. Everything is seeded. A promise that does not hold ends the program
with code 1.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import damage as damaged
from bench.soak_runs import (
    CORPUS,
    SEED,
    Making,
    Watched,
    expect,
    expect_done,
    expect_same,
    expect_verified,
    extract,
    make_articles,
    processor_seconds,
    rows,
    run_of,
    start,
    watched,
    workers_of,
)

MOST_OF_FIRST = 0.03  # what a second run with 1 % changed may take of the first one's time
MOST_GROWTH = 32 << 20  # what the memory of 200,000 articles may grow by from the second tenth of the run to the last


def kills(folder: Path, options: argparse.Namespace) -> None:
    """Kill runs at random moments, every second one twice; let each then be completed."""
    number, most = options.articles or 2_000, options.kills or 25
    make_articles(folder / "news.jsonl", number, options.making)
    began = time.monotonic()
    expect_done(extract(folder / "news.jsonl", "-o", folder / "undisturbed"))
    whole, moments = time.monotonic() - began, random.Random(SEED)
    print(f"undisturbed: {number} articles in {whole:.0f} s", flush=True)
    ended, reused = 0, list[int]()
    for turn in range(most):
        shutil.rmtree(folder / "killed", ignore_errors=True)
        for _ in range(1 + turn % 2):
            with start(folder / "news.jsonl", "-o", folder / "killed") as process:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(moments.uniform(0.05, whole))
                if process.poll() is not None:
                    expect(process.returncode in (0, 1), f"run {turn} ended with {process.returncode}")
                    ended += 1
                process.send_signal(signal.SIGKILL)
        expect_done(extract(folder / "news.jsonl", "-o", folder / "killed"))
        expect_same(folder / "killed", folder / "undisturbed")
        reused.append(run_of(folder / "killed")["timings"]["reused"])
    print(f"{most + most // 2} kills of {most} runs, {ended} after the end, each run completed to the same bytes; ", end="")
    print(f"{min(reused)} to {max(reused)} articles, {sum(reused) / most:.0f} in the mean, were taken over")


def worker_kills(folder: Path, options: argparse.Namespace) -> None:
    """Kill workers of one run from outside."""
    number, most = options.articles or 4_000, options.kills or 10
    make_articles(folder / "news.jsonl", number, options.making)
    expect_done(extract(folder / "news.jsonl", "-o", folder / "undisturbed"))
    killed, chance = set[int](), random.Random(SEED)
    with start(folder / "news.jsonl", "-o", folder / "killed", "-j", 2) as process:
        while process.poll() is None:
            time.sleep(chance.uniform(0.1, 0.5))
            # It is forked with the extractor open: one that had a second and a half has articles behind it.
            old = [worker for worker in workers_of(process.pid) if worker not in killed and processor_seconds(worker) > 1.5]
            if old and len(killed) < most:
                killed.add(chance.choice(old))
                with suppress(ProcessLookupError):
                    os.kill(max(killed & set(old)), signal.SIGKILL)
    expect(len(killed) == most, f"only {len(killed)} workers could be killed before the run ended: take more articles")
    expect_same(folder / "killed", folder / "undisturbed")
    print(f"{len(killed)} workers killed in one run: nothing lost, nothing doubled, the same bytes")


def damage(folder: Path, options: argparse.Namespace) -> None:
    """Damaged files among sound ones: each sound article is extracted, each damaged file is explained."""
    expected = damaged.make(folder / "mixed", good=options.articles or 2_000, bad=(options.articles or 2_000) // 4)
    code, told = extract(folder / "mixed", "-o", folder / "out", "--max-article-bytes", damaged.ARTICLE_BYTES)
    expect(code == 1, f"the run ended with {code}: {told}")
    read = sorted(row["id"] for row in rows(folder / "out" / "articles.jsonl"))
    expect(read == sorted(expected.good), "an article is lost, or one too many")
    rejected = list(rows(folder / "out" / "rejected.jsonl"))
    explained = {row["source"].removeprefix(f"{folder / 'mixed'}/").partition("!/")[0] for row in rejected}
    expect(explained == set(expected.bad), "a damaged file is not explained")
    expect(all(row["message"] and row["mend"] for row in rejected), "a rejection lacks its reason or what to do")
    expect_verified(folder / "out")
    reasons = ", ".join(f"{reason} {count}" for reason, count in Counter(row["reason"] for row in rejected).most_common())
    print(f"{len(read)} sound articles extracted, {len(expected.bad)} damaged files of {len(damaged.KINDS)} kinds explained: {reasons}")


def disk(folder: Path, options: argparse.Namespace) -> None:
    """A disk that fills up, and one that cannot be written: told, resumable, and at last the same bytes."""
    make_articles(folder / "news.jsonl", options.articles or 400, options.making)
    expect_done(extract(folder / "news.jsonl", "-o", folder / "undisturbed"))
    small = folder / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], check=True)
    try:
        for mode, told in (("size=1m", "free some space"), ("size=64m,ro", "choose an output folder that you may write to")):
            subprocess.run(["mount", "-o", f"remount,{mode}", str(small)], check=True)
            code, message = extract(folder / "news.jsonl", "-o", small / "out")
            expect(code == 5 and told in message, f"the run ended with {code}: {message}")
            print(f"{mode}: {message.splitlines()[0].replace(str(folder), '')}")
        subprocess.run(["mount", "-o", "remount,size=64m,rw", str(small)], check=True)
        expect_done(extract(folder / "news.jsonl", "-o", small / "out"))
        expect_same(small / "out", folder / "undisturbed")
        print(f"with space: the same bytes, {run_of(small / 'out')['timings']['reused']} articles taken over")
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def two(folder: Path, options: argparse.Namespace) -> None:
    """Two runs into one folder: the second says so and stops, the first ends undisturbed."""
    make_articles(folder / "news.jsonl", options.articles or 400, options.making)
    expect_done(extract(folder / "news.jsonl", "-o", folder / "undisturbed"))
    with start(folder / "news.jsonl", "-o", folder / "out") as first:
        while not (folder / "out" / "ledger.sqlite").exists():
            time.sleep(0.05)
        code, told = extract(folder / "news.jsonl", "-o", folder / "out")
        expect(code == 5 and f"another run (process {first.pid})" in told, f"the second run ended with {code}: {told}")
        expect(first.wait() in (0, 1), "the first run was disturbed")
    expect_same(folder / "out", folder / "undisturbed")
    print(f"the second run stopped: {told.splitlines()[0].replace(str(folder), '')}")


def flat(folder: Path, options: argparse.Namespace) -> None:
    """Memory of the run itself: window, shelf, ledger, pipes, ids."""
    number = options.articles or 200_000
    make_articles(folder / "news.jsonl", number, options.making._replace(words=options.making.words or 60))
    for workers in (1, 2):
        seen = watched(folder / "news.jsonl", "-o", folder / f"out{workers}", "-j", workers, quick=True)
        print(
            f"{number:,} articles, {workers} workers, {seen.seconds:.0f} s, {number / seen.seconds:,.0f} articles a second\n{seen.told()}"
        )
        expect(seen.growth < MOST_GROWTH, f"the memory grew by {seen.growth >> 20} MB")


def long(folder: Path, options: argparse.Namespace, rounds: int = 3) -> None:
    """One long run, watched, and some after it, each with one in a hundred of the articles changed since the run before."""
    number, making = options.articles or 100_000, options.making
    make_articles(folder / "news.jsonl", number, making)
    first = watched(folder / "news.jsonl", "-o", folder / "out")
    run = run_of(folder / "out")
    print(f"{number:,} articles, {run['words']:,} words: {first.seconds:.0f} s, {first.processor:.0f} s of processor time, ", end="")
    print(
        f"{number / first.processor:.0f} articles and {run['words'] / first.processor:,.0f} words a processor second\n{first.told()}",
        flush=True,
    )
    expect(first.growth < MOST_GROWTH, f"the memory grew by {first.growth >> 20} MB")
    shares = [_changed(folder, number, making, changed, first) for changed in range(1, rounds + 1)]
    third = watched(folder / "news.jsonl", "-o", folder / "out")
    print(f"none changed: {third.seconds:.1f} s, {third.processor:.1f} s of processor time", flush=True)
    expect_verified(folder / "out")
    share = max(map(statistics.median, zip(*shares, strict=True)))  # by the clock or of processor time, whichever is more
    expect(share < MOST_OF_FIRST, f"a run with 1 % changed took {share:.2%} of the first one's time, not under {MOST_OF_FIRST:.0%}")


def _changed(folder: Path, number: int, making: Making, changed: int, first: Watched) -> tuple[float, float]:
    """A run in which another of each hundred has changed: its time and its processor time, of those of the first run."""
    make_articles(folder / "news.jsonl", number, making, changed)
    again = watched(folder / "news.jsonl", "-o", folder / "out")
    now = run_of(folder / "out")["timings"]["extracted_now"]
    shares = again.seconds / first.seconds, again.processor / first.processor
    print(f"{now:,} changed: {again.seconds:.1f} s, {again.processor:.1f} s of processor time: ", end="")
    print(f"{shares[0]:.2%} and {shares[1]:.2%} of the first run's\n{again.told()}", flush=True)
    expect(now == -(-(number - changed + 1) // 100), "not just the changed articles were extracted again")
    return shares


PARTS: dict[str, Callable[[Path, argparse.Namespace], None]] = {
    "kills": kills,
    "workers": worker_kills,
    "damage": damage,
    "disk": disk,
    "two": two,
    "flat": flat,
    "long": long,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*PARTS, "all"])
    parser.add_argument("--inputs", nargs="*", default=[str(CORPUS)], help="articles to make the soak's articles from")
    parser.add_argument("--words", type=int, help="cut articles to so many words; usually whole, for flat 60")
    parser.add_argument("--articles", type=int, help="of each part, instead of the number told above")
    parser.add_argument("--kills", type=int, help="25 of the run, 10 of workers")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder otherwise")
    options = parser.parse_args()
    options.making = Making([str(Path(name).resolve()) for name in options.inputs], options.words)
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        for part in PARTS if options.what == "all" else [options.what]:
            place = Path(name) / part
            place.mkdir()
            print(f"== {part}", flush=True)
            PARTS[part](place, options)
            shutil.rmtree(place)


if __name__ == "__main__":
    main()
