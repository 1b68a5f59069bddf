"""What travels to executors, without Spark."""

from __future__ import annotations

import dataclasses
import pickle
import shutil
from pathlib import Path

import pytest

from pressfacts.errors import InputError, RuleError, WorkerError
from pressfacts.rulebook import load_rulebook
from pressfacts.settings import Settings
from pressfacts.spark.bundle import Bundle, make_bundle, use_bundle
from pressfacts.text import gazetteer, gazetteer_build

RULES = "kind: money\nlexicons:\n  - id: money.mine\n    why: only here\n    entries: [a]\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules" / "deep"
    folder.mkdir(parents=True)
    (folder / "money.yaml").write_text(RULES)
    return tmp_path / "rules"


@pytest.fixture
def sent(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Bundle, Path]:
    """A bundle, and where it has arrived on an executor."""
    path, bundle = make_bundle(Settings(rules=(rules,)))
    there = tmp_path / "executor"
    there.mkdir()
    monkeypatch.setenv(gazetteer_build.CACHE_VARIABLE, str(tmp_path / "not yet"))
    return bundle, Path(shutil.copy(path, there))


def test_rules_and_gazetteer_arrive(sent: tuple[Bundle, Path], rules: Path) -> None:
    bundle, path = sent
    digest = load_rulebook(rules).digest
    shutil.rmtree(rules)
    settings = use_bundle(bundle, path)
    assert load_rulebook(*settings.rules).digest == digest
    assert gazetteer.cache_folder().is_relative_to(path.parent)
    assert gazetteer.open_gazetteer().lookup("Daegu")[0].geonameid == 1835329
    assert len(list(gazetteer.cache_folder().iterdir())) == 1  # nothing was compiled anew


def test_what_tasks_carry_is_small(sent: tuple[Bundle, Path]) -> None:
    assert len(pickle.dumps(sent[0])) < 4000


def test_a_damaged_file_is_noticed(sent: tuple[Bundle, Path]) -> None:
    bundle, path = sent
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(WorkerError, match="not the file that the driver sent"):
        use_bundle(bundle, path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_version_on_the_executors_is_told(sent: tuple[Bundle, Path]) -> None:
    bundle, path = sent
    other = tuple((name, "3.7.0" if name == "spacy" else value) for name, value in bundle.making)
    with pytest.raises(InputError, match=r"spacy is 3\.\d+\.\d+, the driver's 3\.7\.0"):
        use_bundle(dataclasses.replace(bundle, making=other), path)


def test_the_same_settings_make_the_same_file(rules: Path) -> None:
    first, bundle = make_bundle(Settings(rules=(rules,)))
    data = first.read_bytes()
    make_bundle.cache_clear()
    second, again = make_bundle(Settings(rules=(rules,)))
    assert (second.read_bytes(), again) == (data, bundle) and second != first


def test_bad_rules_are_told_by_the_driver(rules: Path) -> None:
    (rules / "bad.yaml").write_text("kind: moneys\n")
    with pytest.raises(RuleError, match=r"bad\.yaml"):
        make_bundle(Settings(rules=(rules,)))
