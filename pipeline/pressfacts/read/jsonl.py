"""JSON lines: one line, one article. A bad line costs that line only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import jsonlines
import orjson

from pressfacts.errors import ArticleError
from pressfacts.read.files import ends_the_stream
from pressfacts.read.lines import BoundedLines
from pressfacts.read.records import Limits, Origin, Record, Rejection
from pressfacts.read.rows import id_of, incoming_of


def read_jsonl(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The articles of JSON lines. Blank lines are passed over.

    A stream that breaks off (a damaged `.gz`, a fault of the disk) gives one rejection with the line it came to, and ends.
    """
    lines = BoundedLines(stream, limits)
    reader = jsonlines.Reader(lines, loads=orjson.loads)
    while True:
        id_ = None
        try:
            row = _read_object(reader)
            id_ = id_of(row, origin, lines.number)
            yield incoming_of(row, id_, origin.source, lines.number, lines.offset)
        except EOFError:
            return
        except ArticleError as error:
            yield Rejection.of(error, origin.source, id=id_, line=lines.number, offset=lines.offset)
            if ends_the_stream(error):
                return


def _read_object(reader: jsonlines.Reader) -> dict[str, Any]:
    try:
        return reader.read(type=dict, skip_empty=True)
    except jsonlines.InvalidLineError as error:
        raise _bad_line(error.__cause__) from error


def _bad_line(cause: BaseException | None) -> ArticleError:
    # The library tells its three complaints apart only by what caused them.
    if isinstance(cause, UnicodeDecodeError):
        return ArticleError(f"is not valid UTF-8 at byte {cause.start} of the line", reason="bad_encoding", mend="write JSONL in UTF-8")
    if cause is not None:
        return ArticleError(f"is not JSON: {cause}", reason="bad_json", mend="write each article as one JSON object on one line")
    return ArticleError("is JSON, but no object", reason="not_object", mend='a line is an object such as {"id": "a1", "text": "..."}')
