"""The tables that PostgreSQL gets: their columns, and what a line of JSON becomes in them.

A fact's value is there whole as `jsonb`. What people filter, sum and join by stands beside it in columns of real types: the amount that
a money, funding or agreement fact tells, the days of a date, the place of a city.
"""

from __future__ import annotations

from typing import Any

import orjson

_WORDS = ("doc_id", "kind", "text")
_PLACES = ("start", "end", "sentence_start", "sentence_end")
COLUMNS: dict[str, dict[str, str]] = {
    "facts": {
        "id": "text PRIMARY KEY",
        **dict.fromkeys(_WORDS, "text NOT NULL"),
        **dict.fromkeys(_PLACES, "bigint NOT NULL"),
        "rule": "text NOT NULL",
        "low": "numeric",
        "high": "numeric",
        "currency": "text",
        "first_day": "date",
        "last_day": "date",
        "geonameid": "bigint",
        "city": "text",
        "country": "text",
        "lat": "double precision",
        "lon": "double precision",
        "value": "jsonb NOT NULL",
    },
    "articles": {
        "id": "text PRIMARY KEY",
        "file": "text",
        "line": "bigint",
        **dict.fromkeys(("encoding", "title", "source", "url"), "text"),
        "published": "date",
        "published_from": "text",
        "characters": "bigint",
        "facts": "bigint",
        "text": "text",
    },
    "rejected": {
        **dict.fromkeys(("id", "source"), "text"),
        **dict.fromkeys(("line", "byte_offset"), "bigint"),
        **dict.fromkeys(("kind", "reason", "message", "mend", "retry"), "text"),
    },
}
INDEXES = {"facts": ("doc_id", "kind"), "articles": ("published",)}

# Where the amount of a kind stands in its value.
_AMOUNT = {"money": None, "funding": "amount", "agreement": "money"}


def row_of(table: str, row: dict[str, Any]) -> list[Any]:
    """A line of JSON, read, as the values of the table's columns."""
    if table == "facts":
        row = _with_columns(row)
    return [row.get(name) for name in COLUMNS[table]]


def _with_columns(row: dict[str, Any]) -> dict[str, Any]:
    kind, value, sentence = row["kind"], row["value"], row["sentence"]
    more = {"sentence_start": sentence["start"], "sentence_end": sentence["end"]}
    if kind in _AMOUNT:
        part = _AMOUNT[kind]
        more |= {name: found for name, found in ((value[part] if part else value) or {}).items() if name in ("low", "high", "currency")}
    elif kind == "date":
        more |= {"first_day": value["start"], "last_day": value["end"]}
    elif kind == "city":
        more |= {"city": value["name"], **{name: value[name] for name in ("geonameid", "country", "lat", "lon")}}
    return {**row, **more, "value": orjson.dumps(value).decode()}
