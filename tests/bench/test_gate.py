"""The accuracy gate: when it fails, and when floors may be written."""

import json
import pathlib
import subprocess

import pytest

from bench import gate
from bench.gate import corpus_digest, judge, read_floors, updated
from pressfacts.errors import GateError
from pressfacts.score import Scores, score


def scores(**figures):
    """Scores by kind from (strict F1, value F1) in percent."""
    return {kind: {"gold": 10, "strict": {"f1": strict}, "value": {"f1": value}} for kind, (strict, value) in figures.items()}


def recorded(**figures):
    return {"digest": "d1", "floors": {kind: {"strict": strict, "value": value} for kind, (strict, value) in figures.items()}}


def test_on_and_above_the_floor_passes():
    assert judge(scores(money=(90.1, 80.0)), recorded(money=(90.0, 80.0)), "d1") == []


def test_each_measure_below_its_floor_is_named():
    failures = judge(scores(money=(89.9, 80.0), date=(70.0, 69.9)), recorded(money=(90.0, 80.0), date=(70.0, 70.0)), "d1")
    assert failures == ["money: strict F1 89.9 is below its floor 90.0", "date: value F1 69.9 is below its floor 70.0"]


def test_a_kind_that_is_gone_is_below_its_floor():
    assert judge(scores(), recorded(city=(50.0, 0.0)), "d1") == ["city: strict F1 0.0 is below its floor 50.0"]


def test_a_kind_with_gold_needs_a_floor():
    assert judge(scores(city=(50.0, 50.0)), recorded(), "d1") == ["city: has no floor: run `python bench/gate.py --update`"]


def test_a_kind_without_gold_needs_none():
    found_only = {"visitors": {"gold": 0, "strict": {"f1": 0.0}, "value": {"f1": 0.0}}}
    assert judge(found_only, recorded(), "d1") == []
    assert updated({}, found_only, allow_lower=False) == {}


def test_another_corpus_fails_and_says_what_to_run():
    (failure,) = judge(scores(money=(99.0, 99.0)), recorded(money=(1.0, 1.0)), "d2")
    assert "--update" in failure


def test_without_floors_it_fails_and_says_what_to_run():
    (failure,) = judge(scores(money=(99.0, 99.0)), None, "d1")
    assert "--update" in failure


def test_floors_rise_and_new_kinds_are_added():
    floors = recorded(money=(90.0, 80.0))["floors"]
    new = updated(floors, scores(money=(91.0, 80.0), date=(70.3, 60.0)), allow_lower=False)
    assert new == {"money": {"strict": 91.0, "value": 80.0}, "date": {"strict": 70.3, "value": 60.0}}


def test_floors_are_rounded_down_to_a_tenth():
    assert updated({}, scores(money=(90.19, 0.3)), allow_lower=False) == {"money": {"strict": 90.1, "value": 0.3}}


def test_a_floor_does_not_sink():
    floors = recorded(money=(90.0, 80.0), city=(50.0, 50.0))["floors"]
    with pytest.raises(GateError, match=r"money value 80\.0 -> 79\.9, city strict 50\.0 -> none, city value 50\.0 -> none"):
        updated(floors, scores(money=(95.0, 79.9)), allow_lower=False)


def test_a_floor_sinks_on_purpose():
    floors = recorded(money=(90.0, 80.0), city=(50.0, 50.0))["floors"]
    assert updated(floors, scores(money=(95.0, 79.9)), allow_lower=True) == {"money": {"strict": 95.0, "value": 79.9}}


def test_what_an_update_writes_holds_the_next_time():
    now = scores(money=(66.7, 57.1), date=(0.3, 33.3))
    assert judge(now, {"digest": "d1", "floors": updated({}, now, allow_lower=False)}, "d1") == []


def test_a_missing_file_has_no_floors(tmp_path):
    assert read_floors(tmp_path / "floors.json") is None


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"floors": {}}', '{"digest": "d", "floors": {"money": 3}}', '{"digest": "d", "floors": {"money": {"value": "x"}}}'],
)
def test_a_damaged_file_is_told(tmp_path, content):
    (tmp_path / "floors.json").write_text(content)
    with pytest.raises(GateError, match=r"floors\.json"):
        read_floors(tmp_path / "floors.json")


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Huế")
    (tmp_path / "articles" / "more.jsonl").write_text("{}\n")
    (tmp_path / "gold.jsonl").write_text("{}\n")
    return tmp_path


@pytest.mark.parametrize("changed", ["articles/a.txt", "articles/more.jsonl", "gold.jsonl", "articles/new.txt"])
def test_the_digest_changes_with_any_file(corpus, changed):
    before = corpus_digest(corpus)
    assert corpus_digest(corpus) == before
    with (corpus / changed).open("a") as file:
        file.write(" ")
    assert corpus_digest(corpus) != before


def test_the_digest_changes_when_an_article_is_renamed(corpus):
    before = corpus_digest(corpus)
    (corpus / "articles" / "a.txt").rename(corpus / "articles" / "b.txt")
    assert corpus_digest(corpus) != before


def measured(value: int) -> Scores:
    gold = {"doc_id": "a", "kind": "city", "start": 0, "end": 3, "text": "Huế", "value": {"geonameid": 1}}
    return score([gold], [gold | {"value": {"geonameid": value}}])


def test_the_whole_round(corpus, monkeypatch, capsys):
    floors = corpus / "floors.json"
    monkeypatch.setattr(gate, "ROOT", corpus)
    monkeypatch.setattr(gate, "CORPUS", corpus)
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "measure_corpus", lambda _: measured(1))
    assert gate.main([]) == 6, "no floors yet"
    assert gate.main(["--update"]) == 0
    assert json.loads(floors.read_text())["floors"]["city"] == {"strict": 100.0, "value": 100.0}
    assert gate.main([]) == 0
    before = floors.read_bytes()
    monkeypatch.setattr(gate, "measure_corpus", lambda _: measured(2))
    assert gate.main([]) == 6
    assert "city: value F1 0.0 is below its floor 100.0" in capsys.readouterr().err
    assert gate.main(["--update"]) == 6 and floors.read_bytes() == before
    assert gate.main(["--update", "--allow-lower"]) == 0
    assert gate.main([]) == 0


def extraction(returncode: int, *rows: str):
    """Stands in for `subprocess.run`: an extraction that writes these rows and ends with this status."""

    def run(command, **_):
        folder = pathlib.Path(command[command.index("-o") + 1])
        (folder / "facts.jsonl").write_text("".join(row + "\n" for row in rows), encoding="utf-8")
        return subprocess.CompletedProcess(command, returncode, stdout="", stderr="rejected: a.txt")

    return run


def test_the_corpus_is_measured_by_the_command_line(corpus, monkeypatch):
    row = '{"doc_id": "a", "kind": "city", "start": 0, "end": 3, "text": "Huế", "value": {"geonameid": 1}}'
    (corpus / "gold.jsonl").write_text(row, encoding="utf-8")
    monkeypatch.setattr(gate.subprocess, "run", extraction(0, row))
    assert gate.measure_corpus(corpus).f1("city") == 1.0


def test_a_rejected_article_fails_the_gate(corpus, monkeypatch):
    monkeypatch.setattr(gate.subprocess, "run", extraction(1))
    with pytest.raises(GateError, match=r"ended with 1:\s+rejected: a\.txt"):
        gate.measure_corpus(corpus)
