"""What is kept between runs: whole, bound to content, and never in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pressfacts.batch.card import Card
from pressfacts.batch.ledger import LEDGER
from pressfacts.batch.lock import only_run
from pressfacts.batch.outcome import Failure, Outcome, timed_out
from pressfacts.batch.shards import SHARDS
from pressfacts.batch.shelf import Shelf
from pressfacts.errors import OutputError
from tests.batch.runs import incoming

OUTCOME = Outcome("2026-01-17", "head", 3, 17, {"date": 1, "money": 2}, None, b'{"a":1}\n{"b":2}\n')


NEWS = incoming("a1", "$1", digest=b"line")


def shelf(folder: Path, limits: str = "60 s", **how: bool) -> Shelf:
    return Shelf(folder, limits, {}, **how)


@pytest.mark.parametrize("outcome", [OUTCOME, Outcome(), Outcome(failure=Failure("bad", "because", None))])
def test_an_outcome_comes_back_as_it_was(tmp_path: Path, outcome: Outcome) -> None:
    with shelf(tmp_path) as kept:
        kept.put(b"key", NEWS, outcome)
    with shelf(tmp_path) as kept:
        entry = kept.find([b"key"])[b"key"]
        card, found = kept.take(entry.place)
        assert kept.keeps(entry, NEWS) and (found, card) == (outcome, Card.of(NEWS)._replace(warnings=[]))
        assert kept.find([b"other"]).get(b"other") is None


def test_a_shard_that_is_cut_off_while_it_is_read_ends_the_run_and_the_next_knows(tmp_path: Path) -> None:
    with shelf(tmp_path) as kept:
        kept.put(b"key", NEWS, OUTCOME)
    with shelf(tmp_path) as kept:
        entry = kept.find([b"key"])[b"key"]
        assert kept.keeps(entry, NEWS._replace(digest=b""))
        (tmp_path / SHARDS / "00000001.jsonl").write_bytes(b"")
        with pytest.raises(OutputError, match="changed while the run was reading it"):
            kept.take(entry.place)
    with shelf(tmp_path) as kept:
        assert not kept.keeps(kept.find([b"key"])[b"key"], NEWS)


def test_what_was_sealed_survives_without_a_proper_end(tmp_path: Path) -> None:
    kept = shelf(tmp_path)
    kept.put(b"one", NEWS, OUTCOME)
    kept.seal()
    kept.put(b"two", NEWS, OUTCOME)
    kept.ledger.close()  # as if killed
    with shelf(tmp_path) as again:
        assert again.find([b"one"]).get(b"one") and not again.find([b"two"]).get(b"two")


def test_a_shard_that_was_not_entered_is_swept_away(tmp_path: Path) -> None:
    with shelf(tmp_path) as kept:
        kept.put(b"one", NEWS, OUTCOME)
    (tmp_path / SHARDS / "00000009.jsonl").write_text("killed before it was entered")
    (tmp_path / SHARDS / ".00000010.jsonl.abcd.tmp").write_text("killed while it was written")
    with shelf(tmp_path):
        assert [path.name for path in (tmp_path / SHARDS).iterdir()] == ["00000001.jsonl"]


def test_a_finished_run_forgets_what_it_did_not_meet(tmp_path: Path) -> None:
    with shelf(tmp_path) as kept:
        kept.put(b"one", NEWS, OUTCOME)
        kept.seal()
        kept.put(b"two", NEWS, OUTCOME)
        kept.finish()
    with shelf(tmp_path) as kept:
        assert kept.keeps(kept.find([b"two"])[b"two"], NEWS)
        kept.finish()
        assert kept.find([b"one"]).get(b"one") is None
        assert [path.name for path in (tmp_path / SHARDS).iterdir()] == ["00000002.jsonl"]


def test_many_small_shards_become_few(tmp_path: Path) -> None:
    keys = [b"%d" % number for number in range(20)]
    with shelf(tmp_path) as kept:
        for key in keys:
            kept.put(key, NEWS, OUTCOME)
            kept.seal()
        kept.finish()
    assert len(list((tmp_path / SHARDS).iterdir())) == 20
    with shelf(tmp_path) as kept:
        entries = kept.find(keys)
        assert all(kept.keeps(entries[key], NEWS) and kept.take(entries[key].place)[1] == OUTCOME for key in keys)
        kept.finish()
    assert len(list((tmp_path / SHARDS).iterdir())) == 1


def test_a_failure_by_a_limit_holds_under_that_limit_only(tmp_path: Path) -> None:
    with shelf(tmp_path) as kept:
        kept.put(b"slow", NEWS, Outcome(failure=timed_out(60)))
        kept.put(b"bad", NEWS, Outcome(failure=Failure("extraction_failed", "a bug", None)))
    with shelf(tmp_path) as kept:
        assert kept.find([b"slow"]).get(b"slow") and kept.find([b"bad"]).get(b"bad")
    with shelf(tmp_path, "120 s") as kept:
        assert not kept.find([b"slow"]).get(b"slow") and kept.find([b"bad"]).get(b"bad")
    with shelf(tmp_path, retry=True) as kept:
        assert not kept.find([b"slow"]).get(b"slow") and not kept.find([b"bad"]).get(b"bad")


def test_a_ledger_that_is_damaged_or_of_another_version_is_told_with_a_way_out(tmp_path: Path) -> None:
    with shelf(tmp_path):
        pass
    database = sqlite3.connect(tmp_path / LEDGER)
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(OutputError, match="another version") as error:
        shelf(tmp_path)
    assert error.value.mend and "--fresh" in error.value.mend
    (tmp_path / LEDGER).write_bytes(b"no database" * 1000)
    with pytest.raises(OutputError, match="--fresh"):
        shelf(tmp_path)
    with shelf(tmp_path, fresh=True) as kept:
        assert kept.find([b"key"]).get(b"key") is None


def test_one_run_at_a_time_and_a_lock_that_was_left_behind_holds_nobody_up(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deep"
    for _ in range(2):
        with only_run(folder), pytest.raises(OutputError, match=r"another run \(process \d+\)"), only_run(folder):
            pass
