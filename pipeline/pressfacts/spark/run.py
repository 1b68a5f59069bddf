"""What `pressfacts extract --engine spark` does: inputs in, Parquet out, by Spark's own committer in one job."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, Observation, SparkSession
from pyspark.sql import functions as F

from pressfacts.arrow.schemas import REJECTED_COLUMN
from pressfacts.batch import MostRejected
from pressfacts.errors import PressfactsError, RejectedError, WorkerError
from pressfacts.fact import KINDS
from pressfacts.read.records import Limits
from pressfacts.read.remote import is_url
from pressfacts.settings import Settings
from pressfacts.spark.articles import PLACE, Names, Place, records_of
from pressfacts.spark.engine import balance, map_records, send_bundle
from pressfacts.spark.inputs import Files, find_duplicates, find_files, read_inputs
from pressfacts.spark.output import SparkOutput
from pressfacts.spark.session import first_line, open_session, require_java, retrying

TABLE = "table"  # the partition column: `facts` or `rejected`


@dataclass(frozen=True)
class SparkPlan:
    """What the options of the command add up to. Inputs and output stand as the user named them."""

    inputs: list[str]
    output: str
    settings: Settings
    limits: Limits
    master: str
    most_rejected: MostRejected
    fresh: bool = False


def run(plan: SparkPlan, note: Callable[[str], None]) -> dict[str, Any]:
    """Extract into the folder on a session of its own; what the run's `_run.json` says.

    What is cheap to find wrong is looked at before Spark is started. Raises InputError, RuleError, ModelError, OutputError,
    WorkerError where Spark cannot be started or gives up, and RejectedError.
    """
    files = find_files(plan.inputs, plan.limits, None if is_url(plan.output) else Path(plan.output))
    require_java()
    master, told = retrying(plan.master)
    if told:
        note(told)
    session = open_session(master)
    try:
        return run_on(session, plan, files)
    finally:
        session.stop()


def run_on(session: SparkSession, plan: SparkPlan, files: Files) -> dict[str, Any]:
    """As `run`, on an open session."""
    began = time.monotonic()
    output = SparkOutput(session, plan.output)
    output.refuse_what_is_there(replace=plan.fresh)
    try:
        bundle = send_bundle(session, plan.settings)
        articles = read_inputs(session, files, plan.limits)
        duplicates = find_duplicates(articles, files.names)
        reads, rows = Observation("articles"), Observation("rows")
        facts = _extracted(articles, plan, files.names, duplicates, reads)
        _write(facts.observe(rows, *_counts()), output.uri)
    except PySparkException as error:
        raise _told(error) from error
    counts = {"articles": reads.get["read"], **rows.get}
    report = _report(counts, dict(bundle.making), plan, time.monotonic() - began)
    output.write_report(json.dumps(report, ensure_ascii=False, indent=1))
    _check(report, plan.most_rejected)
    return report


def _extracted(articles: DataFrame, plan: SparkPlan, names: Names, duplicates: frozenset[Place], reads: Observation) -> DataFrame:
    records = functools.partial(_records, names=names, duplicates=duplicates)
    balanced = balance(articles, *PLACE).observe(reads, F.count("*").alias("read"))
    return map_records(balanced, records, plan.settings, plan.limits)


def _records(batches: Iterable[Any], limits: Limits, *, names: Names, duplicates: frozenset[Place]) -> Iterator[Any]:
    return records_of(batches, names, duplicates, limits)


def _counts() -> list[Any]:
    kinds = [F.count(F.when(F.col("kind") == kind, 1)).alias(kind) for kind in KINDS]
    return [F.count("kind").alias("facts"), F.count(REJECTED_COLUMN).alias("rejected"), *kinds]


def _write(rows: DataFrame, uri: str) -> None:
    table = F.when(F.col(REJECTED_COLUMN).isNull(), "facts").otherwise("rejected")
    # Overwrite: what stands there is ours and unfinished, or the user asked for it to be replaced.
    rows.withColumn(TABLE, table).write.mode("overwrite").partitionBy(TABLE).parquet(uri)


def _report(counts: dict[str, int], made_by: dict[str, str], plan: SparkPlan, seconds: float) -> dict[str, Any]:
    return {
        "engine": "spark",
        "making": made_by,
        "inputs": plan.inputs,
        "articles": {"read": counts["articles"], "rejected": counts["rejected"]},
        "facts": {"total": counts["facts"], **{kind: counts[kind] for kind in KINDS}},
        "timings": {"seconds": round(seconds, 3)},
    }


def _check(report: dict[str, Any], most: MostRejected) -> None:
    rejected, read = report["articles"]["rejected"], report["articles"]["read"]
    if most.exceeded(rejected, read, at_end=True):
        mend = f"{most} were allowed; see table=rejected of the output"
        raise RejectedError(f"{rejected} of {read} records rejected", mend=mend)


def _told(error: PySparkException) -> PressfactsError:
    """A failure of the job in one sentence: what a worker raised of ours, else the first line of what Spark says."""
    lines = str(error).splitlines()
    ours = [line.partition("Error: ")[2] for line in lines if line.startswith("pressfacts.errors.")]
    mend = "what was done is dropped; mend it and run again"
    return WorkerError(f"the Spark job failed: {ours[-1] if ours else first_line(error)}", mend=mend)
