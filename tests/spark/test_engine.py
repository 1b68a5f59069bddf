"""`pressfacts.spark.extract` on a cluster."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

import pressfacts
from pressfacts.arrow import OUTPUT_SCHEMA, extract_table
from pressfacts.errors import InputError
from pressfacts.spark.engine import balance
from tests.spark.mixed import mixed_articles
from tests.test_docs import run_page


def test_the_page_about_spark(cluster: Any) -> None:
    assert run_page("spark.md", spark=cluster) == 2


@pytest.mark.parametrize("balanced", [True, False])
def test_rows_are_those_of_the_arrow_function(cluster: Any, balanced: bool) -> None:
    articles = [*mixed_articles(20), {"id": "blank", "text": " "}, {"id": None, "text": "It cost $5."}]
    frame = cluster.createDataFrame(
        [(each["id"], each["text"], each.get("published"), "extra") for each in articles],
        "id string, text string, published string, more string",
    )
    rows = [row.asDict(recursive=True) for row in pressfacts.spark.extract(frame, balanced=balanced).collect()]
    expected = extract_table(
        pa.Table.from_pylist(articles, schema=pa.schema([(name, pa.string()) for name in ("id", "text", "published")]))
    )
    assert sorted(rows, key=_order) == sorted(expected.to_pylist(), key=_order)
    assert list(rows[0]) == OUTPUT_SCHEMA.names


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["doc_id"] or "", row["start"] or 0, row["kind"] or "", row["id"] or ""


def test_partitions_are_alike_and_always_the_same(cluster: Any) -> None:
    rows = [(str(number), "x" * (3000 + number % 500)) for number in range(1000)] + [("giant", "y" * 900_000)]
    frame = cluster.createDataFrame(rows, "id string, text string")
    first, second = (
        [[row.id for row in part] for part in balance(each, "id").rdd.glom().collect()]
        for each in (frame, frame.repartition(5).orderBy("text"))
    )
    assert first == second
    assert first[0] == ["giant"]
    sizes = [sum(3000 + int(id_) % 500 for id_ in part) for part in first[1:]]
    assert len(sizes) > 8 and max(sizes) < 2 * sum(sizes) / len(sizes)


def test_a_missing_column_is_told_at_once(cluster: Any) -> None:
    with pytest.raises(InputError, match="no column id"):
        pressfacts.spark.extract(cluster.createDataFrame([("a",)], "text string"))
