"""The facts of a text as a component of any spaCy pipeline: `nlp.add_pipe("pressfacts")`.

Facts are at `doc._.facts`, as `pressfacts.Fact`, and as spans with their kind as label at `doc.spans["pressfacts"]`. They are kept
in `doc.user_data` as JSON, so that they go along wherever user data does: to other processes, and into a `DocBin`. Whoever reads such
documents without the component imports this module first.

The component looks at the text alone, not at what other components said of it. It has a model of its own, asked only where rules
leave a doubt.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pressfacts.article import Article
from pressfacts.errors import InputError
from pressfacts.fact import FACT, KINDS, Fact, Kind
from pressfacts.opened import extract_in_order, opened
from pressfacts.rule_files import rule_files
from pressfacts.settings import DEFAULT_KINDS, DEFAULT_MODEL, Settings

SPANS_KEY = "pressfacts"
_KEPT = "pressfacts.facts"
_RULES = "rules"


def _facts(doc: Doc) -> list[Fact]:
    return [FACT.validate_python(fact) for fact in doc.user_data.get(_KEPT, ())]


def register_extensions() -> None:
    """Make `doc._.facts` known, and what may be set before the component runs: `article_id`, which names the article in its facts, and
    `published` (YYYY-MM-DD), its day of publication.
    """
    for name, default in {"article_id": "article", "published": None}.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Doc.has_extension("facts"):
        Doc.set_extension("facts", getter=_facts)


register_extensions()


@Language.factory(
    "pressfacts",
    assigns=["doc._.facts", "doc.spans"],
    default_config={"kinds": list(DEFAULT_KINDS), "rules": [], "model": DEFAULT_MODEL, "published": None, "spans_key": SPANS_KEY},
)
def make_component(
    nlp: Language, name: str, kinds: list[str], rules: list[str], model: str, published: str | None, spans_key: str
) -> PressfactsComponent:
    """The component. `rules` are folders of the user's own rules, `published` is the day of documents that tell none."""
    if unknown := sorted(set(kinds) - set(KINDS)):
        raise InputError(f"{', '.join(unknown)}: no such kind of fact", where="kinds", mend=f"the kinds are {', '.join(KINDS)}")
    wanted: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind in kinds)
    folders = tuple(Path(folder) for folder in rules)
    return PressfactsComponent(Settings(folders, model, wanted, _day(published)), spans_key)


class PressfactsComponent:
    """What `nlp.add_pipe("pressfacts")` adds. It holds settings only: each process opens its own extractor at its first document."""

    def __init__(self, settings: Settings, spans_key: str = SPANS_KEY) -> None:
        self.settings, self.spans_key = settings, spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Extract the facts of the document. What goes wrong is raised, for spaCy's error handler to deal with."""
        article = Article(doc._.article_id, doc.text, published=_day(doc._.published))
        ((_, extraction),) = extract_in_order(opened(self.settings), [(None, article)])
        assert extraction is not None
        if extraction.error:
            raise extraction.error
        doc.user_data[_KEPT] = [fact.model_dump(mode="json") for fact in extraction.facts]
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=list(_spans(doc, extraction.facts)))
        return doc

    def to_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> None:
        """Write the user's rules beside the pipeline, so that it needs no other folder to be loaded."""
        packed, folder = self._packed_rules(), Path(path) / _RULES
        shutil.rmtree(folder, ignore_errors=True)
        _unpack(packed, folder)

    def from_disk(self, path: Path | str, exclude: Iterable[str] = ()) -> PressfactsComponent:
        """Take the rules from where `to_disk` wrote them."""
        return self._with_rules(Path(path) / _RULES)

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """The user's rules as bytes."""
        return bytes(srsly.msgpack_dumps(self._packed_rules()))

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> PressfactsComponent:
        """Take the rules from what `to_bytes` gave; they are laid into a temporary folder, which goes when the component goes."""
        folder = Path(tempfile.mkdtemp(prefix="pressfacts-rules-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        _unpack(srsly.msgpack_loads(data), folder)
        return self._with_rules(folder)

    def _packed_rules(self) -> dict[str, str]:
        return {
            f"{number}/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
            for number, folder in enumerate(self.settings.rules)
            for path in rule_files(folder)
        }

    def _with_rules(self, folder: Path) -> PressfactsComponent:
        rules = sorted(folder.iterdir(), key=lambda part: int(part.name)) if folder.is_dir() else []
        self.settings = Settings(tuple(rules), self.settings.model, self.settings.kinds, self.settings.published)
        return self


def _unpack(packed: dict[str, str], folder: Path) -> None:
    for name, text in packed.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _spans(doc: Doc, facts: Sequence[Fact]) -> Iterable[Span]:
    for fact in facts:
        # A fact may begin or end within a token ("$5m"): the span then has the whole token.
        span = doc.char_span(fact.start, fact.end, label=fact.kind, span_id=fact.id, alignment_mode="expand")
        if span is not None:
            yield span


def _day(told: Any) -> datetime.date | None:
    if told is None or isinstance(told, datetime.date):
        return told
    try:
        return datetime.date.fromisoformat(told)
    except (TypeError, ValueError) as error:
        raise InputError(f"{told!r} is no day", where="published", mend="give it as YYYY-MM-DD") from error
