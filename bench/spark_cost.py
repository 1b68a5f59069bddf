"""What Spark adds: CPU seconds an article on Spark against a local run, over the same articles, in one run of this program.

    python bench/spark_cost.py                                # 16,000 articles mixed from corpus/articles
    python bench/spark_cost.py ARTICLES.jsonl --articles 16000

CPU is that of all processes: here the workers of a local run, there the JVM and its Python workers. Start-up is left out on both
sides: of a local run over few articles it is subtracted, and Spark has run another job before its CPU is counted. Both write Parquet.
Fails where the ratio is above --most (1.3).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pressfacts.batch import Allowance, MostRejected
from pressfacts.read import Incoming, Limits, find_inputs, read_articles
from pressfacts.settings import Settings
from pressfacts.spark.inputs import find_files
from pressfacts.spark.run import SparkPlan, run_on
from pressfacts.spark.session import open_session

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
SEED, WARM_UP, FEW = 20260117, 400, 20
_TICKS = os.sysconf("SC_CLK_TCK")


def make_articles(path: Path, count: int, inputs: list[str], paragraphs: int) -> int:
    """Write so many articles, each of some paragraphs of those given; how many words they have."""
    parts = [
        part
        for record in read_articles(find_inputs(inputs))
        if isinstance(record, Incoming)
        for part in record.article.text.split("\n")
        if part.strip()
    ]
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            chosen = random.Random(f"{SEED} {path.name} {number}")
            text = "\n\n".join(chosen.sample(parts, min(len(parts), chosen.randint(1, 2 * paragraphs - 1))))
            words += len(text.split())
            file.write(json.dumps({"id": f"{path.stem}-{number}", "text": text}, ensure_ascii=False) + "\n")
    return words


def local_seconds(news: Path, out: Path) -> float:
    """CPU seconds of a local run."""
    before = _children()
    command = [sys.executable, "-m", "pressfacts", "extract", news, "-o", out, "--format", "parquet", "--workers", "1", "--quiet"]
    subprocess.run(list(map(str, command)), check=True)
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_seconds(process: int) -> float:
    """CPU seconds of a process and of all below it, those that have ended included."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    own = sum(map(int, fields[11:15])) / _TICKS  # user and system time, its own and that of children that have ended
    return own + sum(tree_seconds(child) for child in _child_processes(process))


def _child_processes(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from map(int, task.read_text().split())
        except OSError:
            continue


def spark_seconds(master: str, warm_up: Path, news: Path, folder: Path) -> float:
    """CPU seconds of a Spark job, on a session that has done another one before."""
    session = open_session(master)
    used = 0.0
    for source in (warm_up, news):
        plan = SparkPlan([str(source)], str(folder / f"spark-{source.stem}"), Settings(), Limits(), Allowance(), master, MostRejected())
        before = tree_seconds(os.getpid())
        run_on(session, plan, find_files(plan.inputs, plan.limits, None))
        used = tree_seconds(os.getpid()) - before
    session.stop()
    return used


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--articles", type=int, default=16_000)
    parser.add_argument("--paragraphs", type=int, default=12, help="of an article, on average")
    parser.add_argument("--master", default="local[2,4]")
    parser.add_argument("--most", type=float, default=1.3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news, warm_up, few = (folder / f"{stem}.jsonl" for stem in ("news", "warm-up", "few"))
        words = make_articles(news, args.articles, args.inputs, args.paragraphs)
        make_articles(warm_up, WARM_UP, args.inputs, args.paragraphs)
        make_articles(few, FEW, args.inputs, args.paragraphs)
        start = local_seconds(few, folder / "few")
        local = local_seconds(news, folder / "local") - start
        spark = spark_seconds(args.master, warm_up, news, folder)
    ratio = spark / local
    per_article = f"local {1000 * local / args.articles:.2f}, Spark {1000 * spark / args.articles:.2f}"
    print(f"{args.articles:,} articles, {words:,} words; CPU ms an article: {per_article}")
    print(f"Spark takes {ratio:.2f} times the CPU of a local run (start-up aside: local {start:.1f} s)")
    if ratio > args.most:
        sys.exit(f"more than {args.most}")


if __name__ == "__main__":
    main()
