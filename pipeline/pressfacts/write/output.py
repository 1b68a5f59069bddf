"""The folder that a run writes: four files that appear together, when the run is over, or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from pressfacts.errors import OutputError
from pressfacts.write.database import DATABASE, Database
from pressfacts.write.jsonl import JsonlFile, output_errors

FACTS, ARTICLES, REJECTED, RUN = "facts.jsonl", "articles.jsonl", "rejected.jsonl", "run.json"
TABLES = ("facts", "articles", "rejected")
_SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


class Rows(Protocol):
    """A new file that takes rows, in whatever form. Every method may raise OutputError."""

    path: Path

    def write(self, row: Any) -> None:
        """Add a row: a dict, a model, or its JSON as bytes."""

    def write_all(self, rows: Iterable[Any]) -> None:
        """Add rows."""

    def write_block(self, lines: bytes, count: int) -> None:
        """Add so many rows, given as lines of JSON."""

    def finish(self) -> None:
        """Bring everything to the disk and close the file."""

    def discard(self) -> None:
        """Close and remove the file, whatever state it is in."""

    def about(self) -> dict[str, int | str]:
        """What was written, as far as that is certain before the end."""


class OutputFolder:
    """A context manager. Inside, `facts`, `articles` and `rejected` take rows and `set_run` the report.

    `format` is jsonl or parquet, `compression` of jsonl is none (""), gz or zst; with a `database` the rows end there, and the format is
    the database's choice. Rows go to temporary files in the folder itself. At the end they are loaded, or synced to the disk and
    renamed, each in one step; after any exception, an interrupt too, they are removed and what stood in the folder before is untouched.
    Raises OutputError where the folder or the database cannot be written, already on entry, and where the package that a format needs
    is missing.
    """

    def __init__(self, path: Path, format: str = "jsonl", compression: str = "", database: Database | None = None) -> None:
        self.path, self._database = path, database
        self._suffix = database.suffix if database else f".{format}.{compression}" if compression else f".{format}"
        self._files: dict[str, Rows] = {}

    def __enter__(self) -> OutputFolder:
        with output_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
        taken = next((name for name in self._names() if (self.path / name).is_dir()), None)
        if taken:
            raise OutputError(
                "is a folder, where a file shall be written", where=str(self.path / taken), mend="choose another output folder"
            )
        if self._database:
            self._database.check()
        token = secrets.token_hex(4)
        try:
            for table in TABLES:
                self._files[table] = self._open(table, self.path / f".{table}{self._suffix}.{token}.tmp")
            self._files["run"] = JsonlFile(self.path / f".{RUN}.{token}.tmp")
        except BaseException:
            self._discard()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._publish()
        finally:
            self._discard()

    def _open(self, table: str, path: Path) -> Rows:
        if self._suffix != ".parquet":
            return JsonlFile(path, self._suffix.removeprefix(".jsonl").removeprefix("."))
        from pressfacts.write.parquet import ParquetFile  # needs an extra

        return ParquetFile(path, table)

    def _names(self) -> list[str]:
        return [*(f"{table}{self._suffix}" for table in TABLES), RUN]

    @property
    def facts(self) -> Rows:
        """The rows of facts."""
        return self._files["facts"]

    @property
    def articles(self) -> Rows:
        """The rows of articles."""
        return self._files["articles"]

    @property
    def rejected(self) -> Rows:
        """The rows of rejections."""
        return self._files["rejected"]

    def about(self) -> dict[str, dict[str, int | str]]:
        """What is known of each file of rows, for the report: by it a reader can tell that the four belong together. Closes them."""
        for table in TABLES:
            self._files[table].finish()
        if self._database:
            counts = {table: self._files[table].about()["lines"] for table in TABLES}
            return {self._database.name: {**counts, **self._database.about()}}
        return {f"{table}{self._suffix}": self._files[table].about() for table in TABLES}

    def set_run(self, report: dict[str, Any]) -> None:
        """Write the report of the run, as one line of JSON."""
        self._report = report
        self._files["run"].write(report)

    def refuse_inputs(self, inputs: Iterable[Path]) -> None:
        """Raise OutputError where an input is one of the files that this run would replace."""
        replaced = {*self._every_name(), RUN}
        for path in inputs:
            if path.name in replaced and os.path.realpath(path.parent) == os.path.realpath(self.path):
                raise OutputError("is an input, and the run would replace it", where=str(path), mend="choose another output folder")

    def _publish(self) -> None:
        for file in self._files.values():
            file.finish()
        if self._database:
            self._database.update({table: self._files[table].path for table in TABLES}, self._report)
        else:
            for table in TABLES:
                self._rename(table, f"{table}{self._suffix}")
        self._rename("run", RUN)
        self._remove_other_formats()
        sync_folder(self.path)

    def _rename(self, file: str, name: str) -> None:
        with output_errors(self.path / name):
            self._files[file].path.replace(self.path / name)

    def _remove_other_formats(self) -> None:
        # What an earlier run wrote in another form would be taken for this run's.
        current = {self._database.name} if self._database else set(self._names())
        for name in self._every_name():
            if name not in current:
                (self.path / name).unlink(missing_ok=True)

    def _every_name(self) -> list[str]:
        return [*(f"{table}{suffix}" for table in TABLES for suffix in _SUFFIXES), DATABASE]

    def _discard(self) -> None:
        for file in self._files.values():
            file.discard()


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of a run that was killed. Only for who holds the folder: a run that goes on would lose its own."""
    with output_errors(folder):
        for path in folder.glob(".*.tmp"):
            if path.name.startswith((*(f".{table}." for table in TABLES), f".{RUN}.")):
                path.unlink(missing_ok=True)


def write_whole(path: Path, data: bytes, *, sync_name: bool = False) -> None:
    """Write one file in one step: it is there whole or as it was before. Raises OutputError.

    With `sync_name` its name has reached the disk too on return.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with output_errors(path):
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        if sync_name:
            sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(path: Path) -> None:
    """Bring the names in a folder to the disk. Raises OutputError."""
    # The renames themselves reach the disk only with the folder; not every file system lets a folder be synced.
    with output_errors(path):
        folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise OutputError(f"cannot be synced: {error.strerror}", where=str(path), mend="check the disk") from error
    finally:
        os.close(folder)
