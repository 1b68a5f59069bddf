"""Write rules/currencies.yaml: which currencies there are, what English calls them, which country uses which.

    python bench/make_currencies.py            # write the file
    python bench/make_currencies.py --check    # fail when the committed file is not what the libraries say

Names and countries are CLDR's, as Babel carries them; only codes of ISO 4217's current list, as pycountry carries it,
are taken. What news says and no library knows ("Korean won", "C$", "lakh crore") is written by hand in rules/money.yaml.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import defaultdict
from pathlib import Path

import babel
import pycountry
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

TARGET = Path(__file__).resolve().parent.parent / "rules" / "currencies.yaml"
# Units of account, metals and test codes: no amount in news is told in them by name.
NOT_MONEY = {"CHE", "CHW", "CLF", "BOV", "COU", "MXV", "USN", "UYI", "UYW", "XSU", "XUA", "XAD"}
# Last words of CLDR names that are no currency noun of English text.
NOT_NOUNS = {"rights", "gold", "golds", "sol", "sols", "soberano", "soberanos", "units"}
TODAY = datetime.date(2026, 1, 1)
# Currency nouns that are English words or names too: taken only beside a large amount.
AMBIGUOUS = {
    "won",
    "dong",
    "rand",
    "real",
    "reals",
    "sol",
    "soles",
    "som",
    "soms",
    "dram",
    "drams",
    "lev",
    "leva",
    "leu",
    "lei",
    "mark",
    "marks",
    "pula",
    "pulas",
    "kip",
    "kips",
    "tala",
    "kina",
    "lari",
    "colon",
    "loti",
    "pound",
    "denar",
    "guarani",
    "boliviano",
    "manat",
    "quetzal",
    "quetzals",
    "lempira",
    "cordoba",
}


def money_codes() -> list[str]:
    """The codes of ISO 4217's current list that are money, in order."""
    special = set(NOT_MONEY) | {f"X{letter}" for letter in ("AG", "AU", "BA", "BB", "BC", "BD", "PD", "PT", "TS", "XX")}
    codes = {currency.alpha_3 for currency in pycountry.currencies}
    return sorted(code for code in codes - special if code in Locale("en").currencies)


def names(code: str) -> tuple[str, str]:
    """CLDR's English name of one and of several units, folded to lower case."""
    return get_currency_name(code, count=1, locale="en").casefold(), get_currency_name(code, count=2, locale="en").casefold()


def families(codes: list[str]) -> dict[str, list[str]]:
    """The nouns of the names, one and several, each with the currencies that it may mean."""
    found: dict[str, set[str]] = defaultdict(set)
    for code in codes:
        for name in names(code):
            noun = name.split()[-1]
            if noun.isalpha() and noun not in NOT_NOUNS:
                found[noun].add(code)
                if not noun.endswith("s") and name == names(code)[0]:
                    found[noun + "s"].add(code)
    return {noun: sorted(members) for noun, members in sorted(found.items())}


def countries() -> dict[str, str]:
    """The one currency of each country that has one legal tender today."""
    found = {}
    for country in sorted(country.alpha_2 for country in pycountry.countries):
        tender = get_territory_currencies(country, start_date=TODAY)
        if tender:
            found[country] = tender[0]
    return found


def lexicon(id_: str, why: str, entries: dict[str, str], examples: list[str], traps: list[str]) -> list[str]:
    rows = [f"  - id: {id_}", f"    why: {why}", f"    any_case: {str(id_ != 'currency.code').lower()}", "    entries:"]
    rows += [f"      {form!r}: {value}" for form, value in entries.items()]
    rows += ["    examples:", *(f"      - {example!r}" for example in examples), "    traps:", *(f"      - {trap!r}" for trap in traps)]
    return rows


def render() -> str:
    codes = money_codes()
    full = {
        name: code
        for code in codes
        for name in names(code)
        if len(name.split()) > 1 and name.replace(" ", "").replace(".", "").replace("-", "").isalpha()
    }
    nouns = families(codes)
    lone = {
        noun: f"{{currency: {members[0]}, needs_size: true}}" if noun in AMBIGUOUS else members[0]
        for noun, members in nouns.items()
        if len(members) == 1 and len(noun) > 2
    }
    shared = {noun: f"[{', '.join(members)}]" for noun, members in nouns.items() if len(members) > 1}
    rows = [
        "# Made by bench/make_currencies.py: change that program or rules/money.yaml, not this file.",
        f"# Names and countries: Unicode CLDR as in Babel {babel.__version__}; codes: ISO 4217's current list as in pycountry.",
        "kind: money",
        "about: The currencies of ISO 4217's current list, their English names, and the countries that use them.",
        "lexicons:",
    ]
    rows += lexicon(
        "currency.code",
        "every current ISO 4217 code of money",
        {code: code for code in codes},
        ["a fee of <money low=42 currency=MNT>42 MNT</money>"],
        ["Flight ALL 42 left."],
    )
    rows += lexicon(
        "currency.name",
        "CLDR names that say whose currency it is",
        dict(sorted(full.items())),
        ["worth <money low=20000000 currency=EGP>20 million Egyptian pounds</money>"],
        ["20 Egyptian posts"],
    )
    rows += lexicon(
        "currency.noun",
        "nouns that only one current currency has",
        lone,
        ["it paid <money low=42 currency=PLN>42 zlotys</money>"],
        ["Of 42 games they won 30.", "a real 3 to 1"],
    )
    rows += lexicon(
        "currency.family",
        "nouns that several currencies share, and which",
        shared,
        ["she gave <money low=3000000 currency=USD>three million dollars</money>"],
        ["the dollar fell"],
    )
    rows += lexicon(
        "currency.of_country",
        "which currency a country uses",
        countries(),
        ["The firm in Sydney, Australia, paid <money low=3 currency=AUD>A$3</money>."],
        ["AU and NZ"],
    )
    return "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    text = render()
    if parser.parse_args().check:
        sys.exit(
            0
            if TARGET.read_text(encoding="utf-8") == text
            else f"{TARGET.name} is not what the libraries say: run `python bench/make_currencies.py`"
        )
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(money_codes())} currencies")


if __name__ == "__main__":
    main()
