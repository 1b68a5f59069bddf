"""A run in one call, with the fake extractor."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from pressfacts.article import Article
from pressfacts.batch import Allowance, MostRejected, Report, Shelf, open_pool, run_batch
from pressfacts.batch.handful import handfuls
from pressfacts.read import AnyRecord, Incoming, Rejection
from pressfacts.write import ARTICLES, FACTS, REJECTED, OutputFolder
from tests.batch.fake_extractor import make_fake

MADE_BY = b"made by the fake"
ROWS = (FACTS, ARTICLES, REJECTED)


def incoming(id_: str, text: str, **more: Any) -> Incoming:
    return Incoming(Article(id_, text), "news.jsonl", int(id_[1:]), 100, **more)


def rejection(line: int, reason: str = "bad_json") -> Rejection:
    return Rejection.of(_error(reason), "news.jsonl", line=line, offset=100)


def _error(reason: str) -> Any:
    from pressfacts.errors import ArticleError

    return ArticleError("is not JSON", reason=reason, mend="mend it")


def run(
    folder: Path,
    records: Iterable[AnyRecord] | Callable[[Shelf], Iterable[list[AnyRecord]]],
    factory: Any = make_fake,
    *,
    workers: int | None = 1,
    allowance: Allowance | None = None,
    made_by: bytes = MADE_BY,
    most_rejected: MostRejected | None = None,
    **shelf: bool,
) -> Report:
    """Run the records, or those that the function reads by what the shelf knows, into the folder, as the command does."""
    allowance = allowance or Allowance()
    with Shelf(folder, str(allowance), {"by": made_by.hex()}, **shelf) as kept:
        with OutputFolder(folder) as out, open_pool(workers, factory, allowance) as pool:
            report = run_batch(
                records(kept) if callable(records) else handfuls(records), pool, kept, out, made_by, most_rejected=most_rejected
            )
            out.set_run(report.as_dict())
        kept.finish()
    return report


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def written(folder: Path) -> list[bytes]:
    """The bytes of the three files of rows."""
    return [(folder / name).read_bytes() for name in ROWS]
