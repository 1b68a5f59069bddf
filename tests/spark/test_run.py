"""`extract --engine spark` against a local run, on a real cluster of two executors, also while processes are killed."""

from __future__ import annotations

import dataclasses
import datetime
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pressfacts.batch import Allowance, MostRejected
from pressfacts.batch.verify import verify_run
from pressfacts.errors import InputError, OutputError, RejectedError
from pressfacts.read import Limits
from pressfacts.settings import Settings
from pressfacts.spark.inputs import find_files
from pressfacts.spark.run import SparkPlan, run_on
from tests.spark.mixed import CORPUS
from tests.spark.processes import executors, kill, python_workers
from tests.spark.rows import Rows, local_rows, spark_rows


def plan_for(inputs: list[Path], output: Path, **more: Any) -> SparkPlan:
    fixed = {"settings": Settings(), "limits": Limits(), "allowance": Allowance(), "master": "", "most_rejected": MostRejected()}
    return SparkPlan([str(path) for path in inputs], str(output), **fixed | more)


def run(session: Any, plan: SparkPlan) -> dict[str, Any]:
    return run_on(session, plan, find_files(plan.inputs, plan.limits, Path(plan.output)))


def test_local_threads_give_the_facts_of_a_local_run_row_for_row(java: None, news: Path, local: Rows, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pressfacts",
        "extract",
        CORPUS,
        news,
        "-o",
        tmp_path / "out",
        "--engine",
        "spark",
        "--master",
        "local[2]",
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr  # some lines are rejected, as by the local run
    assert "using local[2,4]" in done.stderr
    assert (tmp_path / "out" / "_SUCCESS").exists()
    assert spark_rows(tmp_path / "out") == local


def test_killed_executors_and_workers_lose_nothing_and_double_nothing(cluster: Any, news: Path, local: Rows, tmp_path: Path) -> None:
    plan, reports = plan_for([CORPUS, news], tmp_path / "out"), list[dict[str, Any]]()
    job = threading.Thread(target=lambda: reports.append(run(cluster, plan)))
    job.start()
    killed = [kill_one(python_workers, cluster, job), kill_one(executors, cluster, job)]
    job.join()
    assert all(killed), "the job was over before both could be killed"
    (report,) = reports
    assert (tmp_path / "out" / "_SUCCESS").exists()
    written = spark_rows(tmp_path / "out")
    assert len({row["id"] for row in written.facts}) == len(written.facts)
    assert written == local
    assert report["facts"]["total"] == len(local.facts)
    corpus = sum(1 for _ in (CORPUS.parent / "gold").glob("*.yaml"))
    assert (report["articles"]["read"], report["articles"]["rejected"]) == (corpus + 2004, 3)
    proof = verify_run(tmp_path / "out")
    assert (len(proof.proved), proof.faults) == (5, [])


def kill_one(find: Callable[[], list[int]], session: Any, job: threading.Thread) -> bool:
    """Kill a process while tasks of the extraction are running and some are done."""
    done_before = done_tasks(session)
    while job.is_alive():
        if done_tasks(session) > done_before and (found := find()):
            kill(found[0])
            return True
        time.sleep(0.05)
    return False


def done_tasks(session: Any) -> int:
    """Tasks that are done of the stage that extracts: while it runs it is the one with many tasks."""
    tracker = session.sparkContext.statusTracker()
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    return max((stage.numCompletedTasks for stage in stages if stage and stage.numTasks > 6), default=0)


def test_rules_and_formats_of_the_user_reach_the_executors(cluster: Any, tmp_path: Path) -> None:
    articles, rules = tmp_path / "[my] articles", tmp_path / "rules"
    articles.mkdir()
    rules.mkdir()
    (articles / "a b.txt").write_text("It cost $5 yards, said Đà Nẵng.")
    (articles / "latin.txt").write_bytes("It cost €5 in Málaga.".encode("cp1252"))
    (articles / "table.csv").write_text('id,text,published\nc1,"Sold for $7 on Friday, it said.",2026-01-17\nc2,,\n')
    (articles / "page.html").write_text(
        "<html><body><article><p>" + "The ministry paid $8 million in Daegu. " * 9 + "</p></article></body></html>"
    )
    (rules / "money.yaml").write_text(RULES)
    plan = plan_for([articles], tmp_path / "out", settings=Settings(rules=(rules,)))
    report = run(cluster, plan)
    assert (report["articles"]["read"], report["articles"]["rejected"], report["rejected"]) == (5, 1, {"empty": 1})
    command = [
        sys.executable,
        "-m",
        "pressfacts",
        "extract",
        articles,
        "-o",
        tmp_path / "local",
        "--rules",
        rules,
        "--format",
        "parquet",
        "-q",
    ]
    subprocess.run(list(map(str, command)), check=False)
    assert spark_rows(tmp_path / "out") == local_rows(tmp_path / "local")
    assert "$5 yards" in {row["text"] for row in spark_rows(tmp_path / "out").facts}


RULES = """
kind: money
lexicons:
  - id: money.magnitude
    why: ours, and the yard
    any_case: true
    entries: {million: 1000000, yard: 1000000000, yards: 1000000000}
"""


def test_parquet_goes_in_with_the_ids_of_a_local_run(cluster: Any, tmp_path: Path) -> None:
    day = datetime.date(2026, 1, 17)
    ids, days = [17, None, 18, 17, 19], [day, None, None, None, None]
    texts = [b"It cost $5 on Friday.", b"It cost $6.", None, b"It cost $7.", b"In M\xe1laga."]
    table = {"id": ids, "published": days, "text": pa.array(texts, pa.binary()).view(pa.string())}  # not checked to be UTF-8
    found = written_by_both(cluster, table, tmp_path / "numbers")
    assert [row["reason"] for row in found.rejected] == ["no_text", "duplicate_id", "bad_encoding"]

    table = {"id": ["a", "b"], "published": ["17 Jan 2026", "?"], "text": ["He left on Friday.", "It cost $8."]}
    found = written_by_both(cluster, table, tmp_path / "texts")
    assert [row["text"] for row in found.facts] == ["Friday", "$8"]


def written_by_both(session: Any, table: dict[str, Any], folder: Path) -> Rows:
    """What both engines make of a Parquet file."""
    folder.mkdir()
    pq.write_table(pa.table(table), folder / "wire.parquet")
    run(session, plan_for([folder / "wire.parquet"], folder / "out"))
    command = [sys.executable, "-m", "pressfacts", "extract", folder / "wire.parquet", "-o", folder / "local", "--format", "parquet", "-q"]
    subprocess.run(list(map(str, command)), check=False)
    assert spark_rows(folder / "out") == local_rows(folder / "local")
    return spark_rows(folder / "out")


def test_a_finished_run_is_replaced_only_when_asked_and_foreign_files_never(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost $5.")
    run(cluster, plan_for([tmp_path / "a.txt"], tmp_path / "out"))
    with pytest.raises(OutputError, match="holds a finished run"):
        run(cluster, plan_for([tmp_path / "a.txt"], tmp_path / "out"))
    (tmp_path / "a.txt").write_text("It cost $6.")
    run(cluster, plan_for([tmp_path / "a.txt"], tmp_path / "out", fresh=True))
    assert [row["text"] for row in spark_rows(tmp_path / "out").facts] == ["$6"]
    (tmp_path / "out" / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match=r"thesis\.doc"):
        run(cluster, plan_for([tmp_path / "a.txt"], tmp_path / "out", fresh=True))


def test_too_many_rejected_are_told_at_the_end(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "It cost $5."}\nno\n')
    plan = plan_for([tmp_path / "a.jsonl"], tmp_path / "out")
    with pytest.raises(RejectedError, match="1 of 2 records"):
        run(cluster, dataclasses.replace(plan, most_rejected=MostRejected(number=0)))


def test_inputs_that_spark_cannot_read_are_told_before_it_starts(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="standard input"):
        find_files(["-"], Limits(), None)
    with pytest.raises(InputError, match="must tell the format"):
        find_files(["s3a://bucket/news"], Limits(), None)
    with pytest.raises(InputError, match="no such file"):
        find_files([str(tmp_path / "none.jsonl")], Limits(), None)
