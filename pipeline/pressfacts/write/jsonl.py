"""JSON lines that are counted and hashed as they are written."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel

from pressfacts.errors import OutputError

_BUFFER_BYTES, _SEND_BYTES = 1 << 18, 1 << 25


def to_json(row: Any) -> bytes:
    """One line of JSON in UTF-8, without the line feed: keys in the order of the model or dict, nothing escaped that need not be.

    Raises TypeError for what JSON cannot hold, such as a whole number beyond 64 bits.
    """
    return orjson.dumps(row, default=_model_as_dict)


def _model_as_dict(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


class _HashedFile(io.BufferedWriter):
    """A binary file that knows the size and the digest of what was written to it."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path, "x"), _BUFFER_BYTES)
        self.size, self.digest, self._sent = 0, hashlib.sha256(), 0

    def write(self, data: Any) -> int:
        """Write, and take note of size and digest."""
        self.size += len(data)
        self.digest.update(data)
        written = super().write(data)
        if self.size - self._sent >= _SEND_BYTES:
            self._send()
        return written

    def _send(self) -> None:
        """Let the system begin to bring to the disk what was written, for which `finish` else would wait."""
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self.fileno(), self._sent, self.size - self._sent, os.POSIX_FADV_DONTNEED)
        self._sent = self.size


def _compressed(file: _HashedFile, compression: str) -> Any:
    if compression == "gz":
        return gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6)
    if compression == "zst":
        try:
            import zstandard
        except ImportError as error:
            raise OutputError("zst needs the package zstandard", mend="pip install 'pressfacts[zst]'") from error
        return zstandard.ZstdCompressor(level=6).stream_writer(file, closefd=False)
    return file


class JsonlFile:
    """A new file of JSON lines. Rows are dicts, models, or bytes that `to_json` made before. Every method may raise OutputError.

    `compression` is none (""), gz or zst; the same rows give the same bytes. Raises OutputError where zst lacks its package.
    """

    def __init__(self, path: Path, compression: str = "") -> None:
        self.path, self.lines, self._finished = path, 0, False
        with output_errors(path):
            self._file = _HashedFile(path)
        try:
            self._lines = _compressed(self._file, compression)
        except BaseException:
            self.discard()
            raise

    def write(self, row: Any) -> None:
        """Add one line."""
        self.write_all((row,))

    def write_all(self, rows: Iterable[Any]) -> None:
        """Add one line a row."""
        lines = [row if isinstance(row, bytes) else to_json(row) for row in rows]
        self.write_block(b"\n".join([*lines, b""]), len(lines))

    def write_block(self, lines: bytes, count: int) -> None:
        """Add so many lines at once, each with its line feed."""
        with output_errors(self.path):
            self._lines.write(lines)
        self.lines += count

    def finish(self) -> None:
        """Bring all bytes to the disk and close the file. A second call does nothing."""
        if self._finished:
            return
        with output_errors(self.path):
            if self._lines is not self._file:
                self._lines.close()  # ends the compressed stream; the file below stays open
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        self._finished = True

    def discard(self) -> None:
        """Close and remove the file, whatever state it is in."""
        with suppress(OSError, ValueError):
            self._file.close()
        with suppress(OSError):
            self.path.unlink()

    def about(self) -> dict[str, int | str]:
        """What was written: number of lines, and of the finished file the bytes and their SHA-256, as `sha256sum` tells it."""
        return {"lines": self.lines, "bytes": self._file.size, "sha256": self._file.digest.hexdigest()}


@contextmanager
def output_errors(path: Path) -> Iterator[None]:
    """Turn an OSError into an OutputError that names the path and what to do."""
    try:
        yield
    except OSError as error:
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(f"cannot be written: {error.strerror or error}", where=str(path), mend=_mend(error))


def _mend(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "free some space, or choose an output folder on another disk"
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
        return "something else stands at this path: choose another output folder"
    return "choose an output folder that you may write to"
