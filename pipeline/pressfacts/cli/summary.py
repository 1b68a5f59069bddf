"""The summary of a run in the terminal. Imported only when one is printed: it needs Rich."""

from __future__ import annotations

from pathlib import Path

from rich.table import Table
from rich.text import Text

from pressfacts.batch import Report
from pressfacts.cli.options import stdout_console
from pressfacts.read import Rejection
from pressfacts.report.safe_text import visible_line
from pressfacts.write import RUN

_LONGEST_EXAMPLE = 100


def print_summary(report: Report, output: Path, files: list[str]) -> None:
    """Articles, facts by kind, rejected records by reason with the first of each, and where to look."""
    console = stdout_console()
    console.print(_counts(report))
    if report.rejected:
        console.print(_rejections(report))
    if report.warnings_total:
        first = report.warnings[0]
        console.print(Text(f"{report.warnings_total:,} warnings, the first: {_safe(first['id'])}: {_safe(first['what'])} (see {RUN})"))
    where = f"{visible_line(str(output))}: {', '.join([*files, RUN])}"
    console.print(
        Text(f"{report.words:,} words in {report.seconds:.1f} s, {report.words_per_second:,} words a second\n{where}"), soft_wrap=True
    )


def _counts(report: Report) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    rows = [
        ("articles read", report.read),
        ("  with facts", report.with_facts),
        ("  without facts", report.without_facts),
        ("  rejected", report.rejected.total()),
        ("  taken from earlier runs", report.reused),
        ("facts", report.facts.total()),
        *((f"  {kind}", count) for kind, count in sorted(report.facts.items())),
    ]
    for name, count in rows:
        table.add_row(name, f"{count:,}")
    return table


def _rejections(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("rejected for")
    table.add_column("records", justify="right")
    table.add_column("the first", overflow="fold")
    for reason, count in sorted(report.rejected.items()):
        table.add_row(reason, f"{count:,}", Text(_example(report.first_rejection[reason])))
    return table


def _example(rejection: Rejection) -> str:
    place = rejection.source if rejection.line is None else f"{rejection.source}:{rejection.line}"
    return _safe(f"{place}: {rejection.message}")


def _safe(text: str) -> str:
    line = visible_line(text)
    return line if len(line) <= _LONGEST_EXAMPLE else f"{line[:_LONGEST_EXAMPLE]}…"
