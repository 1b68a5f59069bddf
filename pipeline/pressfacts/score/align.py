"""Gold and found side by side: every row of both with its counterpart, and what is wrong between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pressfacts.fact import KINDS
from pressfacts.read.fact_rows import Row
from pressfacts.score.attributes import told_attributes
from pressfacts.score.match import Matching, match, same_span
from pressfacts.score.rows import by_document
from pressfacts.score.values import right_value

Outcome = Literal["right", "wrong_span", "wrong_value", "missed", "spurious", "optional"]
OUTCOMES: tuple[Outcome, ...] = ("right", "wrong_span", "wrong_value", "missed", "spurious", "optional")


@dataclass(frozen=True, slots=True)
class AlignedPair:
    """A gold row and the fact that stands for it, or one of them alone.

    `outcome` is `right` (span and value), `wrong_span` (the value is right, the span overlaps), `wrong_value` (whatever the span),
    `missed` (no `found`), `spurious` (no `gold`) or `optional`: an optional gold row, with the fact that overlaps it or none.
    `same_span` and `right_value` tell both properties of a pair by themselves. `told` names the attributes that the required gold
    value tells, `wrong` those of them that disagree; an attribute that does not decide the value, such as a date's `mod`, may be
    wrong in a pair that is `right`. Where one side is missing and in optional pairs there is nothing to agree: false, and empty.
    """

    kind: str
    doc_id: str
    gold: Row | None
    found: Row | None
    outcome: Outcome
    same_span: bool = False
    right_value: bool = False
    told: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """A row of JSON: kind, article, what is wrong, and both sides."""
        return {
            **{"outcome": self.outcome, "kind": self.kind, "doc_id": self.doc_id, "same_span": self.same_span, "wrong": list(self.wrong)},
            **{"gold": self.gold, "found": self.found},
        }

    @property
    def start(self) -> int:
        """Where the pair begins in the article, in code points."""
        return min(int(row["start"]) for row in (self.gold, self.found) if row)


def align(gold: Iterable[Row], facts: Iterable[Row], documents: Iterable[str] | None = None) -> list[AlignedPair]:
    """Every gold row, and every fact of the articles of gold, in pairs that `match` chose.

    `documents` names articles that count also where gold has no row of them; None means those of the gold rows. Facts of other
    articles are ignored. In the order of articles by id, then of KINDS, then of the text. Raises InputError, see `match`.
    """
    gold_rows = list(gold)
    required = by_document(row for row in gold_rows if not row.get("optional"))
    optional = by_document(row for row in gold_rows if row.get("optional"))
    known = {row["doc_id"] for row in gold_rows} | set(documents or ())
    predicted = by_document(row for row in facts if row["doc_id"] in known)
    pairs: list[AlignedPair] = []
    for document in sorted(known):
        for kind in KINDS:
            rows = [group.get((kind, document), []) for group in (required, optional, predicted)]
            if any(rows):
                pairs += _pairs(kind, document, rows, match(rows[0], rows[1], rows[2], _right))
    return pairs


def _right(gold: Row, found: Row) -> bool:
    return right_value(gold["kind"], gold.get("value"), found.get("value"))


def _pairs(kind: str, document: str, rows: Sequence[list[Row]], matching: Matching) -> list[AlignedPair]:
    required, optional, predicted = rows
    excusing = {o for o, _ in matching.excused}
    found = [_pair(required[g], predicted[p]) for g, p in matching.pairs]
    found += [AlignedPair(kind, document, required[g], None, "missed", told=_told(required[g])) for g in matching.missed]
    found += [AlignedPair(kind, document, None, predicted[p], "spurious") for p in matching.spurious]
    found += [AlignedPair(kind, document, optional[o], predicted[p], "optional") for o, p in matching.excused]
    found += [AlignedPair(kind, document, row, None, "optional") for o, row in enumerate(optional) if o not in excusing]
    return sorted(found, key=lambda pair: (pair.start, pair.gold is None))


def _pair(gold: Row, found: Row) -> AlignedPair:
    kind, value, other = gold["kind"], gold.get("value") or {}, found.get("value") or {}
    exact, right = same_span(gold, found), right_value(kind, value, other)
    outcome: Outcome = "wrong_value" if not right else "right" if exact else "wrong_span"
    wrong = tuple(attribute.name for attribute in told_attributes(kind, value) if not attribute.agrees(value, other))
    return AlignedPair(kind, gold["doc_id"], gold, found, outcome, exact, right, _told(gold), wrong)


def _told(gold: Row) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in told_attributes(gold["kind"], gold.get("value") or {}))
