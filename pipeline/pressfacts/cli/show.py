"""`pressfacts show` and `pressfacts explain`: one article in the terminal."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.cli.options import AsJson, Model, Published, Rules, make_extractor, print_json, settings_from, stdout_console

if TYPE_CHECKING:
    from pressfacts.article import Article
    from pressfacts.extractor import Extractor
    from pressfacts.fact import Fact

ArticleName = Annotated[str, typer.Argument(metavar="ARTICLE", show_default=False, help="A text file, or file.jsonl#id.")]
At = Annotated[int, typer.Option("--at", metavar="OFFSET", min=0, show_default=False, help="Offset into the text, in code points from 0.")]


def show(article: ArticleName, rules: Rules = None, model: Model = None, published: Published = None, as_json: AsJson = False) -> None:
    """Show one article with its facts.

    With --json the facts alone are printed, one a line.

    \b
    Example:
      pressfacts show articles/twin-cities.txt --published 2026-01-17
    """
    _, given, facts = _open(article, rules, model, published)
    if as_json:
        for fact in facts:
            print_json(fact)
        return
    from pressfacts.report import terminal

    terminal.show(given, facts, stdout_console())


def explain(
    article: ArticleName, at: At, rules: Rules = None, model: Model = None, published: Published = None, as_json: AsJson = False
) -> None:
    """Tell why the facts at an offset are as they are.

    With --json those facts alone are printed, one a line.

    \b
    Example:
      pressfacts explain news.jsonl#a17 --at 1136
    """
    extractor, given, facts = _open(article, rules, model, published)
    if at >= len(given.text):
        raise typer.BadParameter(f"{at} is beyond the text, which has {len(given.text)} code points", param_hint="--at")
    if as_json:
        for fact in facts:
            if fact.start <= at < fact.end:
                print_json(fact)
        return
    from pressfacts.report import terminal

    terminal.explain(given, facts, at, extractor.rulebook, stdout_console())


def _open(named: str, rules: Rules, model: Model, published: Published) -> tuple[Extractor, Article, list[Fact]]:
    """The article, dated as the extractor dates it, and its facts."""
    from pressfacts.read import read_one

    settings = settings_from(rules, model, None, published)
    article = read_one(named).article  # before the extractor: a misspelt name is told at once
    extractor = make_extractor(settings)
    (extraction,) = extractor.extract_many([article])
    if extraction.error:
        raise extraction.error
    return extractor, dataclasses.replace(article, published=extraction.published), extraction.facts
