"""Tar archives, plain or compressed by gzip: the members in formats that we know, in one pass through the file."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from pressfacts.errors import ArticleError
from pressfacts.read.files import CountedStream, unpacked
from pressfacts.read.members import checked_format, is_passed_over, member_origin, read_member
from pressfacts.read.records import AnyRecord, Limits, Origin, Rejection

_NOTES = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.SOLARIS_XHDTYPE)
_LARGEST_NOTE = 1 << 20
_InvalidHeader: type[Exception] = cast(Any, tarfile).InvalidHeaderError  # what tarfile steps over
_MEND = "test it with `tar -t`, and fetch it again"


def read_tar(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[AnyRecord]:
    """The records of all members. Damage between members is stepped over as far as tar's blocks allow, and told."""
    with _tar(stream, origin) as blocks:
        archive = _Archive(blocks)
        try:
            yield from _members(archive, origin, limits)
        except ArticleError as error:
            yield Rejection.of(error, origin.source)
            return
    if archive.damaged and not archive.count:
        raise ArticleError("is no tar archive", reason="damaged_tar", mend=_MEND)
    if archive.damaged:
        what = f"is damaged in {archive.damaged:,} blocks, the first at byte {archive.first_damage:,}: members there are missing"
        yield Rejection.of(ArticleError(what, reason="damaged_tar", mend=_MEND), origin.source)


def _tar(stream: BinaryIO, origin: Origin) -> BinaryIO:
    packed = origin.source.lower().endswith((".gz", ".tgz"))
    counted = CountedStream(stream)
    buffered = io.BufferedReader(counted, 1 << 14)
    return unpacked(buffered, counted) if packed else buffered


class _Archive:
    """The headers of an archive, with a count of the blocks where a header should have been."""

    def __init__(self, blocks: BinaryIO) -> None:
        self._archive: tarfile.TarFile | None = None
        self._blocks = blocks
        self.count, self.damaged, self.first_damage = 0, 0, 0

    def open(self) -> tarfile.TarFile:
        """The archive, to be read once from front to back. Raises what tarfile raises for one without a sound header."""
        owner = self

        class Header(tarfile.TarInfo):
            """A header that tells us when it is none, and refuses notes of gigabytes, which the library would read into memory."""

            @classmethod
            def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Header:
                header = _parsed(super().frombuf, buf, encoding, errors, owner.note_damage)
                return cast(Header, header)

        # `ignore_zeros` is tarfile's name for going on behind blocks that are no header.
        self._archive = tarfile.TarFile.open(fileobj=self._blocks, mode="r|", tarinfo=Header, ignore_zeros=True)
        return self._archive

    def note_damage(self) -> None:
        if not self.damaged:
            self.first_damage = self._archive.offset if self._archive else 0
        self.damaged += 1


def _parsed(
    parse: Callable[..., tarfile.TarInfo], buf: bytes | bytearray, encoding: str, errors: str, note_damage: Callable[[], None]
) -> tarfile.TarInfo:
    try:
        header = parse(buf, encoding, errors)
    except tarfile.HeaderError:
        if any(buf):  # blocks of zeros end an archive
            note_damage()
        raise
    if header.type in _NOTES and header.size > _LARGEST_NOTE:
        note_damage()
        raise _InvalidHeader("a note that is too long")
    return header


def _members(archive: _Archive, origin: Origin, limits: Limits) -> Iterator[AnyRecord]:
    try:
        opened = archive.open()
        while (member := opened.next()) is not None:
            cast(Any, opened).members.clear()  # else it keeps every header for ever
            archive.count += 1
            if not member.isdir() and not is_passed_over(member.name):
                yield from _member(opened, member, origin, limits)
    except (tarfile.TarError, EOFError, ValueError, OverflowError, RecursionError, UnicodeError) as error:
        what = f"is damaged behind {archive.count:,} members: {error}"
        raise ArticleError(what, reason="damaged_tar", mend=_MEND) from error


def _member(opened: tarfile.TarFile, member: tarfile.TarInfo, archive: Origin, limits: Limits) -> Iterator[AnyRecord]:
    origin = member_origin(archive, member.name)
    try:
        format_ = checked_format(member.name)
        if not member.isreg() or member.issparse():
            raise ArticleError("is a link, a device or a file with holes", reason="not_a_file", mend="pack the file itself")
        stream = opened.extractfile(member)
        assert stream is not None  # it is a regular file
        yield from read_member(cast(BinaryIO, _Member(stream)), member.name, origin, format_, limits)
    except ArticleError as error:
        yield Rejection.of(error, origin.source)


class _Member:
    """A member as a stream; that it is cut off shows as an error."""

    def __init__(self, stream: object) -> None:
        self._stream = cast(BinaryIO, stream)

    def seekable(self) -> bool:
        return False  # the archive is read in one pass

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except tarfile.TarError as error:
            raise ArticleError(f"is cut off: {error}", reason="damaged_member", mend=_MEND) from error
