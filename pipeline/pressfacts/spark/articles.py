"""In an executor: rows of articles from what Spark read, by the same readers as a local run; and records from such rows.

Between the two Spark partitions the rows by their size.
"""

from __future__ import annotations

import io
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

import orjson
import pyarrow as pa

from pressfacts.arrow.schemas import OUTPUT_SCHEMA, REJECTED_COLUMN
from pressfacts.errors import ArticleError
from pressfacts.read.formats import TEXT, format_of, stem_of
from pressfacts.read.jsonl import read_jsonl
from pressfacts.read.members import read_member
from pressfacts.read.one import MEMBER
from pressfacts.read.records import Incoming, Limits, Origin, Record, Rejection, retry_command, too_large
from pressfacts.read.rows import FIELDS, id_of, incoming_of

Batches = Iterable[pa.RecordBatch]
Place = tuple[str, str | None, int | None]  # where an article stands, by `PLACE`

# `file` is Spark's name of the file, `member` the file in it where it is an archive, `line` counts from 1. `published` is text, since in a
# table of the user's it may be any. `byte_offset`, `encoding` and `derived_text` are those of `Incoming`. Where `rejected`, as in the
# output, says why, there is no article.
PLACE = ("file", "member", "line")
SCHEMA: pa.Schema = pa.schema(
    [
        *((name, pa.string()) for name in PLACE[:2]),
        (PLACE[2], pa.int64()),
        ("byte_offset", pa.int64()),
        ("encoding", pa.string()),
        ("derived_text", pa.bool_()),
        *((name, pa.string()) for name in FIELDS),
        OUTPUT_SCHEMA.field(REJECTED_COLUMN),
    ]
)
_CHARACTERS_AT_ONCE, _ROWS_AT_ONCE = 4 << 20, 1024
_DUPLICATE = ArticleError("an article before it has the same id", reason="duplicate_id", mend="give each article an id of its own")
_SURROGATE = ArticleError("holds half of a surrogate pair", reason="bad_encoding", mend="write it as valid UTF-8")


@dataclass(frozen=True)
class Names:
    """How the user named the files that Spark names by their full path; the order of the mapping is the order of the input."""

    told: Mapping[str, str] = field(default_factory=dict)

    def of(self, file: str, member: str | None = None) -> str:
        """The name of a file, or of one in an archive, in rejections."""
        name = self.told.get(path_of(file), file)
        return name if member is None else f"{name}{MEMBER}{member}"


def path_of(file: str) -> str:
    """The path in Spark's name of a file of this machine; any other name as it is."""
    parts = urllib.parse.urlsplit(file)
    return urllib.parse.unquote(parts.path) if parts.scheme == "file" else file


class Before(NamedTuple):
    """What of a file comes before the first line of one of its parts: so many lines, and bytes."""

    lines: int = 0
    bytes: int = 0


Parts = Mapping[tuple[str, int], Before]  # by the file and the byte where Spark cut it; without parts that nothing comes before


def read_lines(batches: Batches, before: Parts, names: Names, limits: Limits) -> Iterator[pa.RecordBatch]:
    """Articles from lines of JSONL: batches of `file`, `block` (the byte where Spark cut the part off) and `value`."""
    return _in_batches(_line_records(batches, before, names, limits), names)


def _line_records(batches: Batches, before: Parts, names: Names, limits: Limits) -> Iterator[tuple[str, Record]]:
    part, number, offset = None, 0, 0
    for batch in batches:
        files, blocks, values = (batch.column(name) for name in ("file", "block", "value"))
        for position in range(batch.num_rows):
            here = files[position].as_py(), blocks[position].as_py()
            if here != part:
                part, (number, offset) = here, before.get(here, Before())
            number += 1
            line = values[position].as_py()
            if line.strip():
                # Spark takes the mark of UTF-8 away that a file may begin with; the first line begins before it.
                yield here[0], _line_record(line, names.of(here[0]), number, 0 if number == 1 else offset, limits)
            offset += len(line) + 1


def _line_record(line: bytes, name: str, number: int, offset: int, limits: Limits) -> Record:
    id_, origin = None, Origin(name, stem_of(name))
    try:
        row = orjson.loads(line) if len(line) <= limits.article_bytes else None
        if isinstance(row, dict):
            id_ = id_of(row, origin, number)
            return incoming_of(row, id_, name, number, offset)
    except orjson.JSONDecodeError:
        pass
    except ArticleError as error:
        return Rejection.of(error, name, id=id_, line=number, offset=offset)
    (rejection,) = read_jsonl(io.BytesIO(line), origin, limits)  # says what is wrong with it
    assert isinstance(rejection, Rejection)
    return rejection._replace(line=number, byte_offset=offset, retry=retry_command(name, number))


