"""Names that are hard to place or only look like cities: `bench/data/hard_names.jsonl`.

    python bench/hard_names.py                 figures
    python bench/hard_names.py --errors        and each case that went wrong

A line of the data is `{"text", "name", "geonameid", "note"}`; without `geonameid` the text holds no city at all. A case with one is right
when a city found over the name is that place. The cases were written before the rules were run on them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import CityFact
from pressfacts.settings import Settings

DATA = Path(__file__).parent / "data" / "hard_names.jsonl"


def read_cases(path: Path = DATA) -> list[dict[str, Any]]:
    """The cases, in the order of the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fault(case: dict[str, Any], found: list[CityFact]) -> str:
    """What is wrong with the cities found in a case, empty where nothing is."""
    if "geonameid" not in case:
        return f"no city, but found {[city.text for city in found]}" if found else ""
    over = [city for city in found if case["name"] in city.text or city.text in case["name"]]
    if not over:
        return "missed"
    wrong = [city for city in over if city.value.geonameid != case["geonameid"]]
    return f"{wrong[0].value.name}, {wrong[0].value.admin1_name}, {wrong[0].value.country}" if wrong else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    extractor, cases = Extractor(Settings(kinds=("city",))), read_cases()
    faults = []
    for number, case in enumerate(cases):
        facts = extractor.extract(Article(f"case-{number}", case["text"]))
        faults.append(fault(case, [fact for fact in facts if isinstance(fact, CityFact)]))
    for name, wanted in (("cities", True), ("no cities", False)):
        part = [bool(found) for case, found in zip(cases, faults, strict=True) if ("geonameid" in case) == wanted]
        print(f"{name:10} {part.count(False):3} of {len(part):3} right")
    if options.errors:
        for case, found in zip(cases, faults, strict=True):
            print(f"{case['note']}: {case['name']!r} in {case['text']!r}: {found}") if found else None


if __name__ == "__main__":
    main()
