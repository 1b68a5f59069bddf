"""The folder that a run writes: four files that appear together, when the run is over, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from pressfacts.errors import OutputError
from pressfacts.write.jsonl import JsonlFile, output_errors

FACTS, ARTICLES, REJECTED, RUN = "facts.jsonl", "articles.jsonl", "rejected.jsonl", "run.json"
_NAMES = (FACTS, ARTICLES, REJECTED, RUN)  # published in this order


class OutputFolder:
    """A context manager. Inside, `facts`, `articles` and `rejected` take rows and `set_run` the report.

    Rows go to temporary files in the folder itself. At the end they are synced to the disk and renamed, each in one step; after
    any exception, an interrupt too, they are removed and what stood in the folder before is untouched. Raises OutputError
    where the folder cannot be made or written, already on entry.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files: dict[str, JsonlFile] = {}

    def __enter__(self) -> OutputFolder:
        with output_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        taken = next((name for name in _NAMES if (self.path / name).is_dir()), None)
        if taken:
            raise OutputError(
                "is a folder, where a file shall be written", where=str(self.path / taken), mend="choose another output folder"
            )
        token = secrets.token_hex(4)
        try:
            for name in _NAMES:
                self._files[name] = JsonlFile(self.path / f".{name}.{token}.tmp")
        except OutputError:
            self._discard()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._publish()
        finally:
            self._discard()

    @property
    def facts(self) -> JsonlFile:
        """The rows of `facts.jsonl`."""
        return self._files[FACTS]

    @property
    def articles(self) -> JsonlFile:
        """The rows of `articles.jsonl`."""
        return self._files[ARTICLES]

    @property
    def rejected(self) -> JsonlFile:
        """The rows of `rejected.jsonl`."""
        return self._files[REJECTED]

    def about(self) -> dict[str, dict[str, int | str]]:
        """Lines, bytes and digest of each file of rows, for the report: by them a reader can tell that the four belong together."""
        return {name: self._files[name].about() for name in (FACTS, ARTICLES, REJECTED)}

    def set_run(self, report: dict[str, Any]) -> None:
        """Write the report of the run, as one line of JSON."""
        self._files[RUN].write(report)

    def refuse_inputs(self, inputs: Iterable[Path]) -> None:
        """Raise OutputError where an input is one of the files that this run would replace."""
        for path in inputs:
            if path.name in _NAMES and os.path.realpath(path.parent) == os.path.realpath(self.path):
                raise OutputError("is an input, and the run would replace it", where=str(path), mend="choose another output folder")

    def _publish(self) -> None:
        for file in self._files.values():
            file.finish()
        for name, file in self._files.items():
            with output_errors(self.path / name):
                file.path.replace(self.path / name)
        _sync_folder(self.path)

    def _discard(self) -> None:
        for file in self._files.values():
            file.discard()


def write_whole(path: Path, data: bytes) -> None:
    """Write one file in one step: it is there whole or as it was before. Raises OutputError."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with output_errors(path):
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _sync_folder(path: Path) -> None:
    # The renames themselves reach the disk only with the folder; not every file system lets a folder be synced.
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise OutputError(f"cannot be synced: {error.strerror}", where=str(path), mend="check the disk") from error
    finally:
        os.close(folder)