def read_files(batches: Batches, names: Names, limits: Limits) -> Iterator[pa.RecordBatch]:
    """Articles from whole files: batches of `file` and `content`."""
    pairs = ((batch.column("file")[at].as_py(), batch.column("content")[at].as_py()) for batch in batches for at in range(batch.num_rows))
    records = ((file, record) for file, content in pairs for record in _file_records(content, names.of(file), limits))
    return _in_batches(records, names)


def _file_records(content: bytes, name: str, limits: Limits) -> Iterator[Record]:
    records = read_member(io.BytesIO(content), name, Origin(name, stem_of(name)), format_of(name) or TEXT, limits)
    return cast(Iterator[Record], records)  # nothing is known without a Recall


def _in_batches(records: Iterable[tuple[str, Record]], names: Names) -> Iterator[pa.RecordBatch]:
    rows, characters = list[dict[str, Any]](), 0
    for file, record in records:
        rows.append(row_of(file, names.of(file), record))
        characters += len(rows[-1].get("text") or "")
        if characters >= _CHARACTERS_AT_ONCE or len(rows) >= _ROWS_AT_ONCE:
            yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
            rows, characters = [], 0
    if rows:
        yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def row_of(file: str, name: str, record: Record) -> dict[str, Any]:
    """The row of a record, by `SCHEMA`; `name` is what the user calls the file."""
    source = record.source if isinstance(record, Rejection) else record.file
    member = source.removeprefix(name + MEMBER) if source.startswith(name + MEMBER) else None
    place = {"file": file, "member": member, "line": record.line, "byte_offset": record.byte_offset}
    if isinstance(record, Incoming):
        article = record.article
        published = article.published.isoformat() if article.published else None
        fields = {**{name: getattr(article, name) for name in FIELDS}, "published": published}
        try:
            "".join(value for value in fields.values() if value is not None).encode()
            return {**place, "encoding": record.encoding, "derived_text": record.derived_text, **fields}
        except UnicodeEncodeError:
            record = Rejection.of(_SURROGATE, record.file, line=record.line, offset=record.byte_offset)
    return {**place, "id": record.id, REJECTED_COLUMN: record._asdict()}


def records_of(batches: Batches, names: Names, duplicates: frozenset[Place], limits: Limits) -> Iterator[Record]:
    """Records from rows by `SCHEMA`; those at the places in `duplicates` are rejected."""
    for row in (row for batch in batches for row in _rows_of(batch)):
        told = row[REJECTED_COLUMN]
        record = Rejection(row["id"], **told) if told else _article_record(row, names.of(row["file"], row["member"]), limits)
        if isinstance(record, Incoming) and tuple(row[name] for name in PLACE) in duplicates:
            record = Rejection.of(_DUPLICATE, record.file, id=record.article.id, line=record.line, offset=record.byte_offset)
        yield record


def _rows_of(batch: pa.RecordBatch) -> Iterator[Mapping[str, Any]]:
    try:
        yield from batch.to_pylist()
    except UnicodeDecodeError:  # Spark passes on what a table has, whether it is UTF-8 or not
        for position in range(batch.num_rows):
            yield {name: _value(batch.column(name)[position]) for name in batch.schema.names}


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:
        return error


def _article_record(row: Mapping[str, Any], name: str, limits: Limits) -> Record:
    id_ = None
    try:
        if error := next((value for value in row.values() if isinstance(value, UnicodeDecodeError)), None):
            what = f"holds text that is not valid UTF-8 at byte {error.start}"
            raise ArticleError(what, reason="bad_encoding", mend="write the table in UTF-8")
        if len(row["text"] or "") > limits.article_bytes:
            raise too_large(limits)
        id_ = id_of(row, Origin(name, stem_of(name)), row["line"])
        incoming = incoming_of(row, id_, name, row["line"], row["byte_offset"], row["encoding"])
        return incoming._replace(derived_text=row["derived_text"])
    except ArticleError as error:
        return Rejection.of(error, name, id=id_, line=row["line"], offset=row["byte_offset"])
