"""From aligned pairs to counts: right, found and gold, article by article, so that figures can be added up and resampled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pressfacts.fact import KINDS
from pressfacts.score.align import AlignedPair
from pressfacts.score.attributes import ATTRIBUTES, PARTIES
from pressfacts.score.figures import EACH_PARTY, MEASURES, Figures, KindScores
from pressfacts.score.values import matched_parties, value_key

# Funding and visitors restate facts of the other kinds, so the sum leaves them out.
SUMMED_KINDS = ("money", "date", "city", "agreement")
ALL = "all"

Counts = npt.NDArray[np.int64]


class Column(NamedTuple):
    """One figure: its kind (or `all`), and its name within a group, which is `measure`, `attribute` or `agreeing`."""

    kind: str
    group: str
    name: str


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts by article and figure. `counts` is (articles, columns, 3): right, found, gold. Articles without a row count too."""

    documents: tuple[str, ...]
    columns: tuple[Column, ...]
    counts: Counts

    def kinds(self) -> dict[str, KindScores]:
        """The figures of each kind that gold or facts have, and of `all`, over all articles."""
        totals = self.counts.sum(axis=0)
        groups: dict[str, dict[str, dict[str, Figures]]] = {ALL: {}}
        for column, row in zip(self.columns, totals, strict=True):
            figures = Figures(*(int(number) for number in row))
            groups.setdefault(column.kind, defaultdict(dict)).setdefault(column.group, {})[column.name] = figures
        return {kind: _kind_scores(groups[kind]) for kind in (*KINDS, ALL) if kind in groups}


def _kind_scores(groups: dict[str, dict[str, Figures]]) -> KindScores:
    agreeing = {name: (figures.right, figures.gold) for name, figures in groups.get("agreeing", {}).items()}
    return KindScores(groups.get("measure", {}), groups.get("attribute", {}), agreeing)


def tally(pairs: Sequence[AlignedPair], documents: Iterable[str] = ()) -> Tally:
    """The counts of the pairs by article; `documents` names articles that count also where they have no pair."""
    by_document: dict[str, list[AlignedPair]] = {document: [] for document in documents}
    for pair in pairs:
        by_document.setdefault(pair.doc_id, []).append(pair)
    names = sorted(by_document)
    counted = [_count(by_document[name]) for name in names]
    columns = _columns(counted)
    places = {column: place for place, column in enumerate(columns)}
    counts = np.zeros((len(names), len(columns), 3), dtype=np.int64)
    for row, counter in enumerate(counted):
        for (column, part), number in counter.items():
            if column in places:
                counts[row, places[column], part] = number
    return Tally(tuple(names), columns, counts)


_RIGHT, _FOUND, _GOLD = range(3)
_Counter = Counter[tuple[Column, int]]


def _columns(counted: list[_Counter]) -> tuple[Column, ...]:
    """All columns with something in them, in the order of KINDS; attributes only where some gold row tells them."""
    seen = {
        column
        for counter in counted
        for (column, part), number in counter.items()
        if number and (part == _GOLD or column.group == "measure")
    }
    kinds = {column.kind for column in seen if column.name == "relaxed"}
    wanted = [
        *(Column(kind, "measure", name) for kind in KINDS if kind in kinds for name in MEASURES),
        Column("agreement", "measure", EACH_PARTY),
        *(Column(kind, group, each.name) for kind in KINDS for each in ATTRIBUTES[kind] for group in ("attribute", "agreeing")),
        *(Column(ALL, "measure", name) for name in MEASURES),
    ]
    return tuple(column for column in wanted if column in seen or (column.group == "measure" and column.name in MEASURES))


def _count(pairs: list[AlignedPair]) -> _Counter:
    counter: _Counter = Counter()
    for pair in pairs:
        if pair.outcome != "optional":
            _count_measures(counter, pair)
            _count_attributes(counter, pair)
            if pair.kind == "agreement" and pair.gold and pair.found:
                _count_parties(counter, pair)
    _count_document(counter, pairs)
    return counter


def _count_measures(counter: _Counter, pair: AlignedPair) -> None:
    both = pair.gold is not None and pair.found is not None
    for name, right in (("strict", pair.same_span), ("relaxed", both), ("value", pair.right_value)):
        _add(counter, pair.kind, name, right, pair.found is not None, pair.gold is not None)


def _count_attributes(counter: _Counter, pair: AlignedPair) -> None:
    for attribute in ATTRIBUTES[pair.kind]:
        told = attribute.name in pair.told
        if pair.gold is not None and not told:
            continue  # the gold says nothing of it: the pair is neither right nor wrong in it
        agrees = told and pair.found is not None and attribute.name not in pair.wrong
        column = Column(pair.kind, "attribute", attribute.name)
        _add_to(counter, column, agrees, pair.found is not None, told)
        if pair.gold is not None and pair.found is not None:
            _add_to(counter, column._replace(group="agreeing"), agrees, 1, 1)


def _count_parties(counter: _Counter, pair: AlignedPair) -> None:
    gold, found = (((row or {}).get("value") or {}).get(PARTIES) or () for row in (pair.gold, pair.found))
    _add_to(counter, Column(pair.kind, "measure", EACH_PARTY), matched_parties(gold, found), len(found), len(gold))


def _count_document(counter: _Counter, pairs: list[AlignedPair]) -> None:
    """Each value of a kind once an article, wherever and however often it stands."""
    for kind in KINDS:
        judged = [pair for pair in pairs if pair.kind == kind and pair.outcome != "optional"]
        gold, found = (
            {key for row in rows if row and (key := value_key(kind, row.get("value"))) is not None}
            for rows in ((pair.gold for pair in judged), (pair.found for pair in judged))
        )
        _add(counter, kind, "document", len(gold & found), len(found), len(gold))


def _add(counter: _Counter, kind: str, name: str, right: int, found: int, gold: int) -> None:
    for each in (kind, ALL) if kind in SUMMED_KINDS else (kind,):
        _add_to(counter, Column(each, "measure", name), right, found, gold)


def _add_to(counter: _Counter, column: Column, right: int, found: int, gold: int) -> None:
    for part, number in ((_RIGHT, right), (_FOUND, found), (_GOLD, gold)):
        if number:
            counter[column, part] += int(number)
