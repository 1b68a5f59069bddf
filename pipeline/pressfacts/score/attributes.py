"""The attributes of a value, kind by kind, and when a found one agrees with the gold one.

An attribute is judged where the gold tells it: a key that the gold value does not have is neither right nor wrong, while a null
there says that the text tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pressfacts.great_circle import has_place, kilometres
from pressfacts.score.values import Value, matched_parties, same_amount, same_end, same_name, same_number

NEAR_KM = 161.0
"""100 miles: the distance within which toponym resolution is counted as right since Leidner (2007)."""

PARTIES = "parties"
ALL_PARTIES = "all_parties"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named part of a value: whether a gold value tells it, and whether a found value agrees with it."""

    name: str
    told: Callable[[Value], bool]
    agrees: Callable[[Value, Value], bool]


def _field(name: str, agrees: Callable[[Any, Any], bool] | None = None) -> Attribute:
    same = agrees or (lambda gold, found: bool(gold == found))
    return Attribute(name, lambda gold: name in gold, lambda gold, found: same(gold.get(name), found.get(name)))


def _in_gold(name: str) -> Attribute:
    """A field in which null means that the gold does not know, so that it is no statement."""
    return Attribute(name, lambda gold: gold.get(name) is not None, lambda gold, found: bool(gold[name] == found.get(name)))


def _same_bounds(gold: Value, found: Value) -> bool:
    return all(same_number(gold.get(bound), found.get(bound)) for bound in ("low", "high"))


def _all_parties(gold: Value, found: Value) -> bool:
    golds, founds = gold.get(PARTIES) or (), found.get(PARTIES) or ()
    return len(golds) == len(founds) == matched_parties(golds, founds)


def _near(gold: Value, found: Value) -> bool:
    distance = kilometres(gold, found)
    return distance is not None and distance <= NEAR_KM


_AMOUNT = Attribute("amount", lambda gold: "low" in gold or "high" in gold, _same_bounds)

ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    "money": (_AMOUNT, _field("currency"), _field("mod"), _field("per")),
    "date": tuple(_field(name) for name in ("timex", "type", "start", "end", "mod")),
    "city": (_in_gold("geonameid"), _field("name", same_name), _in_gold("country"), Attribute("within_161_km", has_place, _near)),
    "agreement": (
        *(_field(name) for name in ("type", "status", "date", "count")),
        _field("money", lambda gold, found: same_amount(gold, found)),
        Attribute(ALL_PARTIES, lambda gold: PARTIES in gold, _all_parties),
    ),
    "funding": (
        _field("type"),
        _field("amount", lambda gold, found: same_amount(gold, found)),
        _field("projects"),
        *(_field(name, same_end) for name in ("source", "destination")),
        _field("period"),
    ),
    "visitors": (
        _field("count", same_number),
        _field("share_percent", same_number),
        *(_field(name, same_end) for name in ("origin", "destination")),
        _field("period"),
    ),
    "frame": (_field("frame"), _field("slots")),
}


def told_attributes(kind: str, gold: Value) -> tuple[Attribute, ...]:
    """The attributes of a kind that this gold value tells."""
    return tuple(attribute for attribute in ATTRIBUTES[kind] if attribute.told(gold))
