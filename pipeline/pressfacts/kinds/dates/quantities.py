"""Amounts of time: durations, repetitions, and how far a date lies from another."""

from __future__ import annotations

import re
from decimal import Decimal

from pressfacts.kinds.dates.expression import Base, Expression
from pressfacts.kinds.dates.words import Groups, Reader, folded
from pressfacts.rulebook import Rulebook
from pressfacts.text.numbers import number, plain

# Unit: (its code in an ISO 8601 duration, how many of the coded unit it has).
_CODES: dict[str, tuple[str, int]] = {
    "minute": ("TM", 1),
    "hour": ("TH", 1),
    "day": ("D", 1),
    "week": ("W", 1),
    "fortnight": ("W", 2),
    "month": ("M", 1),
    "quarter": ("Q", 1),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
}
# Without a number TIMEX3 writes X; of minutes and hours the T stays, decades and centuries have codes of their own.
_UNNUMBERED = {
    **{unit: f"P{code[:-1]}X{code[-1]}" for unit, (code, _) in _CODES.items()},
    "decade": "PXDE",
    "century": "PXC",
}
_HALVES = {"Y": ("M", 6), "TH": ("M", 30), "TM": ("S", 30)}
_MOST = 10_000  # units; nothing in the news is counted over a longer time


class Quantities:
    """Readers of amounts of time."""

    def __init__(self, rules: Rulebook) -> None:
        self._units = rules.lexicon("date.unit")
        self._vague = frozenset(rules.lexicon("date.vague"))
        self._relations = rules.lexicon("date.relation")
        self._sets = rules.lexicon("date.set_word")

    def readers(self) -> dict[str, Reader]:
        """The readers by the name that rules give them."""
        return {"duration": self.duration, "every": self.every, "set_word": self.set_word, "offset": self.offset}

    def whole(self, text: str) -> int | None:
        """A whole number in figures or words, or None."""
        amount = self._amount(text)
        return int(amount) if amount is not None and amount == amount.to_integral() else None

    def duration(self, groups: Groups) -> Expression | None:
        """`three weeks`: P3W; `several months`: PXM; `2 1/2 years`: P2Y6M."""
        unit = self._unit(groups["unit"])
        count = groups.get("low") or groups.get("low_figures") or groups.get("count")
        if count is None and not groups["unit"].lower().endswith("s"):
            count = "a"
        if count is None or folded(count) in self._vague:
            return Expression(timex=_UNNUMBERED[unit], type="duration")
        amount = self._amount(count)
        if amount is not None and "and_half" in groups:
            amount += Decimal("0.5")
        timex = None if amount is None else iso_duration(amount, unit)
        return None if timex is None else Expression(timex=timex, type="duration", run=_months_so_far(groups, unit, amount))

    def every(self, groups: Groups) -> Expression | None:
        """`every year`, `a week`: the period of a repetition."""
        count = groups.get("count", "1")
        amount = Decimal(2) if folded(count) == "other" else self._amount(count)
        timex = None if amount is None else iso_duration(amount, self._unit(groups["unit"]))
        return None if timex is None else Expression(timex=timex, type="set")

    def set_word(self, groups: Groups) -> Expression:
        """`daily`: P1D."""
        return Expression(timex=self._sets[folded(groups["set"])], type="set")

    def offset(self, groups: Groups) -> Expression | None:
        """`two years ago`, `three days later`: units counted from publication or from the date told before."""
        base, direction = self._relations[folded(groups["relation"])].split()
        unit, count = self._unit(groups["unit"]), folded(groups["count"])
        if count in self._vague:
            # "A few days later" is some time, from a day that nothing tells.
            past = base == "published" and int(direction) < 0
            return Expression(timex="PAST_REF") if past else Expression(timex=_UNNUMBERED[unit], type="duration")
        amount = self._amount(count)
        if amount is None or amount > _MOST or unit in ("minute", "hour"):
            return None
        factor = {"fortnight": 2, "decade": 10, "century": 100}.get(unit, 1)
        unit = {"fortnight": "week", "decade": "year", "century": "year"}.get(unit, unit)
        form: Base = "focus" if base == "focus" else "ago" if folded(groups["relation"]) == "ago" else "shift"
        return Expression(form, unit=unit, count=int(amount * factor) * int(direction))

    def _unit(self, word: str) -> str:
        return str(self._units[folded(word)])

    def _amount(self, text: str) -> Decimal | None:
        words = folded(text)
        if words in ("couple", "a couple", "couple of", "a couple of"):
            return Decimal(2)
        if fraction := re.fullmatch(r"(\d+) ?(?:1/2|½)", words):
            return Decimal(fraction.group(1)) + Decimal("0.5")
        if words.startswith("and ") or words.endswith(" and"):
            return None
        return number(words)


def _months_so_far(groups: Groups, unit: str, amount: Decimal | None) -> int:
    """The months of "the (first, latest) nine months", which business counts from January on; else 0."""
    definite = "definite" in groups or folded(groups.get("edge", "")) in ("first", "latest")
    if amount is None or not definite or unit != "month":
        return 0
    return int(amount) if amount in range(6, 12) else 0


def iso_duration(amount: Decimal, unit: str) -> str | None:
    """An ISO 8601 duration: `P2W`, `PT48H`, `P2Y6M`; None for an amount that nothing lasts."""
    code, factor = _CODES[unit]
    amount *= factor
    if not 0 < amount <= _MOST:
        return None
    time, letter = ("T", code[1]) if code[0] == "T" else ("", code)
    half = amount - amount.to_integral(rounding="ROUND_FLOOR")
    if half == Decimal("0.5") and code == "D":
        return f"P{plain(amount - half)}DT12H" if amount > 1 else "PT12H"
    if half == Decimal("0.5") and code in _HALVES:
        lower, count = _HALVES[code]
        whole = f"{plain(amount - half)}{letter}" if amount > 1 else ""
        return f"P{time}{whole}{count}{lower}"
    return f"P{time}{plain(amount)}{letter}"
