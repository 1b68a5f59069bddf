"""What goes in and what comes out, as Arrow schemas."""

from __future__ import annotations

import pyarrow as pa

from pressfacts.write.arrow_schema import SCHEMAS

# Columns are found by name. Of these only `id` and `text` are required; texts may also be large strings, string views or dictionaries,
# `id` whole numbers, and `published` text (`2026-01-17`) or times.
INPUT_SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        ("title", pa.string()),
        ("published", pa.date32()),
        ("source", pa.string()),
        ("url", pa.string()),
    ]
)

REJECTED_COLUMN = "rejected"
_REJECTION = pa.struct([field for field in SCHEMAS["rejected"] if field.name != "id"])

# A row is a fact, with the value in the column of its kind, or a rejected article: then `rejected` says why, `doc_id` is the id that
# was given, and all else is null.
OUTPUT_SCHEMA: pa.Schema = pa.schema([*SCHEMAS["facts"], pa.field(REJECTED_COLUMN, _REJECTION)])
