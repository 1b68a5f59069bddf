"""Rows on their way to the scorer: in an order of their own, by article, and a digest that names them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

import orjson

from pressfacts.read.fact_rows import Row

_SORTED = orjson.OPT_SORT_KEYS


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by span, then by all they hold: ties in matching are broken by place in this order, never by place in the file."""
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["text"], _canonical(row.get("value")), _canonical(row)))


def by_document(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """The rows of each (kind, document), in order."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["kind"], row["doc_id"]].append(row)
    return {key: in_order(group) for key, group in groups.items()}


def digest_of(rows: Iterable[Row], documents: Iterable[str] = ()) -> str:
    """BLAKE2b (16 hex digits) over rows and ids of documents; the order in which they come does not change it."""
    digest = hashlib.blake2b(digest_size=8)
    for line in sorted(_canonical(row) for row in rows) + sorted(_canonical(name) for name in set(documents)):
        digest.update(line + b"\n")
    return digest.hexdigest()


def _canonical(value: object) -> bytes:
    return orjson.dumps(value, option=_SORTED)
