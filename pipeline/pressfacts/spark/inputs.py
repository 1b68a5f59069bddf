"""What the user named as input, as one DataFrame of articles and rejections by `articles.SCHEMA`.

Spark reads JSONL line by line and Parquet row by row, and splits large files of both; files of every other format go whole to an
executor, where the readers of a local run open them. So the articles, their ids and the rejections are those of a local run.
"""

from __future__ import annotations

import codecs
import functools
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from pressfacts.arrow.schemas import REJECTED_COLUMN
from pressfacts.errors import InputError
from pressfacts.read import Limits, find_inputs
from pressfacts.read.articles import read_file
from pressfacts.read.formats import KNOWN, format_of, require
from pressfacts.read.records import STANDARD_INPUT
from pressfacts.read.remote import is_url
from pressfacts.read.rows import FIELDS
from pressfacts.spark.articles import PLACE, SCHEMA, Before, Names, Parts, Place, path_of, read_files, read_lines, row_of

LINES, ROWS, FILES = "lines", "rows", "files"
_SPLIT_BY_SPARK = {".jsonl": LINES, ".ndjson": LINES, ".parquet": ROWS}
_GLOB = re.compile(r"[\\*?\[\]{}]")
_MOST_DUPLICATES = 1_000_000


class Files(NamedTuple):
    """Paths as Spark takes them, by how they are read; rows of files that cannot be read; and the names that the user gave."""

    paths: dict[str, list[str]]
    unreadable: list[dict[str, Any]]
    names: Names


def find_files(inputs: Sequence[str], limits: Limits, leave_out: Path | None) -> Files:
    """The files behind the inputs. Raises InputError as a local run does; URLs are left to Spark and its drivers."""
    if STANDARD_INPUT in inputs:
        raise InputError("Spark cannot read standard input", mend="write it to a file that the executors can read")
    local, urls = [name for name in inputs if not is_url(name)], [name for name in inputs if is_url(name)]
    paths, unreadable, told = defaultdict[str, list[str]](list), list[dict[str, Any]](), dict[str, str]()
    for file in find_inputs(local, leave_out=leave_out) if local else []:
        path = str(Path(str(file)).resolve())  # as Spark will name it
        told[path] = str(file)
        if os.access(path, os.R_OK) and Path(path).is_file():
            paths[_way(str(file))].append(_GLOB.sub(r"\\\g<0>", path))
        else:
            unreadable += [row_of(f"file://{path}", str(file), record) for record in read_file(file, limits)]
    for url in urls:
        if (format_ := format_of(url)) is None:
            mend = f"name files or a glob (such as {url.rstrip('/')}/*.jsonl) that ends in one of {KNOWN}"
            raise InputError("a URL must tell the format", where=url, mend=mend)
        if format_.extra:
            require(format_.extra, format_.name)
        paths[_way(url)].append(url)
    return Files(dict(paths), unreadable, Names(told))


def _way(path: str) -> str:
    return next((way for ending, way in _SPLIT_BY_SPARK.items() if path.lower().endswith(ending)), FILES)


def read_inputs(session: SparkSession, files: Files, limits: Limits) -> DataFrame:
    """The articles and rejections of the files, in no order."""
    schema = from_arrow_schema(SCHEMA)
    ways: dict[str, Callable[..., DataFrame]] = {LINES: _lines, ROWS: _rows, FILES: _files}
    parts = [ways[way](session, paths, files.names, limits) for way, paths in sorted(files.paths.items())]
    if files.unreadable or not parts:
        parts.append(session.createDataFrame([_as_tuple(row) for row in files.unreadable], schema))
    return functools.reduce(DataFrame.unionByName, parts)


def _as_tuple(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in SCHEMA.names)


def _metadata(name: str) -> Column:
    return F.col(f"_metadata.{name}")


def _lines(session: SparkSession, paths: list[str], names: Names, limits: Limits) -> DataFrame:
    text = session.read.text(paths, lineSep="\n")
    place = (_metadata(name).alias(alias) for name, alias in (("file_path", "file"), ("file_block_start", "block"), ("file_size", "size")))
    lines = text.select(*place, F.col("value").cast("binary"))
    before = _before(lines)

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        return read_lines(batches, before, names, limits)

    return lines.drop("size").mapInArrow(read, from_arrow_schema(SCHEMA))


def _before(lines: DataFrame) -> Parts:
    """What comes before each part of a file: Spark splits large files, and tells neither the numbers of lines nor where they begin."""
    counted = lines.groupBy("file", "size", "block").agg(F.count("*").alias("lines"), F.sum(F.octet_length("value") + 1).alias("bytes"))
    files = defaultdict[str, list[Any]](list)
    for row in counted.orderBy("file", "block").collect():
        files[row["file"]].append(row)
    before = dict[tuple[str, int], Before]()
    for file, parts in files.items():
        # Each line ends in one byte, the last perhaps in none. Where there are more, Spark has left out the mark of UTF-8 at the beginning.
        unseen = parts[0]["size"] - sum(part["bytes"] for part in parts)
        so_far = Before(0, max(0, unseen) and len(codecs.BOM_UTF8))
        for part in parts:
            if any(so_far):
                before[file, part["block"]] = so_far
            so_far = Before(so_far.lines + part["lines"], so_far.bytes + part["bytes"])
    return before


def _rows(session: SparkSession, paths: list[str], names: Names, limits: Limits) -> DataFrame:
    table = session.read.option("mergeSchema", "true").parquet(*paths)
    if "text" not in table.columns:
        raise InputError("the Parquet files have no column `text`", mend=f"name the columns {', '.join(FIELDS)}")
    types = {field.name: field.dataType for field in from_arrow_schema(SCHEMA)}
    place = {"file": _metadata("file_path"), "line": _metadata("row_index") + 1, "encoding": F.lit("utf-8"), "derived_text": F.lit(False)}
    columns = {name: F.col(name) for name in FIELDS if name in table.columns} | place
    return table.select(*(columns.get(name, F.lit(None)).cast(types[name]).alias(name) for name in SCHEMA.names))


def _files(session: SparkSession, paths: list[str], names: Names, limits: Limits) -> DataFrame:
    whole = session.read.format("binaryFile").load(paths).select(_metadata("file_path").alias("file"), "content")

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        return read_files(batches, names, limits)

    return whole.mapInArrow(read, from_arrow_schema(SCHEMA))


def find_duplicates(articles: DataFrame, names: Names) -> frozenset[Place]:
    """The places of articles whose id one before them has, in the order of the input as the user named it.

    Raises InputError where there are so many that the ids cannot be meant.
    """
    read = articles.where(F.col(REJECTED_COLUMN).isNull() & (F.coalesce("id", F.lit("")) != ""))
    twice = read.groupBy("id").agg(F.count("*").alias("times"), F.collect_list(F.struct(*PLACE)).alias("places"))
    found = twice.where(F.col("times") > 1).select("places").limit(_MOST_DUPLICATES + 1).collect()
    if len(found) > _MOST_DUPLICATES:
        what = f"more than {_MOST_DUPLICATES:,} ids stand for more than one article"
        raise InputError(what, mend="give each article an id of its own, or leave `id` out of files that have a name of their own")
    rank = {path: number for number, path in enumerate(names.told)}

    def order(place: Place) -> tuple[int, str, str, int]:
        file, member, line = place
        return rank.get(path_of(file), len(rank)), file, member or "", line or 0

    alike = (sorted((tuple(place) for place in row["places"]), key=order) for row in found)
    return frozenset(place for places in alike for place in places[1:])
