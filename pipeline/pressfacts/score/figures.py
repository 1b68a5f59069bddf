"""Precision, recall and F1 as exact fractions, and how they are rounded for people."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

MEASURES = ("strict", "relaxed", "value")
AGREEMENT_FIELDS = ("type", "status", "date")
FUNDING_FIELDS = ("type", "source", "destination", "period")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of what was found and of what should be found was right."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> Fraction:
        """Right of all found, 0 where nothing was found."""
        return Fraction(self.right, self.found) if self.found else Fraction(0)

    @property
    def recall(self) -> Fraction:
        """Right of all that should be found, 0 where nothing should."""
        return Fraction(self.right, self.gold) if self.gold else Fraction(0)

    @property
    def f1(self) -> Fraction:
        """Harmonic mean of precision and recall: twice the right ones over all found and all gold ones."""
        return Fraction(2 * self.right, self.found + self.gold) if self.right else Fraction(0)

    def as_percent(self) -> dict[str, float]:
        """`p`, `r` and `f1` in percent with one decimal.

        Computed from the rounded binary fractions of precision and recall, as scorers commonly do: from the exact
        ones a figure that lies halfway between two decimals (6.25) would now and then round the other way than theirs.
        """
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        f1 = 200 * precision * recall / (precision + recall) if self.right else 0.0
        return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(f1, 1)}


@dataclass
class KindScores:
    """The counts of one kind, added up over documents.

    `gold` are the required gold facts, `found` the predictions that count. `fields` tells how many relaxed pairs agree
    in a field of the value; `party_*` count the parties over relaxed pairs of agreements.
    """

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    fields: dict[str, int] = field(default_factory=dict)
    party_right: int = 0
    party_found: int = 0
    party_gold: int = 0

    def figures(self, measure: str = "value") -> Figures:
        """Precision, recall and F1 of a measure of MEASURES; `parties` for agreements."""
        if measure == "parties":
            return Figures(self.party_right, self.party_found, self.party_gold)
        return Figures({"strict": self.strict, "relaxed": self.relaxed, "value": self.value}[measure], self.found, self.gold)

    def accuracy(self, name: str) -> Fraction:
        """The share of relaxed pairs that agree in a field of the value."""
        return Fraction(self.fields.get(name, 0), self.relaxed) if self.relaxed else Fraction(0)

    def as_dict(self, kind: str) -> dict[str, object]:
        """Counts, the three measures, and what a kind has besides, in percent with one decimal."""
        row: dict[str, object] = {"gold": self.gold, "found": self.found}
        row |= {measure: self.figures(measure).as_percent() for measure in MEASURES}
        fields = {"agreement": AGREEMENT_FIELDS, "funding": FUNDING_FIELDS}.get(kind, ())
        row |= {f"{name}_acc": round(100 * self.fields.get(name, 0) / self.relaxed, 1) if self.relaxed else 0.0 for name in fields}
        return row | ({"parties": self.figures("parties").as_percent()} if kind == "agreement" else {})

    def __add__(self, other: KindScores) -> KindScores:
        """The counts that two kinds share, added up: the row over all kinds."""
        shared = ("gold", "found", "strict", "relaxed", "value")
        return KindScores(**{name: getattr(self, name) + getattr(other, name) for name in shared})
