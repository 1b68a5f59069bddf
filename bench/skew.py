"""Partition skew on paper: how long the longest partition is, and what a whole run waits for it, by ways to partition articles.

    python bench/skew.py ARTICLES.jsonl --articles 200000 --cores 64

Lengths are drawn, seeded, from those of the articles given (corpus/articles by default); `--giants` adds articles of the largest
size that is read.
The cost of an article is taken to be its length: extraction is linear. Tasks start in the order of their partitions, each at
the core that is free first, as Spark does it.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pressfacts.read import DEFAULT_ARTICLE_BYTES, Incoming, find_inputs, read_articles
from pressfacts.spark.balance import large_from, partition_size, place

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
SEED = 20260117


class Skew(NamedTuple):
    """Of a way to partition: its partitions, the largest against the mean, and the run's time against that of perfectly shared work."""

    partitions: int
    largest: float
    time: float


def lengths_of(inputs: Sequence[str]) -> list[int]:
    """The length in characters of each article."""
    return [len(record.article.text) for record in read_articles(find_inputs(inputs)) if isinstance(record, Incoming)]


def drawn(lengths: Sequence[int], articles: int, giants: int) -> list[int]:
    """So many lengths, drawn from those that were seen, with giants in between."""
    chosen = random.Random(SEED)
    made = chosen.choices(lengths, k=articles - giants) + [DEFAULT_ARTICLE_BYTES] * giants
    chosen.shuffle(made)
    return made


def by_files(lengths: Sequence[int], cores: int) -> list[int]:
    """As the articles stand in the input: equal numbers of neighbours, one partition a core."""
    size = -(-len(lengths) // cores)
    return [sum(lengths[first : first + size]) for first in range(0, len(lengths), size)]


def by_hash(lengths: Sequence[int], cores: int) -> list[int]:
    """By a hash of the id into the 200 partitions that Spark makes of a shuffle."""
    return _hashed(lengths, 200)


def by_size(lengths: Sequence[int], cores: int) -> list[int]:
    """As `pressfacts.spark` does it."""
    size = partition_size(sum(lengths), cores)
    numbered = [(_hash(number), length) for number, length in enumerate(lengths)]
    placed = place([each for each in numbered if each[1] >= large_from(size)], sum(lengths), size)
    partitions = [0] * placed.partitions
    for hash_, length in numbered:
        partitions[placed.large.get(hash_, placed.number + hash_ % placed.rest)] += length
    return partitions


def _hashed(lengths: Sequence[int], number: int) -> list[int]:
    partitions = [0] * number
    for position, length in enumerate(lengths):
        partitions[_hash(position) % number] += length
    return partitions


def _hash(number: int) -> int:
    return int.from_bytes(hashlib.blake2b(b"%d" % number, digest_size=8).digest(), "big")


def skew_of(partitions: Sequence[int], cores: int) -> Skew:
    """What a way of partitioning costs on so many cores."""
    free = [0] * cores
    for partition in partitions:
        heapq.heappush(free, heapq.heappop(free) + partition)
    total = sum(partitions)
    return Skew(len(partitions), max(partitions) * len(partitions) / total, max(free) * cores / total)


WAYS: dict[str, Callable[[Sequence[int], int], list[int]]] = {
    "neighbours, one partition a core": by_files,
    "hash of the id, 200 partitions": by_hash,
    "by size (what pressfacts does)": by_size,
}


def table(lengths: Sequence[int], articles: int, cores: int, giants: int) -> str:
    """The ways side by side, as Markdown."""
    made = drawn(lengths, articles, giants)
    rows = [
        f"| {articles:,} articles, {giants} of 10 MB, {cores} cores | partitions | largest / mean | time / ideal |",
        "| --- | --: | --: | --: |",
    ]
    for name, way in WAYS.items():
        skew = skew_of(way(made, cores), cores)
        rows.append(f"| {name} | {skew.partitions:,} | {skew.largest:.2f} | {skew.time:.2f} |")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--cores", type=int, default=64)
    parser.add_argument("--giants", type=int, default=20)
    args = parser.parse_args()
    lengths = sorted(lengths_of(args.inputs))
    middle, most, nearly_all = (lengths[int((len(lengths) - 1) * share)] for share in (0.5, 0.9, 0.99))
    print(
        f"{len(lengths):,} articles seen. Characters: half have up to {middle:,}, 90 % {most:,}, 99 % {nearly_all:,}, all {lengths[-1]:,}\n"
    )
    for giants in (0, args.giants):
        print(table(lengths, args.articles, args.cores, giants) + "\n")


if __name__ == "__main__":
    main()
