"""What has been done, in a database that survives being killed: which article's block stands where.

SQLite in WAL mode with full syncing: what `record` was given is there after a power cut, and a reader never sees half of it.
An entry is made only after its shard is whole and on the disk; so the ledger never promises what is not there.
"""

from __future__ import annotations

import datetime
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pressfacts.errors import OutputError

LEDGER = "ledger.sqlite"
_VERSION = 4  # of the tables below, of the digests in them and of the blocks they tell of
_CACHE_KILOBYTES = 16_384
_ENTRIES = "SELECT key, shard, start, length, digest, limits, failed FROM entry"
_SCHEMA = """
CREATE TABLE folder (mark TEXT NOT NULL  -- tells this folder from all others
);
CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, made_by TEXT NOT NULL, started TEXT NOT NULL, finished TEXT);
CREATE TABLE shard (id INTEGER PRIMARY KEY AUTOINCREMENT);
CREATE TABLE entry (
    key BLOB PRIMARY KEY,      -- article_key
    shard INTEGER NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,  -- where the block stands, in bytes
    digest BLOB NOT NULL,      -- of the block
    limits TEXT,               -- the limits under which extraction failed; else null
    failed INTEGER NOT NULL,
    run INTEGER NOT NULL       -- the run that made the entry
) WITHOUT ROWID;
"""


class Place(NamedTuple):
    """Where the block of an article stands. `limits` is told where a limit of time or memory made the extraction fail."""

    shard: int
    start: int
    length: int
    digest: bytes
    limits: str | None
    failed: bool


class Ledger:
    """The database of one output folder; for one process at a time, which holds the folder's lock. Every method may raise OutputError."""

    def __init__(self, path: Path) -> None:
        self.path, self.run, self.broken_off = path, 0, False
        with ledger_errors(path):
            self._database = sqlite3.connect(path, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._database.close()
                raise

    def _open(self) -> None:
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        self._database.execute("CREATE TEMP TABLE met (shard INTEGER, start INTEGER, PRIMARY KEY (shard, start)) WITHOUT ROWID")
        (version,) = self._database.execute("PRAGMA user_version").fetchone()
        if version == 0:
            with self._transaction():
                for statement in _SCHEMA.split(";\n"):
                    self._database.execute(statement)
                self._database.execute("INSERT INTO folder VALUES (?)", (secrets.token_hex(8),))
                self._database.execute(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            mend = "start over with --fresh, or choose another output folder"
            what = f"was written by another version of pressfacts (ledger {version}, not {_VERSION})"
            raise OutputError(what, where=str(self.path), mend=mend)

    def begin(self, made_by: dict[str, object]) -> None:
        """Open a run: entries that it makes or meets are its own. `broken_off` then tells whether the run before it did not finish."""
        with self._transaction():
            last = self._database.execute("SELECT finished FROM run ORDER BY id DESC LIMIT 1").fetchone()
            self.broken_off = last is not None and last[0] is None
            row = (json.dumps(made_by, sort_keys=True), _now())
            self.run = self._database.execute("INSERT INTO run (made_by, started) VALUES (?, ?)", row).lastrowid or 0

    @property
    def mark(self) -> str:
        """A word that tells this folder from all others, until it is started over."""
        with ledger_errors(self.path):
            return str(self._database.execute("SELECT mark FROM folder").fetchone()[0])

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Place]:
        """Where the blocks of these articles stand, as far as they were ever made."""
        asked = f"{_ENTRIES} WHERE key IN ({','.join('?' * len(keys))})"
        with ledger_errors(self.path):
            return {key: _place(row) for key, *row in self._database.execute(asked, keys)}

    def new_shard(self) -> int:
        """A number that no shard has had."""
        with ledger_errors(self.path):
            (last,) = self._database.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'shard'").fetchone()
        return int(last) + 1

    def record(self, shard: int, entries: Iterable[tuple[bytes, Place]]) -> None:
        """Make entries for the blocks of a new shard, which is on the disk: all of them, or after a fault none."""
        rows = [(key, *place[:5], int(place.failed), self.run) for key, place in entries]
        with self._transaction():
            self._database.execute("INSERT INTO shard (id) VALUES (?)", (shard,))
            self._database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def met(self, places: Iterable[Place]) -> None:
        """Note that this run met the articles again whose blocks stand at these places."""
        with self._transaction():
            # To one side: keys are spread over all pages of the table, each of which would be written anew for every few thousand.
            # Places come nearly in order.
            self._database.executemany("INSERT OR IGNORE INTO temp.met VALUES (?, ?)", (place[:2] for place in places))

    def finish(self) -> None:
        """Close the run, whose output is published: entries of articles that it did not meet go."""
        with self._transaction():
            unmet = "(shard, start) NOT IN (SELECT shard, start FROM temp.met)"
            self._database.execute(f"DELETE FROM entry WHERE run <> ? AND {unmet}", (self.run,))
            self._database.execute("DELETE FROM shard WHERE id NOT IN (SELECT DISTINCT shard FROM entry)")
            self._database.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), self.run))

    def shards(self) -> set[int]:
        """The numbers of all shards that hold something."""
        with ledger_errors(self.path):
            return {number for (number,) in self._database.execute("SELECT id FROM shard")}

    def sparse_shards(self) -> set[int]:
        """Shards of which the last finished run needed so little that their blocks had better move: fewer than 16 entries."""
        with ledger_errors(self.path):
            return {number for (number,) in self._database.execute("SELECT shard FROM entry GROUP BY shard HAVING count(*) < 16")}

    def places(self) -> Iterator[tuple[bytes, Place]]:
        """Every entry: key and place."""
        with ledger_errors(self.path):
            for key, *row in self._database.execute(_ENTRIES):
                yield key, _place(row)

    def faults(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing, as a rule."""
        with ledger_errors(self.path):
            return [text for (text,) in self._database.execute("PRAGMA integrity_check") if text != "ok"]

    def close(self) -> None:
        """Close the file; what was not recorded is not there."""
        with ledger_errors(self.path):
            self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with ledger_errors(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise


@contextmanager
def ledger_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into an OutputError that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        mend = "free some space, and run again: what was done is kept" if full else "check the disk and that you may write to the folder"
        raise OutputError(f"cannot be written: {error}", where=str(path), mend=mend) from error
    except sqlite3.DatabaseError as error:
        raise OutputError(f"is damaged: {error}", where=str(path), mend="start over with --fresh") from error


def _place(row: Sequence[Any]) -> Place:
    shard, start, length, digest, limits, failed = row
    return Place(shard, start, length, digest, limits, bool(failed))


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
