"""WARC, as web archives and CC-NEWS keep pages, by warcio. Behind a damaged record the reading goes on with the next whole one."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pressfacts.article import Article
from pressfacts.errors import ArticleError, PressfactsError
from pressfacts.read.encoding import decode
from pressfacts.read.files import MOST_EXPANSION, ends_the_stream, seekable
from pressfacts.read.html import read_page
from pressfacts.read.records import AnyRecord, Incoming, Known, Limits, Origin, Rejection, too_large
from pressfacts.read.rows import LONGEST_ID

logging.getLogger("warcio").addHandler(logging.NullHandler())  # its complaints about bad records would land on the terminal

_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_STARTS = (b"\x1f\x8b\x08", b"WARC/1.")
_CHUNK_BYTES = 1 << 16
_SKIPPED_FREELY = 64 << 20
_MOST_DAMAGE = 1000
_MOST_CANDIDATES = 100_000  # a sound record holds a few by chance
_HEAD_BYTES = 4096
_MEND = "fetch the file again"


def read_warc(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[AnyRecord]:
    """The pages of a web archive, their ids the WARC-Record-IDs. Images, redirects, requests and notes are passed over."""
    with seekable(stream) as file:
        start, number = 0, 0
        for _ in range(_MOST_DAMAGE):
            records = _Records(file, start, number, origin, limits)
            yield from records
            number = records.number
            if records.damage is None:
                return
            yield Rejection.of(records.damage, origin.source, line=number, offset=records.offset)
            found = _next_start(file, records.offset + 1)
            if found is None:
                return
            start = found
        what = f"has more than {_MOST_DAMAGE:,} damaged places"
        yield Rejection.of(ArticleError(what, reason="damaged_warc", mend=_MEND), origin.source, line=number, offset=start)


def _next_start(file: BinaryIO, offset: int) -> int | None:
    """Where the next record begins, None where none does."""
    at, kept = offset, max(map(len, _STARTS)) - 1
    for _ in range(_MOST_CANDIDATES):
        found = _next_mark(file, at, kept)
        if found is None:
            return None
        file.seek(found)
        if _begins_record(file.read(_HEAD_BYTES)):
            return found
        at = found + 1
    return None


def _next_mark(file: BinaryIO, offset: int, kept: int) -> int | None:
    file.seek(offset)
    window, at = b"", offset
    while data := file.read(_CHUNK_BYTES if window else _HEAD_BYTES):
        window += data
        places = [place for place in (window.find(mark) for mark in _STARTS) if place >= 0]
        if places:
            return at + min(places)
        at, window = at + len(window) - len(window[-kept:]), window[-kept:]
    return None


def _begins_record(head: bytes) -> bool:
    if head.startswith(_STARTS[1]):
        return True
    try:
        return zlib.decompressobj(31).decompress(head, 64).startswith(_STARTS[1])
    except zlib.error:
        return False


class _Records:
    """The records from one place on, up to the end or to `damage`, which lies in the record `number` that begins at `offset`."""

    def __init__(self, file: BinaryIO, start: int, number: int, origin: Origin, limits: Limits) -> None:
        self._file, self._start, self._origin, self._limits = file, start, origin, limits
        self.number, self.offset = number, start
        self.damage: ArticleError | None = None

    def __iter__(self) -> Iterator[AnyRecord]:
        try:
            yield from self._read()
        except ArticleError as error:
            self.damage = error
        except PressfactsError:
            raise
        except Exception as error:  # warcio lets through whatever the bytes of a stranger bring about
            first_line = (str(error).splitlines() or [""])[0][:200]
            what = f"is a damaged record: {type(error).__name__} {first_line}".rstrip()
            self.damage = ArticleError(what, reason="damaged_warc", mend=_MEND)

    def _read(self) -> Iterator[AnyRecord]:
        self._file.seek(self._start)
        records = _quiet_iterator(self._file)
        self.number += 1  # should the very first be damaged, it is the one after the last that was read
        for position, record in enumerate(records):
            self.number += position > 0
            if records.err_count:
                raise ArticleError("is followed by bytes that belong to no record", reason="damaged_warc", mend=_MEND)
            self.offset = self._start + records.offset
            told = self._record(record)
            if told is not None:
                yield told
            self.offset += 1  # what goes wrong now lies behind this record's beginning
        if records.unfinished:
            raise ArticleError("ends inside a compressed record", reason="damaged_warc", mend=_MEND)

    def _record(self, record: Any) -> AnyRecord | None:
        kind = _kind(record)
        id_ = (record.rec_headers.get_header("WARC-Record-ID") or f"{self._origin.stem}-{self.number}").strip("<> ")[:LONGEST_ID]
        try:
            data = self._content(record.content_stream()) if kind else None
            self._skip_rest(record)
            return None if kind is None or data is None else self._incoming(record, kind, data, id_)
        except ArticleError as error:
            if ends_the_stream(error):
                raise
            self._skip_rest(record)
            return Rejection.of(error, self._origin.source, id=id_, line=self.number, offset=self.offset)

    def _incoming(self, record: Any, kind: str, data: bytes, id_: str) -> Incoming | Known:
        url, charset = record.rec_headers.get_header("WARC-Target-URI"), _charset(record)
        told = self._origin.recalled(*(str(part).encode("utf-8", "surrogatepass") for part in ("WARC", id_, url, kind, charset)), data)
        if told.id is not None:
            return Known(told.id, self._origin.source, self.number, self.offset, told.place)
        if kind in _PAGES:
            article, encoding = read_page(data, id_, self._limits, charset=charset, url=url)
        else:
            text, encoding = decode(data)
            article = Article(id_, text, url=url)
            if not text.strip():
                raise ArticleError("holds no text", reason="empty", mend="leave it out")
        return Incoming(article, self._origin.source, self.number, self.offset, encoding, derived_text=True, digest=told.digest)

    def _content(self, stream: Any) -> bytes:
        data = bytearray()  # a read brings no more than one block
        while piece := stream.read(self._limits.article_bytes + 1 - len(data)):
            data += piece
            if len(data) > self._limits.article_bytes:
                raise too_large(self._limits)
        return bytes(data)

    def _skip_rest(self, record: Any) -> None:
        skipped, began = 0, self._file.tell()
        while data := record.raw_stream.read(_CHUNK_BYTES):
            skipped += len(data)
            if skipped > _SKIPPED_FREELY and skipped > MOST_EXPANSION * max(self._file.tell() - began, 1):
                raise ArticleError("is a decompression bomb", reason="decompression_bomb", mend=_MEND)
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise ArticleError("is cut off", reason="damaged_member", mend=_MEND)


def _quiet_iterator(file: BinaryIO) -> Any:
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        """Counts odd places in `err_count` without writing about them to standard error."""

        INC_RECORD = ""
        unfinished = False

        def close(self) -> None:
            """Note whether the compressed data ended too early."""
            decompressor = self.reader.decompressor if self.reader else None
            self.unfinished = self.unfinished or (decompressor is not None and not decompressor.eof)
            super().close()

    return Quiet(file, check_digests=False)


def _kind(record: Any) -> str | None:
    """The media type of a record that may hold an article, else None."""
    headers = record.http_headers
    if record.rec_type == "response" and headers is not None:
        if headers.get_statuscode() != "200":
            return None
        told = headers.get_header("Content-Type")
    elif record.rec_type in ("resource", "conversion"):
        told = record.rec_headers.get_header("Content-Type")
    else:
        return None
    kind = (told or "").partition(";")[0].strip().lower()
    return kind if kind in (*_PAGES, *_TEXTS) else None


def _charset(record: Any) -> str | None:
    told = record.http_headers.get_header("Content-Type") if record.http_headers else None
    _, _, charset = (told or "").lower().partition("charset=")
    return charset.partition(";")[0].strip(" \"'") or None
