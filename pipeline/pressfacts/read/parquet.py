"""Parquet, by pyarrow: one row, one article. A damaged row group costs that group only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from pressfacts.errors import ArticleError
from pressfacts.read.files import seekable
from pressfacts.read.records import Limits, Origin, Record, Rejection, too_large
from pressfacts.read.rows import FIELDS, id_of, incoming_of

_ROWS_AT_ONCE = 64
_LARGEST_GROUP = 2 << 30  # bytes, unpacked; writers make groups of 64 to 512 MiB
_MEND = "write it again with a Parquet library"


def read_parquet(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[Record]:
    """The rows of a table with the column `text` and any of `id`, `title`, `published`, `source`, `url`.

    Raises ArticleError: `damaged_parquet` for a file that cannot be opened, `no_text_column`.
    """
    with seekable(stream) as file:
        table = _open(file)
        columns = [name for name in FIELDS if name in table.schema_arrow.names]
        if "text" not in columns:
            raise ArticleError("has no column `text`", reason="no_text_column", mend=f"name the columns {', '.join(FIELDS)}")
        first = 1
        for group in range(table.num_row_groups):
            count = table.metadata.row_group(group).num_rows
            yield from _group(table, group, columns, first, origin, limits)
            first += count


def _open(file: BinaryIO) -> Any:
    from pyarrow import parquet

    try:
        # Text that many rows share stays one value: a small file cannot fill the memory with copies.
        return parquet.ParquetFile(file, read_dictionary=["text"], thrift_string_size_limit=64 << 20, thrift_container_size_limit=1 << 20)
    except ArticleError:
        raise
    except Exception as error:
        raise _damaged(error) from error


def _group(table: Any, group: int, columns: list[str], first: int, origin: Origin, limits: Limits) -> Iterator[Record]:
    number = first
    try:
        if table.metadata.row_group(group).total_byte_size > _LARGEST_GROUP:
            what = f"row group {group} is larger than {_LARGEST_GROUP:,} bytes"
            raise ArticleError(what, reason="too_large", mend="write it with smaller row groups")
        for batch in table.iter_batches(_ROWS_AT_ONCE, row_groups=[group], columns=columns, use_threads=False):
            for position in range(batch.num_rows):
                yield record_at(batch, position, number, origin, limits)
                number += 1
    except ArticleError as error:
        yield Rejection.of(error, origin.source, line=number)
    except Exception as error:  # pyarrow's faults have many classes, and files made to break it find all of them
        yield Rejection.of(_damaged(error, group), origin.source, line=number)


def record_at(batch: Any, position: int, number: int, origin: Origin, limits: Limits) -> Record:
    """The article at a position of an Arrow record batch with columns of `FIELDS`; `number` is the row's in its file."""
    id_ = None
    try:
        row = {name: _value(batch.column(name)[position]) for name in batch.schema.names}
        if any(isinstance(value, str) and len(value) > limits.article_bytes for value in row.values()):
            raise too_large(limits)
        id_ = id_of(row, origin, number)
        return incoming_of(row, id_, origin.source, number, None)
    except ArticleError as error:
        return Rejection.of(error, origin.source, id=id_, line=number)


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except UnicodeDecodeError as error:
        what = f"holds text that is not valid UTF-8 at byte {error.start}"
        raise ArticleError(what, reason="bad_encoding", mend="write the table in UTF-8") from error
    except (ValueError, OverflowError, ImportError):  # a day that Python's calendar lacks
        return None


def _damaged(error: Exception, group: int | None = None) -> ArticleError:
    first_line = (str(error).splitlines() or [type(error).__name__])[0][:200]
    where = "" if group is None else f" in row group {group}"
    return ArticleError(f"is damaged Parquet{where}: {first_line}", reason="damaged_parquet", mend=_MEND)
