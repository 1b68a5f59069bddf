"""`pressfacts score`: how good is an output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pressfacts.cli.options import AsJson, print_json, stdout_console

if TYPE_CHECKING:
    from pressfacts.article import Article
    from pressfacts.convert import Collection
    from pressfacts.score import Resampling, Row, Scores

Gold = Annotated[Path, typer.Argument(metavar="GOLD", show_default=False, help="Gold facts, JSONL; or what --gold-format says.")]
Facts = Annotated[Path, typer.Argument(metavar="FACTS", show_default=False, help="Extracted facts, a file or the folder of a run.")]
MinF1 = Annotated[
    list[str] | None,
    typer.Option(
        "--min-f1",
        metavar="KIND[.MEASURE]=FLOOR",
        help="Fail with code 6 where the F1 of a kind (or of all) is lower: of the value, or as in city.strict=0.9 of a measure. "
        "Again for more.",
    ),
]
GoldFormat = Annotated[
    str,
    typer.Option("--gold-format", metavar="FORMAT", help="The format of GOLD, as `pressfacts convert` has them: timeml, geoparsing, ..."),
]
Articles = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="PATH", help="Files or folders with the texts, shown by --html. May be given again."),
]
Every = Annotated[bool, typer.Option("--every-article", help="Count each article of --articles, also those of which GOLD has no fact.")]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="KIND.FIELD=VALUE", help="Of a kind count only facts with this value, on both sides: date.type=date."),
]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page to look at each error.")]
Errors = Annotated[Path | None, typer.Option("--errors", metavar="FILE", help="Write whatever is not right as JSONL.")]
Resamples = Annotated[int, typer.Option("--resamples", metavar="N", help="How many times articles are drawn for intervals and tests.")]
Seed = Annotated[int, typer.Option("--seed", metavar="N", help="The seed of the random numbers.")]


def score(
    gold: Gold,
    facts: Facts,
    as_json: AsJson = False,
    min_f1: MinF1 = None,
    html: Html = None,
    errors: Errors = None,
    gold_format: GoldFormat = "pressfacts",
    articles: Articles = None,
    every_article: Every = False,
    where: Where = None,
    resamples: Resamples = 1000,
    seed: Seed = 1,
) -> None:
    """Score facts against gold: precision, recall and F1 a kind, with 95 % confidence intervals.

    \b
    Example:
      pressfacts score corpus/gold.jsonl outputs/today --min-f1 money=0.9 --min-f1 all=0.8
    """
    from pressfacts import score as scoring
    from pressfacts.read.texts import read_texts

    floors, resampling = _floors(min_f1 or ()), scoring.Resampling(resamples, seed)
    collection = read_gold(gold, gold_format)
    collection.articles |= read_texts(articles) if articles else {}
    if every_article and not articles:
        raise typer.BadParameter("which articles? name them with --articles", param_hint="--every-article")
    found = as_gold_has_it(scoring.read_facts(facts), gold_format)
    for condition in where or ():
        collection.rows, found = _only(collection.rows, condition), _only(found, condition)
    counted = collection.articles if every_article or gold_format != "pressfacts" else None
    scores = scoring.score(collection.rows, found, counted)
    _tell(scores, resampling, as_json)
    if errors:
        write_errors(errors, scores.errors())
    if html:
        _write_page(html, scores, resampling, collection.articles, facts)
    scoring.check_floors(scores, floors)


def read_gold(path: Path, format_name: str) -> Collection:
    """Gold of any format, with the articles where the format holds them."""
    from pressfacts.convert import Collection, Losses, format_named
    from pressfacts.convert.collection import Labels
    from pressfacts.read.facts import read_facts

    if format_name == "pressfacts":
        return Collection({}, read_facts(path))
    return format_named(format_name).read(path, Labels(), Losses())


def as_gold_has_it(rows: list[Row], format_name: str) -> list[Row]:
    """Facts in the way of a format that writes some of them otherwise: TIMEX3 has no intervals, only their ends."""
    from pressfacts.convert.timeml import as_timex3

    return as_timex3(rows) if format_name == "timeml" else rows


def _only(rows: list[Row], condition: str) -> list[Row]:
    """The rows without those of the kind whose value has another word in the field."""
    field, _, wanted = condition.partition("=")
    kind, _, name = field.partition(".")
    if not (kind and name and wanted):
        raise typer.BadParameter(f"{condition!r} is not of the form KIND.FIELD=VALUE, such as date.type=date", param_hint="--where")
    return [row for row in rows if row["kind"] != kind or str((row.get("value") or {}).get(name)) == wanted]


def write_errors(path: Path, rows: Sequence[object]) -> None:
    """One row a line, in one step."""
    from pressfacts.write.jsonl import to_json
    from pressfacts.write.output import write_whole

    write_whole(path, b"".join(to_json(row) + b"\n" for row in rows))


def _tell(scores: Scores, resampling: Resampling, as_json: bool) -> None:
    from pressfacts import score as scoring

    intervals, mark = scoring.bootstrap(scores.tally, resampling), scoring.signature(scores, resampling)
    if as_json:
        confused = [each.as_dict() for each in scoring.confusions(scores.pairs)]
        print_json({"signature": mark.as_dict(), "scores": scores.as_dict(intervals), "confusions": confused})
    else:
        scoring.render(scores, stdout_console(), intervals)
        typer.echo(f"signature {mark}")


def _write_page(path: Path, scores: Scores, resampling: Resampling, articles: Mapping[str, Article], facts: Path) -> None:
    """The error browser; where nobody named the articles they are where the run of the facts read them."""
    from pressfacts import score as scoring
    from pressfacts.pages.error_browser import write_error_browser
    from pressfacts.pages.texts import articles_of

    mark = str(scoring.signature(scores, resampling))
    shown = articles or (articles_of(facts) if facts.is_dir() else {})
    write_error_browser(path, scores, scoring.bootstrap(scores.tally, resampling), shown, signature=mark)


def _floors(given: Sequence[str]) -> dict[str, float]:
    floors = {}
    for item in given:
        kind, _, floor = item.partition("=")
        try:
            floors[kind.strip()] = float(floor)
        except ValueError as error:
            raise typer.BadParameter(f"{item!r} is not of the form KIND=FLOOR, such as money=0.9", param_hint="--min-f1") from error
    return floors
