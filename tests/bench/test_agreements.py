"""The passages about agreements: their gold lies on their words, and every type and status is among them."""

import importlib.util
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("bench_agreements", ROOT / "bench" / "agreements.py")
assert _SPEC is not None and _SPEC.loader is not None
bench = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(bench)
PASSAGES = bench.read_passages()


def test_gold_spans_are_the_words_of_the_text() -> None:
    for passage in PASSAGES:
        for row in passage["gold"]:
            assert passage["text"][row["start"] : row["end"]] == row["text"], passage["id"]


def test_every_type_stands_twice_and_every_status_four_times() -> None:
    values = [row["value"] for passage in PASSAGES for row in passage["gold"] if "value" in row]
    assert len(PASSAGES) >= 60
    assert min(Counter(value["type"] for value in values).values()) >= 2
    statuses = Counter(value["status"] for value in values)
    assert len(statuses) == 8
    assert min(statuses.values()) >= 4
