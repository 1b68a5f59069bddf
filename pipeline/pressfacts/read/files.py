"""Opening what is to be read: a file, something remote, or standard input; decompressed, and with a count of the bytes read.

A stream that breaks raises `ArticleError` from whichever read meets the fault, with one of the reasons in `BROKEN`.
"""

from __future__ import annotations

import gzip
import io
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from pressfacts.errors import ArticleError
from pressfacts.read.records import STANDARD_INPUT
from pressfacts.read.remote import RemoteFile, faults_as_oserror

OnBytes = Callable[[int], None]
Source = Path | RemoteFile

BROKEN = ("decompression_bomb", "damaged_gzip", "unreadable", "damaged_member")

# gzip shrinks data by 1,032 to 1 at most and news by 3 to 1. The small buffer keeps the count of packed bytes near to what
# has been unpacked of them.
MOST_EXPANSION = 250
_ALWAYS_ALLOWED = 4 << 20
_GZIP_BUFFER_BYTES = 1 << 14
_BUFFER_BYTES = 1 << 18
_HELD_IN_MEMORY = 16 << 20
_LARGEST_COPY = 1 << 30


def ends_the_stream(error: ArticleError) -> bool:
    """Whether the fault lies in the stream itself, so that nothing more can be read from it."""
    return error.reason in BROKEN


class CountedStream(io.RawIOBase):
    """A stream that counts what is read through it, tells it to a progress bar, and turns faults of the system into ArticleError."""

    def __init__(self, raw: BinaryIO, on_bytes: OnBytes | None = None) -> None:
        self._raw, self._on_bytes, self.count = raw, on_bytes, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """As the stream below."""
        return bool(self._raw.seekable())

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to another place."""
        with _told_as_article_errors():
            return self._raw.seek(offset, whence)

    def tell(self) -> int:
        """The place in the stream, in bytes."""
        return self._raw.tell()

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Read into the buffer and count."""
        with _told_as_article_errors():
            size = self._read_into(buffer)
        self.count += size
        if size and self._on_bytes:
            self._on_bytes(size)
        return size

    def _read_into(self, buffer: bytearray | memoryview) -> int:
        if isinstance(self._raw, io.FileIO):
            return self._raw.readinto(buffer) or 0  # without new memory for every piece
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _GuardedGzip(io.RawIOBase):
    """A decompressed stream that stops at a decompression bomb instead of working through it."""

    def __init__(self, packed: BinaryIO, counted: CountedStream) -> None:
        self._unzipped, self._counted = gzip.GzipFile(fileobj=packed, mode="rb"), counted

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Unpack into the buffer. Raises ArticleError `damaged_gzip` or `decompression_bomb`."""
        try:
            data = self._unzipped.read1(min(len(buffer), _GZIP_BUFFER_BYTES))  # what came before damage is not lost to it
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            # Turned into an error of ours right here: JSONL readers take an EOFError for the end of the lines.
            mend = "test it with `gzip -t`, and fetch it again"
            raise ArticleError(f"is damaged or cut off: {error}", reason="damaged_gzip", mend=mend) from error
        refuse_bomb(self._unzipped.tell(), self._counted.count)
        buffer[: len(data)] = data
        return len(data)


def is_bomb(unpacked: int, packed: int) -> bool:
    """Whether so many bytes came out of so few as never do of text."""
    return unpacked > _ALWAYS_ALLOWED and unpacked > MOST_EXPANSION * max(packed, 1)


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Raise ArticleError `decompression_bomb` where `is_bomb`."""
    if is_bomb(unpacked, packed):
        what, mend = f"unpacks to more than {MOST_EXPANSION} times its size", "if the file is genuine, unpack it first"
        raise ArticleError(what, reason="decompression_bomb", mend=mend)


@contextmanager
def open_input(source: Source, on_bytes: OnBytes | None = None, *, unpack: bool = False) -> Iterator[BinaryIO]:
    """An input for reading, decompressed by gzip where asked; `-` is standard input.

    `on_bytes` is called with each number of bytes read from the disk or the network. Raises ArticleError where it cannot be opened.
    """
    if str(source) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with _told_as_article_errors():
        raw = source.open() if isinstance(source, RemoteFile) else cast(BinaryIO, source.open("rb", buffering=0))
    with raw:
        counted = CountedStream(raw, on_bytes)
        with io.BufferedReader(counted, _GZIP_BUFFER_BYTES if unpack else _BUFFER_BYTES) as file:
            yield unpacked(file, counted) if unpack else file


def unpacked(packed: BinaryIO, counted: CountedStream) -> BinaryIO:
    """The stream that a gzip-compressed one holds; `counted` is the one below, by which bombs are noticed."""
    return io.BufferedReader(_GuardedGzip(packed, counted), _BUFFER_BYTES)


@contextmanager
def seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself where one can move in it, else a copy: in memory while it is small, then on the disk."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_HELD_IN_MEMORY) as copy:
        while data := stream.read(_BUFFER_BYTES):
            copy.write(data)
            if copy.tell() > _LARGEST_COPY:
                what = f"is larger than {_LARGEST_COPY:,} bytes, and its format needs a file that one can move in"
                raise ArticleError(what, reason="too_large", mend="take it out of the archive")
        copy.seek(0)
        yield cast(BinaryIO, copy)


@contextmanager
def _told_as_article_errors() -> Iterator[None]:
    try:
        with faults_as_oserror():
            yield
    except OSError as error:
        what = f"cannot be read: {error.strerror or str(error)[:200] or type(error).__name__}"
        raise ArticleError(what, reason="unreadable", mend="check that the file is there and that you may read it") from error
