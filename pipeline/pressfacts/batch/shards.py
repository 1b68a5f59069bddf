"""The files in which blocks are kept: each is written once, whole, and then read from at the places that the ledger tells."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pressfacts.batch.ledger import Entry, Place
from pressfacts.errors import OutputError
from pressfacts.write import output_errors, write_whole

SHARDS = "shards"
_OPEN_SHARDS = 64
_AHEAD_BYTES = 1 << 17


@dataclass(slots=True)
class _Ahead:
    """What was last read of the shards, and perhaps more than was asked for."""

    shard: int = 0
    start: int = 0
    data: bytes = b""


class Shards:
    """The shards of one output folder. `digest_of` tells what digest a shard had when it was written. Methods may raise OutputError."""

    def __init__(self, folder: Path, digest_of: Callable[[int], bytes]) -> None:
        self._folder, self._digest_of = folder / SHARDS, digest_of
        self._sound: dict[int, bool] = {}
        self._open: OrderedDict[int, int] = OrderedDict()
        self._ahead = _Ahead()

    def write(self, shard: int, blocks: Sequence[bytes]) -> bytes:
        """Bring a new shard to the disk. Its digest."""
        data = b"".join(blocks)
        write_whole(shard_path(self._folder, shard), data, sync_name=True)
        self._sound[shard] = True
        return block_digest(data)

    def holds(self, entry: Entry) -> bool:
        """Whether the block is there as it was written, and not gone or damaged on the disk."""
        shard = entry.place.shard
        if shard not in self._sound:  # one look at all of it takes less than one at each of its thousands of blocks
            self._sound[shard] = _file_digest(shard_path(self._folder, shard)) == self._digest_of(shard)
        if self._sound[shard]:
            return True
        with suppress(OSError):
            return block_digest(self._read(entry.place)) == entry.digest
        return False

    def take(self, place: Place) -> bytes:
        """The block that was there when `holds` looked. Raises OutputError where somebody has cut it off since."""
        try:
            block = self._read(place)
            if len(block) == place.length:
                return block
        except OSError:
            pass  # told as what it is below
        mend = "run again: what is gone is extracted again"
        raise OutputError("changed while the run was reading it", where=str(shard_path(self._folder, place.shard)), mend=mend)

    def _read(self, place: Place) -> bytes:
        """The bytes at a place. Where they follow on those before, as they do when the input is in the order of last time, more is read."""
        ahead, at = self._ahead, place.start - self._ahead.start
        if ahead.shard != place.shard or not 0 <= at <= len(ahead.data) - place.length:
            follows = ahead.shard == place.shard and at == len(ahead.data)
            ahead.data = os.pread(self._file(place.shard), max(place.length, _AHEAD_BYTES) if follows else place.length, place.start)
            ahead.shard, ahead.start, at = place.shard, place.start, 0
        return ahead.data[at : at + place.length]

    def _file(self, shard: int) -> int:
        if shard in self._open:
            self._open.move_to_end(shard)
            return self._open[shard]
        if len(self._open) >= _OPEN_SHARDS:
            os.close(self._open.popitem(last=False)[1])
        self._open[shard] = os.open(shard_path(self._folder, shard), os.O_RDONLY | os.O_CLOEXEC)
        return self._open[shard]

    def sweep(self, live: Collection[int]) -> None:
        """Remove shards that were written but not entered, or of which nothing is needed: they would only take up space."""
        names = {shard_path(self._folder, shard).name for shard in live}
        with output_errors(self._folder):
            self._folder.mkdir(exist_ok=True)
            for path in self._folder.iterdir():
                if path.name not in names:
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close what is open."""
        while self._open:
            os.close(self._open.popitem()[1])


def forget_shards(folder: Path) -> None:
    """Remove the shards of an output folder."""
    if (folder / SHARDS).exists():
        shutil.rmtree(folder / SHARDS)


def shard_path(folder: Path, shard: int) -> Path:
    """The file of a shard in the folder of shards."""
    return folder / f"{shard:08}.jsonl"


def _file_digest(path: Path) -> bytes | None:
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()[:_DIGEST_BYTES]
    return None


def block_digest(block: bytes) -> bytes:
    """Eight bytes by which damage on the disk is seen.

    Of SHA-256, for which processors have instructions: half the time of BLAKE2b, and all that is kept is looked at in every run.
    """
    return hashlib.sha256(block).digest()[:_DIGEST_BYTES]


_DIGEST_BYTES = 8
