"""Sound files with damaged ones among them, made from the corpus: what a batch must come through.

    python bench/damage.py FOLDER --good 2000 --bad 500
    pressfacts extract FOLDER -o outputs/damage

The same seed makes the same bytes. `FOLDER/expected.json` tells which articles are sound and which files are damaged, and how.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import orjson

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.samples import Sample, mail, page, parquet, rss, tarred, warc, zipped  # noqa: E402

Damage = Callable[[Sample, random.Random], bytes]
# As few bytes as show each limit: the tests read with `--max-article-bytes` of this.
ARTICLE_BYTES = 1 << 20


class Expected(NamedTuple):
    """`good`: ids of the sound articles. `bad`: damaged files, by path within the folder, with the kind of damage."""

    good: list[str]
    bad: dict[str, str]


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _line(sample: Sample) -> bytes:
    return orjson.dumps({"id": sample.id, "text": sample.text})


def _attachment(sample: Sample, _: random.Random) -> bytes:
    return mail(sample).replace(b"Content-Type: text/plain", b"Content-Disposition: attachment\nContent-Type: text/plain")


def _entity_bomb(sample: Sample, _: random.Random) -> bytes:
    levels = "".join(f'<!ENTITY b{level} "{f"&b{level - 1};" * 10}">' for level in range(1, 10))
    body = f"<rss><channel><item><guid>{sample.id}</guid><description>&b9;</description></item></channel></rss>"
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY b0 "ha">{levels}]>{body}'.encode()


def _noise(_: Sample, chance: random.Random) -> bytes:
    return b"\0\1\2\xff" + chance.randbytes(2000)


# Twenty kinds: how a file's name ends, and how its bytes are made.
KINDS: dict[str, tuple[str, Damage]] = {
    "empty file": (".txt", lambda sample, chance: b""),
    "blank file": (".txt", lambda sample, chance: b" \r\n\t\n" * 9),
    "binary file named as text": (".txt", _noise),
    "damaged UTF-8": (
        ".txt",
        lambda sample, chance: ("“Ångström” said Đà Nẵng’s café. " * 9).encode() + b"\xe2\x28\xa1" + sample.text.encode(),
    ),
    "far too large": (".txt", lambda sample, chance: sample.text.encode() * (ARTICLE_BYTES // len(sample.text) + 2)),
    "gzip cut off": (".txt.gz", lambda sample, chance: _cut(gzip.compress(sample.text.encode(), mtime=0))),
    "gzip that is none": (".txt.gz", lambda sample, chance: sample.text.encode()),
    "gzip with a wrong checksum": (".txt.gz", lambda sample, chance: gzip.compress(sample.text.encode(), mtime=0)[:-8] + b"\1" * 8),
    "decompression bomb": (".jsonl.gz", lambda sample, chance: gzip.compress(b"x" * (16 << 20), mtime=0)),
    "JSON cut off": (".jsonl", lambda sample, chance: _cut(_line(sample))),
    "JSON without text": (".jsonl", lambda sample, chance: orjson.dumps({"id": sample.id, "body": sample.text})),
    "JSON in another encoding": (".jsonl", lambda sample, chance: b'{"id": "x", "text": "caf\xe9 ' + b"x" * 90 + b'"}'),
    "endless line": (".jsonl", lambda sample, chance: b'{"text": "' + b"x" * (2 * ARTICLE_BYTES)),
    "page without an article": (".html", lambda sample, chance: b"<html><head><title>x</title></head><body><nav></nav></body></html>"),
    "deeply nested page": (".html", lambda sample, chance: b"<html><body>" + b"<div>" * 150_000 + page(sample)),
    "mail with attachments only": (".eml", _attachment),
    "XML entity bomb": (".rss", _entity_bomb),
    "Parquet cut off": (".parquet", lambda sample, chance: _cut(parquet([sample]))),
    "zip with tricks in names": (".zip", lambda sample, chance: zipped({f"../../{sample.id}.txt": sample.text.encode()})),
    "tar cut off": (".tar.gz", lambda sample, chance: _cut(tarred({f"{sample.id}.txt": sample.text.encode()}))),
}


def corpus() -> list[str]:
    """The texts of the corpus, in a fixed order."""
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "articles").glob("*.txt"))]


def make(folder: Path, *, good: int, bad: int, seed: int = 0) -> Expected:
    """Write so many sound articles, in every format, and so many damaged files, in all kinds of damage, mixed by name."""
    chance, texts = random.Random(seed), corpus()
    expected = Expected([], {})
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(bad):
        kind = list(KINDS)[number % len(KINDS)]
        ending, damage = KINDS[kind]
        name = f"{chance.randrange(10**6):06}-bad-{number}{ending}"
        sample = Sample(f"bad-{number}", chance.choice(texts))
        (folder / name).write_bytes(damage(sample, chance))
        expected.bad[name] = kind
    number = 0
    while number < good:
        count = min(chance.choice((1, 1, 1, 5)), good - number)
        samples = [Sample(f"good-{number + each}", chance.choice(texts), f"Title {number + each}") for each in range(count)]
        _write_good(folder, f"{chance.randrange(10**6):06}-", samples, chance)
        expected.good.extend(sample.id for sample in samples)
        number += count
    return expected


def _write_good(folder: Path, prefix: str, samples: list[Sample], chance: random.Random) -> None:
    if len(samples) > 1:
        ending, write = chance.choice(((".jsonl", _lines), (".rss", rss), (".parquet", parquet), (".warc.gz", warc), (".zip", _zip)))
        (folder / f"{prefix}{samples[0].id}{ending}").write_bytes(write(samples))
        return
    (sample,) = samples
    ending, data = chance.choice(((".txt", sample.text.encode()), (".html", page(sample)), (".eml", mail(sample))))
    (folder / prefix).mkdir(exist_ok=True)  # the name of the file is the id: the mixing is in that of its folder
    (folder / prefix / f"{sample.id}{ending}").write_bytes(data)


def _lines(samples: list[Sample]) -> bytes:
    return b"\n".join(map(_line, samples))


def _zip(samples: list[Sample]) -> bytes:
    return zipped({f"{sample.id}.txt": sample.text.encode() for sample in samples})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--good", type=int, default=2000)
    parser.add_argument("--bad", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    expected = make(options.folder, good=options.good, bad=options.bad, seed=options.seed)
    (options.folder / "expected.json").write_bytes(orjson.dumps(expected._asdict()))
    print(f"{len(expected.good):,} sound articles, {len(expected.bad):,} damaged files")


if __name__ == "__main__":
    main()
