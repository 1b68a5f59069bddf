"""`pressfacts verify`: does a run's folder hold what its report says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pressfacts.cli.options import AsJson, print_json
from pressfacts.report.safe_text import visible

Folder = Annotated[Path, typer.Argument(metavar="DIR", show_default=False, help="The output folder of a run.")]
Inputs = Annotated[bool, typer.Option("--inputs/--no-inputs", help="Read the inputs again and account for each record.")]
To = Annotated[str | None, typer.Option("--to", metavar="URL", help="The PostgreSQL database of the run, where it takes a password.")]


def verify(folder: Folder, inputs: Inputs = True, to: To = None, as_json: AsJson = False) -> None:
    """Prove that a run lost nothing: counts add up, digests fit, every input is accounted for.

    \b
    Example:
      pressfacts verify outputs/today
    """
    from pressfacts.batch.verify import verify_run

    proof = verify_run(folder, inputs=inputs, to=to)
    if as_json:
        print_json(proof._asdict())
    else:
        for fault in proof.faults:
            typer.echo(visible(f"fault: {fault}"), err=True)
        for line in proof.proved:
            typer.echo(visible(line))
        for line in proof.not_looked_at:
            typer.echo(visible(f"not looked at: {line}"))
        typer.echo(f"{len(proof.faults)} faults")
    raise typer.Exit(1 if proof.faults else 0)
