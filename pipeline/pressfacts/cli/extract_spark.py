"""What `pressfacts extract --engine spark` does once its options are read. Imported only then: it needs the extra `spark`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from pressfacts.batch import Allowance, MostRejected
from pressfacts.cli.options import print_json
from pressfacts.read import Limits
from pressfacts.settings import Settings


def extract_with_spark(
    inputs: list[str],
    output: Path,
    settings: Settings,
    limits: Limits,
    allowance: Allowance,
    master: str,
    most_rejected: MostRejected,
    fresh: bool,
    local_only: Mapping[str, object],
    as_json: bool,
    quiet: bool,
) -> int:
    """Run the extraction on Spark, print what came of it, and return the exit code. `local_only` are options that Spark has no use for."""
    if not inputs:
        raise typer.BadParameter("name at least one file or folder to read", param_hint="INPUT")
    for option, value in local_only.items():
        if value:
            raise typer.BadParameter("is for --engine local: Spark brings workers, retries and compression of its own", param_hint=option)
    from pressfacts.spark.run import SparkPlan, run

    plan = SparkPlan(inputs, _as_named(output), settings, limits, allowance, master, most_rejected, fresh)
    report = run(plan, lambda note: None if quiet else typer.echo(f"note: {note}", err=True))
    if as_json:
        print_json(report)
    elif not quiet:
        _print_summary(report, plan.output)
    return 1 if report["articles"]["rejected"] else 0


def _as_named(output: Path) -> str:
    # A path has lost one of the two slashes of a URL such as hdfs://host/folder.
    scheme, colon, rest = str(output).partition(":/")
    return f"{scheme}://{rest.lstrip('/')}" if colon and scheme.isalnum() and not Path(scheme + ":").exists() else str(output)


def _print_summary(report: Mapping[str, Any], output: str) -> None:
    rows = [("articles read", report["articles"]["read"]), ("  rejected", report["articles"]["rejected"])]
    rows += [(name if name == "total" else f"  {name}", count) for name, count in report["facts"].items() if count]
    for name, count in rows:
        typer.echo(f"{'facts' if name == 'total' else name:<20}{count:>12,}")
    typer.echo(f"{report['timings']['seconds']:.1f} s\n{output}: {', '.join(report['outputs'])} (Parquet)")
