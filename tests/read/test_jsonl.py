"""JSON lines: a bad line costs that line, and is told with its place."""

import datetime
import gzip
import io
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.errors import ArticleError
from pressfacts.read.articles import read_file
from pressfacts.read.lines import BoundedLines
from pressfacts.read.records import Incoming, Limits, Record, Rejection

GOOD = b'{"id": "good", "text": "Some news."}'


def read(folder: Path, data: bytes, limit: int = 1100, name: str = "news.jsonl") -> list[Record]:
    (folder / name).write_bytes(data)
    return list(read_file(folder / name, Limits(article_bytes=limit)))


def only(records: list[Record]) -> Incoming:
    (record,) = records
    assert isinstance(record, Incoming), record
    return record


def test_all_fields_of_a_line_become_the_article(tmp_path: Path) -> None:
    line = b'{"id":"a1","text":"T\\r\\nx","title":"A","published":"2026-01-17","source":"vns.example","url":"https://vns.example/1","more":[1]}\r\n'
    article = only(read(tmp_path, line)).article
    assert (article.id, article.text, article.title) == ("a1", "T\r\nx", "A")
    assert (article.published, article.source, article.url) == (datetime.date(2026, 1, 17), "vns.example", "https://vns.example/1")


def test_places_count_blank_lines_and_bytes_not_characters(tmp_path: Path) -> None:
    first = '{"id": "đ", "text": "Đà Nẵng"}\n'.encode()
    records = read(tmp_path, first + b"\n  \r\n" + GOOD + b"\nbroken\n" + GOOD)  # the last line without a line feed
    assert [record.line for record in records] == [1, 4, 5, 6]
    offsets = [0, len(first) + 5, len(first) + 5 + len(GOOD) + 1, len(first) + 5 + len(GOOD) + 8]
    assert [record.byte_offset for record in records] == offsets


@pytest.mark.parametrize(("value", "id_"), [(b"null", "news-1"), (b'""', "news-1"), (b'"a#1"', "a#1"), (b"17", "17")])
def test_an_id_that_is_missing_is_made_from_file_and_line(tmp_path: Path, value: bytes, id_: str) -> None:
    assert only(read(tmp_path, b'{"id": ' + value + b', "text": "x"}')).article.id == id_
    assert only(read(tmp_path, b'{"text": "x"}')).article.id == "news-1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut o', "bad_json"),
        (b"<html>", "bad_json"),
        (b'{"text": NaN}', "bad_json"),
        (b'{"text": "\\ud800"}', "bad_json"),
        (b"[" * 900, "bad_json"),
        (b'["text"]', "not_object"),
        (b"null", "not_object"),
        (b'"text"', "not_object"),
        (b'{"text": "caf\xe9"}', "bad_encoding"),
        (b'{"text": "\xed\xa0\x80"}', "bad_encoding"),
        (b'{"id": "a"}', "no_text"),
        (b'{"text": null}', "no_text"),
        (b'{"text": 5}', "bad_text"),
        (b'{"text": ["a"]}', "bad_text"),
        (b'{"text": " \\n\\u00a0"}', "empty"),
        (b'{"text": "a\\u0000b"}', "control_characters"),
        (b'{"text": "' + b"x" * 2000 + b'"}', "too_large"),
        (b'{"id": [1], "text": "x"}', "bad_id"),
        (b'{"id": true, "text": "x"}', "bad_id"),
        (b'{"id": "' + b"x" * 1001 + b'", "text": "x"}', "bad_id"),
    ],
)
def test_a_bad_line_is_rejected_and_the_lines_around_it_are_read(tmp_path: Path, line: bytes, reason: str) -> None:
    before, rejected, after = read(tmp_path, GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    assert isinstance(before, Incoming)
    assert isinstance(after, Incoming)
    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.line, rejected.byte_offset) == (reason, 2, len(GOOD) + 1)
    assert rejected.message and rejected.mend and "\n" not in rejected.message


def test_a_rejected_line_keeps_the_id_that_it_told(tmp_path: Path) -> None:
    (rejected,) = read(tmp_path, b'{"id": "a7", "text": ""}')
    assert isinstance(rejected, Rejection)
    assert rejected.id == "a7"


@pytest.mark.parametrize(
    ("field", "warning"),
    [
        (b'"published": "soon"', "`published` is no clear date: soon"),
        (b'"published": 20260117', "`published` is not text and was left out"),
        (b'"title": ["A"]', "`title` is not text and was left out"),
    ],
)
def test_a_bad_side_field_is_left_out_with_a_warning(tmp_path: Path, field: bytes, warning: str) -> None:
    record = only(read(tmp_path, b'{"id": "a", "text": "x", ' + field + b"}"))
    assert record.warnings == (warning,)
    assert (record.article.published, record.article.title) == (None, None)


def test_a_byte_order_mark_before_the_first_line_does_no_harm(tmp_path: Path) -> None:
    assert only(read(tmp_path, b"\xef\xbb\xbf" + GOOD)).article.id == "good"


def test_a_compressed_file_is_read_up_to_its_damage(tmp_path: Path) -> None:
    lines = b"".join(b'{"id": "%d", "text": "news %d"}\n' % (number, number * 7919) for number in range(200))
    assert len(read(tmp_path, gzip.compress(lines), name="news.jsonl.gz")) == 200
    *good, last = read(tmp_path, gzip.compress(lines)[:-200], name="news.jsonl.gz")
    assert good and all(isinstance(record, Incoming) for record in good)
    assert isinstance(last, Rejection)
    assert (last.reason, last.line) == ("damaged_gzip", len(good) + 1)


@pytest.mark.parametrize("content", [b"x", b"\n"], ids=["one endless line", "endless blank lines"])
def test_a_decompression_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("pressfacts.read.files._ALWAYS_ALLOWED", 1 << 18)
    bomb = gzip.compress(content * (1 << 19)) * 4  # gzip members may follow each other: 2 MiB from 2 KiB
    (rejected,) = read(tmp_path, bomb, name="bomb.jsonl.gz")
    assert isinstance(rejected, Rejection)
    assert rejected.reason == "decompression_bomb"


def test_standard_input_is_read_as_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "x"}\n')))
    record = only(list(read_file(Path("-"), Limits())))
    assert (record.article.id, record.file) == ("stdin-1", "-")


@given(st.binary(max_size=300).map(lambda data: data.replace(b"a", b"\n")), st.integers(1, 20))
def test_bounded_lines_lose_no_byte_and_hold_no_more_than_the_limit(data: bytes, limit: int) -> None:
    lines, total = BoundedLines(io.BytesIO(data), Limits(article_bytes=limit)), 0
    for expected in io.BytesIO(data):
        try:
            assert next(lines) == expected
        except ArticleError:
            assert len(expected.rstrip(b"\n")) > limit
        assert lines.offset == total
        total += len(expected)
    assert list(lines) == []


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).filter(str.strip))
def test_any_text_comes_back_to_the_code_point(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    assert only(read(folder, orjson.dumps({"id": "a", "text": text}), limit=100_000)).article.text == text
