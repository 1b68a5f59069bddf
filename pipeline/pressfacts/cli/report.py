"""`pressfacts report`: a run as one page to look at and to review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressfacts.report.safe_text import visible

Folder = Annotated[Path, typer.Argument(metavar="DIR", show_default=False, help="The output folder of a run.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The page; usually report.html in DIR.")]
Articles = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="INPUT", help="Where the articles are, if not where the run read them. May be given again."),
]


def report(folder: Folder, output: Output = None, articles: Articles = None) -> None:
    """Write one HTML page: the articles with their facts marked, a table, a map, a timeline; facts can be reviewed there into gold.

    The page needs no other file and no network.

    \b
    Example:
      pressfacts report outputs/today -o today.html
    """
    from pressfacts.pages.report_page import write_report

    path = output or folder / "report.html"
    told = write_report(folder, path, articles or ())
    typer.echo(visible(f"{path}: {told.articles:,} articles, {told.facts:,} facts, {told.bytes / 1e6:.1f} MB"))
    if told.without_text:
        typer.echo(f"the text of {told.without_text:,} articles is not there, or was changed: their facts are in the tables only", err=True)
