"""What is taken for what: the types of matched facts, and the kinds of facts that stand where another was due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pressfacts.read.fact_rows import Row
from pressfacts.score.align import AlignedPair
from pressfacts.score.match import overlapping
from pressfacts.score.tally import ALL

_TYPES = {"money": ("currency",), "date": ("type",), "agreement": ("type", "status"), "funding": ("type",)}
KIND = "kind"


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often a gold `gold` was found as `found`; both are the same for those that were not confused.

    For the attribute `kind`, whose kind is `all`: a missed fact of one kind that a spurious one of another overlaps.
    """

    kind: str
    attribute: str
    gold: str | None
    found: str | None
    count: int

    def as_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)


def confusions(pairs: Iterable[AlignedPair]) -> list[Confusion]:
    """The types of all overlapping pairs and the kinds confused: by kind and attribute, the most frequent first."""
    judged = list(pairs)
    counts = Counter([*_of_types(judged), *_of_kinds(judged)])
    found = [Confusion(*key, count) for key, count in counts.items()]
    return sorted(found, key=lambda each: (each.kind, each.attribute, -each.count, str(each.gold), str(each.found)))


_Key = tuple[str, str, str | None, str | None]


def _of_types(pairs: list[AlignedPair]) -> Iterator[_Key]:
    for pair in pairs:
        if pair.gold and pair.found and pair.outcome != "optional":
            for name in _TYPES.get(pair.kind, ()):
                if name in pair.told:
                    yield pair.kind, name, _word(pair.gold, name), _word(pair.found, name)


def _word(row: Row, name: str) -> str | None:
    value = (row.get("value") or {}).get(name)
    return None if value is None else str(value)


def _of_kinds(pairs: list[AlignedPair]) -> Iterator[_Key]:
    missed: dict[str, list[Row]] = defaultdict(list)
    spurious: dict[str, list[Row]] = defaultdict(list)
    for pair in pairs:
        if pair.outcome == "missed" and pair.gold:
            missed[pair.doc_id].append(pair.gold)
        elif pair.outcome == "spurious" and pair.found:
            spurious[pair.doc_id].append(pair.found)
    for document, golds in missed.items():
        for g, f in overlapping(golds, spurious[document]):
            yield ALL, KIND, golds[g]["kind"], spurious[document][f]["kind"]
