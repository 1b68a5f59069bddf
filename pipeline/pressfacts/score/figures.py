"""Precision, recall and F1 as exact fractions, and how they are rounded for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

MEASURES = ("strict", "relaxed", "value", "document")
EACH_PARTY = "parties"


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


_NONE = Figures(0, 0, 0)


@dataclass(frozen=True)
class KindScores:
    """The figures of one kind over all articles.

    `measures` has those of MEASURES, and `parties` for agreements: each party over relaxed pairs. `attributes` has, for every attribute
    that the gold tells, the figures in the way of TempEval-3: right is an overlapping pair that agrees in it. `agreeing` has
    (pairs that agree, pairs whose gold tells it) of the same attributes.
    """

    measures: Mapping[str, Figures] = field(default_factory=dict)
    attributes: Mapping[str, Figures] = field(default_factory=dict)
    agreeing: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def gold(self) -> int:
        """How many facts the gold requires."""
        return self.figures("relaxed").gold

    @property
    def found(self) -> int:
        """How many found facts count: all but those that only an optional gold row overlaps."""
        return self.figures("relaxed").found

    @property
    def strict(self) -> int:
        """How many pairs have the same span."""
        return self.figures("strict").right

    @property
    def relaxed(self) -> int:
        """How many pairs overlap."""
        return self.figures("relaxed").right

    @property
    def value(self) -> int:
        """How many pairs overlap and have the right value."""
        return self.figures("value").right

    def figures(self, measure: str = "value") -> Figures:
        """Precision, recall and F1 of a measure; zeros for one that was not met."""
        return self.measures.get(measure, _NONE)

    def accuracy(self, name: str) -> Fraction:
        """The share of relaxed pairs that agree in an attribute, of those whose gold tells it; 0 where there are none."""
        agreeing, pairs = self.agreeing.get(name, (0, 0))
        return Fraction(agreeing, pairs) if pairs else Fraction(0)

    def as_dict(self) -> dict[str, Any]:
        """Counts, the measures in percent with one decimal, and by attribute the share of pairs that agree with the figures."""
        row: dict[str, Any] = {"gold": self.gold, "found": self.found}
        row |= {name: dict(figures.as_percent()) for name, figures in self.measures.items()}
        return row | {"attributes": {name: self._attribute(name) for name in self.attributes}}

    def _attribute(self, name: str) -> dict[str, Any]:
        pairs = self.agreeing.get(name, (0, 0))[1]
        return {"pairs": pairs, "accuracy": round(100 * float(self.accuracy(name)), 1), **self.attributes[name].as_percent()}
