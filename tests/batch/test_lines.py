"""Lines are found in whatever order they come, and in the order of last time without being looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pressfacts.batch import lines as module
from pressfacts.batch.ledger import Entry, Ledger, Place
from pressfacts.batch.lines import Lines

DIGESTS = [b"%04d" % number for number in range(1000)]


class Asked(Ledger):
    """A ledger that counts the lines that were looked for."""

    looked_for = 0

    def find_lines(self, lines: Sequence[bytes]) -> list[Entry]:
        self.looked_for += len(lines)
        return super().find_lines(lines)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Asked]:
    made = Asked(tmp_path / "ledger.sqlite")
    for shard in range(1, 5):
        places = [(Place(shard, number, number, 1), DIGESTS[250 * (shard - 1) + number]) for number in range(250)]
        made.record(shard, b"whole", [Entry(b"key" + digest, digest, "a", place, b"block") for place, digest in places])
    yield made
    made.close()


def found(ledger: Ledger, order: Sequence[bytes], size: int = 64) -> list[bytes]:
    lines = Lines(ledger)
    lots = [order[start : start + size] for start in range(0, len(order), size)]
    return [digest for lot in lots for known in [lines.find(lot)] for digest in lot if digest in known]


def test_in_the_order_of_last_time_only_the_first_are_looked_for(ledger: Asked) -> None:
    assert found(ledger, DIGESTS) == DIGESTS
    assert ledger.looked_for == 64


@pytest.mark.parametrize("order", [DIGESTS[::-1], DIGESTS[::7] + DIGESTS[1::7], DIGESTS[500:] + DIGESTS[:500], DIGESTS[:10] + DIGESTS])
def test_in_any_order_all_are_found(ledger: Asked, order: list[bytes]) -> None:
    assert set(found(ledger, order)) == set(order)


def test_new_lines_among_them_are_not_and_cost_nothing_more(ledger: Asked) -> None:
    order = [digest for number, digest in enumerate(DIGESTS) for digest in ([digest, b"new %d" % number] if number % 50 == 0 else [digest])]
    assert found(ledger, order) == DIGESTS
    assert ledger.looked_for < 64 + 20


def test_what_is_read_ahead_and_not_asked_for_is_forgotten(ledger: Asked) -> None:
    lines = Lines(ledger)
    for start in range(0, 1000, 100):
        lines.find(DIGESTS[start : start + 20])
        assert len(lines._ahead) < module._FEW + module._MANY
