"""Read the parts of a money match: numbers as exact decimals, the unit as a currency or a family of currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.patterns import Match
from pressfacts.text.numbers import number

_SEPARATORS = frozenset(", '’\xa0\u202f")
# What a point groups, by the habit of the currency's writers.
_GROUPED = {"always": re.compile(r"\d{1,3}\.\d{3}", re.ASCII), "round": re.compile(r"\d{1,3}\.\d00", re.ASCII)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of money. `currency` is an ISO 4217 code, or None where the form has a `family` of them ("dollar")."""

    currency: str | None
    family: str | None = None
    basis: str = "name"
    per: int = 1  # how many of a minor unit make one of the currency
    needs_size: bool = False
    weight: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as read off the text. The bounds are None where the text names no figure ("millions of dollars")."""

    low: Decimal | None
    high: Decimal | None
    unit: Unit
    joiner: str | None = None
    has_magnitude: bool = False
    magnitude: Decimal = Decimal(1)
    doubtful: bool = False  # too small for its unit to be sure: "N95", "K9"

    def times(self, factor: Decimal) -> Amount:
        """The same amount, larger: what "$5" is in "$5 and $9 million"."""
        return replace(self, low=self.low and self.low * factor, high=self.high and self.high * factor)


class AmountReader:
    """Turns the named groups of a match into an Amount."""

    def __init__(self, rules: Rulebook) -> None:
        self._magnitudes = {form: Decimal(value) for form, value in rules.lexicon("money.magnitude").items()}
        self._symbols = self._units(rules, "symbol", "currency.code", "money.wordlike_code", "money.symbol", "money.letter_symbol")
        self._codes = self._units(rules, "code", "currency.code", "money.wordlike_code", "money.former_code", "money.code_lower")
        names = self._units(rules, "name", "currency.name", "currency.noun", "money.name")
        families = self._units(rules, "name", "money.family")
        self._names = families | names
        self._three_decimals = frozenset(rules.lexicon("money.three_decimals"))
        self._point_grouping: dict[str, str] = rules.lexicon("money.point_grouping")
        self._of_country: dict[str, str] = rules.lexicon("currency.of_country")
        self._families: dict[str, list[str | None]] = rules.lexicon("currency.family")
        self._countries: dict[str, str] = rules.lexicon("place.demonym")
        self._minor = self._units(rules, "name", "money.minor")

    @staticmethod
    def _units(rules: Rulebook, basis: str, *lexicons: str) -> dict[str, Unit]:
        entries = {form: value for lexicon in lexicons for form, value in rules.lexicon(lexicon).items()}
        return {form: _unit(value, basis) for form, value in entries.items() if value is not None}  # null takes a form out

    def read(self, match: Match) -> Amount | None:
        """The amount, or None where a part is no number or its unit asks for a larger one ("the 42 won"); doubtful ones are for the words
        around them to decide ("N95", "N828 per litre")."""
        groups = {name.rstrip("_"): text for name, text in match.groups.items()}
        unit = self._unit_of(groups)
        if unit is None:
            return None
        doubtful = unit.needs_size and not _has_size(groups, decimals=3 if unit.currency in self._three_decimals else 2)
        if doubtful and "symbol" not in groups:
            return None
        if "vague" in groups:
            return Amount(None, None, unit)
        by_point = _GROUPED.get(self._point_grouping.get(unit.currency or "", ""))
        low = self._decimal(groups.get("low"), groups.get("low_magnitude"), by_point=by_point)
        high = self._decimal(groups.get("high"), groups.get("high_magnitude"), by_point=by_point)
        if low is None:
            return None
        if "cents" in groups:
            low += (number(groups["cents"]) or Decimal(0)) / 100
        last_magnitude = self._magnitude(groups.get("high_magnitude") or groups.get("low_magnitude"))
        if high is not None and "low_magnitude" not in groups and low < 1000:
            low *= last_magnitude  # "$3-5 million"
        share = Decimal(1) / unit.per
        high = low if high is None else high
        has_magnitude = "low_magnitude" in groups or "high_magnitude" in groups
        return Amount(low * share, high * share, unit, groups.get("joiner"), has_magnitude, last_magnitude, doubtful)

    def _unit_of(self, groups: dict[str, str]) -> Unit | None:
        for group, lexicon in (("code", self._codes), ("symbol", self._symbols), ("name", self._names), ("minor", self._minor)):
            if group in groups:
                nation = groups.get("whose", "")
                form = " ".join(groups[group].split())[len(nation) :].lstrip()
                spellings = (form, form.casefold(), form.casefold().replace("-", " "))
                unit = next((lexicon[spelling] for spelling in spellings if spelling in lexicon), self._codes.get(form))
                return self._of_nation(unit, nation) if unit and nation else unit
        return None

    def _of_nation(self, unit: Unit, nation: str) -> Unit:
        """The unit of "Turkish liras" or "Jordanian dinars", where the currency of that country has the name."""
        currency = self._of_country.get((self._countries.get(nation) or "").casefold())
        members = self._families.get(unit.family or "", [unit.currency])
        return replace(unit, currency=currency, family=None, needs_size=False) if currency in members else unit

    def _decimal(self, text: str | None, magnitude: str | None, *, by_point: re.Pattern[str] | None) -> Decimal | None:
        if text and by_point and not magnitude and by_point.fullmatch(text):
            text = text.replace(".", "")  # "45.000 VND"
        exact = number(text) if text else None
        if text is None and magnitude:
            exact = Decimal(1)  # "a billion-dollar deal"
        return None if exact is None else exact * self._magnitude(magnitude)

    def _magnitude(self, text: str | None) -> Decimal:
        product = Decimal(1)
        for word in re.split(r"[\s -]+", text or ""):  # "lakh crore", "thousand million"
            product *= self._magnitudes.get(word.casefold(), 1)
        return product


def _unit(value: Any, basis: str) -> Unit:
    fields: dict[str, Any] = value if isinstance(value, dict) else {"currency": value}
    return Unit(**{"currency": None, "basis": basis, **fields})


def _has_size(groups: dict[str, str], *, decimals: int) -> bool:
    """Whether the figure is told as an amount of money would be: with a magnitude word, grouped by thousands, or to the cent.

    `decimals` is how many digits the cents of the currency have.
    """
    if {"low_magnitude", "high_magnitude", "vague"} & groups.keys():
        return True
    low = groups.get("low", "")
    return bool(_SEPARATORS.intersection(low)) or len(low.partition(".")[2]) in (2, decimals)
