"""What the command does to Python's collector, a library must not."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pressfacts import own_process

_ASK = "import gc; before = gc.get_threshold(); {}; print(gc.get_threshold() == before, gc.get_freeze_count() > 0)"


def ask(code: str) -> str:
    return subprocess.run([sys.executable, "-c", _ASK.format(code)], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_and_using_the_library_leaves_the_collector_as_it_was() -> None:
    assert ask("import pressfacts; pressfacts.extract('Daegu paid $5.')") == "True False"


def test_what_a_command_opens_to_extract_stays_out_of_the_collectors_rounds() -> None:
    code = "from pressfacts.settings import Settings; from pressfacts.cli.opening import open_extractor; x = open_extractor(Settings())"
    assert ask(code) == "False True"


@pytest.mark.parametrize(
    "then",
    [
        "import spacy.cli.info as info; info",
        "from spacy.cli import download; download",
        "import spacy.cli.download as d; d.download",
        "spacy.info",
    ],
)
def test_spacys_own_commands_are_imported_by_who_asks_for_them_alone(then: str) -> None:
    code = f"""
import sys
from pressfacts.own_process import leave_out_spacys_commands
leave_out_spacys_commands()
import spacy
assert "spacy.cli._util" not in sys.modules and "requests" not in sys.modules
*before, last = {then!r}.split("; ")
exec("; ".join(before))
assert callable(eval(last)), last
assert isinstance(spacy.info(silent=True), dict)
assert "spacy.cli._util" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_the_user_has_set_for_threads_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    own_process.multiply_in_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "4")
    own_process.multiply_in_one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "4"
