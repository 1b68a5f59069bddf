"""The one function between what goes in and what comes out: `Article -> list[Fact]`.

No I/O, no state that outlives an article, deterministic. The batch runner, the command line and the tests all call it.
"""

from __future__ import annotations

import datetime
import functools
import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pressfacts.article import Article
from pressfacts.document import Document, Mention, Sentence
from pressfacts.errors import ArticleError, PressfactsError
from pressfacts.fact import FACT, Fact, Kind
from pressfacts.kinds.agreements import AgreementKind
from pressfacts.kinds.cities import CityKind
from pressfacts.kinds.dates import DateKind
from pressfacts.kinds.frames import FrameKind, FundingKind, VisitorsKind
from pressfacts.kinds.kind import KindOfFact, Resources
from pressfacts.kinds.money import MoneyKind
from pressfacts.lots import in_lots
from pressfacts.rulebook import Rulebook, load_rulebook
from pressfacts.settings import Settings
from pressfacts.text.head import Head
from pressfacts.text.model import NameModel, ParseModel
from pressfacts.text.sentences import SentenceSplitter

_BATCH, _BATCH_CHARACTERS = 128, 1 << 19  # articles that go through the stages together

# In the order in which they look at the text: a later kind does not claim what an earlier one has taken.
_KINDS: dict[Kind, type[KindOfFact]] = {
    "money": MoneyKind,
    "date": DateKind,
    "city": CityKind,
    "agreement": AgreementKind,
    "funding": FundingKind,
    "visitors": VisitorsKind,
    "frame": FrameKind,
}
# What a kind is made of: these run for its sake also when nobody asked for their facts.
_FRAME_NEEDS: tuple[Kind, ...] = ("money", "date", "city")
_NEEDS: dict[Kind, tuple[Kind, ...]] = {"funding": _FRAME_NEEDS, "visitors": _FRAME_NEEDS, "frame": _FRAME_NEEDS}


class Extraction(NamedTuple):
    """What became of one article. `published_from` is record, head, option or None; `error` is set where extraction failed."""

    article: Article
    facts: list[Fact]
    published: datetime.date | None
    published_from: str | None
    error: Exception | None = None


