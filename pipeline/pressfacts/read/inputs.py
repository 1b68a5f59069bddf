"""What the user named as input, made into a list of files: paths, folders, globs, URLs, `-`."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressfacts.errors import InputError
from pressfacts.read.files import Source
from pressfacts.read.formats import KNOWN, format_of, require
from pressfacts.read.records import STANDARD_INPUT, name_of
from pressfacts.read.remote import RemoteFile, find_remote, is_url


def find_inputs(inputs: Iterable[str], *, leave_out: Path | None = None) -> list[Source]:
    """The files to read: in the order of the arguments, within a folder or glob sorted by path, each file once.

    Folders are searched to any depth, but not through links to folders; hidden names (`.git`, `._a.txt`) and names that do not tell one of
    our formats are passed over, and so is the folder `leave_out` (where the run writes). Raises InputError, naming
    it, for an argument that is missing, of another format, or holds no article file, and where a format's driver is not installed.
    """
    skip = _real(leave_out) if leave_out else None
    found: dict[str, Source] = {}
    for named in inputs:
        if is_url(named) and not Path(named).exists():
            found.update((file.url, file) for file in find_remote(named) if file.url not in found)
        else:
            for path in _expand(named, skip):
                found.setdefault(_real(path), path)
    if not found:
        raise InputError("no input was named", mend="name files, folders, globs, or - for JSONL on standard input")
    _require_drivers(found.values())
    return list(found.values())


def local_paths(files: Iterable[Source]) -> list[Path]:
    """Those of the files that lie on this machine."""
    return [file for file in files if isinstance(file, Path)]


def size_of(file: Source) -> int | None:
    """The size in bytes, None where it is not known before reading."""
    if isinstance(file, RemoteFile):
        return file.size
    return file.stat().st_size if file.is_file() else None


def _require_drivers(files: Iterable[Source]) -> None:
    # Told before the first article is read, not hours later when the first file of that format comes.
    formats = {format_.name: format_ for format_ in (format_of(file.name) for file in files) if format_}
    for format_ in formats.values():
        if format_.extra:
            require(format_.extra, format_.name)


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _known(path: Path) -> bool:
    return format_of(path.name) is not None


def _expand(named: str, skip: str | None) -> list[Path]:
    path = Path(named)
    if named == STANDARD_INPUT:
        return [path]
    if path.is_dir():
        return _folder(path, skip)
    if path.exists() or path.is_symlink():
        return [_single(path)]
    if glob.has_magic(named):
        return _glob(named, skip)
    raise InputError("no such file or folder", where=name_of(path), mend="check the path; a folder, a file, a glob or - is expected")


def _single(path: Path) -> Path:
    if not _known(path):
        raise InputError("not a format that is read here", where=name_of(path), mend=f"name a file that ends in one of {KNOWN}")
    return path


def _folder(path: Path, skip: str | None) -> list[Path]:
    files = sorted(_walk(path, skip), key=lambda file: file.parts)
    if not files:
        raise InputError("no article in this folder", where=name_of(path), mend=f"it needs files that end in one of {KNOWN}")
    return files


def _glob(pattern: str, skip: str | None) -> list[Path]:
    found: list[Path] = []
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    for path in sorted(map(Path, matches), key=lambda match: match.parts):
        if path.is_dir():
            found += sorted(_walk(path, skip), key=lambda file: file.parts)
        elif _known(path):
            found.append(path)
    if not found:
        raise InputError("no article file matches", where=name_of(Path(pattern)), mend=f"it must match files that end in one of {KNOWN}")
    return found


def _walk(folder: Path, skip: str | None) -> Iterator[Path]:
    # A folder that cannot be listed is yielded as if it were a file: it lands in rejected.jsonl as unreadable.
    unreadable: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        here = Path(place)
        folders[:] = [name for name in folders if not name.startswith(".") and _real(here / name) != skip]
        for name in names:
            path = here / name
            if not name.startswith(".") and _known(path) and not _is_special(path):
                yield path
    yield from unreadable


def _is_special(path: Path) -> bool:
    # Reading a pipe or a device that lies about in a folder could wait for ever. A broken link is kept: it gets rejected by name.
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False
