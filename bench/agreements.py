"""Agreements on the passages of `bench/data/agreements.jsonl`: type, status, parties, date.

    python bench/agreements.py                 figures
    python bench/agreements.py --errors        and what went wrong, passage by passage

A line of the data is `{"id", "desk", "published", "text", "gold"}`, gold as the annotation guide of the corpus has it, of kind
agreement alone. The passages were written before the rules were run on them; the rules have been mended on them since, so that the figures
are no longer those of unseen text.
"""

from __future__ import annotations

import argparse
import datetime
import json
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import AgreementFact
from pressfacts.score import Row, Scores, score
from pressfacts.settings import Settings

DATA = Path(__file__).parent / "data" / "agreements.jsonl"
FIELDS = ("type", "status", "date")


def read_passages(path: Path = DATA) -> list[dict[str, Any]]:
    """The passages with their gold, in the order of the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold_rows(passages: list[dict[str, Any]]) -> list[Row]:
    """The gold facts of all passages as `pressfacts.score` wants them."""
    return [{"kind": "agreement", "doc_id": passage["id"], **row} for passage in passages for row in passage["gold"]]


def found_rows(passages: list[dict[str, Any]]) -> list[Row]:
    """What the extractor finds in them."""
    extractor = Extractor(Settings(kinds=("money", "date", "city", "agreement")))
    rows: list[Row] = []
    for passage in passages:
        article = Article(passage["id"], passage["text"], published=datetime.date.fromisoformat(passage["published"]))
        rows += [fact.model_dump(mode="json") for fact in extractor.extract(article) if isinstance(fact, AgreementFact)]
    return rows


def print_figures(scores: Scores, passages: int) -> None:
    counts = scores.of("agreement")
    print(f"{passages} passages, {counts.gold} agreements in gold, {counts.found} found")
    for measure in ("strict", "relaxed", "value", "parties"):
        percent = counts.figures(measure).as_percent()
        print(f"{measure:8} P {percent['p']:5.1f}  R {percent['r']:5.1f}  F1 {percent['f1']:5.1f}")
    for name in FIELDS:
        print(f"{name:8} right in {float(100 * counts.accuracy(name)):5.1f} % of the spans found")


def print_errors(passages: list[dict[str, Any]], found: list[Row], scores: Scores) -> None:
    """Each passage in which a field differs, with gold and found side by side."""
    for pair in scores.pairs:
        if pair.outcome in ("missed", "spurious", "wrong_value"):
            row = pair.gold or pair.found or {}
            print(f"{pair.doc_id}: {pair.outcome} {row['text']!r}")
    for passage in passages:
        ours = {row["start"]: row for row in found if row["doc_id"] == passage["id"]}
        for row in passage["gold"]:
            value, other = row.get("value"), (ours.get(row["start"]) or {}).get("value")
            if value and other:
                differing = [name for name in (*FIELDS, "parties") if value[name] != other[name]]
                told = "; ".join(f"{name} {value[name]} is {other[name]}" for name in differing)
                print(f"{passage['id']}: {row['text']!r} {told}") if told else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    passages = read_passages()
    found = found_rows(passages)
    scores = score(gold_rows(passages), found)
    print_figures(scores, len(passages))
    if options.errors:
        print_errors(passages, found, scores)


if __name__ == "__main__":
    main()
