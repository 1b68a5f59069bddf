"""The command line in this process, with an extractor that needs no model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pressfacts.cli import run
from tests.batch.fake_extractor import make_fake
from tests.postgresql_server import postgresql

__all__ = ["postgresql"]


class Ended(NamedTuple):
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def outputs(folder: Path) -> list[str]:
    """What stands in the folder besides what is kept for the next run."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(("ledger.sqlite", "shards", "run.lock")))


@pytest.fixture
def pressfacts(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ended]:
    """`pressfacts("extract", folder, "-o", out)` runs a command."""
    for module in ("show", "rules"):
        monkeypatch.setattr(f"pressfacts.cli.{module}.make_extractor", make_fake)
    monkeypatch.setattr("pressfacts.cli.extract_run.open_extractor", make_fake)

    def command(*arguments: str | Path) -> Ended:
        code = run([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Ended(code, out.decode(), err.decode())

    return command


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two good articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("worth $5 million")
    (folder / "b.jsonl").write_text('{"id": "b1", "text": "đ $7", "published": "2026-01-17"}\n')
    return folder
