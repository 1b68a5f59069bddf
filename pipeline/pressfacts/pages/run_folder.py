"""The output folder of a run, read back: its report, its articles, its facts."""

from __future__ import annotations

import datetime
import gzip
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pressfacts.errors import InputError
from pressfacts.read.facts import FORMS, read_facts
from pressfacts.read.pyarrow_extra import parquet_module
from pressfacts.read.spark_folder import SPARK_RUN, is_spark_folder, read_table
from pressfacts.write.output import RUN

Row = dict[str, Any]
_MEND = "name a folder that `pressfacts extract` wrote"


@dataclass(frozen=True)
class RunFolder:
    """What a run wrote: `run` is the content of its report, `articles` and `facts` are the rows in the order of the files."""

    path: Path
    run: Row
    articles: list[Row]
    facts: list[Row]


def read_run(path: Path) -> RunFolder:
    """Read the folder, of JSON lines or Parquet, also of a run on Spark.

    Raises InputError where it is no run's, or its files are not of one run.
    """
    try:
        run = orjson.loads((path / (SPARK_RUN if is_spark_folder(path) else RUN)).read_bytes())
        if "pressfacts.duckdb" in (run.get("outputs") or {}):
            mend = "a page is made from JSON lines or Parquet: run `pressfacts extract` with --format jsonl into another folder"
            raise InputError("holds a database", where=str(path), mend=mend)
        articles = _articles(path)
        known = {row["id"] for row in articles}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("holds no finished run", where=str(path), mend=_MEND) from error
    return RunFolder(path, run, articles, _of_these(read_facts(path), known, path))


def _of_these(facts: list[Row], known: set[str], path: Path) -> list[Row]:
    stray = next(
        (fact for fact in facts if fact["doc_id"] not in known or "id" not in fact or not isinstance(fact.get("value"), dict)), None
    )
    if stray:
        what = f"a fact of article {stray['doc_id']!r} has no article, id or value"
        raise InputError(what, where=str(path), mend="articles and facts must be those of one run")
    return facts


def _articles(folder: Path) -> list[Row]:
    if is_spark_folder(folder):  # whose rows stand in no order
        return sorted(_plain_rows(read_table(folder, "articles")), key=lambda row: (row["file"], row["line"] or 0))
    path = next((folder / f"articles{form}" for form in FORMS if (folder / f"articles{form}").is_file()), folder / "articles.jsonl")
    if path.suffix == ".parquet":
        return _columns(path)
    data = path.read_bytes()
    return [orjson.loads(line) for line in _unpacked(data, path).splitlines() if line.strip()]


def _unpacked(data: bytes, path: Path) -> bytes:
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise InputError("needs the package zstandard", where=str(path), mend="pip install 'pressfacts[zst]'") from error
        return bytes(zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read())
    return data


def _columns(path: Path) -> list[Row]:
    return _plain_rows(parquet_module(path).read_table(path))


def _plain_rows(table: Any) -> list[Row]:
    rows: Iterable[Row] = table.to_pylist()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
