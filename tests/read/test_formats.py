"""Every format gives the same articles, names them so that each can be read alone, and says when its driver is missing."""

import datetime
import importlib.util
from pathlib import Path

import pytest

from bench.samples import ONE_ARTICLE, WRITERS, Sample
from pressfacts.errors import InputError
from pressfacts.read import find_inputs, read_one
from pressfacts.read.formats import FORMATS, format_of, stem_of
from pressfacts.read.records import Rejection, retry_command
from tests.read.reading import articles, read, reasons

for module in ("trafilatura", "pyarrow", "warcio"):
    pytest.importorskip(module)

SAMPLES = [
    Sample(
        f"a{number}",
        f"HANOI - The bank lent US$5.{number} million to a port.\n\nMore “news” & <such> came later, and nobody asked.",
        f"Title {number}",
    )
    for number in range(5)
]
PLAIN = (".txt", ".txt.gz", ".md", ".jsonl", ".jsonl.gz", ".csv", ".parquet", ".zip", ".tar", ".tar.gz")
UNDATED = (".txt", ".txt.gz", ".md", ".zip", ".tar", ".tar.gz")


@pytest.mark.parametrize("ending", WRITERS)
def test_every_article_is_read(tmp_path: Path, ending: str) -> None:
    records = read(tmp_path, f"news{ending}", WRITERS[ending](SAMPLES))
    found = articles(records)
    assert reasons(records) == []
    assert [each.article.id for each in found] == (["news"] if ending in ONE_ARTICLE else [each.id for each in SAMPLES])
    assert all(
        f"US$5.{number} million" in each.article.text and "“news” & <such>" in each.article.text for number, each in enumerate(found)
    )
    assert found[0].derived_text == (ending not in PLAIN)
    if ending in PLAIN and ending != ".md":
        assert found[0].article.text == SAMPLES[0].text
    if ending not in UNDATED:
        assert (found[0].article.title, found[0].article.published) == ("Title 0", datetime.date(2026, 1, 17))


@pytest.mark.parametrize("ending", WRITERS)
def test_every_record_can_be_read_alone_by_its_name(tmp_path: Path, ending: str) -> None:
    for record in articles(read(tmp_path, f"news{ending}", WRITERS[ending](SAMPLES))):
        name = record.file if record.line is None else f"{record.file}#line={record.line}"
        assert read_one(name) == record
        if ending not in ONE_ARTICLE:
            assert read_one(f"{tmp_path}/news{ending}#{record.article.id}") == record


@pytest.mark.parametrize("ending", [".html", ".rss", ".warc", ".parquet"])
def test_a_missing_driver_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    (tmp_path / f"news{ending}").write_bytes(b"x")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(InputError, match="not installed") as error:
        find_inputs([str(tmp_path)])
    assert error.value.mend and error.value.mend.startswith('install it: pip install "pressfacts[')


def test_every_format_has_a_reader() -> None:
    assert all(callable(each.load()) for each in FORMATS)


@pytest.mark.parametrize(
    ("name", "format_", "stem"),
    [
        ("a/b.WARC.gz", "WARC", "b"),
        ("b.tar.gz", "tar archive", "b"),
        ("b.tgz", "tar archive", "b"),
        ("b.html.gz", "HTML", "b"),
        ("b.zip.gz", None, "b.zip.gz"),
        ("b.docx", None, "b.docx"),
        ("\x1b[2J\n.txt", "text", "\\x1b[2J\\n"),
    ],
)
def test_names_tell_formats_and_ids(name: str, format_: str | None, stem: str) -> None:
    found = format_of(name)
    assert (found.name if found else None, stem_of(name)) == (format_, stem)


def test_a_rejection_tells_the_command_that_tries_it_again(tmp_path: Path) -> None:
    (rejection,) = read(tmp_path, "my news.jsonl", b'{"id": "a"}')
    assert isinstance(rejection, Rejection)
    assert rejection.retry == f"pressfacts show --json '{tmp_path}/my news.jsonl#line=1'"
    assert retry_command("-", 3) is None
    assert retry_command("a\nb.txt", None) is None
