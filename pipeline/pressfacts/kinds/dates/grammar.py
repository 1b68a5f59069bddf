"""Reading a match of a date pattern: its named groups become a partial date.

Each pattern of `rules/dates.yaml` names its reader in `make`. A reader answers None where the groups are no date after all:
a day that no month has, a word that only looks like a month.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pressfacts.kinds.dates import odd
from pressfacts.kinds.dates.calendar import CalendarReaders, PeriodReaders
from pressfacts.kinds.dates.deixis import DeicticReaders
from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.quantities import Quantities
from pressfacts.kinds.dates.words import DateWords, Groups, Reader
from pressfacts.rulebook import Rulebook
from pressfacts.text.answers import Answers

_KEPT = 20_000


class Grammar:
    """All readers, by the name that rules give them."""

    def __init__(self, rules: Rulebook) -> None:
        words, quantities = DateWords(rules), Quantities(rules)
        self._readers: dict[str, Reader] = {
            **CalendarReaders(words).readers(),
            **PeriodReaders(words, quantities).readers(),
            **DeicticReaders(words, quantities).readers(),
            **quantities.readers(),
            **odd.readers(),
        }
        self._said = Answers(self._say, _KEPT)

    @property
    def makes(self) -> Collection[str]:
        """The names of the readers."""
        return self._readers

    def read(self, make: str, groups: Groups) -> Expression | None:
        """What the groups of a match say, or None where they are no date. Most are "today" or "2024" once more."""
        return self._said[make, *groups.items()]

    def _say(self, asked: tuple[Any, ...]) -> Expression | None:
        make, *groups = asked
        return self._readers[make](dict(groups))
