"""`pressfacts rules`: are the rule files right, and do they do what their examples say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.cli.options import AsJson, make_extractor, print_json, settings_from
from pressfacts.errors import RuleError
from pressfacts.report.safe_text import visible, visible_line

if TYPE_CHECKING:
    from pressfacts.examples import Outcome

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check and test rule files.")

Folders = Annotated[
    list[Path] | None, typer.Argument(metavar="[DIR]...", show_default=False, help="Folders of your own rules, besides the shipped ones.")
]
IdPrefix = Annotated[str, typer.Option("--id", metavar="PREFIX", help="Only rules whose id begins so.")]


@app.command()
def check(folders: Folders = None, as_json: AsJson = False) -> None:
    """Validate rule files, ours and those of your folders.

    Every bad file is told, with the line and what to do.

    \b
    Example:
      pressfacts rules check my-rules/
    """
    from pressfacts.cli.rule_check import check_rules

    files, errors = check_rules(folders or ())
    if as_json:
        print_json({"files": files, "errors": [{"where": error.where, "what": error.what, "mend": error.mend} for error in errors]})
    else:
        for error in errors:
            typer.echo(visible(f"error: {error}"), err=True)
        typer.echo(f"{files} rule files, {len(errors)} errors")
    raise typer.Exit(RuleError.exit_code if errors else 0)


@app.command()
def test(folders: Folders = None, id_prefix: IdPrefix = "", as_json: AsJson = False) -> None:
    """Run the examples and traps in the rules.

    \b
    Example:
      pressfacts rules test my-rules/ --id money.
    """
    outcomes = run_all_examples(folders or (), id_prefix)
    failures = [outcome for outcome in outcomes if not outcome.passed]
    if as_json:
        print_json({"examples": len(outcomes), "failures": [outcome._asdict() for outcome in failures]})
    else:
        for outcome in failures:
            text = f"\n  {visible_line(outcome.text)}" if outcome.text else ""
            typer.echo(visible(f"{outcome.where}: {outcome.rule}: {outcome.message}{text}"), err=True)
        typer.echo(f"{len(outcomes)} examples, {len(failures)} failures")
    if not outcomes:
        raise typer.BadParameter(f"no rule's id begins with {id_prefix!r}", param_hint="--id")
    raise typer.Exit(RuleError.exit_code if failures else 0)


def run_all_examples(folders: Sequence[Path], prefix: str) -> list[Outcome]:
    """The outcome of each example of the shipped rules and of those in the folders."""
    from pressfacts.examples import run_examples

    extractor = make_extractor(settings_from(folders, None, None, None))
    return run_examples(extractor, extractor.rulebook, prefix)
