"""What a run did, counted: the content of `run.json` and of the summary in the terminal."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from pressfacts.batch.card import Card
from pressfacts.batch.outcome import Outcome
from pressfacts.fact import KINDS
from pressfacts.read import Rejection

# Of warnings no more than this many are listed one by one (all are counted): run.json stays small however long the run.
MOST_WARNINGS = 1000


@dataclass
class Report:
    """Counts of a run. `read` = `extracted` + all of `rejected`; `extracted` = `with_facts` + `without_facts`.

    `first_rejection` holds, by reason, the first record that was rejected for it. `seconds`, `stages` (seconds by what was being
    done), `extracted_now` and `reused` (from earlier runs) tell of this run alone and may differ between two over the same input.
    """

    read: int = 0
    extracted: int = 0
    with_facts: int = 0
    characters: int = 0
    words: int = 0
    seconds: float = 0.0
    extracted_now: int = 0
    reused: int = 0
    stages: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    facts: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)
    warnings_total: int = 0
    warnings: list[dict[str, str]] = field(default_factory=list)
    first_rejection: dict[str, Rejection] = field(default_factory=dict)

    @property
    def without_facts(self) -> int:
        """Articles that were extracted and told no fact."""
        return self.extracted - self.with_facts

    @property
    def words_per_second(self) -> int:
        """White-space separated words of extracted articles a second of wall-clock time."""
        return round(self.words / self.seconds) if self.seconds else 0

    def note_rejection(self, rejection: Rejection) -> None:
        """Count a record that became no article, or whose extraction failed."""
        self.read += 1
        self.rejected[rejection.reason] += 1
        self.first_rejection.setdefault(rejection.reason, rejection)

    def note_extracted(self, card: Card, outcome: Outcome) -> None:
        """Count an article with the number of its facts of each kind."""
        self.read += 1
        self.extracted += 1
        self.with_facts += bool(outcome.kinds)
        for kind, count in outcome.kinds.items():  # `Counter.update` takes three times as long for a few
            self.facts[kind] += count
        self.encodings[card.encoding] += 1
        self.characters += outcome.characters
        self.words += outcome.words
        for warning in card.warnings:
            self.warnings_total += 1
            if len(self.warnings) < MOST_WARNINGS:
                self.warnings.append({"id": card.id, "what": warning})

    def as_dict(self) -> dict[str, Any]:
        """The counts in a fixed order; every kind is there, also with none. `timings` alone varies between equal runs."""
        return {
            "articles": {
                "read": self.read,
                "extracted": self.extracted,
                "with_facts": self.with_facts,
                "without_facts": self.without_facts,
                "rejected": self.rejected.total(),
            },
            "rejected": dict(sorted(self.rejected.items())),
            "facts": {"total": self.facts.total(), **{kind: self.facts[kind] for kind in KINDS}},
            "characters": self.characters,
            "words": self.words,
            "encodings": dict(sorted(self.encodings.items())),
            "warnings": {"total": self.warnings_total, "listed": self.warnings},
            "timings": {
                "seconds": round(self.seconds, 3),
                "words_per_second": self.words_per_second,
                "extracted_now": self.extracted_now,
                "reused": self.reused,
                "stages": {name: round(seconds, 3) for name, seconds in sorted(self.stages.items())},
            },
        }
