"""The extraction of a DataFrame: `mapInArrow` over partitions of equal size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pyspark import SparkContext, SparkFiles
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.utils import is_remote

from pressfacts.arrow.schemas import OUTPUT_SCHEMA
from pressfacts.errors import InputError
from pressfacts.read.records import Limits
from pressfacts.read.rows import FIELDS
from pressfacts.settings import Settings
from pressfacts.spark.balance import STEPS_A_DOUBLING, Lengths, count, partition_size, shares
from pressfacts.spark.bundle import Bundle, make_bundle

_CORES_UNKNOWN = 200  # Spark Connect does not tell how many cores there are; Spark's own default for shuffles
_sent: set[tuple[str, str]] = set()
Batches = Iterable[Any]  # of pyarrow.RecordBatch


def extract(articles: DataFrame, settings: Settings | None = None, *, balanced: bool = True, limits: Limits | None = None) -> DataFrame:
    """The facts of a DataFrame of articles, one row a fact, by `pressfacts.arrow.OUTPUT_SCHEMA`.

    The columns are those of `pressfacts.arrow.INPUT_SCHEMA`, found by name. A bad row, or an article whose extraction fails, becomes a
    row with `rejected` set. The executors need the package installed as the driver has it; gazetteer and rules are sent to them.

    `balanced` partitions the articles by length first, for which it reads them once: leave it out only where partitions are
    known to be small and alike. Raises InputError where a column is missing, and what `Settings` may raise.
    """
    columns = [name for name in FIELDS if name in articles.columns]
    if missing := {"id", "text"} - set(columns):
        raise InputError(f"the articles have no column {', '.join(sorted(missing))}", mend=f"name the columns {', '.join(FIELDS)}")
    articles = articles.select(*columns)
    return map_records(balance(articles, "id") if balanced else articles, _in_table, settings, limits)


def _in_table(batches: Batches, limits: Limits) -> Iterator[Any]:
    from pressfacts.arrow.records import records_of

    return (record for batch in batches for record in records_of(batch, limits))


def map_records(
    rows: DataFrame, records: Callable[[Batches, Limits], Iterator[Any]], settings: Settings | None, limits: Limits | None
) -> DataFrame:
    """Extract what `records`, a function of a module, reads from the rows' batches."""
    bundle = send_bundle(rows.sparkSession, settings or Settings())
    bounds = limits or Limits()

    # What is captured here is pickled with every task: a function by name, and a few lines of text.
    def extract_partition(batches: Batches) -> Iterator[Any]:
        from pressfacts.arrow.batches import in_batches
        from pressfacts.spark.engine import settings_here

        yield from in_batches(records(batches, bounds), settings_here(bundle))

    return rows.mapInArrow(extract_partition, from_arrow_schema(OUTPUT_SCHEMA))


def send_bundle(session: SparkSession, settings: Settings) -> Bundle:
    """Give the executors what they need, once a session."""
    path, bundle = make_bundle(settings)
    sent = _name(session), bundle.name
    if sent not in _sent:
        session.addArtifacts(str(path), file=True)
        _sent.add(sent)
    return bundle


def settings_here(bundle: Bundle) -> Settings:
    """In an executor: the settings to extract with."""
    from pressfacts.spark.bundle import use_bundle

    return use_bundle(bundle, Path(SparkFiles.get(bundle.name)))


def balance(articles: DataFrame, *key: str) -> DataFrame:
    """The same rows in partitions of about equal size (see `balance`), each in the order of the key, which names an article."""
    step = F.floor(F.log2(F.greatest(F.length("text"), F.lit(1))) * STEPS_A_DOUBLING).cast("int")
    counted = articles.groupBy(F.coalesce(step, F.lit(0)).alias("step"))
    found = counted.agg(F.count("*").alias("articles"), F.coalesce(F.sum(F.length("text")), F.lit(0)).alias("characters")).collect()
    steps = {row["step"]: Lengths(row["articles"], row["characters"]) for row in found}
    characters = sum(lengths.characters for lengths in steps.values())
    plan = shares(steps, partition_size(characters, _cores(articles.sparkSession)))
    if not plan:
        return articles
    first = F.create_map(*[F.lit(number) for step_, share in plan.items() for number in (step_, share.first)])
    number = F.create_map(*[F.lit(number) for step_, share in plan.items() for number in (step_, share.number)])
    return _by_partition(articles, F.coalesce(step, F.lit(0)), first, number, count(plan), *key)


def _by_partition(articles: DataFrame, step: Column, first: Column, number: Column, partitions: int, *key: str) -> DataFrame:
    partition = (first[step] + F.pmod(F.xxhash64(*key), number[step])).cast("int")
    return articles.repartitionById(partitions, partition).sortWithinPartitions(*key)


def _name(session: SparkSession) -> str:
    context = _context(session)
    return context.applicationId if context else str(session.session_id)  # type: ignore[attr-defined]


def _cores(session: SparkSession) -> int:
    context = _context(session)
    return context.defaultParallelism if context else _CORES_UNKNOWN


def _context(session: SparkSession) -> SparkContext | None:
    return None if is_remote() else session.sparkContext
