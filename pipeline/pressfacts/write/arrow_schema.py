"""The Arrow schemas of facts, articles and rejections, made from the record's models: a new field there is a new column here.

An amount of money is a real decimal of 38 digits, 9 of them behind the point: the widest that Parquet's readers agree on.
Beside it stands its exact text, also where an amount fits no such decimal and the decimal is null.
The slots of a user's own frame have no columns that could be known beforehand: they are one column of JSON text.
"""

from __future__ import annotations

import datetime
import json
import types
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from pressfacts.fact import FACT, KINDS, Money

AMOUNT = pa.decimal128(38, 9)
_WHOLE_DIGITS, _FRACTION_DIGITS = 29, 9
_AMOUNTS = ("low", "high")  # of Money: decimals that the record holds as text
_TEXT = "_text"
_PLAIN: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime.date: pa.date32(),
}


def _fact_schema() -> pa.Schema:
    head = [(name, pa.string()) for name in ("id", "doc_id", "kind", "text")]
    places = [(name, pa.int64()) for name in ("start", "end", "sentence_start", "sentence_end")]
    models = {get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(FACT._type)[0])}
    values = [(kind, arrow_type(models[kind].model_fields["value"].annotation)) for kind in KINDS]
    return pa.schema([*head, *places, ("rule", pa.string()), *values])


def arrow_type(annotation: Any) -> pa.DataType:
    """The Arrow type of a field's annotation. Raises TypeError for one that has none here."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        (told,) = (part for part in inner if part is not types.NoneType)
        return arrow_type(told)
    if origin in (Literal, dict):
        return pa.string()
    if origin is list:
        return pa.list_(arrow_type(inner[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(_fields(annotation))
    raise TypeError(f"no Arrow type for {annotation}")


def _fields(model: type[BaseModel]) -> list[tuple[str, pa.DataType]]:
    fields: list[tuple[str, pa.DataType]] = []
    for name, field in model.model_fields.items():
        if issubclass(model, Money) and name in _AMOUNTS:
            fields += [(name, AMOUNT), (name + _TEXT, pa.string())]
        else:
            fields.append((name, arrow_type(field.annotation)))
    return fields


def column_row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A line of JSON, read, as a row of the table's schema: a fact's value goes to the column of its kind."""
    if table == "facts":
        sentence = row["sentence"]
        row = {**row, "sentence_start": sentence["start"], "sentence_end": sentence["end"], row["kind"]: row["value"]}
    return {field.name: _value(row.get(field.name), field.type) for field in SCHEMAS[table]}


def _value(value: Any, type_: pa.DataType) -> Any:
    if value is None:
        return None
    if pa.types.is_struct(type_):
        return {field.name: _value(_member(value, field.name), field.type) for field in type_}
    if pa.types.is_list(type_):
        return [_value(item, type_.value_type) for item in value]
    if pa.types.is_date(type_):
        return datetime.date.fromisoformat(value)
    if pa.types.is_decimal(type_):
        return exact_amount(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _member(value: dict[str, Any], name: str) -> Any:
    return value.get(name.removesuffix(_TEXT) if name.endswith(_TEXT) and name not in value else name)


def exact_amount(text: str) -> Decimal | None:
    """The decimal that the text tells, or None where the column cannot hold it to the last digit."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    _, digits, exponent = amount.as_tuple()
    if not isinstance(exponent, int) or -exponent > _FRACTION_DIGITS or len(digits) + exponent > _WHOLE_DIGITS:
        return None
    return amount


def _texts(*names: str) -> list[tuple[str, pa.DataType]]:
    return [(name, pa.string()) for name in names]


SCHEMAS: dict[str, pa.Schema] = {
    "facts": _fact_schema(),
    "articles": pa.schema(
        [
            *_texts("id", "file"),
            ("line", pa.int64()),
            *_texts("encoding", "title", "source", "url"),
            ("published", pa.date32()),
            ("published_from", pa.string()),
            ("characters", pa.int64()),
            ("facts", pa.int64()),
            ("text", pa.string()),
        ]
    ),
    "rejected": pa.schema(
        [
            *_texts("id", "source"),
            ("line", pa.int64()),
            ("byte_offset", pa.int64()),
            *_texts("kind", "reason", "message", "mend", "retry"),
        ]
    ),
}
