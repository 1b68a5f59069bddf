"""The command line in this process, with an extractor that needs no model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

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
