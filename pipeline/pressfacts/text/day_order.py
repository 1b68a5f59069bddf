"""Whether a text writes the month or the day first where a date is all figures: `05/06/2024`.

The text's own habit tells: a date in figures that has but one reading, then dates with the month as a word ("January 17" against
"17 January"), then money, spelling and company forms of countries that write the one or the other. Else the day is first, as most of
the world has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pressfacts.article import Article
from pressfacts.document import Document
from pressfacts.rulebook import Rulebook

_DATES = (
    r"(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/(?:\d\d){1,2}|(?P<month_first>{date.month}\.?{date_gap}{date_day})"
    r"|(?P<day_first>{date_day}(?i:st|nd|rd|th)?{date_dash}{date.month})"
)


class DayOrder:
    """Reads the habit of a text, by the cues of the rules `date.month_first_cue` and `date.day_first_cue`."""

    def __init__(self, rules: Rulebook) -> None:
        self._dates = rules.compile(_DATES, where="text.day_order")
        self._month_first = _cues(rules.lexicon("date.month_first_cue"))
        self._day_first = _cues(rules.lexicon("date.day_first_cue"))

    def month_first(self, text: str) -> bool:
        """Whether the month stands first, by the dates of the text, else by its cues."""
        figures = words = 0
        for match in self._dates.scan(Document(Article("", text), [], None)):
            if "first" in match.groups:
                first, second = int(match.groups["first"]), int(match.groups["second"])
                figures += (second > 12) - (first > 12)
            else:
                words += 1 if "month_first" in match.groups else -1
        return (figures or words) > 0 if figures or words else self.by_cues(text)

    def by_cues(self, text: str) -> bool:
        """Whether more kinds of cues speak for the month first than for the day first."""
        return len(set(self._month_first.findall(text))) > len(set(self._day_first.findall(text)))


def _cues(forms: Iterable[str]) -> re.Pattern[str]:
    """Literal forms that begin and end no other word: a bare dollar is none in "A$5"."""
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<![\w$])(?:{'|'.join(map(re.escape, longest))})(?![^\W\d])")
