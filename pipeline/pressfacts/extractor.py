"""The one function between what goes in and what comes out: `Article -> list[Fact]`.

No I/O, no state that outlives an article, deterministic. The batch runner, the command line and the tests all call it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pressfacts.article import Article
from pressfacts.document import Document, Mention
from pressfacts.errors import ArticleError, PressfactsError
from pressfacts.fact import FACT, Fact, Kind
from pressfacts.kinds.agreements import AgreementKind
from pressfacts.kinds.cities import CityKind
from pressfacts.kinds.dates import DateKind
from pressfacts.kinds.frames import FrameKind, FundingKind, VisitorsKind
from pressfacts.kinds.kind import KindOfFact, Resources
from pressfacts.kinds.money import MoneyKind
from pressfacts.rulebook import Rulebook, load_rulebook
from pressfacts.settings import Settings
from pressfacts.text.head import Head
from pressfacts.text.model import NameModel
from pressfacts.text.sentences import SentenceSplitter

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
        self._resources = Resources(self.rulebook, self.settings.model)
        self._splitter = SentenceSplitter(self.rulebook)
        self._head = Head(self.rulebook)
        self._model = NameModel(self.settings.model)
        needed = {*self.settings.kinds, *(need for kind in self.settings.kinds for need in _NEEDS.get(kind, ()))}
        self._kinds: list[KindOfFact] = [make(self._resources) for name, make in _KINDS.items() if name in needed]  # type: ignore[call-arg]

    def prepare(self) -> None:
        """Open the model now if any kind may ask it, so that no article pays for it. Raises ModelError."""
        if "city" in self.settings.kinds:
            self._model.load()

    def extract(self, article: Article) -> list[Fact]:
        """The facts of one article, in the order of its text."""
        return self._facts(self._open(article)[0])

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract a stream of articles, one after the other. A fault in one article is told in its `error` and ends nothing."""
        for article in articles:
            published, published_from = article.published, None
            try:
                document, published_from = self._open(article)
                published = document.published
                yield Extraction(article, self._facts(document), published, published_from)
            except Exception as error:  # a defect of ours may cost one article, never the batch
                if isinstance(error, PressfactsError) and not isinstance(error, ArticleError):
                    raise
                yield Extraction(article, [], published, published_from, error)

    def _open(self, article: Article) -> tuple[Document, str | None]:
        known = ((article.published, "record"), (self._head.published(article.text), "head"), (self.settings.published, "option"))
        published, published_from = next(((day, how) for day, how in known if day), (None, None))
        return Document(article, self._splitter.split(article.text), published), published_from

    def _facts(self, document: Document) -> list[Fact]:
        for kind in self._kinds:
            document.add(kind.name, kind.find(document))
        doubts = set().union(*(kind.doubts(document) for kind in self._kinds))
        document.entities = self._model.entities(document, sorted(doubts)) if doubts else {}
        for kind in self._kinds:
            document.add(kind.name, kind.normalise(document))
        for kind in self._kinds:
            kind.link(document)
        mentions = [mention for kind in self._kinds if kind.name in self.settings.kinds for mention in document.mentions[kind.name]]
        return [_fact(document, mention) for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end))]


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
