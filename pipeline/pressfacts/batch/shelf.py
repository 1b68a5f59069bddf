"""The blocks of articles that are done, kept in shards from one run to the next.

New blocks gather in memory for some seconds, then become a shard: written to a temporary file, synced, renamed in one step,
and only then entered in the ledger. A run that is killed loses those seconds and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from pressfacts.batch.card import Card
from pressfacts.batch.keys import LineKeys, making_key
from pressfacts.batch.ledger import LEDGER, Entry, Ledger, Place
from pressfacts.batch.lines import Lines
from pressfacts.batch.outcome import REASONS_OF_LIMITS, Outcome
from pressfacts.batch.shards import Shards, block_digest, forget_shards
from pressfacts.read import Incoming, Recalled
from pressfacts.write import output_errors

_SEAL_SECONDS, _SEAL_BYTES, _SEAL_BLOCKS = 2.0, 8 << 20, 4096
_MANY_SPARSE = 16
_LINES_AT_ONCE = 4096


class _New(NamedTuple):
    """A block that waits for its shard."""

    key: bytes
    line: bytes | None
    id: str | None
    block: bytes
    limits: str | None
    failed: bool


class Shelf:
    """A context manager, and the `Recall` of the lines in which its articles were read.

    `limits` names the limits of time and memory that hold in this run. Methods may raise OutputError. On leaving, even through an
    exception, finished blocks are kept for the next run.
    """

    def __init__(self, folder: Path, limits: str, made_by: dict[str, object], *, fresh: bool = False, retry: bool = False) -> None:
        self._limits, self._retry, self._digests = limits, retry, LineKeys(making_key(made_by))
        with output_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if fresh:
            forget(folder)
        self.ledger = Ledger(folder / LEDGER)
        self._shards, self._lines = Shards(folder, self.ledger.digest_of), Lines(self.ledger)
        self._ready(made_by)
        self._new: list[_New] = []
        self._bytes, self._since = 0, time.monotonic()
        self._met: dict[int, bytearray] = {}
        self._moved: list[Entry] = []

    def _ready(self, made_by: dict[str, object]) -> None:
        try:
            self.ledger.begin(made_by)
            sparse = self.ledger.sparse_shards()
            self._sparse = sparse if len(sparse) >= _MANY_SPARSE else set()
            self._shards.sweep(self.ledger.shards())
        except BaseException:
            self.ledger.close()
            raise

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self.seal()
            else:
                with suppress(Exception):  # the fault that ends the run is the one to be told
                    self.seal()
        finally:
            self._shards.close()
            self.ledger.close()

    def recall(self, lines: Sequence[bytes]) -> list[Recalled]:
        """What is known of lines: `place` is that of the block."""
        digests = list(map(self._digests.of, lines))
        known = {digest: entry for digest, entry in self._lines.find(digests).items() if self._is_good(entry) and self._keep(entry)}
        return [Recalled(digest, known[digest].id, known[digest].place) if digest in known else Recalled(digest) for digest in digests]

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Entry]:
        """The entries of blocks that are still good, by key; articles whose keys are missing there must be extracted."""
        return {key: entry for key, entry in self.ledger.find(keys).items() if self._is_good(entry)}

    def _is_good(self, entry: Entry) -> bool:
        return not (self._retry and entry.failed) and entry.limits in (None, self._limits)

    def keeps(self, entry: Entry, incoming: Incoming) -> bool:
        """Whether the block is there as it was written. Then it is still needed, and known by the line in which the article now stands."""
        if not incoming.digest or not self._shards.holds(entry):
            return self._keep(entry)
        outcome, card = Outcome.from_block(self._shards.take(entry.place))
        if Card(*card).is_of(incoming):
            self._note_moved(entry._replace(line=incoming.digest, id=incoming.article.id))
        else:  # the same text in other bytes: the block would tell their encoding, and what had to be guessed, when they are known
            self.put(entry.key, incoming, outcome)
        return True

    def _note_moved(self, entry: Entry) -> None:
        self._keep(entry)
        self._moved.append(entry)
        if len(self._moved) >= _LINES_AT_ONCE:
            self._record_moved()

    def _keep(self, entry: Entry) -> bool:
        if not self._shards.holds(entry):
            return False
        place = entry.place
        if place.shard in self._sparse:  # many small shards become few large ones as they are met
            self._add(_New(entry.key, entry.line, entry.id, self._shards.take(place), entry.limits, entry.failed))
            return True
        if place.shard not in self._met:
            self._met[place.shard] = bytearray(self.ledger.blocks_of(place.shard))
        self._met[place.shard][place.number] = 1
        return True

    def take(self, place: Place) -> tuple[Card, Outcome]:
        """The article's card and outcome, of a block that was there when it was asked for."""
        outcome, card = Outcome.from_block(self._shards.take(place))
        return Card(*card), outcome

    def put(self, key: bytes, incoming: Incoming, outcome: Outcome) -> None:
        """Keep the outcome of an article. It is safe when its shard is sealed: after some seconds, or `seal`."""
        limits = self._limits if outcome.failure and outcome.failure.reason in REASONS_OF_LIMITS else None
        line, id_ = (incoming.digest, incoming.article.id) if incoming.digest else (None, None)
        block = outcome.to_block(*Card.of(incoming))
        self._add(_New(key, line, id_, block, limits, outcome.failure is not None))

    def _add(self, new: _New) -> None:
        self._new.append(new)
        self._bytes += len(new.block)
        self.tick()

    def tick(self) -> None:
        """Seal the shard if it is time."""
        full = self._bytes >= _SEAL_BYTES or len(self._new) >= _SEAL_BLOCKS
        if full or time.monotonic() - self._since >= _SEAL_SECONDS:
            self.seal()

    def seal(self) -> None:
        """Bring what has gathered to the disk, then into the ledger."""
        self._since = time.monotonic()
        if not self._new:
            return
        shard, entries, start = self.ledger.new_shard(), [], 0
        for number, new in enumerate(self._new):
            place = Place(shard, number, start, len(new.block))
            entries.append(Entry(new.key, new.line, new.id, place, block_digest(new.block), new.limits, new.failed))
            start += place.length
        digest = self._shards.write(shard, [new.block for new in self._new])
        self.ledger.record(shard, digest, entries)
        self._met[shard] = bytearray(b"\1" * len(entries))
        self._new, self._bytes = [], 0

    def finish(self) -> None:
        """After the output is published: forget articles that this run did not meet."""
        self.seal()
        self._record_moved()
        self.ledger.finish(self._met)
        self._shards.sweep(self.ledger.shards())

    def _record_moved(self) -> None:
        self.ledger.note_lines(self._moved)
        self._moved = []


def forget(folder: Path) -> None:
    """Remove all that earlier runs kept in the folder; their output stays until the next is whole."""
    with output_errors(folder):
        for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"):
            (folder / name).unlink(missing_ok=True)
        forget_shards(folder)
