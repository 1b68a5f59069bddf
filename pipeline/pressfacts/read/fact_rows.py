"""Facts as rows of JSON lines, gold or found: how they are read and what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import jsonlines
import orjson

from pressfacts.errors import InputError
from pressfacts.fact import KINDS

Row: TypeAlias = dict[str, Any]
"""One fact: `doc_id`, `kind`, `start`, `end` (code points, half open), `text`, `value`, and in gold perhaps `optional`."""

_FIELDS: dict[str, tuple[type, ...]] = {
    "doc_id": (str,),
    "kind": (str,),
    "start": (int,),
    "end": (int,),
    "text": (str,),
    "value": (dict, type(None)),
    "optional": (bool, type(None)),
}
_MAY_BE_LEFT_OUT = {"value", "optional"}
_LONGEST_TEXT = 1 << 31


def rows_of(lines: Iterable[bytes], path: Path) -> list[Row]:
    """The rows that lines of JSON hold. Raises InputError that names file and line for whatever is no fact row; blank lines are skipped."""
    try:
        # Told as an iterator: of a file itself the reader would ask for more than lines.
        return list(jsonlines.Reader(iter(lines), loads=_load).iter(type=dict, skip_empty=True))
    except jsonlines.InvalidLineError as error:
        what = str(error.__cause__ or error)
        mend = "a row is what `pressfacts extract` writes to facts.jsonl"
        raise InputError(what, where=f"{path}:{error.lineno}", mend=mend) from error


def _load(line: str | bytes) -> Row:
    # The checks stand here, inside the decoder, because the reader adds the line's number to what is raised here.
    row = orjson.loads(line)
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    for field, types in _FIELDS.items():
        if field not in row and field not in _MAY_BE_LEFT_OUT:
            raise ValueError(f"the field `{field}` is missing")
        if not isinstance(row.get(field), types) and field in row:
            raise ValueError(f"`{field}` is {orjson.dumps(row[field]).decode()[:40]}, which is no {_names(types)}")
    if isinstance(row["start"], bool) or isinstance(row["end"], bool) or not 0 <= row["start"] < row["end"] <= _LONGEST_TEXT:
        raise ValueError(f"`start` {row['start']} and `end` {row['end']} are no span")
    if row["kind"] not in KINDS:
        raise ValueError(f"unknown kind `{row['kind']}`; the kinds are {', '.join(KINDS)}")
    return row


def _names(types: tuple[type, ...]) -> str:
    words = {str: "text", int: "whole number", dict: "object", bool: "true or false", type(None): "null"}
    return " or ".join(words[type_] for type_ in types)
