"""What extraction takes at scale, computed from what is measured here and now: CPU hours, memory, shuffle, output, money.

    python bench/scale.py ARTICLES.jsonl --sample 1600 --spark-overhead 1.2

Measured: CPU seconds a million characters, facts and bytes of Parquet an article, LZ4 size of an article (what a shuffle moves), and
the peak of memory, of a seeded sample of the articles given (corpus/articles by default). Of the sample a quarter warms the process up,
which in a long run is for nothing; the CPU is the least of the other three, since others share the machine. Assumed, and to be changed by
options: the number of articles, the price of a core hour, and what Spark adds (from bench/spark_cost.py).
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pressfacts.arrow.records import answers_of
from pressfacts.batch import Allowance
from pressfacts.opened import opened
from pressfacts.own_process import collect_seldom, keep_what_is_open
from pressfacts.read import Incoming, Limits, find_inputs, read_articles
from pressfacts.spark.articles import Names, read_lines
from pressfacts.spark.balance import MOST_PARTITIONS, partition_size
from pressfacts.spark.tables import SCHEMA, TABLE, in_tables

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
SEED = 20260117
ROUNDS = 3  # besides the one to warm up
INPUT_SPLIT = 128 << 20  # bytes of the input that Spark gives a task
# 1.35 billion articles from August 2016 to early 2026 (Lazzaroni, Lasser, Solovev 2026, arXiv:2605.18337): 117 months, all languages.
CC_NEWS_MONTH = 11_500_000
RUNS = {"a month of CC-NEWS": CC_NEWS_MONTH, "a year of CC-NEWS": 12 * CC_NEWS_MONTH, "a billion articles": 1_000_000_000}


class Measured(NamedTuple):
    """Of one article on average; `megabytes` is the peak of a process, `start` its CPU seconds before the first article.

    `read` is what a Spark job spends on the way from a line of JSONL to a row; it does so three times.
    """

    characters: float
    words: float
    seconds: float
    read: float
    facts: float
    output_bytes: float
    shuffle_bytes: float
    megabytes: float
    start: float


def measure(inputs: Sequence[str], most: int) -> Measured:
    """Extract a sample in this process."""
    records = [record for record in read_articles(find_inputs(inputs)) if isinstance(record, Incoming)]
    drawn = random.Random(SEED).sample(records, min(most, len(records)))
    warm_up, *rounds = (drawn[first :: ROUNDS + 1] for first in range(ROUNDS + 1))
    sample = [incoming for each in rounds for incoming in each]
    before = time.process_time()
    collect_seldom()  # as Spark's workers do
    opened().prepare(load=True)
    start = time.process_time() - before
    keep_what_is_open()
    extract_round(warm_up)
    extracted = [extract_round(each) for each in rounds]
    rows = pa.concat_tables(table for table, _ in extracted)
    characters = sum(len(record.article.text) for record in sample)
    seconds = characters * min(a_character for _, a_character in extracted)
    tables = [rows.filter(pc.equal(rows[TABLE], table)) for table in ("facts", "articles")]
    written = sum(map(parquet_bytes, tables))
    texts = "".join(record.article.text for record in sample).encode()
    blocks = (texts[first : first + (32 << 10)] for first in range(0, len(texts), 32 << 10))  # as Spark packs a shuffle
    packed = sum(len(pa.compress(block, codec="lz4", asbytes=True)) for block in blocks)
    reading = read_seconds(sample)
    number, peak = len(sample), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = sum(len(record.article.text.split()) for record in sample)
    per = (characters, words, seconds, reading, tables[0].num_rows, written, packed)
    return Measured(*(value / number for value in per), megabytes=peak, start=start)


def extract_round(sample: Sequence[Incoming]) -> tuple[pa.Table, float]:
    """What Spark would write of these articles, and the CPU seconds a character that it took."""
    began = time.process_time()
    rows = pa.Table.from_batches(in_tables(answers_of(sample, None, Allowance())), SCHEMA)
    return rows, (time.process_time() - began) / sum(len(record.article.text) for record in sample)


def parquet_bytes(table: pa.Table) -> int:
    """Its size as Spark writes it."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.tell()


def read_seconds(sample: Sequence[Incoming]) -> float:
    """CPU seconds that the sample takes as lines of JSONL, read into rows."""
    rows = ({"id": record.article.id, "text": record.article.text} for record in sample)
    lines = [{"file": "news.jsonl", "block": 0, "value": orjson.dumps(row)} for row in rows]
    batch = pa.RecordBatch.from_pylist(lines)
    began = time.process_time()
    list(read_lines([batch], {}, Names(), Limits()))
    return time.process_time() - began


def measured_table(measured: Measured) -> str:
    """What was measured, as Markdown."""
    rows = [
        ("characters of an article", f"{measured.characters:,.0f}"),
        ("its words", f"{measured.words:,.0f}"),
        ("CPU of an article", f"{1000 * measured.seconds:.1f} ms"),
        ("CPU of a million characters", f"{1e6 * measured.seconds / measured.characters:.1f} s"),
        ("words a CPU second", f"{measured.words / measured.seconds:,.0f}"),
        ("CPU to read one, each time", f"{1000 * measured.read:.2f} ms"),
        ("facts of an article", f"{measured.facts:.1f}"),
        ("Parquet of its facts and itself", f"{measured.output_bytes:,.0f} bytes"),
        ("its text in a shuffle (LZ4)", f"{measured.shuffle_bytes:,.0f} bytes"),
        ("peak memory of a process", f"{measured.megabytes:,.0f} MB"),
        ("CPU to open one", f"{measured.start:.1f} s"),
    ]
    return "\n".join(["| measured | |", "| --- | --: |", *(f"| {name} | {value} |" for name, value in rows)])


def projected_table(measured: Measured, cores: int, price: float, overhead: float) -> str:
    """What the runs come to, as Markdown."""
    head = ("articles", "CPU hours", "hours", "cost", "shuffle", "output", "facts", "partitions", "a block")
    rows = [f"| on {cores:,} cores, {price:g} USD a core hour | {' | '.join(head)} |", "| --- |" + " --: |" * len(head)]
    for name, articles in RUNS.items():
        hours = articles * measured.seconds * overhead / 3600 + cores * measured.start / 3600
        characters = int(articles * measured.characters)
        partitions = min(MOST_PARTITIONS, -(-characters // partition_size(characters, cores)))
        sizes = (f"{articles * each / 1e9:,.0f} GB" for each in (measured.shuffle_bytes, measured.output_bytes))
        facts = f"{articles * measured.facts / 1e6:,.0f} M"
        cost = f"{hours * price:,.0f} USD"
        maps = -(-characters // INPUT_SPLIT)
        block = f"{articles * measured.shuffle_bytes / (maps * partitions):,.0f} B"
        figures = (f"{articles / 1e6:,.1f} M", f"{hours:,.0f}", f"{hours / cores:,.1f}", cost, *sizes, facts, f"{partitions:,}", block)
        rows.append(f"| {name} | {' | '.join(figures)} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--sample", type=int, default=1600, help="articles to measure with, at the most")
    parser.add_argument("--cores", type=int, default=256)
    parser.add_argument("--price", type=float, default=0.05, help="USD a core hour, with its memory")
    parser.add_argument("--spark-overhead", type=float, default=1.3, help="CPU on Spark against a local run")
    args = parser.parse_args()
    measured = measure(args.inputs, args.sample)
    print(measured_table(measured), end="\n\n")
    print(projected_table(measured, args.cores, args.price, args.spark_overhead))


if __name__ == "__main__":
    main()
