"""The extraction of a DataFrame: `mapInArrow` over partitions of equal size."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pyspark import SparkContext, SparkFiles
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.utils import is_remote

from pressfacts.arrow.batches import extract_batches
from pressfacts.arrow.schemas import OUTPUT_SCHEMA
from pressfacts.batch import Allowance
from pressfacts.errors import InputError
from pressfacts.read.records import Limits
from pressfacts.read.rows import FIELDS
from pressfacts.settings import Settings
from pressfacts.spark.balance import large_from, partition_size, place
from pressfacts.spark.bundle import Bundle, make_bundle

_LENGTH, _HASH, _PLACE = "_length", "_hash", "_place"
_CORES_UNKNOWN = 200  # Spark Connect does not tell how many cores there are; Spark's own default for shuffles
_sent: set[tuple[str, str]] = set()
Batches = Iterable[Any]  # of pyarrow.RecordBatch


def extract(
    articles: DataFrame,
    settings: Settings | None = None,
    *,
    balanced: bool = True,
    limits: Limits | None = None,
    allowance: Allowance | None = None,
) -> DataFrame:
    """The facts of a DataFrame of articles, one row a fact, by `pressfacts.arrow.OUTPUT_SCHEMA`.

    The columns are those of `pressfacts.arrow.INPUT_SCHEMA`, found by name. A bad row, an article whose extraction fails, and one that
    takes more than the `allowance` of time and memory (a minute, 4 GB), become rows with `rejected` set. The executors need the package
    installed as the driver has it; gazetteer and rules are sent to them.

    `balanced` partitions the articles by length first, for which it reads them once: leave it out only where partitions are
    known to be small and alike. Raises InputError where a column is missing, and what `Settings` may raise.
    """
    columns = [name for name in FIELDS if name in articles.columns]
    if missing := {"id", "text"} - set(columns):
        raise InputError(f"the articles have no column {', '.join(sorted(missing))}", mend=f"name the columns {', '.join(FIELDS)}")
    articles = articles.select(*columns)
    work = functools.partial(extract_batches, limits=limits, allowance=allowance or Allowance())
    return map_batches(balance(articles, "id") if balanced else articles, work, OUTPUT_SCHEMA, settings or Settings())


def map_batches(rows: DataFrame, work: Callable[[Batches, Settings], Iterator[Any]], schema: Any, settings: Settings) -> DataFrame:
    """Do some work, a function of a module, on the rows' batches in executors; it is given the settings that hold there."""
    bundle = send_bundle(rows.sparkSession, settings)

    # What is captured here is pickled with every task: a function by name, and a few lines of text.
    def on_partition(batches: Batches) -> Iterator[Any]:
        from pressfacts.spark.engine import settings_here

        yield from work(batches, settings_here(bundle))

    return rows.mapInArrow(on_partition, from_arrow_schema(schema))


def send_bundle(session: SparkSession, settings: Settings) -> Bundle:
    """Give the executors what they need, once a session."""
    path, bundle = make_bundle(settings)
    sent = _name(session), bundle.name
    if sent not in _sent:
        session.addArtifacts(str(path), file=True)
        _sent.add(sent)
    return bundle


@functools.lru_cache(maxsize=8)
def settings_here(bundle: Bundle) -> Settings:
    """In an executor's worker: the settings to extract with, the extractor for them open."""
    from pressfacts.opened import opened
    from pressfacts.own_process import collect_seldom, keep_what_is_open
    from pressfacts.spark.bundle import use_bundle

    settings = use_bundle(bundle, Path(SparkFiles.get(bundle.name)))
    collect_seldom()  # the process is Spark's, but all that it does is to run this
    opened(settings).prepare(load=True)
    keep_what_is_open()
    return settings


def balance(articles: DataFrame, *key: str) -> DataFrame:
    """The same rows in partitions of about equal size (see `balance`), each in the order of the key, which names an article."""
    sized = articles.withColumn(_LENGTH, F.coalesce(F.length("text"), F.lit(0))).withColumn(_HASH, F.xxhash64(*key))
    total = sized.agg(F.coalesce(F.sum(_LENGTH), F.lit(0)), F.coalesce(F.max(_LENGTH), F.lit(0))).collect()[0]
    size = partition_size(total[0], _cores(articles.sparkSession))
    least = large_from(size)
    large = sized.where(F.col(_LENGTH) >= least).select(_HASH, _LENGTH).collect() if total[1] >= least else []
    placed = place([(row[0], row[1]) for row in large], total[0], size)
    partition: Column = placed.number + F.pmod(F.col(_HASH), F.lit(placed.rest))
    if placed.large:
        rows = articles.sparkSession.createDataFrame(list(placed.large.items()), f"{_HASH} bigint, {_PLACE} int")
        sized = sized.join(F.broadcast(rows), _HASH, "left")
        partition = F.coalesce(_PLACE, partition)
    ordered = sized.repartitionById(placed.partitions, partition.cast("int")).sortWithinPartitions(*key)
    return ordered.select(*articles.columns)


def _name(session: SparkSession) -> str:
    context = _context(session)
    return context.applicationId if context else str(session.session_id)  # type: ignore[attr-defined]


def _cores(session: SparkSession) -> int:
    context = _context(session)
    return context.defaultParallelism if context else _CORES_UNKNOWN


def _context(session: SparkSession) -> SparkContext | None:
    return None if is_remote() else session.sparkContext
