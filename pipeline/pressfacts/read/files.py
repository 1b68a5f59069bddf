"""Opening what is to be read: plain, gzip-compressed, or standard input; with a count of the bytes read."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from pressfacts.errors import ArticleError
from pressfacts.read.records import STANDARD_INPUT

OnBytes = Callable[[int], None]

# gzip shrinks data by 1,032 to 1 at most and news by 3 to 1. The small buffer keeps the count of packed bytes near to what
# has been unpacked of them.
_MOST_EXPANSION = 250
_ALWAYS_ALLOWED = 4 << 20
_GZIP_BUFFER_BYTES = 1 << 14
_BUFFER_BYTES = 1 << 18


class ByteStream(Protocol):
    """What readers need of an open file."""

    def read(self, size: int) -> bytes:
        """At most `size` bytes, fewer only at the end."""

    def readline(self, size: int) -> bytes:
        """Up to and with the next line feed, but at most `size` bytes."""


class _CountedFile(io.FileIO):
    """A raw file that tells how many bytes were read from the disk, for a progress bar."""

    def __init__(self, path: Path, on_bytes: OnBytes | None) -> None:
        super().__init__(path, "rb")
        self._on_bytes, self.count = on_bytes, 0

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]
        got = super().readinto(buffer)
        if got:
            self.count += got
            if self._on_bytes:
                self._on_bytes(got)
        return got


class _GuardedGzip:
    """A decompressed stream that stops at a decompression bomb instead of working through it."""

    def __init__(self, unzipped: gzip.GzipFile, raw: _CountedFile) -> None:
        self._unzipped, self._raw = unzipped, raw

    def read(self, size: int) -> bytes:
        return self._guarded(self._unzipped.read, size)

    def readline(self, size: int) -> bytes:
        return self._guarded(self._unzipped.readline, size)

    def _guarded(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = read(size)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            # Turned into an error of ours right here: JSONL readers take an EOFError for the end of the lines.
            mend = "test it with `gzip -t`, and fetch it again"
            raise ArticleError(f"is damaged or cut off: {error}", reason="damaged_gzip", mend=mend) from error
        unpacked = self._unzipped.tell()
        if unpacked > _ALWAYS_ALLOWED and unpacked > _MOST_EXPANSION * self._raw.count:
            raise ArticleError(
                f"unpacks to more than {_MOST_EXPANSION} times its size",
                reason="decompression_bomb",
                mend="if the file is genuine, unpack it with gunzip first",
            )
        return data


@contextmanager
def open_input(path: Path, on_bytes: OnBytes | None = None) -> Iterator[ByteStream]:
    """An input for reading, decompressed where its name ends in `.gz`; `-` is standard input.

    `on_bytes` is called with each number of bytes read from the disk. Inside the block, what goes wrong in opening or
    reading is raised as ArticleError: `unreadable`, `damaged_gzip` or `decompression_bomb`.
    """
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        packed = path.name.lower().endswith(".gz")
        with _CountedFile(path, on_bytes) as raw, io.BufferedReader(raw, _GZIP_BUFFER_BYTES if packed else _BUFFER_BYTES) as file:
            if packed:
                with gzip.GzipFile(fileobj=file, mode="rb") as unzipped:
                    yield _GuardedGzip(unzipped, raw)
            else:
                yield file
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise ArticleError(what, reason="unreadable", mend="check that the file is there and that you may read it") from error