class Extractor:
    """Rules, gazetteer and model, made once and used for any number of articles."""

    def __init__(self, settings: Settings | None = None, *, rulebook: Rulebook | None = None) -> None:
        self.settings = settings or Settings()
        self.rulebook = rulebook or load_rulebook(*self.settings.rules)
        for kind in ("money", "date", "city"):
            self.rulebook.tokens_of(kind, ())  # raises: rules that nobody reads would be silently lost
        resources = Resources(self.rulebook)
        self._splitter = SentenceSplitter(self.rulebook)
        self._head = Head(self.rulebook)
        self._model, self._parser = NameModel(self.settings.model), ParseModel(self.settings.model)
        needed = {*self.settings.kinds, *(need for kind in self.settings.kinds for need in _NEEDS.get(kind, ()))}
        self._kinds: list[KindOfFact] = [make(resources) for name, make in _KINDS.items() if name in needed]  # type: ignore[call-arg]

    def prepare(self, *, load: bool = False) -> None:
        """Raise ModelError now if a model that may be asked is not installed. Else it is opened when the first sentence needs it.

        With `load` it is opened now, so that no article pays for it.
        """
        if {"city", "agreement"}.isdisjoint(kind.name for kind in self._kinds):
            return
        self._model.check()
        if load:
            self._model.load()
            for kind in self._kinds:
                if isinstance(kind, AgreementKind):
                    kind.open()

    def extract(self, article: Article) -> list[Fact]:
        """The facts of one article, in the order of its text."""
        (extraction,) = self._extract([article])
        if extraction.error:
            raise extraction.error
        return extraction.facts

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract a stream of articles, in their order. A fault in one article is told in its `error` and ends nothing.

        A hundred articles are read ahead: the models answer for all of them at once, and a kind finds its tables in the caches.
        """
        for batch in batches(articles):
            yield from self._extract(batch)

    def _extract(self, articles: Sequence[Article]) -> list[Extraction]:
        works = [Work(article) for article in articles]
        for stage in self.stages.values():
            stage(works)
        return [Extraction(work.article, work.facts, work.published, work.published_from, work.error) for work in works]

    @functools.cached_property
    def stages(self) -> dict[str, Callable[[Sequence[Work]], None]]:
        """What articles go through, in this order: by name, so that each can be timed by itself."""
        return {
            "split": functools.partial(_each, self._split),
            "find": self._find,
            "model": functools.partial(_ask, self._hear),
            "normalise": self._normalise,
            "parse": functools.partial(_ask, self._parse),
            "link": self._link,
            "record": functools.partial(_each, self._record),
        }

    def _split(self, work: Work) -> None:
        work.published, work.published_from = self._published(work.article)
        work.document = Document(work.article, self._splitter.split(work.article.text), work.published)

    def _find(self, works: Sequence[Work]) -> None:
        self._by_kind(works, lambda kind, document: document.add(kind.name, kind.find(document)))
        _each(self._doubt, works)

    def _doubt(self, work: Work) -> None:
        work.doubts = sorted(set[Sentence]().union(*(kind.doubts(work.document) for kind in self._kinds)))

    def _by_kind(self, works: Sequence[Work], do: Callable[[KindOfFact, Document], None]) -> None:
        """Bring all articles through one kind before the next kind begins.

        What a kind reads in memory, above all the automata of its patterns, then stays in the processor's caches from one article
        to the next: article by article, the same took a sixth longer.
        """
        for kind in self._kinds:
            _each(lambda work, kind=kind: do(kind, work.document), works)  # type: ignore[misc]

    def _published(self, article: Article) -> tuple[datetime.date | None, str | None]:
        """The day of publication, and what told it."""
        if article.published:
            return article.published, "record"
        if told := self._head.published(article.text):
            return told, "head"
        return self.settings.published, "option" if self.settings.published else None

    def _hear(self, works: Sequence[Work]) -> None:
        """Ask the recogniser about the passages in doubt."""
        asked = [work for work in works if work.doubts]
        answers = self._model.entities_of([(work.document, work.doubts) for work in asked]) if asked else []
        for work, entities in zip(asked, answers, strict=True):
            work.document.entities = entities

    def _normalise(self, works: Sequence[Work]) -> None:
        self._by_kind(works, lambda kind, document: document.add(kind.name, kind.normalise(document)))

    def _parse(self, works: Sequence[Work]) -> None:
        """Parse the sentences that a kind wants parsed."""
        asked = [work for work in works if work.document.to_parse]
        answers = self._parser.parses_of([(work.document, sorted(work.document.to_parse)) for work in asked]) if asked else []
        for work, parses in zip(asked, answers, strict=True):
            work.document.parses = parses

    def _link(self, works: Sequence[Work]) -> None:
        self._by_kind(works, lambda kind, document: kind.link(document))

    def _record(self, work: Work) -> None:
        document = work.document
        mentions = [mention for kind in self._kinds if kind.name in self.settings.kinds for mention in document.mentions[kind.name]]
        work.facts = [_fact(document, mention) for mention in sorted(mentions, key=operator.attrgetter("start", "end"))]
        # They hold the document that holds them: without this the garbage collector would have to come for every article.
        document.notes.clear()


class Work:
    """An article on its way through the stages; once `error` is set, it goes through none of them any more."""

    document: Document

    def __init__(self, article: Article) -> None:
        self.article, self.published = article, article.published
        self.published_from: str | None = None
        self.doubts: list[Sentence] = []
        self.facts: list[Fact] = []
        self.error: Exception | None = None


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in lists that go through the stages together: a hundred, fewer of long ones."""
    return in_lots(articles, _BATCH, _BATCH_CHARACTERS, lambda article: len(article.text))


def _each(stage: Callable[[Work], None], works: Iterable[Work]) -> None:
    """Bring each article through a stage. A defect of ours may cost one article, never the batch; a fault of the set-up is raised."""
    for work in works:
        if work.error is None:
            try:
                stage(work)
            except Exception as error:
                if isinstance(error, PressfactsError) and not isinstance(error, ArticleError):
                    raise
                work.error = error


def _ask(stage: Callable[[Sequence[Work]], None], works: Iterable[Work]) -> None:
    """Bring all articles through a stage at once; where that fails, one by one, to find the one that it fails for."""
    sound = [work for work in works if work.error is None]
    try:
        stage(sound)
    except PressfactsError:
        raise
    except Exception:
        _each(lambda work: stage([work]), sound)


def _fact(document: Document, mention: Mention) -> Fact:
    sentence = document.sentence(mention.start)
    return FACT.validate_python(
        {
            "id": document.id_of(mention),
            "doc_id": document.article.id,
            "kind": mention.kind,
            "text": document.text[mention.start : mention.end],
            "start": mention.start,
            "end": mention.end,
            "sentence": {"start": sentence.start, "end": max(sentence.end, mention.end)},
            "rule": mention.rule,
            "value": mention.value,
        }
    )
