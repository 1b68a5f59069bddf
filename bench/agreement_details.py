"""How well the duration, the place and the signatories of agreements are found in the articles of corpus/.

    python bench/agreement_details.py              # precision and recall of each field
    python bench/agreement_details.py --errors     # and what differs

Gold is `bench/data/agreement_details.yaml`; an agreement that is not in it has none of the three. Only agreements that are required by
corpus/gold.jsonl and were found count, so that the figures tell of the fields alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))

from compile_gold import CORPUS, texts

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import AgreementFact, CityFact

DATA = Path(__file__).parent / "data" / "agreement_details.yaml"
FIELDS = ("duration", "place", "signatories")


class Pair(NamedTuple):
    """What gold and extractor tell of a field of one agreement."""

    where: str
    field: str
    gold: frozenset[str]
    found: frozenset[str]


def gold_by_place(articles: dict[str, str], rows: list[dict[str, Any]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The entries of the gold file by article and start of their agreement. Raises ValueError for one that fits no agreement."""
    out: dict[tuple[str, int], dict[str, Any]] = {}
    for entry in yaml.safe_load(DATA.read_text(encoding="utf-8")):
        at = articles[entry["doc"]].find(entry["near"])
        starts = [row["start"] for row in rows if row["doc_id"] == entry["doc"] and row["text"] == entry["agreement"]]
        if at < 0 or not starts:
            raise ValueError(f"{entry} fits no required agreement of the corpus")
        out[entry["doc"], min(starts, key=lambda start: abs(start - at))] = entry
    return out


def found_in(extractor: Extractor, name: str, text: str) -> tuple[list[AgreementFact], dict[str, str]]:
    """The agreements of an article, and the words of its cities by their ids."""
    facts = extractor.extract(Article(name, text))
    cities = {fact.id: fact.text for fact in facts if isinstance(fact, CityFact)}
    return [fact for fact in facts if isinstance(fact, AgreementFact)], cities


def pairs() -> Iterator[Pair]:
    """Every field of every required agreement that was found."""
    articles = texts()
    lines = (CORPUS / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] == "agreement" and not row.get("optional")]
    gold, extractor = gold_by_place(articles, rows), Extractor()
    for name in dict.fromkeys(row["doc_id"] for row in rows):
        facts, cities = found_in(extractor, name, articles[name])
        for row in (row for row in rows if row["doc_id"] == name):
            fact = next((fact for fact in facts if fact.start < row["end"] and row["start"] < fact.end), None)
            if fact is not None:
                told = gold.get((name, row["start"]), {})
                yield from _fields(f"{name} {row['text']}", told, fact, cities)


def _fields(where: str, told: dict[str, Any], fact: AgreementFact, cities: dict[str, str]) -> Iterator[Pair]:
    value = fact.value
    found = {
        "duration": [value.duration],
        "place": [cities.get(value.place or "")],
        "signatories": [person.text for person in value.signatories],
    }
    for field in FIELDS:
        gold = told.get(field, [])
        yield Pair(where, field, frozenset([gold] if isinstance(gold, str) else gold), frozenset(each for each in found[field] if each))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for pair in pairs():
        right[pair.field] += len(pair.gold & pair.found)
        gold[pair.field] += len(pair.gold)
        found[pair.field] += len(pair.found)
        if options.errors and pair.gold != pair.found:
            print(f"{pair.where}: {pair.field} {sorted(pair.gold)} is {sorted(pair.found)}")
    for field in FIELDS:
        shares = (f"{100 * right[field] / whole[field]:.0f} %" if whole[field] else "none" for whole in (found, gold))
        print(f"{field:12} gold {gold[field]:3}  found {found[field]:3}  precision {next(shares)}  recall {next(shares)}")


if __name__ == "__main__":
    main()
