"""What the user named as input, made into a list of files: paths, folders, globs, `-`."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressfacts.errors import InputError
from pressfacts.read.records import STANDARD_INPUT, name_of

SUFFIXES = (".txt", ".txt.gz", ".jsonl", ".jsonl.gz")
_KNOWN = ", ".join(SUFFIXES)


def find_inputs(inputs: Iterable[str], *, leave_out: Path | None = None) -> list[Path]:
    """The files to read: in the order of the arguments, within a folder or glob sorted by path, each file once.

    Folders are searched to any depth, but not through links to folders; hidden names (`.git`, `._a.txt`) and names that do not end in
    one of `SUFFIXES` are passed over, and so is the folder `leave_out` (where the run writes). Raises InputError, naming
    it, for an argument that is missing, of another format, or holds no article file.
    """
    skip = _real(leave_out) if leave_out else None
    found: dict[str, Path] = {}
    for named in inputs:
        for path in _expand(named, skip):
            found.setdefault(_real(path), path)
    if not found:
        raise InputError("no input was named", mend="name files, folders, globs, or - for JSONL on standard input")
    return list(found.values())


def is_jsonl(path: Path) -> bool:
    """Whether the input is read as JSON lines; standard input is."""
    return str(path) == STANDARD_INPUT or path.name.lower().endswith((".jsonl", ".jsonl.gz"))


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _known(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIXES)


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
        raise InputError("not a format that is read here", where=name_of(path), mend=f"name a file that ends in one of {_KNOWN}")
    return path


def _folder(path: Path, skip: str | None) -> list[Path]:
    files = sorted(_walk(path, skip), key=lambda file: file.parts)
    if not files:
        raise InputError("no article in this folder", where=name_of(path), mend=f"it needs files that end in one of {_KNOWN}")
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
        raise InputError("no article file matches", where=name_of(Path(pattern)), mend=f"it must match files that end in one of {_KNOWN}")
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
