"""`pressfacts extract`: articles in, four files out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from pressfacts.cli.options import AsJson, Kinds, Model, Published, Rules, print_json, settings_from

if TYPE_CHECKING:
    from pressfacts.batch import MostRejected, Report
    from pressfacts.cli.extract_run import Form

Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT...", show_default=False, help="Files, folders, globs, or - for JSONL on standard input."),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for facts.jsonl, articles.jsonl, rejected.jsonl, run.json.")
]
MaxBytes = Annotated[
    int, typer.Option("--max-article-bytes", metavar="N", min=1, help="Reject a text file or a line of JSONL that is longer.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no summary.")]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-j", metavar="N", min=1, help="Processes that extract: one a core, where there is work for them. 1 is this process."
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0.001,
        help="Reject an article that takes more processor time, or five times as long by the clock.",
    ),
]
MemoryLimit = Annotated[int, typer.Option("--memory-limit", metavar="MB", min=1, help="Memory that a worker process may have.")]
MaxRejected = Annotated[
    str | None, typer.Option("--max-rejected", metavar="N|P%", help="Stop with code 8 when more records than this are rejected.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Forget what earlier runs into this folder did, and start over.")]
RetryRejected = Annotated[
    bool,
    typer.Option("--retry-rejected", help="Try again where extraction failed; without INPUT, with inputs and settings of the last run."),
]
Format = Annotated[
    Literal["jsonl", "parquet", "duckdb", "postgres"],
    typer.Option("--format", help="Form of facts, articles and rejections; run.json is always JSON. For postgres see --to."),
]
Compress = Annotated[Literal["none", "gz", "zst"], typer.Option("--compress", help="Compress the JSONL files.")]
To = Annotated[
    str | None, typer.Option("--to", metavar="URL", help="Put the rows into this PostgreSQL database: postgresql://user@host/database.")
]
Schema = Annotated[str, typer.Option("--schema", metavar="NAME", help="The schema in that database, which this folder has for itself.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Tell on standard error how the run goes, one JSON object a line.")]
Engine = Annotated[
    Literal["local", "spark"],
    typer.Option("--engine", help="What runs the extraction: this machine, or Spark (writes Parquet; see --master)."),
]
Master = Annotated[str, typer.Option("--master", metavar="URL", help="With --engine spark: its master, such as spark://host:7077 or yarn.")]


def extract(
    output: Output,
    inputs: Inputs = None,
    rules: Rules = None,
    model: Model = None,
    kinds: Kinds = None,
    published: Published = None,
    max_article_bytes: MaxBytes = 10 << 20,
    workers: Workers = None,
    time_limit: TimeLimit = 60.0,
    memory_limit: MemoryLimit = 4096,
    max_rejected: MaxRejected = None,
    fresh: Fresh = False,
    retry_rejected: RetryRejected = False,
    format: Format = "jsonl",
    compress: Compress = "none",
    to: To = None,
    schema: Schema = "pressfacts",
    log_json: LogJson = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    engine: Engine = "local",
    master: Master = "local[*]",
) -> None:
    """Extract the facts of articles into a folder.

    Run it again at any time, also after it was killed: what is unchanged is not extracted again.

    \b
    Example:
      pressfacts extract articles/ more.jsonl.gz -o outputs/today --published 2026-01-17
    """
    from pressfacts.batch import Allowance
    from pressfacts.cli.extract_run import Plan, extract_to, plan_of_last_run
    from pressfacts.read import Limits

    settings, most = settings_from(rules, model, kinds, published), _most_rejected(max_rejected)
    limits, allowance = Limits(max_article_bytes, time_limit), Allowance(time_limit, memory_limit)
    if engine == "spark":
        from pressfacts.cli.extract_spark import extract_with_spark

        local_only: dict[str, object] = {"--workers": workers, "--retry-rejected": retry_rejected, "--log-json": log_json, "--to": to}
        local_only |= {"--compress": compress != "none", "--format": format not in ("jsonl", "parquet")}
        planned = (inputs or [], output, settings, limits, allowance, master, most, fresh)
        raise typer.Exit(extract_with_spark(*planned, local_only, as_json, quiet))
    form = _form(format, compress, to, schema)
    silent = quiet or as_json or log_json
    plan = Plan(inputs or [], output, settings, limits, allowance, workers, most, fresh, retry_rejected, form, log_json, silent)
    if not inputs:
        if not retry_rejected:
            raise typer.BadParameter("name at least one file or folder to read", param_hint="INPUT")
        plan = plan_of_last_run(plan)
    report, run = extract_to(plan)
    if as_json:
        print_json(run)
    elif not silent:
        _print_summary(report, output, run)
    raise typer.Exit(1 if report.rejected else 0)


def _print_summary(report: Report, output: Path, run: dict[str, Any]) -> None:
    from pressfacts.cli.summary import print_summary

    print_summary(report, output, list(run["outputs"]))


def _most_rejected(told: str | None) -> MostRejected:
    from pressfacts.batch import MostRejected

    try:
        return MostRejected.parse(told) if told is not None else MostRejected()
    except ValueError as error:
        raise typer.BadParameter(f"{told!r} is neither a number nor a share such as 5%", param_hint="--max-rejected") from error


def _form(format: str, compress: str, to: str | None, schema: str) -> Form:
    from pressfacts.cli.extract_run import Form

    if to is not None and format not in ("jsonl", "postgres"):
        raise typer.BadParameter(f"the rows go to a database or to {format}, not to both", param_hint="--to")
    if to is None and format == "postgres":
        raise typer.BadParameter("name the database by --to postgresql://user@host/database", param_hint="--format")
    format = "postgres" if to is not None else format
    if compress != "none" and format != "jsonl":
        raise typer.BadParameter(f"{format} is compressed by itself", param_hint="--compress")
    return Form(format, "" if compress == "none" else compress, to, schema)
