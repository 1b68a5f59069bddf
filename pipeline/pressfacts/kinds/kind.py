"""What every kind does, and what it gets to do it with."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Protocol

from pressfacts import fact
from pressfacts.document import Document, Mention, Sentence
from pressfacts.rulebook import Rulebook
from pressfacts.text.gazetteer import Gazetteer, open_gazetteer


@dataclass
class Resources:
    """What the kinds share. Heavy things are opened by the first who needs them."""

    rulebook: Rulebook

    @functools.cached_property
    def gazetteer(self) -> Gazetteer:
        """The compiled gazetteer, made on the machine's first run."""
        return open_gazetteer()


class KindOfFact(Protocol):
    """A kind of fact. The stages run in this order, each over all kinds before the next begins."""

    name: fact.Kind

    def find(self, document: Document) -> list[Mention]:
        """Candidates on the raw text, in order, not overlapping. May look at `document.mentions` of the kinds before it."""

    def doubts(self, document: Document) -> set[Sentence]:
        """The passages, each within a sentence, about which the statistical model shall be asked."""

    def normalise(self, document: Document) -> list[Mention]:
        """The mentions that are facts, each with its `value`. May add to `document.to_parse` what `link` wants in `document.parses`."""

    def link(self, document: Document) -> None:
        """Tie values to facts of any kind. Every mention has its value by now."""
