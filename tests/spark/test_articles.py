"""Executors read what a local run reads, however Spark cut the files up; here without Spark."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.samples import ONE_ARTICLE, WRITERS, Sample
from pressfacts.read import Incoming, Limits, Record, read_articles
from pressfacts.read.jsonl import read_jsonl
from pressfacts.read.records import Origin
from pressfacts.spark.articles import Before, Names, path_of, read_files, read_lines, records_of

FILE, NAME = "file:///data/a%20b/news.jsonl", "news.jsonl"
NAMES = Names({"/data/a b/news.jsonl": NAME})
SMALL = Limits(article_bytes=200)

LINES = st.sampled_from(
    [
        b'{"id": "a", "text": "It cost $5.", "published": "2026-01-17", "source": "wire"}',
        b'{"text": "No id."}',
        b'{"id": 7, "text": "A number.", "published": "no day"}\r',
        b"",
        b"  ",
        b"no JSON",
        b"[1, 2]",
        b'{"id": "b"}',
        b'{"id": "b", "text": "a\\u0000b"}',
        b'{"id": true, "text": "x"}',
        b'{"id": "l", "text": "caf\xe9"}',
        b'{"id": "s", "text": "half a \\ud83d"}',
        b'{"id": "long", "text": "' + b"x" * 300 + b'"}',
    ]
)


def through_spark(parts: list[list[bytes]]) -> list[Record]:
    """The lines of the parts of a file, as they come to executors and go on to the extraction."""
    rows, before, number, at = list[dict[str, Any]](), dict[tuple[str, int], Before](), 0, 0
    for part in parts:
        if number:
            before[FILE, at] = Before(number, at)
        rows += [{"file": FILE, "block": at, "value": line} for line in part]
        number, at = number + len(part), at + sum(len(line) + 1 for line in part)
    schema = pa.schema([("file", pa.string()), ("block", pa.int64()), ("value", pa.binary())])
    batches = [pa.RecordBatch.from_pylist(rows[first : first + 3], schema=schema) for first in range(0, len(rows), 3)]
    return list(records_of(read_lines(batches, before, NAMES, SMALL), NAMES, frozenset(), SMALL))


def locally(lines: list[bytes]) -> list[Record]:
    return list(read_jsonl(io.BytesIO(b"".join(line + b"\n" for line in lines)), Origin(NAME, "news"), SMALL))


def as_one(record: Record) -> Record:
    return record._replace(warnings=()) if isinstance(record, Incoming) else record


@given(st.lists(st.lists(LINES, min_size=1, max_size=6), max_size=5))
def test_lines_are_read_as_a_local_run_reads_them(parts: list[list[bytes]]) -> None:
    expected = [as_one(record) for record in locally([line for part in parts for line in part])]
    assert list(map(as_one, through_spark(parts))) == expected


@pytest.mark.parametrize("ending", [ending for ending in WRITERS if ending != ".parquet"])
def test_files_of_every_format_are_read_as_a_local_run_reads_them(ending: str, tmp_path: Path) -> None:
    samples = [
        Sample(f"s{number}", f"It cost ${number} million in Daegu.\nThe second paragraph is as long as the first one.")
        for number in range(3)
    ]
    path = tmp_path / f"news{ending}"
    path.write_bytes(WRITERS[ending](samples))
    names = Names({str(path): str(path)})
    batch = pa.RecordBatch.from_pylist([{"file": path.as_uri(), "content": path.read_bytes()}])
    found = [as_one(record) for record in records_of(read_files([batch], names, Limits()), names, frozenset(), Limits())]
    expected = [as_one(record) for record in read_articles([path])]
    assert len(expected) == (1 if ending in ONE_ARTICLE else 3)
    assert found == expected


def test_a_file_that_is_broken_is_one_rejection() -> None:
    batch = pa.RecordBatch.from_pylist(
        [{"file": "file:///a.jsonl.gz", "content": b"\x1f\x8b\x08\x00broken"}, {"file": "s3a://b/c.txt", "content": b""}]
    )
    first, second = records_of(read_files([batch], Names(), Limits()), Names(), frozenset(), Limits())
    assert (first.source, first.reason) == ("file:///a.jsonl.gz", "damaged_gzip")  # type: ignore[union-attr]
    assert (second.id, second.reason) == ("c", "empty")  # type: ignore[union-attr]


def test_an_article_at_the_place_of_a_duplicate_is_rejected() -> None:
    lines = [orjson.dumps({"id": "a", "text": "x"})] * 2
    schema = pa.schema([("file", pa.string()), ("block", pa.int64()), ("value", pa.binary())])
    batch = pa.RecordBatch.from_pylist([{"file": FILE, "block": 0, "value": line} for line in lines], schema=schema)
    read = list(read_lines([batch], {}, NAMES, Limits()))
    first, second = records_of(read, NAMES, frozenset([(FILE, None, 2)]), Limits())
    assert isinstance(first, Incoming)
    assert (second.id, second.line, second.reason) == ("a", 2, "duplicate_id")  # type: ignore[union-attr]


def test_sparks_names_of_files_are_undone() -> None:
    assert path_of("file:///data/a%20b/%5Bc%5D.txt") == "/data/a b/[c].txt"
    assert path_of("hdfs://host/a%20b") == "hdfs://host/a%20b"
