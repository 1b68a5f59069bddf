"""Fields of an agreement with the words that they were read from: what `Agreement.evidence` holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pressfacts.document import Document, Mention


class Told(NamedTuple):
    """The value of a field, the code points that tell it, and the mention of another kind that they are, if any."""

    value: Any
    start: int
    end: int
    mention: Mention | None = None


def set_field(document: Document, value: dict[str, Any], name: str, told: Told | None) -> None:
    """Set a field and its evidence; without anything told the field is null."""
    value[name] = told.value if told else None
    _replace(value, name, [_row(document, name, told)] if told else [])


def set_fields(document: Document, value: dict[str, Any], name: str, told: Sequence[Told]) -> None:
    """Set a field that is a list, with the evidence for each of its items."""
    value[name] = [each.value for each in told]
    _replace(value, name, [_row(document, name, each) for each in told])


def take_over(value: dict[str, Any], name: str, other: dict[str, Any]) -> None:
    """Give a value the field of another one, with its evidence."""
    value[name] = other[name]
    _replace(value, name, [row for row in other["evidence"] if row["slot"] == name])


def _row(document: Document, name: str, told: Told) -> dict[str, Any]:
    fact = document.id_of(told.mention) if told.mention else None
    return {"slot": name, "start": told.start, "end": told.end, "text": document.text[told.start : told.end], "fact": fact}


def _replace(value: dict[str, Any], name: str, rows: list[dict[str, Any]]) -> None:
    kept = [row for row in value["evidence"] if row["slot"] != name]
    value["evidence"] = sorted([*kept, *rows], key=lambda row: (row["start"], row["end"], row["slot"]))
