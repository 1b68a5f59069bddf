"""CSV with a line of names: one row, one article. A bad row costs itself; a quotation mark that nobody closes costs its line."""

from __future__ import annotations

import csv
import itertools
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pressfacts.errors import ArticleError
from pressfacts.read.encoding import decode
from pressfacts.read.files import ends_the_stream
from pressfacts.read.lines import BoundedLines
from pressfacts.read.records import Limits, Origin, Record, Rejection, too_large
from pressfacts.read.rows import FIELDS, id_of, incoming_of

_DELIMITERS = ",;\t|"
_SAMPLE_BYTES = 1 << 16
# Rows behind an open quotation mark are read again. A file made to have that happen at every line is given up.
_MOST_READ_AGAIN = 256 << 20


class _Line(NamedTuple):
    """A line of the file: its number from 1, the byte where it begins, and its text or what is wrong with it."""

    number: int
    offset: int
    text: str | ArticleError


class _OpenRow(Exception):
    """The file, or an article's size, ended inside a row."""


def read_csv(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The rows of a table with the column `text` and any of `id`, `title`, `published`, `source`, `url`.

    The delimiter may be comma, semicolon, tab or bar. Raises ArticleError `no_text_column` where the first line names no `text`.
    """
    lines = _Lines(stream, limits)
    columns, delimiter = _header(lines)
    while True:
        first, fields = _next_row(lines, delimiter, limits)
        if first is None:
            return
        if isinstance(fields, ArticleError):
            yield Rejection.of(fields, origin.source, line=first.number, offset=first.offset)
            if ends_the_stream(fields):
                return
        elif any(field.strip() for field in fields):
            yield _record(dict(zip(columns, fields, strict=False)), origin, first, lines.encoding)


def _record(row: dict[str, str], origin: Origin, line: _Line, encoding: str) -> Record:
    id_ = None
    try:
        id_ = id_of(row, origin, line.number)
        return incoming_of(row, id_, origin.source, line.number, line.offset, encoding)
    except ArticleError as error:
        return Rejection.of(error, origin.source, id=id_, line=line.number, offset=line.offset)


class _Lines:
    """The decoded lines of a table. Lines may be put back to be read again."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        head = stream.read(_SAMPLE_BYTES)
        self.encoding = _encoding(head)
        self._lines = BoundedLines(_Joined(head, stream), limits)  # type: ignore[arg-type]
        self._again: deque[_Line] = deque()
        self._read_again = 0
        self._broken = False

    def next(self) -> _Line | None:
        """The next line, None at the end."""
        if self._again:
            return self._again.popleft()
        if self._broken:
            return None
        try:
            data = next(self._lines, None)
            return None if data is None else _Line(self._lines.number, self._lines.offset, self._decoded(data))
        except ArticleError as error:
            self._broken = ends_the_stream(error)
            return _Line(self._lines.number, self._lines.offset, error)

    def put_back(self, lines: list[_Line]) -> None:
        """Have these lines come again."""
        self._read_again += sum(len(line.text) for line in lines if isinstance(line.text, str))
        if self._read_again > _MOST_READ_AGAIN:
            what = "has open quotation marks all over"
            raise ArticleError(what, reason="bad_csv", mend="write it with a CSV library")
        self._again.extendleft(reversed(lines))

    def _decoded(self, data: bytes) -> str | ArticleError:
        if self._lines.number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        try:
            text = data.decode(self.encoding)
        except UnicodeDecodeError as error:
            what = f"is not valid {self.encoding} at byte {error.start} of the line"
            return ArticleError(what, reason="bad_encoding", mend="write the table in UTF-8")
        if "\0" in text:
            return ArticleError("holds a NUL character", reason="control_characters", mend="remove the NUL characters")
        return text


class _Joined:
    """What was read to look at, and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readline(self, size: int) -> bytes:
        """A line with its line feed, or so many bytes of one that is longer; nothing at the end."""
        if not self._head:
            return self._rest.readline(size)
        end = self._head.find(b"\n", 0, size) + 1 or min(size, len(self._head))
        line, self._head = self._head[:end], self._head[end:]
        if len(line) < size and not line.endswith(b"\n"):
            line += self._rest.readline(size - len(line))
        return line


def _encoding(head: bytes) -> str:
    whole_lines = head[: head.rfind(b"\n") + 1] or head
    try:
        found = decode(whole_lines).encoding
    except ArticleError:
        return "utf-8"  # each line is then looked at by itself
    if found.startswith(("utf-16", "utf-32")):
        raise ArticleError(f"is a table in {found}", reason="bad_encoding", mend="write the table in UTF-8")
    return found


def _header(lines: _Lines) -> tuple[list[str], str]:
    line = lines.next()
    text = line.text if line else ""
    if isinstance(text, ArticleError):
        raise text
    for delimiter in _DELIMITERS:
        try:
            names = [name.strip().lower() for name in next(csv.reader([text], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if "text" in names:
            return [name if name in FIELDS else "" for name in names], delimiter
    raise ArticleError("names no column `text` in its first line", reason="no_text_column", mend=f"name the columns {', '.join(FIELDS)}")


def _next_row(lines: _Lines, delimiter: str, limits: Limits) -> tuple[_Line | None, list[str] | ArticleError]:
    """The first line of the next row with its fields, or with what is wrong with it; None at the end."""
    taken: list[_Line] = []
    try:
        row = next(csv.reader(_row_lines(lines, taken, limits), delimiter=delimiter, strict=True), None)
    except (csv.Error, _OpenRow) as error:
        # The row is bad. Whether the lines that it took along belong to it nobody can know: they get a chance of their own.
        fault = _fault(error, taken, limits)
        try:
            lines.put_back(taken[1:])
        except ArticleError as given_up:
            raise given_up from error
        return taken[0], fault
    return (taken[0] if taken else None), row or []


def _row_lines(lines: _Lines, taken: list[_Line], limits: Limits) -> Iterator[str]:
    size = 0
    for _ in itertools.count():
        line = lines.next()
        if line is None:
            if taken:
                raise _OpenRow
            return
        taken.append(line)
        size += len(line.text) if isinstance(line.text, str) else 0
        if isinstance(line.text, ArticleError) or size > limits.article_bytes:
            raise _OpenRow
        yield line.text


def _fault(error: Exception, taken: list[_Line], limits: Limits) -> ArticleError:
    first = taken[0].text
    if isinstance(first, ArticleError):
        return first
    if sum(len(line.text) for line in taken if isinstance(line.text, str)) > limits.article_bytes:
        return too_large(limits)
    what = str(error) or "a quotation mark is opened and never closed"
    return ArticleError(f"is no row of CSV: {what}", reason="bad_csv", mend="write it with a CSV library")
