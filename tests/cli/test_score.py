"""`pressfacts score`, `compare` and `convert`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended
from tests.convert.test_timeml import DOCUMENT

Command = Callable[..., Ended]


def date(doc_id: str, start: int, end: int, timex: str, **value: str) -> dict[str, object]:
    return {"doc_id": doc_id, "kind": "date", "start": start, "end": end, "text": "x" * (end - start), "value": {"timex": timex, **value}}


def lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


GOLD = [date(f"a{number}", place, place + 4, "2020", type="date") for number in range(8) for place in (0, 10)]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return lines(tmp_path / "gold.jsonl", GOLD)


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    wrong = [date("a0", 0, 4, "1999", type="time"), *GOLD[1:], date("a1", 20, 24, "2020", type="date")]
    return lines(tmp_path / "facts.jsonl", wrong)


def test_score_prints_figures_intervals_and_the_signature(pressfacts: Command, gold: Path, facts: Path) -> None:
    ended = pressfacts("score", gold, facts, "--seed", "7")
    assert ended.code == 0
    # 15 right of 17 found and 16 gold: F1 = 30/33.
    assert re.search(r"date +16 +17 .* 90\.9 +\d\d\.\d-\d+\.\d", ended.out)
    assert re.search(
        r"signature version:\S+\|match:exact,overlap,pairs,value\|gold:[0-9a-f]{16}\|articles:8\|.*\|resamples:1000\|seed:7\n", ended.out
    )


def test_score_as_json(pressfacts: Command, gold: Path, facts: Path) -> None:
    told = json.loads(pressfacts("score", gold, facts, "--json", "--resamples", "200").out)
    assert told["signature"]["resamples"] == 200
    low, high = told["scores"]["date"]["value"]["interval"]["f1"]
    assert low < told["scores"]["date"]["value"]["f1"] == 90.9 < high
    assert {"kind": "date", "attribute": "type", "gold": "date", "found": "time", "count": 1} in told["confusions"]


def test_the_order_of_the_files_does_not_change_the_signature(pressfacts: Command, gold: Path, facts: Path) -> None:
    one = pressfacts("score", gold, facts, "--json")
    for path in (gold, facts):
        path.write_text("".join(reversed(path.read_text().splitlines(keepends=True))))
    assert pressfacts("score", gold, facts, "--json") == one


def test_errors_are_written_as_rows(pressfacts: Command, gold: Path, facts: Path, tmp_path: Path) -> None:
    pressfacts("score", gold, facts, "--errors", tmp_path / "errors.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert [(row["outcome"], row["doc_id"], row["wrong"]) for row in rows] == [
        ("wrong_value", "a0", ["timex", "type"]),
        ("spurious", "a1", []),
    ]


def test_floors_by_measure(pressfacts: Command, gold: Path, facts: Path) -> None:
    assert pressfacts("score", gold, facts, "--min-f1", "date.strict=0.9", "--min-f1", "all=0.9").code == 0
    ended = pressfacts("score", gold, facts, "--min-f1", "date=0.95")
    assert ended.code == 6 and "date 0.9091 < 0.95" in ended.err


@pytest.mark.parametrize("wrong", [["--resamples", "5"], ["--where", "date"], ["--gold-format", "xml"], ["--every-article"]])
def test_options_that_cannot_be_read(pressfacts: Command, gold: Path, facts: Path, wrong: list[str]) -> None:
    assert pressfacts("score", gold, facts, *wrong).code == 2


def test_where_counts_some_values_only(pressfacts: Command, gold: Path, facts: Path) -> None:
    told = json.loads(pressfacts("score", gold, facts, "--json", "--where", "date.type=date").out)
    assert (told["scores"]["date"]["gold"], told["scores"]["date"]["found"]) == (16, 16)


def test_articles_without_gold_count_when_asked(pressfacts: Command, gold: Path, facts: Path, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "none.txt").write_text("in 2020")
    lines(facts, [*GOLD, date("none", 3, 7, "2020")])
    found = [
        json.loads(pressfacts("score", gold, facts, "--json", "--articles", tmp_path / "articles", *more).out)["scores"]["date"]["found"]
        for more in ([], ["--every-article"])
    ]
    assert found == [16, 17]


def test_gold_of_another_format(pressfacts: Command, tmp_path: Path) -> None:
    (tmp_path / "tml").mkdir()
    (tmp_path / "tml" / "port.tml").write_text(DOCUMENT)
    interval = date("port", 17, 23, "2026-01-16/..", type="interval")
    facts = lines(tmp_path / "facts.jsonl", [interval, date("port", 40, 45, "P3Y", type="duration")])
    told = json.loads(pressfacts("score", tmp_path / "tml", facts, "--gold-format", "timeml", "--json").out)["scores"]["date"]
    # An interval with one end is that end for TIMEX3.
    assert (told["relaxed"]["f1"], told["strict"]["f1"], told["value"]["f1"], told["attributes"]["type"]["f1"]) == (
        100.0,
        50.0,
        100.0,
        100.0,
    )


def test_compare(pressfacts: Command, gold: Path, facts: Path) -> None:
    ended = pressfacts("compare", gold, facts, gold)
    assert ended.code == 0
    assert re.search(r"date +90\.9 +100\.0 +\+9\.1 ", ended.out)
    assert "won: a0 0-4 date" in ended.out and "A wrong in timex, type" in ended.out and "signature version:" in ended.out
    told = json.loads(pressfacts("compare", gold, facts, gold, "--json").out)
    assert [fact["change"] for fact in told["facts"]] == ["won", "won"]
    # Two articles differ, so there are four swaps, of which two are as extreme.
    assert told["differences"]["date"]["value"]["randomisation_p"] == 0.5


def test_compare_without_gold(pressfacts: Command, gold: Path, facts: Path) -> None:
    told = json.loads(pressfacts("compare", gold, facts, "--json").out)
    assert [fact["change"] for fact in told["facts"]] == ["changed", "won"]
    assert "no fact differs" in pressfacts("compare", gold, gold).out
    assert pressfacts("compare", gold, gold, facts, "--measure", "f2").code == 2
    assert pressfacts("compare", gold).code == 2


def test_convert_there_and_back(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    pressfacts("extract", articles, "-o", tmp_path / "run", "--quiet")
    out = pressfacts("convert", tmp_path / "run", "--articles", articles, "--to", "brat", "-o", tmp_path / "brat")
    assert (out.code, out.out) == (0, "2 articles, 2 facts\n")
    assert "lost 1 times: the field `published` of articles" in out.err
    assert pressfacts("convert", tmp_path / "brat", "--from", "brat", "-o", tmp_path / "back").code == 0
    scores = json.loads(pressfacts("score", tmp_path / "run" / "facts.jsonl", tmp_path / "back" / "gold.jsonl", "--json").out)["scores"]
    assert scores["money"]["strict"]["f1"] == scores["money"]["value"]["f1"] == 100.0


def test_strict_writes_nothing_that_loses_anything(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    pressfacts("extract", articles, "-o", tmp_path / "run", "--quiet")
    command = ["convert", tmp_path / "run", "--articles", articles, "--strict", "-o", tmp_path / "out"]
    ended = pressfacts(*command, "--to", "doccano")
    assert ended.code == 9 and "the field `value` of facts" in ended.err and not (tmp_path / "out").exists()
    assert pressfacts(*command, "--to", "prodigy").code == 0


def test_conversions_that_cannot_be(pressfacts: Command, articles: Path, tmp_path: Path) -> None:
    pressfacts("extract", articles, "-o", tmp_path / "run", "--quiet")
    assert pressfacts("convert", tmp_path / "run", "--to", "brat", "-o", tmp_path / "out").code == 2, "the texts are not known"
    assert pressfacts("convert", tmp_path / "run", "--to", "geoparsing", "-o", tmp_path / "out", "--articles", articles).code == 2
    assert pressfacts("convert", tmp_path / "run", "--label", "GPE=town", "-o", tmp_path / "out").code == 2
