"""What reads the folder of a run, `verify`, `report`, `score`, reads that of a run on Spark."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pressfacts.batch.verify import verify_run
from pressfacts.errors import InputError
from pressfacts.pages.report_page import write_report
from pressfacts.pages.run_folder import read_run
from pressfacts.read.facts import read_facts
from tests.spark.test_run import plan_for, run

TEXTS = {
    "a.txt": "Daegu will invest $5 million by 2027.",
    "b.html": "<html><body><article><p>" + "The ministry paid $8 million in Hue. " * 9 + "</p></article></body></html>",
    "c.txt": "Nothing.",
    "d.jsonl": '{"id": "d", "text": "It cost $7."}\n\nno JSON\n',
}


@pytest.fixture(scope="module")
def written(cluster: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("output")
    (place / "articles").mkdir()
    for name, text in TEXTS.items():
        (place / "articles" / name).write_text(text)
    run(cluster, plan_for([place / "articles"], place / "out"))
    return place / "out"


@pytest.fixture
def out(written: Path, tmp_path: Path) -> Path:
    """A copy, to be changed."""
    return Path(shutil.copytree(written, tmp_path / "out"))


def test_the_report_counts_what_the_tables_hold(out: Path) -> None:
    report = json.loads((out / "_run.json").read_text())
    assert report["articles"] == {"read": 5, "extracted": 4, "with_facts": 3, "without_facts": 1, "rejected": 1}
    assert report["rejected"] == {"bad_json": 1}
    assert {name: about["lines"] for name, about in report["outputs"].items()} == {
        "table=facts": report["facts"]["total"],
        "table=articles": 4,
        "table=rejected": 1,
    }
    assert report["form"] == {"format": "spark"}


def test_verify_finds_no_fault_in_a_good_run(out: Path) -> None:
    proof = verify_run(out)
    assert (len(proof.proved), proof.faults) == (5, [])
    assert [line.partition(":")[0] for line in proof.not_looked_at] == ["bytes of the files", "single rows", "inputs"]


def test_verify_finds_what_is_lost(out: Path) -> None:
    (out / "_SUCCESS").unlink()
    shutil.rmtree(out / "table=articles")
    part = next(path for path in (out / "table=facts").glob("*.parquet") if pq.read_metadata(path).num_rows)
    part.unlink()
    faults = "\n".join(verify_run(out).faults)
    assert "_SUCCESS is missing" in faults and "table=articles is missing" in faults
    assert "articles extracted: 0 rows, where 4 were counted" in faults and "facts of kind money" in faults


def test_a_page_is_made_of_it(out: Path, tmp_path: Path) -> None:
    assert [row["id"] for row in read_run(out).articles] == ["a", "b", "c", "d"]
    told = write_report(out, tmp_path / "page.html")
    assert (told.articles, told.without_text) == (4, 0)
    assert told.facts == len(read_facts(out)) == json.loads((out / "_run.json").read_text())["facts"]["total"]


def test_without_facts_there_are_none(out: Path) -> None:
    shutil.rmtree(out / "table=facts")
    assert read_facts(out) == []


def test_damaged_tables_are_told(out: Path) -> None:
    for part in (out / "table=facts").glob("*.parquet"):
        part.write_bytes(b"PAR1")
    with pytest.raises(InputError, match="table=facts: cannot be read"):
        read_facts(out)
