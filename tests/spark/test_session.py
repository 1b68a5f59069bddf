"""What is told before Spark is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressfacts.cli import run
from pressfacts.errors import WorkerError
from pressfacts.spark.session import require_java, retrying


@pytest.mark.parametrize(
    ("named", "used"),
    [
        ("local", "local[1,4]"),
        ("local[3]", "local[3,4]"),
        ("local[*]", "local[*,4]"),
        ("local[3,2]", "local[3,2]"),
        ("local-cluster[2,1,2048]", "local-cluster[2,1,2048]"),
        ("spark://host:7077", "spark://host:7077"),
        ("yarn", "yarn"),
    ],
)
def test_a_plain_local_master_gets_its_four_attempts(named: str, used: str) -> None:
    master, note = retrying(named)
    assert master == used
    assert (note is None) == (named == used)


def test_a_machine_without_java_gets_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.txt").write_text("It cost $5.")
    assert run(["extract", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--engine", "spark"]) == 7
    first, second = capfd.readouterr().err.splitlines()
    assert first == "error: Spark needs Java 17 or later, and there is none"
    assert "openjdk-17-jre-headless" in second


def test_an_old_java_is_told_by_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(WorkerError, match=r"Java 17 or later, and .*java is 11"):
        require_java()


@pytest.mark.parametrize("option", [["--workers", "2"], ["--retry-rejected"], ["--log-json"], ["--compress", "gz"], ["--format", "duckdb"]])
def test_options_of_the_local_engine_are_refused(option: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", str(tmp_path), "-o", str(tmp_path / "out"), "--engine", "spark", *option]) == 2
    assert "is for --engine local" in capfd.readouterr().err
