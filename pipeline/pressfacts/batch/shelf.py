"""The blocks of articles that are done, kept in shards from one run to the next.

New blocks gather in memory for some seconds, then become a shard: written to a temporary file, synced, renamed in one step,
and only then entered in the ledger. A run that is killed loses those seconds and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pressfacts.batch.ledger import LEDGER, Ledger, Place
from pressfacts.batch.outcome import REASONS_OF_LIMITS, Outcome
from pressfacts.errors import OutputError
from pressfacts.write import output_errors, write_whole

SHARDS = "shards"
_SEAL_SECONDS, _SEAL_BYTES, _SEAL_BLOCKS = 2.0, 8 << 20, 4096
_OPEN_SHARDS = 64
_MANY_SPARSE = 16
_MET_AT_ONCE = 4096
_AHEAD_BYTES = 1 << 17


@dataclass(slots=True)
class _Ahead:
    """What was last read of the shards, and perhaps more than was asked for."""

    shard: int = 0
    start: int = 0
    data: bytes = b""


class Shelf:
    """A context manager. `limits` names the limits of time and memory that hold in this run. Methods may raise OutputError.

    On leaving, even through an exception, finished blocks are kept for the next run.
    """

    def __init__(self, folder: Path, limits: str, made_by: dict[str, object], *, fresh: bool = False, retry: bool = False) -> None:
        self._folder, self._limits, self._retry = folder / SHARDS, limits, retry
        with output_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if fresh:
            forget(folder)
        self.ledger = Ledger(folder / LEDGER)
        self._ready(made_by)
        self._blocks: list[tuple[bytes, bytes, str | None, bool]] = []
        self._bytes, self._since = 0, time.monotonic()
        self._met: list[Place] = []
        self._open: OrderedDict[int, int] = OrderedDict()
        self._checked, self._taken = _Ahead(), _Ahead()

    def _ready(self, made_by: dict[str, object]) -> None:
        try:
            self.ledger.begin(made_by)
            sparse = self.ledger.sparse_shards()
            self._sparse = sparse if len(sparse) >= _MANY_SPARSE else set()
            self._sweep()
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
            for file in self._open.values():
                os.close(file)
            self.ledger.close()

    def find(self, keys: Sequence[bytes]) -> dict[bytes, Place]:
        """The places of blocks that are still good, by key; articles whose keys are missing there must be extracted."""
        return {key: place for key, place in self.ledger.find(keys).items() if self._is_good(place)}

    def _is_good(self, place: Place) -> bool:
        return not (self._retry and place.failed) and place.limits in (None, self._limits)

    def keeps(self, key: bytes, place: Place) -> bool:
        """Whether the block is there as it was written, and not gone or damaged on the disk. Then it is noted that it is still needed."""
        try:
            block = self._read(place, self._checked)
        except OSError:
            return False
        if block_digest(block) != place.digest:
            return False
        if place.shard in self._sparse:
            self.put(key, Outcome.from_block(block))  # many small shards become few large ones as they are met
        else:
            self._met.append(place)
            if len(self._met) >= _MET_AT_ONCE:
                self._note_met()
        return True

    def take(self, place: Place) -> Outcome:
        """The outcome in a block that was there when `keeps` looked. Raises OutputError where somebody has cut it off since."""
        with suppress(OSError):
            block = self._read(place, self._taken)
            if len(block) == place.length:
                return Outcome.from_block(block)
        mend = "run again: what is gone is extracted again"
        raise OutputError("changed while the run was reading it", where=str(self._path(place.shard)), mend=mend)

    def _read(self, place: Place, ahead: _Ahead) -> bytes:
        """The bytes at a place. Where they follow on those before, as they do when the input is in the order of last time, more is read."""
        at = place.start - ahead.start
        if ahead.shard != place.shard or not 0 <= at <= len(ahead.data) - place.length:
            follows = ahead.shard == place.shard and at == len(ahead.data)
            ahead.data = os.pread(self._file(place.shard), max(place.length, _AHEAD_BYTES) if follows else place.length, place.start)
            ahead.shard, ahead.start, at = place.shard, place.start, 0
        return ahead.data[at : at + place.length]

    def put(self, key: bytes, outcome: Outcome) -> None:
        """Keep the outcome of an article. It is safe when its shard is sealed: after some seconds, or `seal`."""
        block = outcome.to_block()
        limits = self._limits if outcome.failure and outcome.failure.reason in REASONS_OF_LIMITS else None
        self._blocks.append((key, block, limits, outcome.failure is not None))
        self._bytes += len(block)
        self.tick()

    def tick(self) -> None:
        """Seal the shard if it is time."""
        full = self._bytes >= _SEAL_BYTES or len(self._blocks) >= _SEAL_BLOCKS
        if full or time.monotonic() - self._since >= _SEAL_SECONDS:
            self.seal()

    def seal(self) -> None:
        """Bring what has gathered to the disk, then into the ledger."""
        self._since = time.monotonic()
        if not self._blocks:
            return
        shard, entries, start = self.ledger.new_shard(), [], 0
        for key, block, limits, failed in self._blocks:
            entries.append((key, Place(shard, start, len(block), block_digest(block), limits, failed)))
            start += len(block)
        write_whole(self._path(shard), b"".join(block for _, block, _, _ in self._blocks), sync_name=True)
        self.ledger.record(shard, entries)
        self._blocks, self._bytes = [], 0

    def finish(self) -> None:
        """After the output is published: forget articles that this run did not meet."""
        self.seal()
        self._note_met()
        self.ledger.finish()
        self._sweep()

    def _note_met(self) -> None:
        self.ledger.met(self._met)
        self._met = []

    def _sweep(self) -> None:
        # A shard that was written but not entered, or of which nothing is needed: it would only take up space.
        live = {self._path(shard).name for shard in self.ledger.shards()}
        with output_errors(self._folder):
            self._folder.mkdir(exist_ok=True)
            for path in self._folder.iterdir():
                if path.name not in live:
                    path.unlink(missing_ok=True)

    def _path(self, shard: int) -> Path:
        return self._folder / f"{shard:08}.jsonl"

    def _file(self, shard: int) -> int:
        if shard in self._open:
            self._open.move_to_end(shard)
            return self._open[shard]
        if len(self._open) >= _OPEN_SHARDS:
            os.close(self._open.popitem(last=False)[1])
        self._open[shard] = os.open(self._path(shard), os.O_RDONLY | os.O_CLOEXEC)
        return self._open[shard]


def forget(folder: Path) -> None:
    """Remove all that earlier runs kept in the folder; their output stays until the next is whole."""
    with output_errors(folder):
        for name in (LEDGER, f"{LEDGER}-wal", f"{LEDGER}-shm"):
            (folder / name).unlink(missing_ok=True)
        if (folder / SHARDS).exists():
            shutil.rmtree(folder / SHARDS)


def block_digest(block: bytes) -> bytes:
    """Eight bytes by which damage to a block on the disk is seen.

    Of SHA-256, for which processors have instructions: half the time of BLAKE2b, and every article is met here in every run.
    """
    return hashlib.sha256(block).digest()[:8]
