"""`pressfacts extract`: articles in, four files out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pressfacts.cli.options import AsJson, Kinds, Model, Published, Rules, print_json, settings_from

if TYPE_CHECKING:
    from pressfacts.batch import MostRejected

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
    int | None, typer.Option("--workers", "-j", metavar="N", min=1, help="Processes that extract; usually one a core. 1 is this process.")
]
TimeLimit = Annotated[float, typer.Option("--time-limit", metavar="SECONDS", min=0.001, help="Reject an article that takes longer.")]
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
    Literal["jsonl", "parquet", "duckdb"], typer.Option("--format", help="Form of facts, articles and rejections; run.json is always JSON.")
]
Compress = Annotated[Literal["none", "gz", "zst"], typer.Option("--compress", help="Compress the JSONL files.")]
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
    from pressfacts.cli.summary import print_summary
    from pressfacts.read import Limits

    if engine == "spark":
        from pressfacts.cli.extract_spark import extract_with_spark

        settings, limits = settings_from(rules, model, kinds, published), Limits(article_bytes=max_article_bytes)
        local_only = {"--workers": workers, "--retry-rejected": retry_rejected, "--log-json": log_json, "--compress": compress != "none"}
        local_only["--format"] = format not in ("jsonl", "parquet")
        most = _most_rejected(max_rejected)
        raise typer.Exit(extract_with_spark(inputs or [], output, settings, limits, master, most, fresh, local_only, as_json, quiet))
    plan = Plan(
        inputs=inputs or [],
        output=output,
        settings=settings_from(rules, model, kinds, published),
        limits=Limits(article_bytes=max_article_bytes),
        allowance=Allowance(time_limit, memory_limit),
        workers=workers,
        most_rejected=_most_rejected(max_rejected),
        fresh=fresh,
        retry_rejected=retry_rejected,
        format=format,
        compression=_compression(format, compress),
        log_json=log_json,
        quiet=quiet or as_json or log_json,
    )
    if not inputs:
        if not retry_rejected:
            raise typer.BadParameter("name at least one file or folder to read", param_hint="INPUT")
        plan = plan_of_last_run(plan)
    report, run = extract_to(plan)
    if as_json:
        print_json(run)
    elif not quiet and not log_json:
        print_summary(report, output, list(run["outputs"]))
    raise typer.Exit(1 if report.rejected else 0)


def _most_rejected(told: str | None) -> MostRejected:
    from pressfacts.batch import MostRejected

    try:
        return MostRejected.parse(told) if told is not None else MostRejected()
    except ValueError as error:
        raise typer.BadParameter(f"{told!r} is neither a number nor a share such as 5%", param_hint="--max-rejected") from error


def _compression(format: str, compress: str) -> str:
    if compress != "none" and format != "jsonl":
        raise typer.BadParameter(f"{format} is compressed by itself", param_hint="--compress")
    return "" if compress == "none" else compress
