"""Score facts against gold: what was aligned, the figures by kind, and the floors that they may be held against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from pressfacts.errors import GateError, InputError
from pressfacts.fact import KINDS
from pressfacts.read.fact_rows import Row
from pressfacts.score.align import AlignedPair, align
from pressfacts.score.figures import MEASURES, KindScores
from pressfacts.score.resampling import Intervals, as_json
from pressfacts.score.rows import digest_of
from pressfacts.score.tally import ALL, Tally, tally


@dataclass(frozen=True, eq=False)
class Scores:
    """What came of comparing facts with gold.

    `pairs` are all gold rows and facts side by side (see `align`), `tally` their counts by article, `gold_digest` names the gold.
    """

    pairs: tuple[AlignedPair, ...]
    tally: Tally
    gold_digest: str

    @cached_property
    def _by_kind(self) -> dict[str, KindScores]:
        return self.tally.kinds()

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the articles that count, sorted."""
        return self.tally.documents

    @property
    def kinds(self) -> dict[str, KindScores]:
        """The figures of each kind that gold or facts have, in the order of KINDS."""
        return {kind: scores for kind, scores in self._by_kind.items() if kind != ALL}

    @property
    def all(self) -> KindScores:
        """The figures over money, date, city and agreement."""
        return self._by_kind[ALL]

    def of_every(self) -> dict[str, KindScores]:
        """The figures of each kind that was met, and of `all`."""
        return self._by_kind

    def of(self, kind: str) -> KindScores:
        """The figures of a kind or of `all`; zeros for a kind that was not met. Raises InputError for an unknown kind."""
        if kind not in (*KINDS, ALL):
            raise InputError(f"no kind `{kind}`", where="score", mend=f"the kinds are {', '.join((*KINDS, ALL))}")
        return self._by_kind.get(kind, KindScores())

    def f1(self, kind: str, measure: str = "value") -> float:
        """F1 of a kind or of `all` as a number from 0 to 1. Raises InputError for an unknown kind or measure."""
        return float(self.exact_f1(kind, measure))

    def exact_f1(self, kind: str, measure: str) -> Fraction:
        """The same as an exact fraction."""
        if measure not in MEASURES:
            raise InputError(f"no measure `{measure}`", where="score", mend=f"the measures are {', '.join(MEASURES)}")
        return self.of(kind).figures(measure).f1

    def as_dict(self, intervals: Intervals | None = None) -> dict[str, dict[str, Any]]:
        """The figures by kind, and `all`, in percent with one decimal; with intervals, each figure has its own as `interval`."""
        table = {kind: scores.as_dict() for kind, scores in self._by_kind.items()}
        for (kind, group, name), ends in (intervals or {}).items():
            if group == "agreeing":
                table[kind]["attributes"][name]["accuracy_interval"] = as_json(ends)["f1"]
            else:
                row = table[kind] if group == "measure" else table[kind]["attributes"]
                row[name]["interval"] = as_json(ends)
        return table

    def errors(self) -> list[dict[str, Any]]:
        """Every pair that is not right, as rows of JSON: what was missed, what is spurious, and what of a pair is wrong."""
        return [pair.as_dict() for pair in self.pairs if pair.outcome not in ("right", "optional") or pair.wrong]


def score(gold: Iterable[Row], facts: Iterable[Row], documents: Iterable[str] | None = None) -> Scores:
    """Compare facts with gold over the articles of gold; facts of other articles are ignored.

    `documents` names articles that were annotated although gold has no row of them: what is found there is spurious. Spans are
    matched one to one (see `match`). Optional gold rows are neither required nor a mistake. The order of the rows does not matter.
    """
    gold_rows = list(gold)
    known = {row["doc_id"] for row in gold_rows} | set(documents or ())
    pairs = align(gold_rows, facts, known)
    return Scores(tuple(pairs), tally(pairs, known), digest_of(gold_rows, known))


def check_floors(scores: Scores, floors: Mapping[str, float]) -> None:
    """Hold F1 against floors from 0 to 1, by kind (`money`: of the value) or by kind and measure (`money.strict`).

    Raises GateError that names each figure below its floor, InputError for an unusable floor.
    """
    below = []
    for name, floor in floors.items():
        kind, _, measure = name.partition(".")
        # As it was written: the binary 0.9 is a little more than the 9/10 that a score can be.
        least = Fraction(str(floor)) if 0 <= floor <= 1 else None
        if least is None:
            raise InputError(f"the floor {floor} of {name} is no share", where="score", mend="give a number from 0 to 1, such as 0.9")
        reached = scores.exact_f1(kind, measure or "value")
        if reached < least:
            below.append(f"{name} {float(reached):.4f} < {floor}")
    if below:
        what = f"F1 below its floor: {', '.join(below)}"
        raise GateError(what, where="score", mend="see what went wrong among the errors, or lower the floor on purpose")
