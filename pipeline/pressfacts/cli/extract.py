"""`pressfacts extract`: articles in, four files out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pressfacts.cli.options import AsJson, Kinds, Model, Published, Rules, make_extractor, print_json, settings_from

if TYPE_CHECKING:
    from pressfacts.batch import Report
    from pressfacts.read import Limits
    from pressfacts.settings import Settings

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", show_default=False, help="Files (.txt, .jsonl, also .gz), folders, globs, or - for JSONL on standard input."
    ),
]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for facts.jsonl, articles.jsonl, rejected.jsonl, run.json.")
]
MaxBytes = Annotated[
    int, typer.Option("--max-article-bytes", metavar="N", min=1, help="Reject a text file or a line of JSONL that is longer.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no summary.")]
OnBytes = Callable[[int], None]


def extract(
    inputs: Inputs,
    output: Output,
    rules: Rules = None,
    model: Model = None,
    kinds: Kinds = None,
    published: Published = None,
    max_article_bytes: MaxBytes = 10 << 20,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Extract the facts of articles into a folder.

    \b
    Example:
      pressfacts extract articles/ more.jsonl.gz -o outputs/today --published 2026-01-17
    """
    from pressfacts.cli.summary import print_summary
    from pressfacts.read import Limits

    settings = settings_from(rules, model, kinds, published)
    report, run = extract_to(inputs, output, settings, Limits(article_bytes=max_article_bytes), quiet=quiet or as_json)
    if as_json:
        print_json(run)
    elif not quiet:
        print_summary(report, output)
    raise typer.Exit(1 if report.rejected else 0)


def extract_to(inputs: Sequence[str], output: Path, settings: Settings, limits: Limits, *, quiet: bool) -> tuple[Report, dict[str, Any]]:
    """Run an extraction into the folder; the report, and the content of its `run.json`.

    What is cheap to find wrong is looked at first: inputs, then the output folder, and only then are rules and model opened.
    """
    from pressfacts.batch import run_batch
    from pressfacts.batch.about import about_run
    from pressfacts.read import find_inputs, read_articles
    from pressfacts.write import OutputFolder

    files = find_inputs(inputs, leave_out=output)
    with OutputFolder(output) as out:
        out.refuse_inputs(files)
        extractor = make_extractor(settings)
        with _progress(files, quiet) as (on_bytes, on_article):
            report = run_batch(read_articles(files, limits, on_bytes), extractor, out, on_article=on_article)
        about = about_run(settings, limits, extractor.rulebook.digest, inputs)
        run = {**about, "files": len(files), **report.as_dict(), "outputs": out.about()}
        out.set_run(run)
    return report, run


@contextmanager
def _progress(files: Sequence[Path], quiet: bool) -> Iterator[tuple[OnBytes | None, Callable[[], None] | None]]:
    """A progress bar over the bytes of the files, on standard error and only where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None, None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    sizes = [path.stat().st_size for path in files if path.is_file()]
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bytes_read = progress.add_task("reading", total=sum(sizes) if len(sizes) == len(files) else None)
        done = 0

        def on_article() -> None:
            nonlocal done
            done += 1
            progress.update(bytes_read, description=f"{done:,} articles", refresh=False)

        yield lambda count: progress.advance(bytes_read, count), on_article
