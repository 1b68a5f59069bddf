"""The facts of a run, in whatever form it wrote them, and gold: as rows."""

from __future__ import annotations

import datetime
import gzip
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from pressfacts.errors import InputError
from pressfacts.read.fact_rows import Row, rows_of
from pressfacts.read.pyarrow_extra import parquet_module
from pressfacts.read.spark_folder import is_spark_folder, read_table

FORMS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
_TEXT = "_text"


def read_facts(path: str | Path) -> list[Row]:
    """The rows of a file (JSON lines, plain or as .gz or .zst, or Parquet), or of the facts in the folder of a run, also one on Spark.

    Raises InputError that names file and line for whatever is no fact row, and where what is needed to read it is not installed.
    """
    path = Path(path)
    if is_spark_folder(path):
        return _rows_of_columns(read_table(path, "facts").to_pylist(), path)
    if path.is_dir():
        path = next((path / f"facts{form}" for form in FORMS if (path / f"facts{form}").is_file()), path / "facts.jsonl")
    if path.name.endswith(".parquet"):
        return _parquet_rows(path)
    with _opened(path) as lines:
        return rows_of(_whole(lines, path), path)


def _whole(lines: Iterable[bytes], path: Path) -> Iterator[bytes]:
    try:
        yield from lines
    except EOFError as error:  # which the reader of lines would take for the end of the file
        raise InputError("is cut off", where=str(path), mend="copy it again") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        if path.name.endswith(".gz"):
            with gzip.open(path, "rb") as lines:
                yield cast(BinaryIO, lines)
        elif path.name.endswith(".zst"):
            import zstandard

            with zstandard.open(path, "rb") as lines:
                yield cast(BinaryIO, lines)
        else:
            with path.open("rb") as lines:
                yield lines
    except ImportError as error:
        raise InputError("needs the package zstandard, which is not installed", where=str(path), mend="pip install zstandard") from error
    except OSError as error:
        raise InputError(
            error.strerror or str(error) or "cannot be read", where=str(path), mend="name a file of facts, or the folder of a run"
        ) from error


def _parquet_rows(path: Path) -> list[Row]:
    parquet = parquet_module(path)
    try:
        columns = parquet.read_table(path).to_pylist()
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {str(error)[:200]}", where=str(path), mend="name the facts.parquet of a run") from error
    return _rows_of_columns(columns, path)


def _rows_of_columns(columns: list[Row], path: Path) -> list[Row]:
    head = ("id", "doc_id", "kind", "text", "start", "end", "rule")
    lines = (json.dumps({**{name: row.get(name) for name in head}, "value": _plain(row.get(row.get("kind") or ""))}) for row in columns)
    return rows_of((line.encode() for line in lines), path)


def _plain(value: Any) -> Any:
    """A struct as the record has it: amounts are text, days are ISO 8601, the slots of a frame are JSON."""
    if isinstance(value, dict):
        exact = {name.removesuffix(_TEXT): inner for name, inner in value.items() if name.endswith(_TEXT)}
        plain = {name: _plain(inner) for name, inner in value.items() if not name.endswith(_TEXT)} | exact
        return plain | ({"slots": json.loads(plain["slots"])} if isinstance(plain.get("slots"), str) else {})
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
