"""Reading a match of a date pattern: its named groups become a partial date.

Each pattern of `rules/dates.yaml` names its reader in `make`. A reader answers None where the groups are no date after all:
a day that no month has, a word that only looks like a month.
"""

from __future__ import annotations

from pressfacts.kinds.date_calendar import CalendarReaders, PeriodReaders
from pressfacts.kinds.date_deixis import DeicticReaders
from pressfacts.kinds.date_expression import Expression
from pressfacts.kinds.date_quantities import Quantities
from pressfacts.kinds.date_words import DateWords, Groups, Reader
from pressfacts.rulebook import Rulebook


class Grammar:
    """All readers, by the name that rules give them."""

    def __init__(self, rules: Rulebook) -> None:
        words, quantities = DateWords(rules), Quantities(rules)
        self._readers: dict[str, Reader] = {
            **CalendarReaders(words).readers(),
            **PeriodReaders(words, quantities).readers(),
            **DeicticReaders(words, quantities).readers(),
            **quantities.readers(),
        }

    def knows(self, make: str) -> bool:
        """Whether a reader has this name."""
        return make in self._readers

    def read(self, make: str, groups: Groups) -> Expression | None:
        """What the groups of a match say, or None where they are no date."""
        return self._readers[make](groups)
