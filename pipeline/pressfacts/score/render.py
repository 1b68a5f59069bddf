"""Scores as a table for people."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table

from pressfacts.score.figures import AGREEMENT_FIELDS, FUNDING_FIELDS, KindScores
from pressfacts.score.scores import ALL, Scores


def render(scores: Scores, console: Console) -> None:
    """Print figures by kind in percent, then what agreements and funding have besides."""
    table = Table(title="Scores in percent", box=box.SIMPLE_HEAD)
    table.add_column("kind", no_wrap=True)
    for column in ("gold", "found", "strict F1", "relaxed F1", "value P", "value R", "value F1"):
        table.add_column(column, justify="right")
    for kind, counts in scores.kinds.items():
        table.add_row(kind, *_cells(counts))
    table.add_section()
    table.add_row(ALL, *_cells(scores.all), style="bold")
    console.print(table)
    for kind, fields in (("agreement", AGREEMENT_FIELDS), ("funding", FUNDING_FIELDS)):
        if kind in scores.kinds:
            console.print(_details(kind, fields, scores.kinds[kind]), highlight=False, soft_wrap=True)


def _cells(counts: KindScores) -> list[str]:
    strict, relaxed, value = (counts.figures(measure).as_percent() for measure in ("strict", "relaxed", "value"))
    return [str(counts.gold), str(counts.found), *(f"{share:.1f}" for share in (strict["f1"], relaxed["f1"], *value.values()))]


def _details(kind: str, fields: tuple[str, ...], counts: KindScores) -> str:
    row = counts.as_dict(kind)
    shares = ", ".join(f"{name} {row[f'{name}_acc']}" for name in fields)
    parties = f"; parties F1 {counts.figures('parties').as_percent()['f1']}" if kind == "agreement" else ""
    return f"{kind}, of {counts.relaxed} overlapping pairs right: {shares}{parties}"
