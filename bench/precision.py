"""How many of the facts found in unlabelled articles are right: a random sample, judged by a person against the annotation guide.

    python bench/precision.py draw ARTICLES --seed 7 --count 200 --output sheet.jsonl    # a sheet to judge
    python bench/precision.py draw ARTICLES --seed 8 --not-in sheet.jsonl ...            # a fresh sample, disjoint from the first
    python bench/precision.py report sheet.jsonl                                         # shares, with Wilson 95 % intervals

A line of the sheet is one fact with the words around it and `wrong`, null until it is judged: then the list of what is wrong with
it, `[]` where all is right. `fact` in that list means that it is no fact of its kind at all; any other word is a field of its value.
Only facts that first tell something are drawn (`same_as` is null). ARTICLES is JSONL with `id`, `text` and, where known, `title`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import Fact, Kind
from pressfacts.settings import Settings

Line = dict[str, Any]
_BEFORE, _AFTER = 260, 220  # code points around a fact, enough to judge it in most cases
_Z = 1.959964  # two-sided 95 % quantile of the normal distribution


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson 1927), in percent; `judged` is at least 1."""
    share, square = right / judged, _Z * _Z / judged
    middle, width = share + square / 2, _Z * (share * (1 - share) / judged + square / 4 / judged) ** 0.5
    return 100 * (middle - width) / (1 + square), 100 * (middle + width) / (1 + square)


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a JSONL file as `pressfacts extract` takes them."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Article(row["id"], row["text"], title=row.get("title"))


def first_facts(articles: Iterable[Article], kind: Kind) -> list[tuple[Article, Fact]]:
    """The facts of one kind that first tell something, with their articles, in the order of the input."""
    extractor = Extractor(Settings(kinds=("money", "date", kind)))
    return [
        (done.article, fact)
        for done in extractor.extract_many(articles)
        for fact in done.facts
        if fact.kind == kind and getattr(fact.value, "same_as", None) is None
    ]


def sheet_line(article: Article, fact: Fact) -> Line:
    """One line of a sheet to be judged."""
    text, start, end = article.text, fact.start, fact.end
    context = f"{text[max(0, start - _BEFORE) : start]}[[{text[start:end]}]]{text[end : end + _AFTER]}"
    value = fact.value.model_dump(mode="json", exclude_none=True)
    return {"id": fact.id, "doc_id": fact.doc_id, "rule": fact.rule, "context": " ".join(context.split()), "value": value, "wrong": None}


def report(lines: list[Line]) -> str:
    """How many of the judged facts are right: at all, in each field that is wrong anywhere, and in everything."""
    judged = [line for line in lines if line["wrong"] is not None]
    if not judged:
        return "nothing is judged yet: set `wrong` to a list in each line"
    facts = [line for line in judged if "fact" not in line["wrong"]]
    out = [f"{len(judged)} facts judged", _share("a fact of its kind", len(facts), len(judged))]
    for name in sorted({name for line in facts for name in line["wrong"]}):
        out.append(_share(f"{name}, of those", sum(name not in line["wrong"] for line in facts), len(facts)))
    return "\n".join([*out, _share("right in all", sum(not line["wrong"] for line in judged), len(judged))])


def _share(name: str, right: int, judged: int) -> str:
    if not judged:
        return f"{name:22} none"
    low, high = wilson(right, judged)
    return f"{name:22} {right:4} of {judged:4}  {100 * right / judged:5.1f} %  ({low:.1f} to {high:.1f})"


def read_sheet(path: Path) -> list[Line]:
    """The lines of a sheet."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def draw(options: argparse.Namespace) -> None:
    """Write a sheet of randomly drawn facts."""
    known = {line["id"] for path in options.not_in for line in read_sheet(path)}
    pool = [(article, fact) for article, fact in first_facts(read_articles(options.articles), options.kind) if fact.id not in known]
    chosen = random.Random(options.seed).sample(pool, min(options.count, len(pool)))
    lines = [json.dumps(sheet_line(*each), ensure_ascii=False) + "\n" for each in chosen]
    options.output.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} of {len(pool)} facts drawn", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    drawing = commands.add_parser("draw", help="write a sheet of random facts")
    drawing.add_argument("articles", type=Path)
    drawing.add_argument("--kind", default="agreement")
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--count", type=int, default=200)
    drawing.add_argument("--not-in", type=Path, nargs="*", default=[], help="sheets whose facts are left out")
    drawing.add_argument("--output", type=Path, required=True)
    reporting = commands.add_parser("report", help="precision of judged sheets")
    reporting.add_argument("sheet", type=Path, nargs="+")
    options = parser.parse_args()
    if options.command == "draw":
        draw(options)
    else:
        print(report([line for path in options.sheet for line in read_sheet(path)]))


if __name__ == "__main__":
    main()
