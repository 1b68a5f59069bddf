"""Fuzz every reader: sound files of each format, broken in a few places, and read.

    python bench/fuzz_readers.py --minutes 10

Whatever comes in, a reader must answer with articles and rejections, in time and with text that can be written; anything else is
a finding, which is saved to be kept as a test (`tests/read/fuzz/found/`). hypothesis chooses where to break the files.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import orjson
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.samples import WRITERS, Sample
from pressfacts.errors import ArticleError
from pressfacts.read import Limits, Rejection
from pressfacts.read.files import CountedStream, unpacked
from pressfacts.read.formats import format_of
from pressfacts.read.records import AnyRecord, Incoming, Known, Origin, Recall, Recalled
from pressfacts.read.streams import read_stream

LIMITS = Limits(article_bytes=1 << 20)
FOUND = Path(__file__).parents[1] / "tests" / "read" / "fuzz" / "found"
SLOW_SECONDS = 5.0
_TEXT = "HANOI - The bank lent US$5 million.\n\n“News” & <such> came later from Hanoi.\nFrom then on it was quiet."
SAMPLES = [
    Sample(
        f"a{number}",
        f"HANOI - The bank lent US$5.{number} million.\n\n“News” & <such> came later from Hanoi.\nFrom then on it was quiet.",
        f"Title {number}",
    )
    for number in range(4)
]

# Pieces that mean something in one of the formats.
WORDS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n", b"\r", b'"', b"'", b",", b"\t", b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--"),
    *(b"&amp;", b"&nbsp;", b"&#x0;", b"&#55296;", b"&x;", b'<!DOCTYPE a [<!ENTITY x "yy">]>', b"<item>", b"</item>", b"<entry>"),
    *(b"</channel>", b"<b>" * 600, b"\nFrom a b\n", b"\n\n", b"Content-Type: multipart/mixed; boundary=a\n", b"--a\n", b"--a--\n"),
    *(b"Content-Transfer-Encoding: base64\n", b"charset=utf-7", b"charset=hex", b"charset=idna", b"=?utf-8?b?//8=?=", b"WARC/1.0\r\n"),
    *(b"Content-Length: -1\r\n", b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n"),
    *(
        b"\x1f\x8b\x08",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"PAR1",
        b"ustar",
        b"\xff" * 8,
        b"\x80" * 8,
        b"../../",
        b"\\ud800",
        b"1e999",
        b"[" * 900,
    ),
)


class Memory:
    """A Recall that knows every article that was told to it."""

    def __init__(self) -> None:
        self.ids: dict[bytes, str] = {}

    def recall(self, lines: Sequence[bytes]) -> list[Recalled]:
        """A line is its own digest."""
        return [Recalled(line, self.ids.get(line)) for line in lines]


def read(data: bytes, ending: str, recall: Recall | None = None) -> list[AnyRecord]:
    """The records of bytes that stand for a file whose name ends so."""
    format_ = format_of("x" + ending)
    assert format_
    counted = CountedStream(io.BytesIO(data))
    stream = io.BufferedReader(counted, 1 << 14)
    opened = unpacked(stream, counted) if format_.gzip and ending.endswith(".gz") else stream
    records = []
    try:
        records += read_stream(opened, Origin(f"x{ending}", "x", recall), format_, LIMITS)
    except ArticleError as error:
        records.append(Rejection.of(error, f"x{ending}"))
    return records


def check(data: bytes, ending: str) -> Counter[str]:
    """Read, and hold the reader to its promises; what the records came to."""
    began, memory = time.process_time(), Memory()
    told: Counter[str] = Counter()
    records = read(data, ending, memory)
    for record in records:
        assert not isinstance(record, Known), record
        if isinstance(record, Rejection):
            told[record.reason] += 1
            assert record.message and "\n" not in record.message, record
            orjson.dumps(record._asdict())
        else:
            told["read"] += 1
            assert record.article.text.strip() and "\0" not in record.article.text, record
            assert len(record.article.id) <= 1000 + len("x-"), record
            orjson.dumps([record.article.id, record.article.text, record.article.title, record.article.source, record.article.url])
            memory.ids[record.digest or b"none"] = record.article.id
    seconds = time.process_time() - began
    check_again(records, read(data, ending, memory))
    assert seconds < SLOW_SECONDS, f"took {seconds:.1f} s of processor time"
    assert told or not data.strip() or ending in PASS_OVER, "said nothing"
    return told


def check_again(first: list[AnyRecord], again: list[AnyRecord]) -> None:
    """Read a second time, what was read is known where it stands, and all else is told as before."""
    assert len(first) == len(again)
    for before, now in zip(first, again, strict=True):
        if isinstance(before, Incoming) and before.digest:
            assert now == Known(before.article.id, before.file, before.line, before.byte_offset, None), now
        else:
            assert now == before


# Files in which a reader may find nothing that concerns it.
PASS_OVER = (".jsonl", ".jsonl.gz", ".csv", ".rss", ".atom", ".parquet", ".warc", ".warc.gz", ".zip", ".tar", ".tar.gz", ".mbox")

Edit = tuple[str, float, int, bytes]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["put", "over", "cut", "end", "double", "flip"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 200),
        st.one_of(st.sampled_from(WORDS), st.binary(min_size=1, max_size=8)),
    ),
    min_size=1,
    max_size=6,
)


def broken(data: bytes, edits: list[Edit]) -> bytes:
    for how, where, length, piece in edits:
        at = int(where * len(data))
        if how == "put":
            data = data[:at] + piece + data[at:]
        elif how == "over":
            data = data[:at] + piece + data[at + len(piece) :]
        elif how == "cut":
            data = data[:at] + data[at + length :]
        elif how == "end":
            data = data[:at]
        elif how == "double":
            data = data[: at + length] + data[at:]
        elif data:
            data = data[:at] + bytes((data[at] ^ (1 << length % 8),)) + data[at + 1 :]
    return data


_PHASES = (Phase.generate, Phase.shrink)


def fuzz(ending: str, examples: int, number: int) -> tuple[Counter[str], tuple[bytes, BaseException] | None]:
    """So many broken files of one format; what they came to, and the first finding, made as small as it goes."""
    sound, told, last = WRITERS[ending](SAMPLES), Counter[str](), b""

    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, phases=(Phase.generate, Phase.shrink), suppress_health_check=list(HealthCheck)
    )
    @given(EDITS)
    def one(edits: list[Edit]) -> None:
        nonlocal last
        last = broken(sound, edits)
        told.update(check(last, ending))

    try:
        one()
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return told, (last, error)
    return told, None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--examples", type=int, default=300, help="broken files of a format before it is the next one's turn")
    parser.add_argument("--format", action="append", choices=list(WRITERS), help="only this one")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    end, number, findings, files = time.monotonic() + options.minutes * 60, options.seed, 0, 0
    told: dict[str, Counter[str]] = {}
    while time.monotonic() < end:
        for ending in options.format or WRITERS:
            counts, finding = fuzz(ending, options.examples, number)
            told.setdefault(ending, Counter()).update(counts)
            files += options.examples
            if finding:
                findings += 1
                save(finding, ending)
        number += 1
    for ending, counts in told.items():
        print(f"{ending:10} " + ", ".join(f"{reason} {count}" for reason, count in counts.most_common()))
    print(f"{files:,} broken files, {findings} findings")
    return 1 if findings else 0


def save(finding: tuple[bytes, BaseException], ending: str) -> None:
    data, error = finding
    FOUND.mkdir(parents=True, exist_ok=True)
    path = FOUND / f"{hashlib.blake2b(data, digest_size=6).hexdigest()}{ending}"
    path.write_bytes(data)
    print(f"{path.name}: {type(error).__name__}: {str(error)[:300]}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
