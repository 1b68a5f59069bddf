"""`pressfacts compare`: is one output better than another, and which facts differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.cli.options import AsJson, print_json, stdout_console
from pressfacts.cli.score import GoldFormat, Resamples, Seed, as_gold_has_it, read_gold

if TYPE_CHECKING:
    from pressfacts.score import Comparison, Resampling

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="[GOLD] A B",
        show_default=False,
        help="Gold, then two outputs, each a file or the folder of a run. Without gold only what differs is told.",
    ),
]
Measure = Annotated[str, typer.Option("--measure", metavar="MEASURE", help="Which F1 the table shows: strict, relaxed, value or document.")]
Most = Annotated[int, typer.Option("--list", metavar="N", min=0, help="How many facts of each change to list.")]


def compare(
    paths: Paths,
    as_json: AsJson = False,
    measure: Measure = "value",
    most: Most = 10,
    gold_format: GoldFormat = "pressfacts",
    resamples: Resamples = 1000,
    seed: Seed = 1,
) -> None:
    """Compare two outputs: the difference of F1 by kind with two tests of significance, and the facts won, lost and changed.

    Won is right in B only, or a mistake that B makes no more. Without gold it is a fact that only B has.

    \b
    Example:
      pressfacts compare corpus/gold.jsonl outputs/old outputs/new
    """
    from pressfacts import score as scoring

    if measure not in scoring.MEASURES:
        raise typer.BadParameter(f"{measure!r} is none of {', '.join(scoring.MEASURES)}", param_hint="--measure")
    if len(paths) not in (2, 3):
        raise typer.BadParameter(f"takes two outputs, or gold and two outputs, not {len(paths)} paths", param_hint="[GOLD] A B")
    gold, outputs = (paths[0], paths[1:]) if len(paths) == 3 else (None, paths)
    resampling = scoring.Resampling(resamples, seed)
    rows = [as_gold_has_it(scoring.read_facts(path), gold_format) for path in outputs]
    if gold is None:
        facts = scoring.differing_facts(*rows)
        if as_json:
            print_json({"facts": [fact.as_dict() for fact in facts]})
        else:
            scoring.render_changes(facts, most, stdout_console())
        return
    collection = read_gold(gold, gold_format)
    comparison = scoring.compare(collection.rows, rows[0], rows[1], resampling, collection.articles)
    if as_json:
        print_json(_as_dict(comparison, resampling))
    else:
        scoring.render_comparison(comparison, measure, most, stdout_console())
        typer.echo(f"signature {scoring.signature(comparison.a, resampling)}")


def _as_dict(comparison: Comparison, resampling: Resampling) -> dict[str, object]:
    from pressfacts.score import signature

    differences: dict[str, dict[str, object]] = {}
    for (kind, measure), difference in comparison.differences.items():
        differences.setdefault(kind, {})[measure] = difference.as_dict()
    facts = [fact.as_dict() for fact in comparison.facts]
    return {"signature": signature(comparison.a, resampling).as_dict(), "differences": differences, "facts": facts}
