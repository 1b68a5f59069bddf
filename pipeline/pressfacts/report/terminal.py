"""One article in the terminal: its facts in colour, and why a fact is as it is.

Article text is written by strangers. Everything printed goes through `visible` and into `Text` objects, which rich
does not search for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pressfacts.article import Article
from pressfacts.errors import InputError
from pressfacts.fact import KINDS, Fact
from pressfacts.report.phrases import phrase
from pressfacts.report.safe_text import visible, visible_line
from pressfacts.rulebook import Rulebook

STYLES = {
    "money": "bold green",
    "date": "bold cyan",
    "city": "bold yellow",
    "agreement": "bold magenta",
    "funding": "bold blue",
    "visitors": "bold red",
    "frame": "bold white",
}
# How many facts on each side are named where an offset has none.
_NEAREST = 2


def show(article: Article, facts: Iterable[Fact], console: Console) -> None:
    """Print the article with its facts coloured by kind, then a table of them in the order of the text."""
    ordered = _ordered(facts)
    _heading(article, console)
    console.print(painted(article.text, ordered), soft_wrap=True)
    console.print()
    console.print(_table(ordered) if ordered else Text("no facts"))


def painted(text: str, facts: Sequence[Fact]) -> Text:
    """The text in colours. Where facts overlap the shortest shows, then the one that begins first, then the order of KINDS."""
    owners: list[str | None] = [None] * len(text)
    for fact in sorted(facts, key=lambda fact: (fact.start - fact.end, -fact.start, -KINDS.index(fact.kind))):
        end = min(fact.end, len(text))
        owners[fact.start : end] = [fact.kind] * max(0, end - fact.start)
    out, start = Text(), 0
    for kind, run in groupby(owners):
        end = start + sum(1 for _ in run)
        out.append(visible(text[start:end]), style=STYLES[kind] if kind else None)
        start = end
    return out


def explain(article: Article, facts: Iterable[Fact], offset: int, rulebook: Rulebook, console: Console) -> None:
    """Print each fact that covers the code point at `offset`: sentence, every field, rule and why; else the nearest facts.

    Raises InputError where the article has no such offset.
    """
    if not 0 <= offset < len(article.text):
        mend = f"the text has {len(article.text)} characters: give an offset from 0 to {len(article.text) - 1}" if article.text else None
        raise InputError(f"no character at offset {offset}", where=visible_line(article.id), mend=mend)
    ordered = _ordered(facts)
    covering = [fact for fact in ordered if fact.start <= offset < fact.end]
    for fact in covering:
        _explain_fact(article, fact, rulebook, console)
    if not covering:
        _explain_nothing(article, ordered, offset, console)


def _explain_fact(article: Article, fact: Fact, rulebook: Rulebook, console: Console) -> None:
    console.print(Text.assemble((fact.kind, STYLES[fact.kind]), "  ", visible_line(fact.text), (f"  {fact.start}-{fact.end}", "dim")))
    sentence = article.text[fact.sentence.start : fact.sentence.end]
    shown = painted(sentence, [_moved(fact, fact.sentence.start)]) if fact.start >= fact.sentence.start else Text(visible(sentence))
    console.print(shown, soft_wrap=True)
    table = Table("field", "value", show_header=False, box=None, pad_edge=False)
    for name, value in _fields(fact.value.model_dump(mode="json")):
        table.add_row(Text(name, style="dim"), Text(visible_line(value), overflow="fold"))
    for name, value in _rule_rows(fact.rule, rulebook):
        table.add_row(Text(name, style="dim"), Text(visible_line(value), overflow="fold"))
    console.print(table)
    console.print()


def _moved(fact: Fact, by: int) -> Fact:
    return fact.model_copy(update={"start": fact.start - by, "end": fact.end - by})


def _fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every field of a value by its dotted name; a list has a row for each of its items."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _fields(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value, 1):
            yield from _fields(inner, f"{name} {index}")
    else:
        yield name, _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None or value == [] else str(value)


def _rule_rows(rule_id: str, rulebook: Rulebook) -> list[tuple[str, str]]:
    rule = next((rule for rule in rulebook.rules() if rule.id == rule_id), None)
    if rule is None:
        return [("rule", rule_id), ("why", "the rulebook has no rule of this id: it was made by the program itself or by other rules")]
    return [("rule", rule_id), ("why", rule.why), ("written in", rulebook.places.get(rule_id, "-"))]


def _explain_nothing(article: Article, ordered: Sequence[Fact], offset: int, console: Console) -> None:
    around = article.text[max(0, offset - 30) : offset + 30]
    console.print(Text(f"no fact at offset {offset}, in: {visible_line(around)}"))
    before = sorted((fact for fact in ordered if fact.end <= offset), key=lambda fact: fact.end)[-_NEAREST:]
    after = [fact for fact in ordered if fact.start > offset][:_NEAREST]
    if before or after:
        console.print(Text("the nearest facts are"))
        console.print(_table([*before, *after]))
    else:
        console.print(Text("the article has no facts"))


def _heading(article: Article, console: Console) -> None:
    console.print(Text(visible_line(article.id), style="bold"))
    parts = [article.title, article.published.isoformat() if article.published else "no publication date", article.source]
    console.print(Text(visible_line("  ".join(part for part in parts if part)), style="dim"))
    console.print()


def _table(facts: Iterable[Fact]) -> Table:
    table = Table()
    for column in ("kind", "text", "span", "value", "rule"):
        table.add_column(column, overflow="fold")
    for fact in facts:
        cells = (fact.text, f"{fact.start}-{fact.end}", phrase(fact), fact.rule)
        table.add_row(Text(fact.kind, style=STYLES[fact.kind]), *(Text(visible_line(cell)) for cell in cells))
    return table


def _ordered(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.start, fact.end, KINDS.index(fact.kind), fact.id))
