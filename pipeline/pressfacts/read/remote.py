"""Inputs that are named by a URL: `s3://`, `gs://`, `https://`, `memory://` and whatever else fsspec has a driver for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from pressfacts.errors import InputError, PressfactsError
from pressfacts.read.formats import KNOWN, format_of, require

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_USER = re.compile(r"(://)[^/@]*@")
_WEB = ("http://", "https://")


def is_url(named: str) -> bool:
    """Whether the input is named by a URL and not by a path."""
    return _URL.match(named) is not None


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file behind a URL. Its `name` tells neither users nor passwords nor the signature of a query."""

    url: str
    size: int | None = None

    @property
    def name(self) -> str:
        """The URL as it may be shown."""
        shown = _USER.sub(r"\1", self.url)
        return shown.partition("?")[0] if shown.startswith(_WEB) else shown

    def __str__(self) -> str:
        return self.name

    def open(self) -> BinaryIO:
        """The bytes behind the URL. Raises OSError where they cannot be had."""
        with _drivers(self.url) as url_to_fs:
            files, path = url_to_fs(self.url)
        with faults_as_oserror():
            return cast(BinaryIO, files.open(path, "rb"))


def find_remote(named: str) -> list[RemoteFile]:
    """The files that a URL names, sorted by path: itself, those in a folder or bucket, or those that match a glob.

    Raises InputError where there are none, or where the driver is not installed.
    """
    shown = RemoteFile(named).name
    with _drivers(shown) as url_to_fs:
        files, path = url_to_fs(named)
    try:
        with faults_as_oserror():
            found = list(_listed(files, path, named))
    except OSError as error:
        raise InputError(f"cannot be listed: {error}", where=shown, mend="check the URL, and that you may read it") from error
    if not found:
        raise InputError("no article file is there", where=shown, mend=f"it needs files that end in one of {KNOWN}")
    return found


def _listed(files: Any, path: str, named: str) -> Iterator[RemoteFile]:
    if named.startswith(_WEB):  # what a web server calls a folder is a guess of the driver: a page is a file
        if format_of(RemoteFile(named).name) and files.exists(path):
            yield RemoteFile(named)
        return
    details = files.glob(path, detail=True) if "*" in path else files.find(path, detail=True)
    for name in sorted(details, key=lambda each: each.split("/")):
        hidden = any(part.startswith(".") for part in name[len(path) :].split("/")) if "*" not in path else False
        if details[name].get("type") == "file" and format_of(name) and not hidden:
            url = files.unstrip_protocol(name) if "*" in path or not name.startswith(path) else named.rstrip("/") + name[len(path) :]
            yield RemoteFile(url.replace("memory:///", "memory://"), details[name].get("size"))


@contextmanager
def _drivers(shown: str) -> Iterator[Callable[[str], tuple[Any, str]]]:
    require("remote", shown)
    from fsspec.core import url_to_fs

    try:
        yield url_to_fs
    except (ImportError, ValueError) as error:  # a driver that is not installed; a protocol that nobody knows
        mend = 'install its driver: pip install "pressfacts[remote]" brings that of s3://; for gs:// gcsfs, for https:// aiohttp'
        raise InputError(f"there is no driver for this URL: {error}", where=shown, mend=mend) from error


@contextmanager
def faults_as_oserror() -> Iterator[None]:
    """Drivers raise errors of a hundred classes of their own: told as OSError, with one line of text."""
    try:
        yield
    except (OSError, PressfactsError):
        raise
    except Exception as error:
        first_line = (str(error).splitlines() or [""])[0]
        raise OSError(f"{type(error).__name__}: {first_line}"[:300]) from error
