"""`pressfacts score`: how good is an output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pressfacts.cli.options import AsJson, print_json, stdout_console

Gold = Annotated[Path, typer.Argument(metavar="GOLD", show_default=False, help="Gold facts, JSONL.")]
Facts = Annotated[Path, typer.Argument(metavar="FACTS", show_default=False, help="Extracted facts, JSONL, or the folder of a run.")]
MinF1 = Annotated[
    list[str] | None,
    typer.Option(
        "--min-f1", metavar="KIND=FLOOR", help="Fail with code 6 where the value F1 of a kind (or of all) is lower. May be given again."
    ),
]


def score(gold: Gold, facts: Facts, as_json: AsJson = False, min_f1: MinF1 = None) -> None:
    """Score facts against gold: precision, recall and F1 a kind.

    \b
    Example:
      pressfacts score corpus/gold.jsonl outputs/today --min-f1 money=0.9 --min-f1 all=0.8
    """
    from pressfacts import score as scoring

    floors = _floors(min_f1 or ())
    found = facts / "facts.jsonl" if facts.is_dir() else facts
    scores = scoring.score(scoring.read_rows(gold), scoring.read_rows(found))
    if as_json:
        print_json(scores.as_dict())
    else:
        scoring.render(scores, stdout_console())
    scoring.check_floors(scores, floors)


def _floors(given: Sequence[str]) -> dict[str, float]:
    floors = {}
    for item in given:
        kind, _, floor = item.partition("=")
        try:
            floors[kind.strip()] = float(floor)
        except ValueError as error:
            raise typer.BadParameter(f"{item!r} is not of the form KIND=FLOOR, such as money=0.9", param_hint="--min-f1") from error
    return floors
