"""CSV and Parquet: a bad row costs itself."""

import io
from pathlib import Path

import pytest

from tests.read.reading import articles, read, reasons


def test_a_bad_row_is_rejected_and_the_rows_around_it_are_read(tmp_path: Path) -> None:
    data = b'id,text\na,"one\r\ntwo, ""three"""\nb,\nc,caf\xe9 \xff\nd,"ok"x\ne,nul\0\nf,five\n\n'.replace(
        b"\xe9 \xff", "Đà Nẵng é".encode() + b"\xff"
    )
    records = read(tmp_path, "a.csv", data)
    assert [(each.article.id, each.article.text) for each in articles(records)] == [("a", 'one\r\ntwo, "three"'), ("f", "five")]
    assert reasons(records) == ["empty", "bad_encoding", "bad_csv", "control_characters"]
    assert [record.line for record in records] == [2, 4, 5, 6, 7, 8]
    assert data[records[-1].byte_offset or 0 :].startswith(b"f,five")


def test_a_quotation_mark_that_is_never_closed_costs_its_line_only(tmp_path: Path) -> None:
    records = read(tmp_path, "a.csv", b'id,text\na,one\nb,"two\n' + b"".join(b"c%d,text\n" % number for number in range(500)))
    assert reasons(records) == ["bad_csv"]
    assert len(articles(records)) == 501


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_common_delimiter_and_order_of_columns(tmp_path: Path, delimiter: str) -> None:
    rows = [["Title", "other", "TEXT", "published"], ["A", "x", "some news", "2026-01-17"]]
    data = b"\xef\xbb\xbf" + "\r\n".join(delimiter.join(row) for row in rows).encode()
    (found,) = articles(read(tmp_path, "a.csv", data))
    assert (found.article.id, found.article.title, found.article.text, str(found.article.published)) == (
        "a-2",
        "A",
        "some news",
        "2026-01-17",
    )


def test_a_table_without_text_or_in_utf_16_is_rejected_whole(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, "a.csv", b"id,body\na,b\n")) == ["no_text_column"]
    assert reasons(read(tmp_path, "b.csv", "id,text\na,b\n".encode("utf-16"))) == ["bad_encoding"]
    assert reasons(read(tmp_path, "c.csv", b"")) == ["no_text_column"]


def test_open_quotation_marks_all_over_end_soon(tmp_path: Path) -> None:
    data = b"id,text\n" + b'a,"""' * 100_000 + b'\nb,"x\n""\n' * 20_000
    records = read(tmp_path, "a.csv", data, limit=1 << 16)
    assert reasons(records)


def test_a_row_of_parquet_may_be_bad_and_a_day_may_be_a_date(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    import datetime

    from pyarrow import parquet

    day = datetime.date(2026, 1, 17)
    rows = [
        {"id": 1, "text": "one", "published": day},
        {"id": 2, "text": None, "published": None},
        {"id": 3, "text": "x" * 99, "published": day},
    ]
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), out)
    records = read(tmp_path, "a.parquet", out.getvalue(), limit=50)
    (found,) = articles(records)
    assert (found.article.id, found.article.published) == ("1", day)
    assert reasons(records) == ["no_text", "too_large"]


def test_damage_in_a_row_group_costs_that_group(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = io.BytesIO()
    table = pyarrow.Table.from_pylist([{"id": f"a{number}", "text": f"news {number} " * 50} for number in range(6)])
    parquet.write_table(table, out, row_group_size=2, compression="zstd")
    data = bytearray(out.getvalue())
    start = parquet.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(1).dictionary_page_offset
    data[start : start + 60] = b"\xff" * 60
    records = read(tmp_path, "a.parquet", bytes(data))
    assert [each.article.id for each in articles(records)] == ["a0", "a1", "a4", "a5"]
    assert reasons(records) == ["damaged_parquet"]
