"""A stream in a known format: the records in it, and what of them need not be read again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from pressfacts.read.formats import Format
from pressfacts.read.records import AnyRecord, Incoming, Known, Limits, Origin


def read_stream(stream: BinaryIO, origin: Origin, format_: Format, limits: Limits) -> Iterator[AnyRecord]:
    """The records of a file, or of a member of an archive. Raises ArticleError for what can be said of the whole only."""
    if origin.recall is None or not format_.one_article:
        return format_.load()(stream, origin, limits)
    return _recall_whole(stream, origin, format_, limits)


def _recall_whole(stream: BinaryIO, origin: Origin, format_: Format, limits: Limits) -> Iterator[AnyRecord]:
    data = stream.read(limits.article_bytes + 1)
    told = origin.recalled(format_.name.encode(), origin.stem.encode("utf-8", "surrogatepass"), data)  # the stem is the article's id
    if told.id is not None:
        yield Known(told.id, origin.source, None, None, told.place)
        return
    for record in format_.load()(io.BytesIO(data), origin, limits):
        yield record._replace(digest=told.digest) if isinstance(record, Incoming) else record
