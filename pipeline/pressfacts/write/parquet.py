"""Rows into a Parquet file, in row groups of a size that readers can skip by. Needs the extra `parquet`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from pressfacts.errors import OutputError
from pressfacts.write.jsonl import output_errors, to_json

try:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pressfacts.write.arrow_schema import SCHEMAS, column_row
except ImportError as missing:
    raise OutputError("this format needs the package pyarrow", mend="pip install 'pressfacts[parquet]'") from missing

# In lines of JSON: some 20,000 facts of a kilobyte each. Rows wait as JSON, which takes a tenth of what Python's objects do.
_GROUP_BYTES = 24 << 20


class ParquetFile:
    """A new Parquet file of one table (facts, articles or rejected). Rows are dicts, models or JSON. Methods may raise OutputError."""

    def __init__(self, path: Path, table: str) -> None:
        self.path, self.lines, self._table, self._finished = path, 0, table, False
        self._rows: list[bytes] = []
        self._bytes = 0
        with output_errors(path):
            self._file = path.open("xb")
            self._writer = pq.ParquetWriter(self._file, SCHEMAS[table], compression="zstd")

    def write(self, row: Any) -> None:
        """Add one row."""
        self.write_all((row,))

    def write_all(self, rows: Iterable[Any]) -> None:
        """Add rows."""
        for row in rows:
            self._add(row if isinstance(row, bytes) else to_json(row))

    def write_block(self, lines: bytes, count: int) -> None:
        """Add so many rows, given as lines of JSON."""
        for line in lines.splitlines():
            self._add(line)

    def _add(self, line: bytes) -> None:
        self._rows.append(line)
        self._bytes += len(line)
        self.lines += 1
        if self._bytes >= _GROUP_BYTES:
            self._write_group()

    def _write_group(self) -> None:
        if self._rows:
            rows = [column_row(self._table, orjson.loads(line)) for line in self._rows]
            with output_errors(self.path):
                self._writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[self._table]))
            self._rows, self._bytes = [], 0

    def finish(self) -> None:
        """Bring all to the disk and close the file. A second call does nothing."""
        if self._finished:
            return
        self._write_group()
        with output_errors(self.path):
            self._writer.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        self._finished = True

    def discard(self) -> None:
        """Close and remove the file, whatever state it is in."""
        with suppress(OSError, ValueError, pa.ArrowException):
            self._writer.close()
        with suppress(OSError, ValueError):
            self._file.close()
        with suppress(OSError):
            self.path.unlink()

    def about(self) -> dict[str, int | str]:
        """Of the finished file the number of rows, of bytes, and their SHA-256."""
        with output_errors(self.path), self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return {"lines": self.lines, "bytes": file.tell(), "sha256": digest}
