"""When is a normalised value right: the comparisons of the annotation guide, kind by kind."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from pressfacts.score.assignment import best_assignment

Value: TypeAlias = Mapping[str, Any]

# Words that do not tell one name from another; `s` is what is left of a possessive once its apostrophe is gone.
_EMPTY_WORDS = frozenset({"the", "a", "an", "s"})
# The one letter of Vietnamese names that has no decomposition in Unicode.
_STROKED_D = str.maketrans({"đ": "d", "Đ": "D"})

# A convention of all states has some 200 parties; more are no list that anyone compares name by name.
_MOST_PARTIES = 1000


def fold_name(name: object) -> str:
    """A name without what writers vary: case, accents, punctuation, articles. Words are parted by one space; "" for no name."""
    decomposed = unicodedata.normalize("NFKD", str(name or "").translate(_STROKED_D))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    spaced = "".join(char if char.isalnum() or char == "_" else " " for char in bare)
    return " ".join(word for word in spaced.split() if word not in _EMPTY_WORDS)


def same_name(one: object, other: object) -> bool:
    """Whether two names may name the same: the words of one are all among those of the other. No name is the same as none."""
    words, others = _words(str(one or "")), _words(str(other or ""))
    return bool(words and others) and (words <= others or others <= words)


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> frozenset[str]:
    return frozenset(fold_name(name).split())  # kept, as each name is compared with all others of its fact


def same_number(one: object, other: object) -> bool:
    """Whether two exact decimals are equal; what is no number is equal to what else is none."""
    return _number(one) == _number(other)


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    # A signalling NaN would raise in the comparison.
    return None if number.is_snan() else number


def same_amount(one: Value | None, other: Value | None) -> bool:
    """Whether two money values have the same bounds and currency; modifier and rate do not count."""
    one, other = _object(one), _object(other)
    return all(same_number(one.get(bound), other.get(bound)) for bound in ("low", "high")) and _same(one, other, "currency")


def _object(value: object) -> Value:
    # A value comes from anybody's file: what should be an object may be a word.
    return value if isinstance(value, Mapping) else {}


def same_end(one: object, other: object) -> bool:
    """Whether both name the same source or destination, or neither names one."""
    return same_name(one, other) or not (one or other)


def matched_parties(gold: Iterable[object] | None, found: Iterable[object] | None) -> int:
    """How many gold parties have a party of their own among those found: the most that any one-to-one matching gives."""
    golds, founds = list(gold or ())[:_MOST_PARTIES], list(found or ())[:_MOST_PARTIES]
    if not golds or not founds:
        return 0
    fits = [[same_name(party, other) for other in founds] for party in golds]
    return len(best_assignment(np.array(fits, dtype=np.int64)))


def _same(gold: Value, found: Value, *fields: str) -> bool:
    return all(gold.get(field) == found.get(field) for field in fields)


def _right_city(gold: Value, found: Value) -> bool:
    # A place that GeoNames does not have is right by its name.
    return _same(gold, found, "geonameid") or (gold.get("geonameid") is None and same_name(gold.get("name"), found.get("name")))


def _right_funding(gold: Value, found: Value) -> bool:
    # Where no money is told, the counted projects stand for it.
    told = same_amount(gold.get("amount"), found.get("amount"))
    return _same(gold, found, "type") and (told or (not gold.get("amount") and _same(gold, found, "projects")))


_RIGHT: dict[str, Callable[[Value, Value], bool]] = {
    "money": same_amount,
    "date": lambda gold, found: _same(gold, found, "timex"),
    "city": _right_city,
    "agreement": lambda gold, found: _same(gold, found, "type", "status"),
    "funding": _right_funding,
    "visitors": lambda gold, found: same_number(gold.get("count"), found.get("count")),
    "frame": lambda gold, found: _same(gold, found, "frame", "slots"),
}


def right_value(kind: str, gold: Value | None, found: Value | None) -> bool:
    """Whether a found value says what the gold value says, in the fields that the guide names for its kind."""
    return _RIGHT[kind](gold or {}, found or {})


def value_key(kind: str, value: Value | None) -> str | None:
    """What makes two facts of an article the same fact at document level: the fields that decide `right_value`, as JSON.

    None where the value does not tell them (a city without GeoNames id, a date without TIMEX3 value): such a fact has no say there.
    """
    parts = _KEY[kind](value or {})
    return None if any(part is None for part in parts) else json.dumps(parts, sort_keys=True, default=str)


def _amount_key(amount: Value) -> list[object]:
    return [*(_decimal_key(amount.get(bound)) for bound in ("low", "high")), amount.get("currency")]


def _decimal_key(value: object) -> str | None:
    number = _number(value)
    return None if number is None else str(number.normalize())


def _funding_key(value: Value) -> list[object]:
    amount = _object(value.get("amount"))
    return [value.get("type"), *(_amount_key(amount) if amount else [value.get("projects")])]


_KEY: dict[str, Callable[[Value], list[object]]] = {
    "money": _amount_key,
    "date": lambda value: [value.get("timex")],
    "city": lambda value: [value.get("geonameid")],
    "agreement": lambda value: [value.get("type"), value.get("status")],
    "funding": _funding_key,
    "visitors": lambda value: [_decimal_key(value.get("count"))],
    "frame": lambda value: [value.get("frame"), value.get("slots")],
}
