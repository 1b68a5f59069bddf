"""Write rules/area_codes.yaml: the American state or Canadian province of each area code of the telephone, the country of a calling code.

    pip install phonenumbers
    python bench/make_area_codes.py

The facts are those of the North American Numbering Plan and of ITU-T E.164, as `phonenumbers` (Apache 2.0) carries them. Codes of
several states, of no state (800, 900) and calling codes of several countries are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import phonenumbers
from phonenumbers import geocoder

from pressfacts.rulebook.load import load_rulebook

TARGET = Path(__file__).resolve().parent.parent / "rules" / "area_codes.yaml"
_WIDTH = 12  # entries a line
_HEAD = f"""\
# Made by bench/make_area_codes.py with phonenumbers {phonenumbers.__version__}: change that program, not this file.
kind: city
about: Where a telephone number is at home. In an article that names no state, a number for questions tells the likely one.

lexicons:
"""


def area_codes() -> Iterator[tuple[str, str]]:
    """Area codes and their regions by GeoNames' codes, where one has a single region."""
    rules = load_rulebook()
    regions = rules.lexicon("place.region") | rules.lexicon("place.region_short") | {"Washington State": "US.WA", "New York": "US.NY"}
    for area in range(200, 1000):
        number = phonenumbers.parse(f"+1{area}5550100")
        place = geocoder.description_for_number(number, "en")
        code = (
            "US.DC"
            if place == "Washington D.C."
            else regions.get({"Washington": "Washington State"}.get(place) or place.rpartition(", ")[2])
        )
        country = phonenumbers.region_code_for_number(number)
        if code:
            yield str(area), code
        elif country and country not in ("US", "CA"):
            yield str(area), country  # the Caribbean


def calling_codes() -> Iterator[tuple[str, str]]:
    """Calling codes and their countries, where one has a single country."""
    for code, countries in sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items()):
        main = countries[0] if len(countries) == 1 or code in (39, 44, 47, 61, 212, 262, 358, 599) else None
        if main and main.isalpha():
            yield str(code), main


def lexicon(id_: str, why: str, entries: list[tuple[str, str]], example: str, trap: str) -> str:
    """A lexicon as YAML."""
    pairs = [f'"{form}": "{value}"' for form, value in entries]
    lines = [", ".join(pairs[at : at + _WIDTH]) for at in range(0, len(pairs), _WIDTH)]
    body = ",\n      ".join(lines)
    tests = f"    examples:\n      - {example!r}\n    traps:\n      - {trap!r}\n"
    return f"  - id: {id_}\n    why: {why}\n    entries: {{\n      {body} }}\n{tests}"


def main() -> None:
    areas, calling = list(area_codes()), list(calling_codes())
    parts = [
        lexicon(
            "place.area_code",
            "the state or province, in the Caribbean the country, of an area code of the North American plan",
            areas,
            "The museum in <city geonameid=4409896>Springfield</city> opens on Friday; call 417-555-0142.",
            "Call 417-555-0142 on Friday.",
        ),
        lexicon(
            "place.calling_code",
            "the country of a calling code",
            calling,
            "The mayor of <city geonameid=6058560>London</city> spoke; call 519-555-0142.",
            "Call +44 20 7946 0018 on Friday.",
        ),
    ]
    TARGET.write_text(_HEAD + "\n".join(parts), encoding="utf-8")
    print(f"{TARGET.name}: {len(areas)} area codes, {len(calling)} calling codes")


if __name__ == "__main__":
    main()
