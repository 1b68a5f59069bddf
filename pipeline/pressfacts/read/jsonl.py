"""JSON lines: one line, one article. A bad line costs that line only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonlines
import orjson

from pressfacts.article import Article
from pressfacts.errors import ArticleError
from pressfacts.read.files import ByteStream, OnBytes, open_input
from pressfacts.read.published import parse_published
from pressfacts.read.records import STANDARD_INPUT, Incoming, Limits, Record, Rejection, name_of, stem_of
from pressfacts.read.text_files import too_large

_SKIP_BYTES = 1 << 16
_LONGEST_ID = 1000  # it is written again with every fact


class BoundedLines:
    """The lines of a stream as bytes, none longer than the limit; `offset` is the byte where the last one began.

    A longer line raises ArticleError `too_large` when its turn comes, and the iteration can go on behind it.
    """

    def __init__(self, stream: ByteStream, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self.number, self.offset, self._next_offset = 0, 0, 0

    def __iter__(self) -> BoundedLines:
        return self

    def __next__(self) -> bytes:
        size = self._limits.article_bytes + 1  # one more for the line feed
        self.number, self.offset = self.number + 1, self._next_offset
        line = self._readline(size)
        if not line:
            raise StopIteration
        if len(line) == size and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = self._readline(_SKIP_BYTES)
            raise too_large(self._limits)
        return line

    def _readline(self, size: int) -> bytes:
        line = self._stream.readline(size)
        self._next_offset += len(line)
        return line


def read_jsonl(path: Path, limits: Limits, on_bytes: OnBytes | None = None) -> Iterator[Record]:
    """The articles of a `.jsonl` or `.jsonl.gz` file, or of standard input for `-`. Blank lines are passed over.

    A stream that breaks off (a damaged `.gz`, a fault of the disk) gives one rejection with the line it came to, and ends.
    """
    source, stem = name_of(path), "stdin" if str(path) == STANDARD_INPUT else stem_of(path)
    lines: BoundedLines | None = None
    try:
        with open_input(path, on_bytes) as stream:
            lines = BoundedLines(stream, limits)
            yield from _records(lines, source, stem)
    except ArticleError as error:
        line, offset = (lines.number, lines.offset) if lines else (None, None)
        yield Rejection.of(error, source, line=line, offset=offset)


def _records(lines: BoundedLines, source: str, stem: str) -> Iterator[Record]:
    reader = jsonlines.Reader(lines, loads=orjson.loads)
    while True:
        id_ = None
        try:
            row = _read_object(reader)
            id_ = _id(row, stem, lines.number)
            yield _incoming(row, id_, source, lines)
        except EOFError:
            return
        except ArticleError as error:
            if error.reason in ("decompression_bomb", "damaged_gzip", "unreadable"):
                raise
            yield Rejection.of(error, source, id=id_, line=lines.number, offset=lines.offset)


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


def _id(row: dict[str, Any], stem: str, number: int) -> str:
    value = row.get("id")
    if value is None or value == "":
        return f"{stem}-{number}"
    if isinstance(value, str):
        if len(value) > _LONGEST_ID:
            raise ArticleError(
                f"`id` is longer than {_LONGEST_ID} code points", reason="bad_id", mend="give a shorter id, or leave `id` out"
            )
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ArticleError("`id` is neither text nor a whole number", reason="bad_id", mend="give a text, or leave `id` out")


def _incoming(row: dict[str, Any], id_: str, source: str, lines: BoundedLines) -> Incoming:
    warnings: list[str] = []
    text = _text(row)
    title, outlet, url = (_optional_text(row, field, warnings) for field in ("title", "source", "url"))
    told = _optional_text(row, "published", warnings)
    published = parse_published(told) if told else None
    if told and published is None:
        warnings.append(f"`published` is no clear date: {told[:60]}")
    return Incoming(Article(id_, text, title, published, outlet, url), source, lines.number, lines.offset, "utf-8", tuple(warnings))


def _text(row: dict[str, Any]) -> str:
    text = row.get("text")
    if text is None:
        raise ArticleError("has no `text`", reason="no_text", mend="put the article's text into the field `text`")
    if not isinstance(text, str):
        raise ArticleError("`text` is not a string", reason="bad_text", mend="put the article's text into the field `text`")
    if not text.strip():
        raise ArticleError("`text` is blank", reason="empty", mend="leave the line out")
    if "\0" in text:
        what = f"`text` holds a NUL character at code point {text.index(chr(0))}"
        raise ArticleError(what, reason="control_characters", mend="remove the NUL characters")
    return text


def _optional_text(row: dict[str, Any], field: str, warnings: list[str]) -> str | None:
    value = row.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        return value
    warnings.append(f"`{field}` is not text and was left out")
    return None
