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
from pyspark.sql import Column, DataFrame, Observation, SparkSession
from pyspark.sql import functions as F

from pressfacts.arrow.records import answers_of
from pressfacts.batch import Allowance, MostRejected
from pressfacts.batch.about import about_run
from pressfacts.batch.keys import making
from pressfacts.errors import InputError, PressfactsError, RejectedError, WorkerError
from pressfacts.fact import KINDS
from pressfacts.read.records import Limits
from pressfacts.read.remote import is_url
from pressfacts.read.spark_folder import SPARK, TABLE, table_name
from pressfacts.rulebook import load_rulebook
from pressfacts.settings import Settings
from pressfacts.spark.articles import PLACE, Names, Place, records_of
from pressfacts.spark.engine import balance, map_batches, send_bundle
from pressfacts.spark.inputs import Files, find_duplicates, find_files, read_inputs
from pressfacts.spark.output import SparkOutput
from pressfacts.spark.session import first_line, open_session, require_java, retrying
from pressfacts.spark.tables import SCHEMA, in_tables
from pressfacts.write import TABLES

_CONNECT = "sc://"


@dataclass(frozen=True)
class SparkPlan:
    """What the options of the command add up to. Inputs and output stand as the user named them."""

    inputs: list[str]
    output: str
    settings: Settings
    limits: Limits
    allowance: Allowance
    master: str
    most_rejected: MostRejected
    fresh: bool = False


def run(plan: SparkPlan, note: Callable[[str], None]) -> dict[str, Any]:
    """Extract into the folder on a session of its own; what the run's `_run.json` says.

    What is cheap to find wrong is looked at before Spark is started. Raises InputError, RuleError, ModelError, OutputError,
    WorkerError where Spark cannot be started or gives up, and RejectedError.
    """
    if plan.master.startswith(_CONNECT):
        mend = "name its master; with a session of Spark Connect call pressfacts.spark.extract"
        raise InputError("Spark Connect gives the command no way to the cluster's files", where=plan.master, mend=mend)
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
        send_bundle(session, plan.settings)  # what is wrong with rules and model is told before anything is read
        articles = read_inputs(session, files, plan.limits)
        duplicates = find_duplicates(articles, files.names)
        reads, rows = Observation("articles"), Observation("rows")
        facts = _extracted(articles, plan, files.names, duplicates, reads)
        _write(facts.observe(rows, *_counts()), output.uri)
    except PySparkException as error:
        raise _told(error) from error
    reasons = _reasons(session, output.uri) if rows.get["rejected"] else {}
    report = _report({**reads.get, **rows.get}, reasons, plan, time.monotonic() - began)
    output.write_report(json.dumps(report, ensure_ascii=False, indent=1))
    _check(report, plan.most_rejected)
    return report


def _extracted(articles: DataFrame, plan: SparkPlan, names: Names, duplicates: frozenset[Place], reads: Observation) -> DataFrame:
    work = functools.partial(_tables, names=names, duplicates=duplicates, limits=plan.limits, allowance=plan.allowance)
    balanced = balance(articles, *PLACE).observe(reads, F.count("*").alias("read"))
    return map_batches(balanced, work, SCHEMA, plan.settings)


def _tables(
    batches: Iterable[Any], settings: Settings, *, names: Names, duplicates: frozenset[Place], limits: Limits, allowance: Allowance
) -> Iterator[Any]:
    return in_tables(answers_of(records_of(batches, names, duplicates, limits), settings, allowance))


def _counts() -> list[Column]:
    rows = {table: F.count(F.when(F.col(TABLE) == table, 1)).alias(table) for table in TABLES}
    is_fact = F.col(TABLE) == "facts"
    kinds = [F.count(F.when(is_fact & (F.col("kind") == kind), 1)).alias(f"kind {kind}") for kind in KINDS]
    with_facts = F.count(F.when(F.col("facts") > 0, 1)).alias("with facts")  # a column of the table of articles
    return [*rows.values(), *kinds, with_facts, F.coalesce(F.sum("characters"), F.lit(0)).alias("characters")]


def _write(rows: DataFrame, uri: str) -> None:
    # Overwrite: what stands there is ours and unfinished, or the user asked for it to be replaced.
    rows.write.mode("overwrite").partitionBy(TABLE).parquet(uri)


def _reasons(session: SparkSession, uri: str) -> dict[str, int]:
    """The rejections by reason."""
    counted = session.read.parquet(f"{uri}/{table_name('rejected')}").groupBy("reason").count().orderBy("reason").collect()
    return {row["reason"]: row["count"] for row in counted}


def _report(counts: dict[str, int], reasons: dict[str, int], plan: SparkPlan, seconds: float) -> dict[str, Any]:
    """As the `run.json` of a local run, as far as Spark counts it."""
    made_by = making(plan.settings, load_rulebook(*plan.settings.rules).digest)
    articles = {"read": counts["read"], "extracted": counts["articles"], "with_facts": counts["with facts"]}
    articles |= {"without_facts": counts["articles"] - counts["with facts"], "rejected": counts["rejected"]}
    return {
        **about_run(plan.settings, plan.limits, plan.allowance, made_by, plan.inputs, {"format": SPARK}),
        "articles": articles,
        "rejected": reasons,
        "facts": {"total": counts["facts"], **{kind: counts[f"kind {kind}"] for kind in KINDS}},
        "characters": counts["characters"],
        "timings": {"seconds": round(seconds, 3)},
        "outputs": {table_name(table): {"lines": counts[table]} for table in TABLES if counts[table]},
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
