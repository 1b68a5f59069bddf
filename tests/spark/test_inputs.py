"""What Spark reads: the articles, numbers of lines and places of a local run, also where it cuts files up."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pressfacts.read import Incoming, Limits, Record, find_inputs, read_articles
from pressfacts.spark.articles import records_of
from pressfacts.spark.inputs import find_files, read_inputs

LINES = [*(f'{{"id": "{number}", "text": "{"It cost $5. " * (number % 20)}"}}' for number in range(90)), "no JSON", "", "  \r", "{}", "é"]


@pytest.fixture
def small_parts(cluster: Any) -> Iterator[Any]:
    """The cluster, cutting files into parts of two thousand bytes."""
    name = "spark.sql.files.maxPartitionBytes"
    before = cluster.conf.get(name)
    cluster.conf.set(name, "2000b")
    yield cluster
    cluster.conf.set(name, before)


def by_spark(session: Any, folder: Path) -> list[Record]:
    files = find_files([str(folder)], Limits(), None)
    table = read_inputs(session, files, Limits()).toArrow()
    return _in_order(records_of(table.to_batches(), files.names, frozenset(), Limits()))


def locally(folder: Path) -> list[Record]:
    return _in_order(read_articles(find_inputs([str(folder)])))


def _in_order(records: Iterable[Record]) -> list[Record]:
    told = (record._replace(warnings=()) if isinstance(record, Incoming) else record for record in records)
    return sorted(told, key=_place)


def _place(record: Record) -> tuple[str, int]:
    return (record.file if isinstance(record, Incoming) else record.source), record.line or 0


def test_lines_are_told_with_their_numbers_and_bytes(small_parts: Any, tmp_path: Path) -> None:
    for name, mark, lines in (("plain", b"", LINES), ("marked", codecs.BOM_UTF8, LINES[::-1]), ("short", codecs.BOM_UTF8, LINES[-2:])):
        text = "\n".join(lines).replace('"id": "', f'"id": "{name}-')
        (tmp_path / f"{name}.jsonl").write_bytes(mark + text.encode() + b"\n" * (name == "plain"))
    assert len(small_parts.read.text(str(tmp_path)).rdd.glom().collect()) > 9
    assert by_spark(small_parts, tmp_path) == locally(tmp_path)


def test_rows_of_other_tables_are_told_with_their_numbers(small_parts: Any, tmp_path: Path) -> None:
    rows = [f"c{number},It cost ${number}." for number in range(9)]
    (tmp_path / "table.csv").write_text("\n".join(["id,text", *rows, "c9,", "c10,caf\x00"]), "utf-8")
    (tmp_path / "latin.txt").write_bytes("It cost €5 in Málaga.".encode("cp1252"))
    assert by_spark(small_parts, tmp_path) == locally(tmp_path)
