"""Lines of bytes from a stream that nobody vouches for."""

from __future__ import annotations

from typing import BinaryIO

from pressfacts.read.records import Limits, too_large

_SKIP_BYTES = 1 << 16


class BoundedLines:
    """The lines of a stream as bytes, none longer than the limit; `offset` is the byte where the last one began.

    A longer line raises ArticleError `too_large` when its turn comes, and the iteration can go on behind it.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self.number, self.offset, self._next_offset = 0, 0, 0

    def __iter__(self) -> BoundedLines:
        return self

    def __next__(self) -> bytes:
        size = self._limits.article_bytes + 1  # one more for the line feed
        self.number, self.offset = self.number + 1, self._next_offset
        line = self._stream.readline(size)
        self._next_offset += len(line)
        if not line:
            raise StopIteration
        if len(line) == size and not line.endswith(b"\n"):
            self._skip_rest(line)
            raise too_large(self._limits)
        return line

    def _skip_rest(self, line: bytes) -> None:
        while line and not line.endswith(b"\n"):
            line = self._stream.readline(_SKIP_BYTES)
            self._next_offset += len(line)
