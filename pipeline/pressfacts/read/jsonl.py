"""JSON lines: one line, one article. A bad line costs that line only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import repeat
from typing import Any, BinaryIO, NamedTuple

import orjson

from pressfacts.errors import ArticleError
from pressfacts.lots import in_lots
from pressfacts.read.files import ends_the_stream
from pressfacts.read.lines import BoundedLines
from pressfacts.read.records import AnyRecord, Known, Limits, Origin, Recalled, Record, Rejection
from pressfacts.read.rows import id_of, incoming_of

_AT_ONCE, _AT_ONCE_BYTES = 64, 1 << 18  # lines that a Recall is asked about together


class _Line(NamedTuple):
    """A line, or the error that stands in its place."""

    number: int
    offset: int
    data: bytes
    error: ArticleError | None = None


def read_jsonl(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[AnyRecord]:
    """The articles of JSON lines. Blank lines are passed over, and lines that are known are not read again.

    A stream that breaks off (a damaged `.gz`, a fault of the disk) gives one rejection with the line it came to, and ends.
    """
    for lot in in_lots(_lines(stream, limits), _AT_ONCE, _AT_ONCE_BYTES, _length):
        known = origin.recall.recall([line.data for line in lot]) if origin.recall else repeat(Recalled(b""))
        for line, told in zip(lot, known, strict=False):
            if told.id is not None:
                yield Known(told.id, origin.source, line.number, line.offset, told.place)
            elif record := _record(line, origin, told.digest):
                yield record


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[_Line]:
    lines = BoundedLines(stream, limits)
    while True:
        try:
            for data in lines:
                yield _Line(lines.number, lines.offset, data)
            return
        except ArticleError as error:
            yield _Line(lines.number, lines.offset, b"", error)
            if ends_the_stream(error):
                return


def _length(line: _Line) -> int:
    return len(line.data)


def _record(line: _Line, origin: Origin, digest: bytes) -> Record | None:
    """What the line holds; None for a blank one."""
    id_ = None
    try:
        if (row := _row(line)) is None:
            return None
        id_ = id_of(row, origin, line.number)
        incoming = incoming_of(row, id_, origin.source, line.number, line.offset)
    except ArticleError as error:
        return Rejection.of(error, origin.source, id=id_, line=line.number, offset=line.offset)
    # An equal line elsewhere would be another article where the id comes from the place.
    return incoming._replace(digest=digest) if digest and row.get("id") else incoming


def _row(line: _Line) -> dict[str, Any] | None:
    if line.error:
        raise line.error
    with suppress(orjson.JSONDecodeError):
        row = orjson.loads(line.data)
        if isinstance(row, dict):
            return row
    import jsonlines  # as long to import as a thousand lines take

    try:  # a blank line, a mark of the encoding before the object, or something wrong, which the library knows to tell
        return jsonlines.Reader([line.data], loads=orjson.loads).read(type=dict, skip_empty=True)
    except EOFError:
        return None
    except jsonlines.InvalidLineError as error:
        raise _bad_line(error.__cause__) from error


def _bad_line(cause: BaseException | None) -> ArticleError:
    # The library tells its three complaints apart only by what caused them.
    if isinstance(cause, UnicodeDecodeError):
        return ArticleError(f"is not valid UTF-8 at byte {cause.start} of the line", reason="bad_encoding", mend="write JSONL in UTF-8")
    if cause is not None:
        return ArticleError(f"is not JSON: {cause}", reason="bad_json", mend="write each article as one JSON object on one line")
    return ArticleError("is JSON, but no object", reason="not_object", mend='a line is an object such as {"id": "a1", "text": "..."}')
