"""Score facts against gold: strict, relaxed and value figures a kind, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from pressfacts.errors import GateError, InputError
from pressfacts.fact import KINDS
from pressfacts.score.figures import AGREEMENT_FIELDS, FUNDING_FIELDS, MEASURES, KindScores
from pressfacts.score.match import Matching, match, same_span
from pressfacts.score.rows import Row, by_document
from pressfacts.score.values import matched_parties, right_value, same_end

# Funding and visitors restate facts of the other kinds, so the sum leaves them out.
SUMMED_KINDS = ("money", "date", "city", "agreement")
ALL = "all"


@dataclass
class Scores:
    """Figures by kind (only kinds that gold or facts have) and the errors behind them.

    An error is `{"error": "missed" | "spurious" | "value", "kind", "doc_id", "text", ...}` with the `gold` value, the
    `found` value and for the first two the `start`; in the order of KINDS, then by document, value errors first.
    """

    kinds: dict[str, KindScores] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def all(self) -> KindScores:
        """The counts over money, date, city and agreement."""
        return sum((self.kinds[kind] for kind in SUMMED_KINDS if kind in self.kinds), KindScores())

    def of(self, kind: str) -> KindScores:
        """The counts of a kind or of `all`; zeros for a kind that was not met. Raises InputError for an unknown kind."""
        if kind not in (*KINDS, ALL):
            raise InputError(f"no kind `{kind}`", where="score", mend=f"the kinds are {', '.join((*KINDS, ALL))}")
        return self.all if kind == ALL else self.kinds.get(kind, KindScores())

    def f1(self, kind: str, measure: str = "value") -> float:
        """F1 of a kind or of `all` as a number from 0 to 1. Raises InputError for an unknown kind or measure."""
        if measure not in MEASURES:
            raise InputError(f"no measure `{measure}`", where="score", mend=f"the measures are {', '.join(MEASURES)}")
        return float(self.of(kind).figures(measure).f1)

    def as_dict(self) -> dict[str, dict[str, Any]]:
        """The figures by kind, and `all`, in percent with one decimal: what `pressfacts score --json` prints."""
        return {kind: scores.as_dict(kind) for kind, scores in self.kinds.items()} | {ALL: self.all.as_dict(ALL)}


def score(gold: Iterable[Row], facts: Iterable[Row]) -> Scores:
    """Compare facts with gold over the documents of gold; facts of other documents are ignored.

    Spans are matched one to one (see `match`). Optional gold rows are neither required nor a mistake. The order of the
    rows does not matter.
    """
    gold_rows = list(gold)
    required = by_document(row for row in gold_rows if not row.get("optional"))
    optional = by_document(row for row in gold_rows if row.get("optional"))
    documents = sorted({row["doc_id"] for row in gold_rows})
    known = set(documents)
    predicted = by_document(row for row in facts if row["doc_id"] in known)
    scores = Scores()
    for kind in KINDS:
        counts = KindScores()
        for document in documents:
            rows = [group.get((kind, document), []) for group in (required, optional, predicted)]
            matching = match(*rows)
            _count(counts, kind, rows[0], rows[2], matching)
            scores.errors += _errors(kind, document, rows[0], rows[2], matching)
        if counts.gold or counts.found:
            scores.kinds[kind] = counts
    return scores


def _count(counts: KindScores, kind: str, gold: list[Row], predicted: list[Row], matching: Matching) -> None:
    counts.gold += len(gold)
    counts.found += len(predicted) - len(matching.excused)
    counts.relaxed += len(matching.pairs)
    for g, p in matching.pairs:
        value, found = gold[g].get("value") or {}, predicted[p].get("value") or {}
        counts.strict += same_span(gold[g], predicted[p])
        counts.value += right_value(kind, value, found)
        for name in _agreeing_fields(kind, value, found):
            counts.fields[name] = counts.fields.get(name, 0) + 1
        if kind == "agreement":
            counts.party_right += matched_parties(value.get("parties"), found.get("parties"))
            counts.party_found += len(found.get("parties") or ())
            counts.party_gold += len(value.get("parties") or ())


def _agreeing_fields(kind: str, gold: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    if kind == "agreement":
        return [name for name in AGREEMENT_FIELDS if gold.get(name) == found.get(name)]
    if kind == "funding":
        ends = [name for name in ("source", "destination") if same_end(gold.get(name), found.get(name))]
        return ends + [name for name in FUNDING_FIELDS if name not in ("source", "destination") and gold.get(name) == found.get(name)]
    return []


def _errors(kind: str, document: str, gold: list[Row], predicted: list[Row], matching: Matching) -> list[dict[str, Any]]:
    def error(name: str, row: Row, **rest: Any) -> dict[str, Any]:
        return {"error": name, "kind": kind, "doc_id": document, "text": row["text"], **rest}

    pairs = [(gold[g], gold[g].get("value") or {}, predicted[p].get("value") or {}) for g, p in matching.pairs]
    wrong = [error("value", row, gold=value, found=found) for row, value, found in pairs if not right_value(kind, value, found)]
    missed = [error("missed", gold[g], start=gold[g]["start"], gold=gold[g].get("value")) for g in matching.missed]
    spurious = [error("spurious", predicted[p], start=predicted[p]["start"], found=predicted[p].get("value")) for p in matching.spurious]
    return wrong + missed + spurious


def check_floors(scores: Scores, floors: Mapping[str, float], measure: str = "value") -> None:
    """Hold F1 against floors from 0 to 1. Raises GateError that names each kind below its floor, InputError for an unusable floor."""
    below = []
    for kind, floor in floors.items():
        # As it was written: the binary 0.9 is a little more than the 9/10 that a score can be.
        least = Fraction(str(floor)) if 0 <= floor <= 1 else None
        if least is None:
            raise InputError(f"the floor {floor} of {kind} is no share", where="score", mend="give a number from 0 to 1, such as 0.9")
        reached = scores.of(kind).figures(measure).f1
        if reached < least:
            below.append(f"{kind} {float(reached):.4f} < {floor}")
    if below:
        what = f"{measure} F1 below its floor: {', '.join(below)}"
        raise GateError(what, where="score", mend="see what went wrong among the errors, or lower the floor on purpose")
