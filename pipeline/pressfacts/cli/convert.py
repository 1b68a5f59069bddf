"""`pressfacts convert`: gold and facts from and to other tools' formats."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.errors import LossError
from pressfacts.report.safe_text import visible

if TYPE_CHECKING:
    from pressfacts.convert import Losses

Source = Annotated[Path, typer.Argument(metavar="INPUT", show_default=False, help="A file or folder in the format --from.")]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="OUTPUT", show_default=False, help="The file or folder to write.")]
From = Annotated[str, typer.Option("--from", metavar="FORMAT", help="What INPUT is.")]
To = Annotated[str, typer.Option("--to", metavar="FORMAT", help="What OUTPUT shall be.")]
Articles = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="PATH", help="Files or folders with the texts, for --from pressfacts. May be given again."),
]
LabelOption = Annotated[
    list[str] | None,
    typer.Option("--label", metavar="LABEL=KIND", help="Read this label of another tool as a kind, such as GPE=city. May be given again."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Write nothing, and fail with code 9, where anything would be lost.")]


def convert(
    source: Source,
    output: Output,
    from_: From = "pressfacts",
    to: To = "pressfacts",
    articles: Articles = None,
    label: LabelOption = None,
    strict: Strict = False,
) -> None:
    """Convert gold or facts from and to the formats of other tools.

    The formats are pressfacts (a folder with gold.jsonl and articles.jsonl), timeml, brat, labelstudio, prodigy, doccano,
    spacy (DocBin), conll (IOB2 columns) and, to read only, geoparsing (the XML of LGL, TR-News and GeoVirus).
    What a format cannot hold is told on standard error.

    \b
    Example:
      pressfacts convert corpus/gold.jsonl --articles corpus/articles --to brat -o outputs/brat
    """
    from pressfacts.convert import Labels, Losses, format_named, own, write_files
    from pressfacts.read.texts import read_texts

    losses, reader, writer = Losses(), format_named(from_), format_named(to)
    collection = reader.read(source, Labels(_kinds(label or ())), losses)
    collection = own.with_articles(collection, read_texts(articles) if articles else {})
    files = writer.render(collection, losses)
    _tell(losses, strict)
    write_files(files, output)
    typer.echo(f"{len(collection.articles):,} articles, {len(collection.rows):,} facts")


def _kinds(told: Sequence[str]) -> dict[str, str]:
    from pressfacts.fact import KINDS

    pairs = [item.partition("=") for item in told]
    for label, _, kind in pairs:
        if kind not in KINDS or not label:
            what = f"{label!r} is not of the form LABEL=KIND; the kinds are {', '.join(KINDS)}"
            raise typer.BadParameter(what, param_hint="--label")
    return {label: kind for label, _, kind in pairs}


def _tell(losses: Losses, strict: bool) -> None:
    lines = [f"{count:,} times: {what}" for what, count in losses.told()]
    if strict and lines:
        raise LossError("lost would be " + "; ".join(lines), where="convert", mend="leave out --strict, or choose another format")
    for line in lines:
        typer.echo(visible(f"lost {line}"), err=True)
