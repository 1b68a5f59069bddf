"""Paths, folders and globs become a list of files, always in the same order."""

import os
from pathlib import Path

import pytest

from pressfacts.errors import InputError
from pressfacts.read.inputs import find_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/x.jsonl.gz", "a-b.txt", "notes.pdf", ".git/c.txt", "._b.txt", "C.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("news")
    return tmp_path


def found(*inputs: Path | str, leave_out: Path | None = None) -> list[str]:
    return [str(path) for path in find_inputs([str(name) for name in inputs], leave_out=leave_out)]


def test_a_folder_is_searched_to_any_depth_sorted_by_path_without_hidden_and_foreign_files(folder: Path) -> None:
    names = ["C.TXT", "a/x.jsonl.gz", "a/z.txt", "a-b.txt", "b.txt"]
    assert found(folder) == [str(folder / name) for name in names]


def test_arguments_keep_their_order_and_no_file_comes_twice(folder: Path) -> None:
    assert found(folder / "b.txt", folder / "a", folder / "a" / ".." / "b.txt") == [
        str(folder / "b.txt"),
        str(folder / "a/x.jsonl.gz"),
        str(folder / "a/z.txt"),
    ]


def test_a_glob_takes_article_files_and_folders(folder: Path) -> None:
    assert found(folder / "[ab]*") == [str(folder / name) for name in ("a/x.jsonl.gz", "a/z.txt", "a-b.txt", "b.txt")]
    assert found(folder / "**" / "*.txt") == [str(folder / name) for name in ("a/z.txt", "a-b.txt", "b.txt")]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    (folder / "[a].txt").write_text("news")
    assert found(folder / "[a].txt") == [str(folder / "[a].txt")]


def test_standard_input_may_be_named(folder: Path) -> None:
    assert found("-", folder / "b.txt") == ["-", str(folder / "b.txt")]


def test_what_a_run_wrote_inside_its_input_folder_is_no_input(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "facts.jsonl").write_text("{}")
    assert str(folder / "out" / "facts.jsonl") not in found(folder, leave_out=folder / "out")


def test_pipes_in_a_folder_are_passed_over_and_broken_links_are_kept_to_be_rejected(folder: Path) -> None:
    os.mkfifo(folder / "a" / "pipe.txt")
    (folder / "a" / "link.txt").symlink_to("nowhere")
    assert found(folder / "a") == [str(folder / "a" / name) for name in ("link.txt", "x.jsonl.gz", "z.txt")]


@pytest.mark.parametrize("name", ["missing.txt", "missing/", "*.jsonl", "notes.pdf", "*.pdf", ".git"])
def test_an_argument_that_gives_no_file_is_named(folder: Path, name: str) -> None:
    if name == ".git":
        (folder / ".git" / "c.txt").unlink()
    with pytest.raises(InputError) as error:
        found(folder, folder / name)
    assert error.value.where == str(folder / name)
    assert error.value.mend


def test_no_argument_at_all_is_an_error() -> None:
    with pytest.raises(InputError):
        find_inputs([])
