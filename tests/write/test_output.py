"""The four files appear together and whole, or not at all."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from pressfacts.errors import OutputError
from pressfacts.write import ARTICLES, FACTS, REJECTED, RUN, OutputFolder, write_whole

ALL = sorted([FACTS, ARTICLES, REJECTED, RUN])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write_run(folder: Path, facts: list[dict[str, Any]]) -> None:
    with OutputFolder(folder) as out:
        out.facts.write_all(facts)
        out.set_run({"outputs": out.about()})


def test_all_four_are_there_after_a_run_even_without_a_row(tmp_path: Path) -> None:
    write_run(tmp_path / "new" / "deep", [])
    assert names(tmp_path / "new" / "deep") == ALL


def test_until_the_end_the_folder_shows_the_last_run(tmp_path: Path) -> None:
    write_run(tmp_path, [{"id": "old"}])
    with OutputFolder(tmp_path) as out:
        out.facts.write({"id": "new"})
        assert (tmp_path / FACTS).read_text() == '{"id":"old"}\n'
        out.set_run({})
    assert (tmp_path / FACTS).read_text() == '{"id":"new"}\n'


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt, SystemExit])
def test_after_a_fault_the_last_run_stands_and_no_temporary_file(tmp_path: Path, fault: type[BaseException]) -> None:
    write_run(tmp_path, [{"id": "old"}])
    with pytest.raises(fault), OutputFolder(tmp_path) as out:
        out.facts.write({"id": "new"})
        raise fault
    assert names(tmp_path) == ALL
    assert (tmp_path / FACTS).read_text() == '{"id":"old"}\n'


def test_the_report_tells_lines_bytes_and_digest_of_what_was_written(tmp_path: Path) -> None:
    import hashlib

    write_run(tmp_path, [{"id": "đ"}, {"id": "b"}])
    data = (tmp_path / FACTS).read_bytes()
    about = json.loads((tmp_path / RUN).read_text())["outputs"][FACTS]
    assert about == {"lines": 2, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def test_files_get_the_usual_permissions_not_those_of_temporary_files(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_run(tmp_path / "run", [])
    assert stat.S_IMODE((tmp_path / "run" / FACTS).stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)


def test_a_file_in_the_place_of_the_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    for folder in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(OutputError) as error, OutputFolder(folder):
            pass
        assert error.value.where == str(folder)
        assert error.value.mend


def test_a_folder_in_the_place_of_a_file_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / FACTS).mkdir()
    with pytest.raises(OutputError), OutputFolder(tmp_path):
        pytest.fail("the run began")
    assert names(tmp_path) == [FACTS]


def test_a_full_disk_ends_the_run_with_a_mend_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left") as error:
        write_run(tmp_path, [{"id": "a"}])
    assert error.value.mend and "space" in error.value.mend
    assert names(tmp_path) == []


def test_a_disk_that_fills_up_while_rows_are_written(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(OutputError, match="No space left"), OutputFolder(tmp_path) as out:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, out.facts._file.fileno())
        os.close(full)
        for _ in range(10_000):
            out.facts.write({"text": "x" * 100})
    assert names(tmp_path) == []


def test_an_input_that_the_run_would_replace_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as error, OutputFolder(tmp_path) as out:
        out.refuse_inputs([Path("elsewhere") / ARTICLES])
        out.refuse_inputs([tmp_path / "." / ARTICLES])
    assert "input" in error.value.what


def test_one_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "schema.json", b"{}")
    assert ((tmp_path / "schema.json").read_bytes(), names(tmp_path)) == (b"{}", ["schema.json"])
    with pytest.raises(OutputError):
        write_whole(tmp_path / "missing" / "schema.json", b"{}")
