"""What is true of the files in any archive: which names are refused, which are passed over, and how a member is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from pressfacts.errors import ArticleError
from pressfacts.read.files import CountedStream, unpacked
from pressfacts.read.formats import ARCHIVES, Format, format_of, stem_of
from pressfacts.read.records import AnyRecord, Limits, Origin, Rejection
from pressfacts.read.streams import read_stream

_LONGEST_NAME = 4096


def is_passed_over(name: str) -> bool:
    """Whether a member is none of our formats or hidden, as in folders."""
    parts = name.replace("\\", "/").split("/")
    return format_of(name) is None or any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in parts)


def checked_format(name: str) -> Format:
    """The format of a member. Raises ArticleError `unsafe_name` or `nested_archive`. Nothing is ever unpacked to the disk: a name
    is refused because it would be written into results, and lie about where the article came from.
    """
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or len(name) > _LONGEST_NAME or not name.isprintable():
        what = "has a name that leads out of the archive or holds control characters"
        raise ArticleError(what, reason="unsafe_name", mend="pack it again with plain relative names")
    format_ = format_of(name)
    assert format_ is not None  # `is_passed_over` was asked before
    if format_.name in ARCHIVES:
        raise ArticleError("is an archive in an archive", reason="nested_archive", mend="unpack it and name it as an input")
    return format_


def member_origin(archive: Origin, name: str) -> Origin:
    """How records name a member: `bundle.zip!/a/b.html`."""
    shown = "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name[:_LONGEST_NAME])
    return Origin(f"{archive.source}!/{shown}", stem_of(shown), archive.recall)


def read_member(stream: BinaryIO, name: str, origin: Origin, format_: Format, limits: Limits) -> Iterator[AnyRecord]:
    """The records of one member; a fault in it costs the member only."""
    counted = CountedStream(stream)
    try:
        opened = unpacked(stream_of(counted), counted) if format_.gzip and name.lower().endswith(".gz") else stream_of(counted)
        yield from read_stream(opened, origin, format_, limits)
    except ArticleError as error:
        yield Rejection.of(error, origin.source, id=origin.stem if format_.one_article else None)


def stream_of(counted: CountedStream) -> BinaryIO:
    """A buffered stream over a counted one."""
    return io.BufferedReader(counted, 1 << 14)
