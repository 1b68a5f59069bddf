"""The batch run: nothing stops it but a fault of the set-up, and the report adds up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.batch import Report, run_batch
from pressfacts.errors import ModelError
from pressfacts.read import Incoming, Record, Rejection
from pressfacts.write import ARTICLES, FACTS, REJECTED, OutputFolder
from tests.batch.fake_extractor import FakeExtraction, FakeExtractor


def incoming(id_: str, text: str, **more: Any) -> Incoming:
    return Incoming(Article(id_, text), "news.jsonl", int(id_[1:]), 100, **more)


def rejection(line: int, reason: str = "bad_json") -> Rejection:
    return Rejection(None, "news.jsonl", line, 100, reason, "is not JSON", "mend it")


def run(folder: Path, records: list[Record], extractor: Any = None) -> Report:
    with OutputFolder(folder) as out:
        report = run_batch(records, extractor or FakeExtractor(), out)
        out.set_run(report.as_dict())
    return report


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def test_facts_articles_and_rejections_land_in_their_files(tmp_path: Path) -> None:
    run(tmp_path, [incoming("a1", "worth $5 and $60"), rejection(2), incoming("a3", "nothing")])
    assert [(row["doc_id"], row["text"], row["value"]["low"]) for row in rows(tmp_path, FACTS)] == [("a1", "$5", "5"), ("a1", "$60", "60")]
    assert [(row["id"], row["line"], row["facts"], row["characters"]) for row in rows(tmp_path, ARTICLES)] == [
        ("a1", 1, 2, 16),
        ("a3", 3, 0, 7),
    ]
    assert rows(tmp_path, REJECTED) == [rejection(2)._asdict()]


@pytest.mark.parametrize(
    ("text", "reason", "message"),
    [
        ("BUG $5", "extraction_failed", "ZeroDivisionError: a bug"),
        ("BAD $5", "not_english", "cannot be understood"),
        ("HUGE $5", "extraction_failed", "TypeError: Integer exceeds 64-bit range"),
    ],
)
def test_an_article_that_fails_is_rejected_whole_and_the_others_are_not(tmp_path: Path, text: str, reason: str, message: str) -> None:
    run(tmp_path, [incoming("a1", "$1"), incoming("a2", text), incoming("a3", "$3")])
    assert [row["doc_id"] for row in rows(tmp_path, FACTS)] == ["a1", "a3"]
    assert [row["id"] for row in rows(tmp_path, ARTICLES)] == ["a1", "a3"]
    (row,) = rows(tmp_path, REJECTED)
    assert (row["id"], row["line"], row["byte_offset"], row["reason"], row["message"]) == ("a2", 2, 100, reason, message)


def test_a_fault_of_the_set_up_ends_the_run_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        run(tmp_path, [incoming("a1", "$1"), incoming("a2", "NO MODEL")])
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_no_file_and_the_last_run_as_it_was(tmp_path: Path) -> None:
    run(tmp_path, [incoming("a1", "$1")])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    class Interrupted(FakeExtractor):
        def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
            yield from super().extract_many(articles)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, [incoming("a2", "$2")], Interrupted())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_extractor_that_loses_or_swaps_articles_is_found_out(tmp_path: Path) -> None:
    class Losing(FakeExtractor):
        def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
            return iter(list(super().extract_many(articles))[:-1])

    class Swapping(FakeExtractor):
        def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
            return iter(list(super().extract_many(articles))[::-1])

    for extractor in (Losing(), Swapping()):
        with pytest.raises(RuntimeError):
            run(tmp_path, [incoming("a1", "$1"), incoming("a2", "$2")], extractor)


def test_the_report_lists_every_kind_the_encodings_and_the_warnings(tmp_path: Path) -> None:
    records: list[Record] = [incoming("a1", "$1 two"), incoming("a2", "x", encoding="cp1252", warnings=("read as cp1252, not UTF-8",))]
    counts = run(tmp_path, records).as_dict()
    assert counts["articles"] == {"read": 2, "extracted": 2, "with_facts": 1, "without_facts": 1, "rejected": 0}
    assert counts["facts"] == {"total": 1, "money": 1, "date": 0, "city": 0, "agreement": 0, "funding": 0, "visitors": 0, "frame": 0}
    assert (counts["words"], counts["characters"], counts["encodings"]) == (3, 7, {"cp1252": 1, "utf-8": 1})
    assert counts["warnings"] == {"total": 1, "listed": [{"id": "a2", "what": "read as cp1252, not UTF-8"}]}


def test_warnings_are_all_counted_but_not_all_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressfacts.batch.report.MOST_WARNINGS", 2)
    counts = run(tmp_path, [incoming(f"a{number}", "x", warnings=("odd",)) for number in range(5)]).as_dict()
    assert (counts["warnings"]["total"], len(counts["warnings"]["listed"])) == (5, 2)


TEXTS = st.sampled_from(["no fact", "$1", "$1 and $2", "BUG", "BAD", "HUGE"])
RECORDS = st.lists(st.one_of(TEXTS, st.sampled_from(["", "bad_json"])), max_size=12)


@given(RECORDS, st.integers(1, 4))
def test_counts_add_up_and_files_do_not_depend_on_how_far_the_extractor_reads_ahead(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], ahead: int
) -> None:
    records = [
        rejection(line, text or "empty") if text in ("", "bad_json") else incoming(f"a{line}", text) for line, text in enumerate(texts)
    ]
    folder, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    report = run(folder, records, FakeExtractor(ahead))
    counts = report.as_dict()
    articles = counts["articles"]
    assert articles["read"] == len(records) == articles["extracted"] + articles["rejected"]
    assert articles["extracted"] == articles["with_facts"] + articles["without_facts"] == len(rows(folder, ARTICLES))
    assert articles["rejected"] == sum(counts["rejected"].values()) == len(rows(folder, REJECTED))
    assert counts["facts"]["total"] == len(rows(folder, FACTS)) == sum(row["facts"] for row in rows(folder, ARTICLES))
    run(other, records)
    for name in (FACTS, ARTICLES):
        assert (folder / name).read_bytes() == (other / name).read_bytes()
