"""Options that several commands share, and what becomes of them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from pressfacts.extractor import Extractor
    from pressfacts.fact import Kind
    from pressfacts.settings import Settings

Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="Folder of your own rules, which add to ours or override them by id. May be given again."),
]
Model = Annotated[str | None, typer.Option("--model", metavar="NAME", help="An installed spaCy pipeline to use instead of the usual one.")]
Kinds = Annotated[str | None, typer.Option("--kinds", metavar="KIND,...", help="Only facts of these kinds, such as money,date.")]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="YYYY-MM-DD", help="Publication day of articles that tell none."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def settings_from(rules: Sequence[Path] | None, model: str | None, kinds: str | None, published: str | None) -> Settings:
    """The settings that these options stand for. Raises BadParameter, a usage error, for one that cannot be read."""
    from pressfacts.settings import DEFAULT_KINDS, DEFAULT_MODEL, Settings

    return Settings(
        rules=tuple(rules or ()),
        model=model or DEFAULT_MODEL,
        kinds=_kinds(kinds) if kinds is not None else DEFAULT_KINDS,
        published=_day(published) if published is not None else None,
    )


def _kinds(named: str) -> tuple[Kind, ...]:
    from pressfacts.fact import KINDS

    names = [name.strip() for name in named.split(",") if name.strip()]
    unknown = [name for name in names if name not in KINDS]
    if unknown or not names:
        wrong = f"{', '.join(map(repr, unknown)) or 'nothing'} is no kind of fact"
        raise typer.BadParameter(f"{wrong}; the kinds are {', '.join(KINDS)}", param_hint="--kinds")
    return tuple(kind for kind in KINDS if kind in names)


def _day(value: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is no day of the form YYYY-MM-DD", param_hint="--published") from error


def make_extractor(settings: Settings) -> Extractor:
    """The extractor for these settings: opening rules and gazetteer takes most of a second."""
    from pressfacts.extractor import Extractor

    return Extractor(settings)


def stdout_console() -> Console:
    """Where commands print: plain text where standard output is no terminal."""
    from rich.console import Console

    return Console(highlight=False, markup=False)


def print_json(value: object) -> None:
    """One line of JSON on standard output, in UTF-8 whatever the terminal's encoding."""
    from pressfacts.write import to_json

    typer.echo(to_json(value))
