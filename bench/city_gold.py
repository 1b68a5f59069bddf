"""Gold cities for `bench.fit_cities`: articles with the spans that are cities, the place of each, and the spans that may be either."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]
Span = tuple[int, int]


class GoldPlace(NamedTuple):
    """Where a gold city lies, as far as the gold says it."""

    geonameid: int | None
    lat: float | None
    lon: float | None


@dataclass
class GoldArticle:
    """One article with its gold. Spans are code points, half open."""

    corpus: str
    id: str
    text: str
    source: str | None = None
    cities: dict[Span, GoldPlace] = field(default_factory=dict)
    optional: list[Span] = field(default_factory=list)

    def label(self, span: Span) -> int | None:
        """1 for a city, 0 for none, None for a span that the gold leaves open."""
        if span in self.cities:
            return 1
        return None if any(start < span[1] and span[0] < end for start, end in self.optional) else 0


def read_gold(path: Path, articles: Path | None) -> list[GoldArticle]:
    """The articles of a file, which holds one article a line with its `toponyms`, or one fact a line as `corpus/gold.jsonl` does."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    if rows and "toponyms" in rows[0]:
        return [_of_toponyms(path.stem, row) for row in rows]
    if articles is None:
        raise SystemExit(f"{path}: facts without text; name the folder of their articles with --articles")
    return _of_facts(path.stem, rows, articles)


def _of_toponyms(corpus: str, row: Row) -> GoldArticle:
    article = GoldArticle(corpus, str(row.get("doc") or row.get("id")), row["text"], row.get("domain") or row.get("source"))
    for toponym in row["toponyms"]:
        span = (toponym["start"], toponym["end"])
        if toponym.get("city"):
            number = toponym.get("geonameid")
            article.cities[span] = GoldPlace(int(number) if number else None, toponym.get("lat"), toponym.get("lon"))
        elif toponym.get("optional"):
            article.optional.append(span)
    return article


def _of_facts(corpus: str, rows: list[Row], folder: Path) -> list[GoldArticle]:
    texts = dict(_texts(folder))
    found = {doc: GoldArticle(corpus, doc, texts[doc]) for doc in dict.fromkeys(row["doc_id"] for row in rows)}
    for row in rows:
        if row["kind"] != "city":
            continue
        span, value = (row["start"], row["end"]), row.get("value") or {}
        if row.get("optional"):
            found[row["doc_id"]].optional.append(span)
        else:
            found[row["doc_id"]].cities[span] = GoldPlace(value.get("geonameid"), value.get("lat"), value.get("lon"))
    return list(found.values())


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Article texts by id: of a folder's text files, and of its JSONL files by `id`."""
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf-8")
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            row = json.loads(line) if line.strip() else {}
            if "text" in row:
                yield row["id"], row["text"]
