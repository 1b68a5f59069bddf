"""All inputs as one stream; and one article by name."""

from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.errors import ArticleError, InputError
from pressfacts.read import Incoming, Rejection, articles, find_inputs, read_articles, read_one


def test_of_equal_ids_the_first_counts_across_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("first")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "second"}\n{"id": "y", "text": "other"}\n{"id": "y", "text": "again"}\n')
    first, second, other, again = read_articles(find_inputs([str(tmp_path)]))
    assert isinstance(first, Incoming)
    assert isinstance(other, Incoming)
    assert (first.article.text, other.article.text) == ("first", "other")
    assert isinstance(second, Rejection)
    assert isinstance(again, Rejection)
    assert (second.id, second.line, second.byte_offset, second.reason) == ("x", 1, 0, "duplicate_id")
    assert (again.id, again.line, again.reason) == ("y", 3, "duplicate_id")


@given(st.lists(st.sampled_from("abcdefgh"), max_size=30), st.integers(1, 5))
def test_an_id_is_found_again_however_many_ids_came_between(ids: list[str], at_once: int) -> None:
    lots = [ids[start : start + at_once] for start in range(0, len(ids), at_once)]
    with patch.object(articles, "_MOST_IN_SET", 3), closing(articles._Seen()) as seen:
        new = [answer for lot in lots for answer in seen.are_new(lot)]
    assert new == [id_ not in ids[:position] for position, id_ in enumerate(ids)]


def test_a_rejected_record_does_not_take_its_id_away(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": ""}\n{"id": "x", "text": "mended"}\n')
    rejected, mended = read_articles(find_inputs([str(tmp_path)]))
    assert isinstance(rejected, Rejection)
    assert isinstance(mended, Incoming)


def test_bytes_read_are_told_for_progress(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "x"}\n' * 50)
    counts: list[int] = []
    list(read_articles(find_inputs([str(tmp_path)]), on_bytes=counts.append))
    assert sum(counts) == 1000 + 50 * 14


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news#1.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n{"id": "b#2", "text": "two"}\n{"id": "c", "text": ""}\n')
    return path


@pytest.mark.parametrize(("id_", "text"), [("", "one"), ("#a", "one"), ("#b#2", "two")])
def test_one_article_by_file_and_id(news: Path, id_: str, text: str) -> None:
    assert read_one(f"{news}{id_}").article.text == text


def test_an_unknown_id_a_missing_file_and_a_folder_are_input_errors(news: Path) -> None:
    for name in (f"{news}#z", f"{news.parent}/none.jsonl#a", f"{news.parent}/none.txt", str(news.parent)):
        with pytest.raises(InputError):
            read_one(name)


def test_a_bad_record_is_an_article_error_with_its_place(news: Path) -> None:
    with pytest.raises(ArticleError) as error:
        read_one(f"{news}#c")
    assert (error.value.reason, error.value.where) == ("empty", f"{news}:3")
