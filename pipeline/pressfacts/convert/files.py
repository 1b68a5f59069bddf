"""Files on their way in and out of the converters: decoded strictly, read as a whole, written in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

import orjson

from pressfacts.errors import InputError
from pressfacts.write.jsonl import output_errors
from pressfacts.write.output import write_whole

LARGEST = 1 << 30

Files: TypeAlias = dict[str, bytes]
"""What a converter writes: the content of files by name, in a folder; or under ONE_FILE that of one file."""
ONE_FILE = ""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises InputError where it cannot be read or is larger than 1 GB."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError("is larger than 1 GB", where=str(path), mend="split it")
        return path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path), mend="check the path") from error


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, line ends as they stand. Raises InputError."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8: {error.reason} at byte {error.start}", where=str(path), mend="save it as UTF-8") from error


def json_lines(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """The objects of a JSONL file, each with its place for messages; blank lines are skipped. Raises InputError."""
    for number, line in enumerate(read_bytes(path).split(b"\n"), 1):
        if line.strip():
            yield an_object(line, f"{path}:{number}"), f"{path}:{number}"


def an_object(data: bytes, where: str) -> dict[str, Any]:
    """A JSON object. Raises InputError."""
    value = parsed(data, where)
    if not isinstance(value, dict):
        raise InputError("not a JSON object", where=where, mend="check that the file is of this format")
    return value


def parsed(data: bytes, where: str) -> Any:
    """What JSON holds. Raises InputError."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise InputError(f"not JSON: {error}", where=where, mend="check that the file is of this format") from error


def text_field(value: Any, name: str, where: str) -> str:
    """A field that must hold text. Raises InputError."""
    if not isinstance(value, str):
        raise InputError(f"`{name}` holds no text", where=where, mend="check that the file is of this format")
    return value


def files_in(path: Path, *suffixes: str) -> list[Path]:
    """The file itself, or the files of a folder with one of these suffixes, in order. Raises InputError where there is none."""
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix.lower() in suffixes and not file.name.startswith("."))
    if not found:
        raise InputError(f"no {' or '.join(suffixes)} file in this folder", where=str(path), mend="name the folder that holds them")
    return found


def write_files(files: Files, path: Path) -> None:
    """Write one file, or a folder of files, each in one step. Raises OutputError."""
    if ONE_FILE in files:
        write_whole(path, files[ONE_FILE])
        return
    with output_errors(path):
        path.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_whole(path / name, data)


def encoded(text: str) -> bytes:
    """UTF-8; lone surrogates, which come from broken input, keep their place."""
    return text.encode("utf-8", "surrogatepass")


def json_lines_of(rows: Iterable[dict[str, Any]]) -> bytes:
    """A line of JSON for each row."""
    return b"".join(orjson.dumps(row) + b"\n" for row in rows)


def file_name(id_: str) -> str:
    """A file name that holds an article's id; `id_of_file` reads it back."""
    # Two names are folders, and a leading dot hides a file.
    name = quote(id_, safe=" !#$&'()+,;=@[]{}~^")
    return "%2E" + name[1:] if name.startswith(".") else name


def id_of_file(path: Path) -> str:
    """The id of the article that a file holds: its name without extension."""
    return unquote(path.stem)
