"""Scores as tables for people."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table

from pressfacts.score.figures import EACH_PARTY, KindScores
from pressfacts.score.resampling import Interval, Intervals
from pressfacts.score.scores import Scores
from pressfacts.score.tally import ALL, Column


def render(scores: Scores, console: Console, intervals: Intervals | None = None) -> None:
    """Print figures by kind in percent with the interval of value F1, then how far the attributes of each kind agree."""
    console.print(_by_kind(scores, intervals or {}))
    console.print(_by_attribute(scores, intervals or {}))


def _by_kind(scores: Scores, intervals: Intervals) -> Table:
    table = Table(title="Scores in percent (F1 where nothing else is said)", box=box.SIMPLE_HEAD, padding=0, pad_edge=False)
    table.add_column("kind", no_wrap=True)
    middle = ["interval"] if intervals else []
    for heading in ("gold", "found", "strict", "relaxed", "value P", "R", "F1", *middle, "document"):
        table.add_column(heading, justify="right", no_wrap=True)
    for kind, counts in scores.kinds.items():
        table.add_row(kind, *_cells(kind, counts, intervals))
    table.add_section()
    table.add_row(ALL, *_cells(ALL, scores.all, intervals), style="bold")
    return table


def _cells(kind: str, counts: KindScores, intervals: Intervals) -> list[str]:
    strict, relaxed, value, document = (counts.figures(name).as_percent() for name in ("strict", "relaxed", "value", "document"))
    shares = [f"{share:.1f}" for share in (strict["f1"], relaxed["f1"], *value.values())]
    ends = [_ends(intervals, Column(kind, "measure", "value"))] if intervals else []
    return [str(counts.gold), str(counts.found), *shares, *ends, f"{document['f1']:.1f}"]


def _by_attribute(scores: Scores, intervals: Intervals) -> Table:
    headings = ("right of pairs", "accuracy", *(["interval"] if intervals else []), "F1")
    table = Table(title="Attributes of overlapping pairs, in percent", box=box.SIMPLE_HEAD)
    table.add_column("kind", no_wrap=True)
    table.add_column("attribute", no_wrap=True)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for kind, counts in scores.kinds.items():
        for name, (agreeing, pairs) in counts.agreeing.items():
            share, f1 = f"{100 * float(counts.accuracy(name)):.1f}", f"{counts.attributes[name].as_percent()['f1']:.1f}"
            ends = [_ends(intervals, Column(kind, "agreeing", name))] if intervals else []
            table.add_row(kind, name, f"{agreeing} of {pairs}", share, *ends, f1)
        if EACH_PARTY in counts.measures:
            each = counts.figures(EACH_PARTY)
            ends = [_ends(intervals, Column(kind, "measure", EACH_PARTY))] if intervals else []
            table.add_row(kind, "each party", f"{each.right} of {each.gold}", "", *ends, f"{each.as_percent()['f1']:.1f}")
    return table


def _ends(intervals: Intervals, column: Column) -> str:
    ends: Interval | None = intervals.get(column, {}).get("f1")
    return f"{100 * ends.low:.1f}-{100 * ends.high:.1f}" if ends else "-"
