"""Files made to hurt: each is answered soon, with a reason."""

import gzip
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.samples import Sample, page, warc, zipped
from pressfacts.read import Limits, Rejection, find_inputs, read_articles
from tests.read.reading import articles, read, reasons

pytest.importorskip("trafilatura")

HOSTILE = {
    "a tag with 100,000 attributes": (
        "a.html",
        b"<p " + b" ".join(b'a%d="x"' % number for number in range(100_000)) + b">news</p>",
        "too_complex",
    ),
    "200,000 tags": ("a.html", b"<p>x" * 200_000, "too_complex"),
    "deep nesting": ("a.html", b"<div>" * 90_000 + b"news", "no_article"),
    "open comments": ("a.html", b"<!--" * 90_000, "no_article"),
    "open charset": ("a.html", b"<meta " + b"charset " * 90_000, "too_complex"),
    "a giant attribute": ("a.html", b"<p id='" + b"entry-" * 1_000_000 + b"'>news", "no_article"),
    "open tags": ("a.html", b"<" * 5_000_000, "too_complex"),
    "a text of 100 MB": ("a.txt", b"news " * (20 << 20), "too_large"),
    "a line of 100 MB": ("a.jsonl", b'{"text": "' + b"news " * (20 << 20), "too_large"),
    "a page of 100 MB": ("a.html.gz", gzip.compress(page(Sample("a", "news " * 100)) + bytes(range(32, 127)) * 900_000), "too_large"),
    "billion laughs": (
        "a.xml",
        b'<!DOCTYPE r [<!ENTITY a0 "ha">'
        + b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12))
        + b"]><rss><channel><item><description>&a11;</description></item></channel></rss>",
        "damaged_xml",
    ),
    "a file from the disk": (
        "a.xml",
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&x;</description></item></channel></rss>',
        "xml_entity",
    ),
    "an endless entry": ("a.rss", b"<rss><channel><item><description>" + b"x" * (12 << 20), "too_large"),
    "nested elements": ("a.rss", b"<rss><channel><item>" + b"<b>" * 100_000, "damaged_xml"),
    "an endless header": ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\n", "no_text"),
    "from lines": ("a.mbox", b"From a\n\n" * 10_000, "no_text"),
    "gzip marks all over": ("a.warc.gz", b"\x1f\x8b\x08" * 300_000, "damaged_warc"),
    "zip directories": ("a.zip", b"PK\x01\x02" * 100_000, "damaged_zip"),
    "zeros": ("a.tar", bytes(8 << 20), None),
    "noise in a tar": ("a.tar", b"\xff" * (8 << 20), "damaged_tar"),
}


@pytest.mark.parametrize(("name", "data", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_it_is_answered_soon_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str | None) -> None:
    began = time.process_time()
    records = read(tmp_path, name, data, limit=10 << 20)
    assert articles(records) == []
    assert set(reasons(records)) == ({reason} if reason else set())
    assert time.process_time() - began < 20


@pytest.mark.parametrize("write", [page, lambda sample: warc([sample])], ids=["a.html", "a.warc.gz"])
def test_a_page_that_takes_too_long_costs_itself(tmp_path: Path, write: Callable[[Sample], bytes], request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.id
    (tmp_path / name).write_bytes(write(Sample("a", "news of the day\n" * 5_000)))
    handler = signal.getsignal(signal.SIGPROF)
    for seconds, told in ((0.05, "timed_out"), (120, None)):
        (record,) = read_articles(find_inputs([str(tmp_path / name)]), Limits(page_seconds=seconds))
        assert (record.reason, record.kind) == (told, "limit") if isinstance(record, Rejection) else told is None
    assert signal.getsignal(signal.SIGPROF) == handler


def test_names_that_play_tricks_are_refused_or_made_visible(tmp_path: Path) -> None:
    names = ("../up.txt", "/etc/root.txt", "c:/disk.txt", "a/../../b.txt", "bell\x07.txt", "turned\u202e.txt", "n" * 5000 + ".txt")
    records = read(tmp_path, "a.zip", zipped({**dict.fromkeys(names, b"news"), "good.txt": b"news"}))
    assert [incoming.article.id for incoming in articles(records)] == ["good"]
    assert reasons(records) == ["unsafe_name"] * len(names)
    assert all(record.source.isprintable() for record in records if isinstance(record, Rejection))
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]
