"""The batch run: nothing stops it but a fault of the set-up, and the report adds up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.batch import MostRejected
from pressfacts.batch.handful import MOST_ARTICLES
from pressfacts.errors import ModelError, RejectedError
from pressfacts.read import Incoming, Record
from pressfacts.write import ARTICLES, FACTS, REJECTED
from tests.batch.fake_extractor import FakeExtraction, FakeExtractor
from tests.batch.runs import incoming, rejection, rows, run, written


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


def test_a_fault_of_the_set_up_ends_the_run_and_leaves_no_output(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        run(tmp_path, [incoming("a1", "$1"), incoming("a2", "NO MODEL")])
    assert not list(tmp_path.glob("*.jsonl")) and not list(tmp_path.glob(".*"))


class Interrupting(FakeExtractor):
    """Ctrl-C while the second handful is worked on."""

    def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
        for answer in super().extract_many(articles):
            if answer.article.id == f"a{MOST_ARTICLES + 3}":
                raise KeyboardInterrupt
            yield answer


def test_after_an_interrupt_the_last_output_stands_and_the_next_run_goes_on(tmp_path: Path) -> None:
    run(tmp_path, [incoming("a1", "$1")])
    before = written(tmp_path)
    records: list[Record] = [incoming(f"a{number}", f"${number}") for number in range(1, MOST_ARTICLES + 6)]
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, records, Interrupting)
    assert written(tmp_path) == before
    report = run(tmp_path, records)
    # a1 of the first run, the first handful of the interrupted one, and what was in its second.
    assert (report.reused, report.extracted_now) == (1 + MOST_ARTICLES, 4)
    assert [row["doc_id"] for row in rows(tmp_path, FACTS)] == [record.article.id for record in records if isinstance(record, Incoming)]


def test_an_extractor_that_loses_or_swaps_articles_is_found_out(tmp_path: Path) -> None:
    class Losing(FakeExtractor):
        def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
            return iter(list(super().extract_many(articles))[:-1])

    class Swapping(FakeExtractor):
        def extract_many(self, articles: Any) -> Iterator[FakeExtraction]:
            for answer in super().extract_many(articles):
                yield answer._replace(article=incoming("a9", "another").article)

    for factory in (Losing, Swapping):
        with pytest.raises(RuntimeError):
            run(tmp_path, [incoming("a1", "$1"), incoming("a2", "$2")], factory)


def test_what_is_unchanged_is_not_extracted_again_and_what_is_gone_disappears(tmp_path: Path) -> None:
    run(tmp_path, [incoming("a1", "$1"), incoming("a2", "$2"), incoming("a3", "BUG")])
    report = run(tmp_path, [incoming("a2", "$2"), incoming("a3", "BUG"), incoming("a1", "$10")])
    assert (report.reused, report.extracted_now) == (2, 1)
    assert [(row["doc_id"], row["text"]) for row in rows(tmp_path, FACTS)] == [("a2", "$2"), ("a1", "$10")]
    report = run(tmp_path, [incoming("a1", "$1")])
    assert (report.reused, report.extracted_now) == (0, 1)  # the run before had no such article, and forgot it


def test_known_articles_wait_for_a_changed_one_before_them(tmp_path: Path) -> None:
    records: list[Record] = [incoming(f"a{number}", f"${number}", derived_text=number == 4) for number in range(9)]
    run(tmp_path, records)
    before = written(tmp_path)
    changed: list[Record] = [incoming("a0", "$10 more"), *records[1:]]
    assert run(tmp_path, changed).reused == 8
    assert [row["text"] for row in rows(tmp_path, FACTS)] == ["$10", *(f"${number}" for number in range(1, 9))]
    assert run(tmp_path, records).extracted_now == 1
    assert written(tmp_path) == before


def test_where_the_article_stands_may_change_and_rules_may_not(tmp_path: Path) -> None:
    run(tmp_path, [incoming("a1", "$1")])
    assert run(tmp_path, [incoming("a1", "$1")._replace(file="elsewhere.jsonl", line=7)]).reused == 1
    assert rows(tmp_path, ARTICLES)[0]["file"] == "elsewhere.jsonl"
    assert run(tmp_path, [incoming("a1", "$1")], made_by=b"other rules").reused == 0


def test_a_text_that_was_derived_from_markup_stands_beside_its_facts(tmp_path: Path) -> None:
    run(tmp_path, [incoming("a1", "$1"), incoming("a2", "$2", derived_text=True)])
    assert ["text" in row and row["text"] for row in rows(tmp_path, ARTICLES)] == [False, "$2"]


def test_fresh_starts_over_and_retry_tries_failures_again(tmp_path: Path) -> None:
    records: list[Record] = [incoming("a1", "$1"), incoming("a2", "BUG")]
    run(tmp_path, records)
    assert run(tmp_path, records, retry=True).extracted_now == 1
    assert run(tmp_path, records, fresh=True).extracted_now == 2


def test_a_damaged_shard_costs_its_articles_only(tmp_path: Path) -> None:
    records: list[Record] = [incoming(f"a{number}", f"${number}") for number in range(3)]
    run(tmp_path, records)
    before = written(tmp_path)
    (shard,) = (tmp_path / "shards").iterdir()
    shard.write_bytes(shard.read_bytes().replace(b'"a1"', b'"xx"', 1))
    report = run(tmp_path, records)
    assert (report.reused, report.extracted_now) == (2, 1)
    shard.unlink(missing_ok=True)
    run(tmp_path, records)
    assert written(tmp_path) == before


@pytest.mark.parametrize(("most", "stops"), [("2", True), ("3", False), ("29%", True), ("30%", False)])
def test_a_run_that_goes_wrong_is_stopped_and_can_go_on(tmp_path: Path, most: str, stops: bool) -> None:
    records: list[Record] = [rejection(number) if number < 3 else incoming(f"a{number}", "$1") for number in range(10)]
    if not stops:
        run(tmp_path, records, most_rejected=MostRejected.parse(most))
        return
    with pytest.raises(RejectedError, match=r"bad_json, the first at news\.jsonl"):
        run(tmp_path, records, most_rejected=MostRejected.parse(most))
    assert not (tmp_path / FACTS).exists()
    assert run(tmp_path, records).extracted == 7


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


@settings(deadline=None, max_examples=40)
@given(RECORDS, st.integers(0, 12))
def test_counts_add_up_and_files_do_not_depend_on_what_was_done_before(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], before: int
) -> None:
    records = [
        rejection(line, text or "empty") if text in ("", "bad_json") else incoming(f"a{line}", text) for line, text in enumerate(texts)
    ]
    folder, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    report = run(folder, records)
    counts = report.as_dict()
    articles = counts["articles"]
    assert articles["read"] == len(records) == articles["extracted"] + articles["rejected"]
    assert articles["extracted"] == articles["with_facts"] + articles["without_facts"] == len(rows(folder, ARTICLES))
    assert articles["rejected"] == sum(counts["rejected"].values()) == len(rows(folder, REJECTED))
    assert counts["facts"]["total"] == len(rows(folder, FACTS)) == sum(row["facts"] for row in rows(folder, ARTICLES))
    run(other, records[:before])
    again = run(other, records).as_dict()
    assert written(folder) == written(other)
    assert {**counts, "timings": None} == {**again, "timings": None}
