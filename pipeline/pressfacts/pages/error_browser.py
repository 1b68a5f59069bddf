"""What the error browser shows: gold and found in pairs, the figures with their intervals, what was taken for what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.fact import KINDS
from pressfacts.pages.page import ERRORS, page_html
from pressfacts.pages.values import told
from pressfacts.score import ALL, OUTCOMES, AlignedPair, Figures, Intervals, KindScores, Scores, confusions
from pressfacts.write.output import write_whole

Row = dict[str, Any]
MEASURE, ATTRIBUTE, AGREEING = "measure", "attribute", "agreeing"


def write_error_browser(
    path: Path, scores: Scores, intervals: Intervals, articles: Mapping[str, Article], *, signature: str | None = None
) -> None:
    """Write the error browser to `path`, in one step; `signature` is what the figures stand for. Raises OutputError.

    Of an article that is not among `articles` only the words of its facts are shown.
    """
    write_whole(path, page_html(ERRORS, error_data(scores, intervals, articles, signature)).encode())


def error_data(scores: Scores, intervals: Intervals, articles: Mapping[str, Article], signature: str | None = None) -> dict[str, Any]:
    """The data of `Page` ERRORS.

    A pair is a list: index of its article, index of its kind, index of its outcome, gold, found, and the names of the attributes
    that disagree. Shares are fractions of 1; where an interval is not known it is null.
    """
    index = {id_: at for at, id_ in enumerate(scores.documents)}
    return {
        "kinds": KINDS,
        "outcomes": OUTCOMES,
        "signature": signature,
        "articles": [_article(id_, articles.get(id_)) for id_ in scores.documents],
        "pairs": [_pair(pair, index) for pair in scores.pairs],
        "figures": [_figures(kind, scores.of(kind), intervals) for kind in (*scores.kinds, ALL)],
        "confusions": [[each.kind, each.attribute, each.gold, each.found, each.count] for each in confusions(scores.pairs)],
    }


def _article(id_: str, article: Article | None) -> Row:
    if article is None:
        return {"id": id_, "title": None, "published": None, "source": None, "text": None}
    day = article.published.isoformat() if article.published else None
    return {"id": id_, "title": article.title, "published": day, "source": article.source, "text": article.text}


def _pair(pair: AlignedPair, index: Mapping[str, int]) -> list[Any]:
    sides = [_side(pair.gold), _side(pair.found)]
    return [index[pair.doc_id], KINDS.index(pair.kind), OUTCOMES.index(pair.outcome), *sides, list(pair.wrong)]


def _side(row: Row | None) -> Row | None:
    if row is None:
        return None
    side = {"start": row["start"], "end": row["end"], "text": row["text"], "value": told(row.get("value"))}
    return side | ({"rule": row["rule"]} if row.get("rule") else {})


def _figures(kind: str, scores: KindScores, intervals: Intervals) -> Row:
    return {
        "kind": kind,
        "gold": scores.gold,
        "found": scores.found,
        "measures": [_shares(kind, MEASURE, name, figures, intervals) for name, figures in scores.measures.items()],
        "attributes": [
            _shares(kind, ATTRIBUTE, name, figures, intervals) | {"agreeing": list(scores.agreeing.get(name, (0, 0)))}
            for name, figures in scores.attributes.items()
        ],
    }


def _shares(kind: str, group: str, name: str, figures: Figures, intervals: Intervals) -> Row:
    known = {
        key: interval for column, found in intervals.items() if tuple(column) == (kind, group, name) for key, interval in found.items()
    }
    shares = {"p": figures.precision, "r": figures.recall, "f1": figures.f1}
    return {"name": name} | {key: [float(share), *(known.get(key) or (None, None))] for key, share in shares.items()}
