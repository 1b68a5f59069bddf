"""`pressfacts schema`: the JSON Schema of the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

OutputFile = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output.")]


def schema(output: OutputFile = None) -> None:
    """Print the JSON Schema of one line of facts.jsonl.

    \b
    Example:
      pressfacts schema --output facts.schema.json
    """
    import orjson

    from pressfacts.fact import json_schema
    from pressfacts.write import write_whole

    document = orjson.dumps(json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if output is None:
        typer.echo(document, nl=False)
    else:
        write_whole(output, document)
