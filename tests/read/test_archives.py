"""Zip, tar and WARC: tricks in names, bombs, and damage that costs no more than it must."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from bench.samples import Sample, jsonl, tarred, warc, zipped
from tests.read.reading import articles, read, reasons

SAMPLES = [
    Sample(f"a{number}", f"The bank lent US$5.{number} million to a port. Later it was quiet, and nobody asked again.")
    for number in range(4)
]
TRICKS = ["../up.txt", "/etc/x.txt", "a/../../b.txt", "C:\\x.txt", "..\\x.txt", "bell\x07.txt"]


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_tricks_in_names_are_refused(tmp_path: Path, name: str, pack) -> None:  # type: ignore[no-untyped-def]
    ending = ".zip" if pack is zipped else ".tar.gz"
    records = read(tmp_path, f"a{ending}", pack({name: b"news", "good.txt": b"news"}))
    assert reasons(records) == ["unsafe_name"]
    assert [each.article.id for each in articles(records)] == ["good"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a{ending}"]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_is_no_article_is_passed_over_and_nesting_is_refused(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    members = {
        "a.jpg": b"x",
        ".hidden.txt": b"x",
        "__MACOSX/._a.txt": b"x",
        "in.zip": zipped({"x.txt": b"x"}),
        "b/news.jsonl": jsonl(SAMPLES),
    }
    records = read(tmp_path, "a.zip" if pack is zipped else "a.tar.gz", pack(members))
    assert reasons(records) == ["nested_archive"]
    assert [each.line for each in articles(records)] == [1, 2, 3, 4]
    assert articles(records)[0].file.endswith("!/b/news.jsonl")


def test_a_bomb_in_a_zip_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    records = read(tmp_path, "a.zip", zipped({"bomb.jsonl": b"\n" * (32 << 20), "good.txt": b"news"}))
    assert reasons(records) == ["decompression_bomb"]
    assert len(articles(records)) == 1


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    data = zipped({"a.txt": b"some news " * 9, "b.txt": b"other news " * 9})
    at = data.index(b"a.txt") + len(b"a.txt") + 2
    records = read(tmp_path, "a.zip", data[:at] + b"\xff\xff" + data[at + 2 :])
    assert reasons(records) == ["damaged_member"]
    assert [each.article.id for each in articles(records)] == ["b"]


def test_a_damaged_header_in_a_tar_costs_its_member_and_is_told(tmp_path: Path) -> None:
    data = tarred({f"{name}.txt": b"some news" for name in "abc"}, packed=False)
    records = read(tmp_path, "a.tar", data[:1024] + b"\xff" * 512 + data[1536:])
    assert [each.article.id for each in articles(records)] == ["a", "c"]
    assert reasons(records) == ["damaged_tar"]


def test_links_devices_and_holes_in_a_tar_are_no_articles(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("link.txt", tarfile.SYMTYPE), ("device.txt", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert reasons(read(tmp_path, "a.tar", out.getvalue())) == ["not_a_file", "not_a_file"]


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"news"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(read(tmp_path, "a.zip", bytes(data))) == ["encrypted"]
    assert zipfile.is_zipfile(tmp_path / "a.zip")


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_of_a_warc_costs_no_other(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("warcio")
    data = warc(SAMPLES, packed=packed)
    single = [warc([sample], packed=packed) for sample in SAMPLES]
    at = len(single[0]) + (20 if packed else 0)
    records = read(tmp_path, "a.warc.gz" if packed else "a.warc", data[:at] + b"\xff" * 40 + data[at + 40 :])
    assert [each.article.id for each in articles(records)] == ["a0", "a2", "a3"]
    assert reasons(records)


def test_a_warc_that_is_cut_off_tells_so(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    for name, packed in (("a.warc", False), ("b.warc.gz", True)):
        records = read(tmp_path, name, warc(SAMPLES, packed=packed)[:-60])
        assert [each.article.id for each in articles(records)] == ["a0", "a1", "a2"]
        assert len(reasons(records)) == 1
