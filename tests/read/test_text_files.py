"""One text file, one article."""

import gzip
from pathlib import Path

import pytest

from pressfacts.read.articles import read_file
from pressfacts.read.formats import stem_of
from pressfacts.read.records import Incoming, Limits, Record, Rejection


def read_text_file(path: Path, limits: Limits) -> Record:
    (record,) = read_file(path, limits)
    return record


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_the_id_is_the_name_without_extension_and_the_text_is_untouched(tmp_path: Path) -> None:
    path = write(tmp_path, "da-nang.v2.txt", b"\xef\xbb\xbfOne\r\n\r\ntwo \n")
    record = read_text_file(path, Limits())
    assert isinstance(record, Incoming)
    assert (record.article.id, record.article.text, record.file) == ("da-nang.v2", "One\r\n\r\ntwo \n", str(path))
    assert (record.line, record.warnings) == (None, ())


def test_a_compressed_file_is_unpacked(tmp_path: Path) -> None:
    record = read_text_file(write(tmp_path, "a.txt.gz", gzip.compress(b"Some news.")), Limits())
    assert isinstance(record, Incoming)
    assert (record.article.id, record.article.text) == ("a", "Some news.")


def test_another_encoding_is_noted(tmp_path: Path) -> None:
    record = read_text_file(write(tmp_path, "a.txt", "The café in Orléans cost €3 million, he said.".encode("cp1252")), Limits())
    assert isinstance(record, Incoming)
    assert (record.encoding, record.warnings) == ("cp1252", ("read as cp1252, not UTF-8",))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n\t", "empty"),
        ("a.txt", b"GIF89a\0\1\2\0\0", "not_text"),
        ("a.txt", b"x" * 101, "too_large"),
        ("a.txt.gz", gzip.compress(b"x" * 1_000_000), "too_large"),
        ("a.txt.gz", gzip.compress(b"Some news that was cut off")[:-10], "damaged_gzip"),
        ("a.txt.gz", b"Some news that is not compressed", "damaged_gzip"),
    ],
)
def test_a_bad_file_is_rejected_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = write(tmp_path, name, data)
    record = read_text_file(path, Limits(article_bytes=100))
    assert isinstance(record, Rejection)
    assert (record.id, record.source, record.line, record.reason) == ("a", str(path), None, reason)
    assert record.message and record.mend


def test_a_file_of_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    assert isinstance(read_text_file(write(tmp_path, "a.txt", b"x" * 100), Limits(article_bytes=100)), Incoming)


def test_a_file_that_is_not_there_any_more_is_rejected(tmp_path: Path) -> None:
    record = read_text_file(tmp_path / "gone.txt", Limits())
    assert isinstance(record, Rejection)
    assert record.reason == "unreadable"


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.txt", "a"), ("a.b.TXT", "a.b"), ("a.txt.gz", "a"), ("a.jsonl.gz", "a"), ("a.jsonl.txt", "a.jsonl"), (".txt", ".txt")],
)
def test_stems(name: str, stem: str) -> None:
    assert stem_of(f"some.folder/{name}") == stem
