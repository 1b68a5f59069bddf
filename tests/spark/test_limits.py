"""Limits of an article hold in executors as in a local run; there the extractor is one that a word in the text holds up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyspark import cloudpickle

import pressfacts
from pressfacts.batch import Allowance
from pressfacts.cli import run as run_command
from tests.batch import fake_extractor
from tests.spark.rows import local_rows, spark_rows
from tests.spark.test_run import plan_for, run

QUICK = Allowance(0.3, 4096)
ARTICLES = [{"id": "a", "text": "$5"}, {"id": "spins", "text": "SPIN $6"}, {"id": "hangs", "text": "HANG $7"}, {"id": "b", "text": "$8"}]


@pytest.fixture
def slow_executors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What this process sends to executors works with the fake extractor there, which goes along as code."""
    cloudpickle.register_pickle_by_value(fake_extractor)
    for place in ("pressfacts.spark.engine.extract_batches", "pressfacts.spark.run._tables"):
        module, name = place.rsplit(".", 1)
        monkeypatch.setattr(place, _with_fake(module, name))
    yield
    cloudpickle.unregister_pickle_by_value(fake_extractor)


def _with_fake(module: str, name: str) -> Callable[..., Iterator[Any]]:
    make_fake = fake_extractor.make_fake

    def work(*arguments: Any, **options: Any) -> Iterator[Any]:
        import importlib
        from unittest import mock

        from pressfacts.arrow import records

        with mock.patch.multiple(records, opened=make_fake, opened_anew=make_fake):
            yield from getattr(importlib.import_module(module), name)(*arguments, **options)

    return work


def test_what_takes_too_long_becomes_a_rejected_row(cluster: Any, slow_executors: None) -> None:
    frame = cluster.createDataFrame([(row["id"], row["text"]) for row in ARTICLES], "id string, text string")
    facts = pressfacts.spark.extract(frame, allowance=QUICK).orderBy("doc_id").collect()
    assert [(row.doc_id, row.text) for row in facts] == [("a", "$5"), ("b", "$8"), ("hangs", None), ("spins", None)]
    assert [(row.rejected.kind, row.rejected.reason) for row in facts[2:]] == [("limit", "timed_out")] * 2


def test_the_command_rejects_as_a_local_run_does(
    cluster: Any, slow_executors: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ARTICLES))
    report = run(cluster, plan_for([path], tmp_path / "out", allowance=QUICK))
    assert (report["rejected"], report["settings"]["time_limit"]) == ({"timed_out": 2}, 0.3)
    monkeypatch.setattr("pressfacts.cli.extract_run.open_extractor", fake_extractor.make_fake)
    command = ["extract", str(path), "-o", str(tmp_path / "local"), "--format", "parquet", "--workers", "1", "--time-limit", "0.3", "-q"]
    assert run_command(command) == 1
    assert spark_rows(tmp_path / "out") == local_rows(tmp_path / "local")
