"""The output folder of a run, read back: its report, its articles, its facts."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from pressfacts.errors import InputError
from pressfacts.fact import KINDS
from pressfacts.write.output import ARTICLES, FACTS, RUN

Row = dict[str, Any]
_SUFFIXES = ("", ".gz", ".zst")
_NO_FACT = "is no fact"


@dataclass(frozen=True)
class RunFolder:
    """What a run wrote: `run` is the content of run.json, `articles` and `facts` are the rows in the order of the files."""

    path: Path
    run: Row
    articles: list[Row]
    facts: list[Row]


def read_run(path: Path) -> RunFolder:
    """Read the folder. Raises InputError, naming file and line, where it is no run's, or a row is not what a run writes."""
    try:
        run = orjson.loads((path / RUN).read_bytes())
        articles = [row for _, row in _rows(path, ARTICLES)]
        known = {row["id"] for row in articles}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError("holds no finished run", where=str(path), mend="name a folder that `pressfacts extract` wrote") from error
    return RunFolder(path, run, articles, [_checked(row, known, where) for where, row in _rows(path, FACTS)])


def _rows(folder: Path, name: str) -> Iterator[tuple[str, Row]]:
    path = next((folder / f"{name}{suffix}" for suffix in _SUFFIXES if (folder / f"{name}{suffix}").is_file()), None)
    if path is None:
        mend = "a page is made from JSON lines: run `pressfacts extract` with --format jsonl into another folder"
        raise InputError(f"holds no {name}", where=str(folder), mend=mend)
    with path.open("rb") as file:
        for number, line in enumerate(_opened(file, path), 1):
            where = f"{path}:{number}"
            try:
                yield where, orjson.loads(line)
            except ValueError as error:
                raise InputError("is not JSON", where=where, mend="write the run anew") from error


def _opened(file: BinaryIO, path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=file))
    if path.suffix == ".zst":
        try:
            import zstandard
        except ImportError as error:
            raise InputError("zst needs the package zstandard", where=str(path), mend="pip install 'pressfacts[zst]'") from error
        return cast(BinaryIO, io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(file)))
    return file


def _checked(row: Row, known: set[str], where: str) -> Row:
    """The row, if it is one that a page can show. The schema is not asked: a page shows older and newer runs too."""
    try:
        fits = row["kind"] in KINDS and row["doc_id"] in known and isinstance(row["value"], dict) and isinstance(row["text"], str)
        spans = [row["start"], row["end"], row["sentence"]["start"], row["sentence"]["end"]]
        if not fits or not all(isinstance(place, int) and place >= 0 for place in spans):
            raise InputError(_NO_FACT, where=where, mend="facts.jsonl and articles.jsonl must be those of one run")
    except (KeyError, TypeError) as error:
        raise InputError(_NO_FACT, where=where, mend="a row is what `pressfacts extract` writes to facts.jsonl") from error
    return row
