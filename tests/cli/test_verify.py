"""`verify` finds what is wrong with a run's folder, and nothing where nothing is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pressfacts.batch.verify import verify_run
from pressfacts.errors import InputError
from tests.cli.conftest import Ended

Command = Callable[..., Ended]


@pytest.fixture
def out(pressfacts: Command, articles: Path, tmp_path: Path) -> Path:
    """A run over two good articles, one that fails and one that cannot be read."""
    (articles / "c.txt").write_text("BUG")
    (articles / "d.txt").write_bytes(b"\0")
    assert pressfacts("extract", articles, "-o", tmp_path / "out", "--quiet").code == 1
    return tmp_path / "out"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(out: Path) -> str:
    return "\n".join(verify_run(out).faults)


def test_a_good_run_has_no_fault_and_nothing_is_left_out(out: Path) -> None:
    proof = verify_run(out)
    assert (proof.faults, proof.not_looked_at) == ([], [])
    assert len(proof.proved) == 7


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("facts.jsonl", '"USD"', '"EUR"', "facts.jsonl was changed after the run"),
        ("facts.jsonl", '"start":', '"begin":', "does not fit the schema"),
        ("facts.jsonl", '"doc_id":"b1"', '"doc_id":"b2"', "article b1: 0 facts, where 1 were counted"),
        ("facts.jsonl", '"text":"$7"', '"text":"$8"', "its text does not stand at its offsets"),
        ("articles.jsonl", "{", "", "articles.jsonl:1 is not JSON"),
        ("run.json", '"read":4', '"read":5', "records read = extracted + rejected: 5 is not 4"),
        ("rejected.jsonl", '"not_text"', '"other"', "rejected for not_text: 0 rows, where 1 were counted"),
    ],
)
def test_what_was_changed_is_found(out: Path, name: str, old: str, new: str, fault: str) -> None:
    change(out / name, old, new)
    assert fault in told(out)


def test_what_is_lost_is_found(out: Path, articles: Path) -> None:
    (out / "rejected.jsonl").unlink()
    assert "rejected.jsonl is missing" in told(out)
    (articles / "new.txt").write_text("came later")
    assert "not accounted for" in told(out)


def test_an_input_that_changed_or_went_is_found(out: Path, articles: Path) -> None:
    (articles / "new.txt").write_text("came later")
    assert "new.txt is not accounted for" in told(out)
    (articles / "new.txt").unlink()
    (articles / "d.txt").unlink()
    assert "holds it no more" in told(out)
    assert verify_run(out, inputs=False).faults == []


def test_damage_to_what_is_kept_is_found(out: Path) -> None:
    (shard,) = (out / "shards").iterdir()
    shard.write_bytes(shard.read_bytes()[:-10])
    assert "is damaged; the next run makes it again" in told(out)


def test_a_folder_without_a_finished_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        verify_run(tmp_path)
    (tmp_path / "run.json").write_text("{}")
    with pytest.raises(InputError):
        verify_run(tmp_path)


@pytest.mark.parametrize("form", [["--format", "parquet"], ["--format", "duckdb"], ["--compress", "gz"], ["--compress", "zst"]])
def test_every_form_of_output_can_be_verified(pressfacts: Command, out: Path, articles: Path, form: list[str]) -> None:
    pressfacts("extract", articles, "-o", out, *form)
    assert not (out / "facts.jsonl").exists()  # it would be taken for this run's
    ended = pressfacts("verify", out, "--json")
    assert (ended.code, json.loads(ended.out)["faults"]) == (0, [])
    data = json.loads((out / "run.json").read_bytes())
    data["facts"]["money"] += 1
    (out / "run.json").write_text(json.dumps(data))
    ended = pressfacts("verify", out)
    assert (ended.code == 1 and "facts of kind money: 2 rows, where 3 were counted" in ended.err) or "was changed" in ended.err
