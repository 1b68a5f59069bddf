"""Zip archives: the members in formats that we know, in the order of the archive's directory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from pressfacts.errors import ArticleError
from pressfacts.read.files import is_bomb, refuse_bomb, seekable
from pressfacts.read.members import checked_format, is_passed_over, member_origin, read_member
from pressfacts.read.records import AnyRecord, Limits, Origin, Rejection

_ENCRYPTED = 0x1
_LINK = 0o120000
_MEND = "test it with `unzip -t`, and fetch it again"


def read_zip(stream: BinaryIO, origin: Origin, limits: Limits) -> Iterator[AnyRecord]:
    """The records of all members. Raises ArticleError `damaged_zip` where the directory cannot be read.

    Members that share their bytes, as in bombs whose members overlap, are counted as often as they are told: once more is
    told than 250 times the archive's size, the rest is refused.
    """
    with seekable(stream) as file:
        size = file.seek(0, 2)
        try:
            archive = zipfile.ZipFile(file)
        except Exception as error:  # BadZipFile, and half a dozen others for directories made to break it
            raise _damaged(error) from error
        told = 0
        with archive:
            for member in archive.infolist():
                if member.is_dir() or is_passed_over(member.filename):
                    continue
                if not is_bomb(member.file_size, member.compress_size):
                    told += member.file_size
                yield from _member(archive, member, told, size, origin, limits)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, told: int, size: int, archive_origin: Origin, limits: Limits
) -> Iterator[AnyRecord]:
    origin = member_origin(archive_origin, member.filename)
    try:
        format_ = checked_format(member.filename)
        _refuse(member, told, size)
        with _open(archive, member) as stream:
            yield from read_member(stream, member.filename, origin, format_, limits)
    except ArticleError as error:
        yield Rejection.of(error, origin.source)


def _refuse(member: zipfile.ZipInfo, told: int, size: int) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise ArticleError("is encrypted", reason="encrypted", mend="unpack it and name it as an input")
    if (member.external_attr >> 16) & 0o170000 == _LINK:
        raise ArticleError("is a link", reason="not_a_file", mend="pack the file that it leads to")
    refuse_bomb(member.file_size, member.compress_size)
    refuse_bomb(told, size)


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> BinaryIO:
    try:
        return cast(BinaryIO, _Member(archive.open(member)))
    except Exception as error:
        raise _damaged(error) from error


class _Member:
    """A member that tells its damage as ArticleError."""

    def __init__(self, stream: object) -> None:
        self._stream = cast(BinaryIO, stream)

    def __enter__(self) -> _Member:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def seekable(self) -> bool:
        return False  # moving back in a compressed member means to unpack it from its beginning

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
            raise _damaged(error, "damaged_member") from error


def _damaged(error: Exception, reason: str = "damaged_zip") -> ArticleError:
    first_line = (str(error).splitlines() or [type(error).__name__])[0][:200]
    return ArticleError(f"is damaged: {first_line}", reason=reason, mend=_MEND)
