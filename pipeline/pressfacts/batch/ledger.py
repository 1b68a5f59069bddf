"""What has been done, in a database that survives being killed: which article's block stands where, and in which line it was read.

SQLite in WAL mode with full syncing: what `record` was given is there after a power cut, and a reader never sees half of it.
An entry is made only after its shard is whole and on the disk; so the ledger never promises what is not there.
"""

from __future__ import annotations

import datetime
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pressfacts.errors import OutputError

LEDGER = "ledger.sqlite"
_VERSION = 5  # of the tables below, of the digests in them and of the blocks they tell of
_CACHE_KILOBYTES = 16_384
_ENTRIES = "SELECT key, line, id, shard, number, start, length, digest, limits, failed FROM entry"
_SCHEMA = """
CREATE TABLE folder (mark TEXT NOT NULL  -- tells this folder from all others
);
CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, made_by TEXT NOT NULL, started TEXT NOT NULL, finished TEXT);
CREATE TABLE shard (id INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL  -- of the whole file
);
CREATE TABLE entry (
    shard INTEGER NOT NULL, number INTEGER NOT NULL,  -- which block of the shard, counted from 0
    start INTEGER NOT NULL, length INTEGER NOT NULL,  -- where it stands, in bytes
    digest BLOB NOT NULL,      -- of the block
    key BLOB NOT NULL,         -- article_key
    line BLOB,                 -- LineKeys: of the line in which the article was read; null where it is to be read every time
    id TEXT,                   -- the article's, where the line is told
    limits TEXT,               -- the limits under which extraction failed; else null
    failed INTEGER NOT NULL,
    PRIMARY KEY (shard, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX entry_key ON entry (key);
CREATE INDEX entry_line ON entry (line);
"""


class Place(NamedTuple):
    """Where a block stands: the shard, which of its blocks it is, and where that begins and how long it is, in bytes."""

    shard: int
    number: int
    start: int
    length: int


class Entry(NamedTuple):
    """The block of an article. `limits` is told where a limit of time or memory made the extraction fail.

    `line` is the digest of the line in which the article was read, None where it has none or an equal line may be another article;
    `id`, the article's, is told with it.
    """

    key: bytes
    line: bytes | None
    id: str | None
    place: Place
    digest: bytes
    limits: str | None = None
    failed: bool = False


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
        """Open a run. `broken_off` then tells whether the run before it did not finish."""
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

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Entry]:
        """The entries of articles, as far as they were ever made, by their keys."""
        return {entry.key: entry for entry in self._entries("key", keys)}

    def find_lines(self, lines: Sequence[bytes]) -> list[Entry]:
        """The entries of articles that were read in lines with these digests."""
        return self._entries("line", lines)

    def after(self, place: Place, most: int) -> list[Entry]:
        """The entries of the blocks that follow on a place, in the order in which they were made."""
        asked = f"{_ENTRIES} WHERE (shard, number) > (?, ?) ORDER BY shard, number LIMIT ?"
        with ledger_errors(self.path):
            return list(map(_entry, self._database.execute(asked, (*place[:2], most))))

    def _entries(self, column: str, values: Sequence[bytes]) -> list[Entry]:
        if not values:
            return []
        asked = f"{_ENTRIES} WHERE {column} IN ({','.join('?' * len(values))})"
        with ledger_errors(self.path):
            return list(map(_entry, self._database.execute(asked, values)))

    def new_shard(self) -> int:
        """A number that no shard has had."""
        with ledger_errors(self.path):
            (last,) = self._database.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'shard'").fetchone()
        return int(last) + 1

    def record(self, shard: int, digest: bytes, entries: Iterable[Entry]) -> None:
        """Make entries for the blocks of a new shard, which is on the disk: all of them, or after a fault none."""
        rows = ((*entry.place, entry.digest, entry.key, entry.line, entry.id, entry.limits, int(entry.failed)) for entry in entries)
        with self._transaction():
            self._database.execute("INSERT INTO shard VALUES (?, ?)", (shard, digest))
            self._database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def note_lines(self, entries: Iterable[Entry]) -> None:
        """Note that these articles now stand in other lines than before."""
        with self._transaction():
            self._database.executemany("UPDATE entry SET line = ? WHERE key = ?", ((entry.line, entry.key) for entry in entries))

    def finish(self, met: Mapping[int, Sequence[int]]) -> None:
        """Close the run, whose output is published. `met` tells for each shard by 1 which of its blocks it met or made; all others go."""
        with self._transaction():
            for shard in self.shards():
                unmet = [(shard, number) for number, is_met in enumerate(met.get(shard, ())) if not is_met]
                self._database.executemany("DELETE FROM entry WHERE shard = ? AND number = ?", unmet)
                if shard not in met:
                    self._database.execute("DELETE FROM entry WHERE shard = ?", (shard,))
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

    def digest_of(self, shard: int) -> bytes:
        """The digest that the file of a shard had when it was written."""
        with ledger_errors(self.path):
            return bytes(self._database.execute("SELECT digest FROM shard WHERE id = ?", (shard,)).fetchone()[0])

    def blocks_of(self, shard: int) -> int:
        """How many blocks a shard has, of those that are still needed the last counted."""
        with ledger_errors(self.path):
            return int(self._database.execute("SELECT max(number) FROM entry WHERE shard = ?", (shard,)).fetchone()[0]) + 1

    def entries(self) -> Iterator[Entry]:
        """Every entry."""
        with ledger_errors(self.path):
            yield from map(_entry, self._database.execute(_ENTRIES))

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


def _entry(row: Sequence[Any]) -> Entry:
    key, line, id_, shard, number, start, length, digest, limits, failed = row
    return Entry(key, line, id_, Place(shard, number, start, length), digest, limits, bool(failed))


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
