"""A comparison as tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pressfacts.read.fact_rows import Row
from pressfacts.score.comparison import CHANGES, ChangedFact, Comparison
from pressfacts.score.significance import Difference

_LONGEST = 60
_HEADINGS = ("A", "B", "B - A", "interval", "randomisation p", "bootstrap p")


def render_comparison(comparison: Comparison, measure: str, most: int, console: Console) -> None:
    """Print F1 of both outputs by kind in percent with the difference and its tests, then the facts won, lost and changed."""
    table = Table(title=f"{measure} F1 in percent", box=box.SIMPLE_HEAD)
    table.add_column("kind", no_wrap=True)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right")
    for (kind, name), difference in comparison.differences.items():
        if name == measure:
            table.add_row(kind, *_cells(difference), style="bold" if kind == "all" else None)
    console.print(table)
    render_changes(comparison.facts, most, console)


def _cells(difference: Difference) -> list[str]:
    ends = difference.interval
    return [
        f"{100 * difference.a:.1f}",
        f"{100 * difference.b:.1f}",
        f"{100 * difference.difference:+.1f}",
        f"{100 * ends.low:+.1f} to {100 * ends.high:+.1f}" if ends else "-",
        f"{difference.randomisation_p:.3f}",
        f"{difference.bootstrap_p:.3f}",
    ]


def render_changes(facts: Iterable[ChangedFact], most: int, console: Console) -> None:
    """Print how many facts changed by kind, and the first of each change."""
    listed = list(facts)
    counts = Counter((fact.kind, fact.change) for fact in listed)
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("kind", no_wrap=True)
    for change in CHANGES:
        table.add_column(change, justify="right")
    for kind in dict.fromkeys(fact.kind for fact in listed):
        table.add_row(kind, *(str(counts[kind, change]) for change in CHANGES))
    console.print(table if listed else Text("no fact differs"))
    for change in CHANGES:
        some = [fact for fact in listed if fact.change == change]
        for fact in some[:most]:
            console.print(Text(_line(fact)), soft_wrap=True)
        if len(some) > most > 0:
            console.print(Text(f"{change}: {len(some) - most} more"), soft_wrap=True)


def _line(fact: ChangedFact) -> str:
    row = fact.gold or fact.a or fact.b or {}
    wrong = "".join(f"; {side} wrong in {', '.join(names)}" for side, names in (("A", fact.a_wrong), ("B", fact.b_wrong)) if names)
    sides = f"A {_text(fact.a)}, B {_text(fact.b)}"
    return f"{fact.change}: {_plain(fact.doc_id)} {row['start']}-{row['end']} {fact.kind} {_text(row)}: {sides}{wrong}"


def _text(row: Row | None) -> str:
    return "nothing" if row is None else f"“{_plain(row['text'])}”"


def _plain(text: str) -> str:
    # Text of strangers: control characters would play tricks on the terminal.
    line = "".join(char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode() for char in text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
