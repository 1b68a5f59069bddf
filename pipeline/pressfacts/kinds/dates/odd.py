"""Days in shapes that no grammar of ours spells out: a pattern knows that the words are a day, dateparser reads which.

dateparser never sees running text, takes no day, month or year from anywhere but the words, and is imported by the first odd day.
"""

from __future__ import annotations

import re
from typing import Any

from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.words import Groups, Reader

# What patterns of odd days may hold between the day, the month and the year.
_FILLERS = re.compile(r"\b(?:the|this|day|of|in|year)\b|(?<=\d)(?:st|nd|rd|th)\b|[,.'’]", re.IGNORECASE)
_SPLIT = re.compile(r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)|[/-]")
_SETTINGS: dict[str, Any] = {
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "PREFER_LOCALE_DATE_ORDER": False,
}


def odd_day(groups: Groups) -> Expression | None:
    """`17/Jan/26`, `2026-Jan-17`, `the 3rd day of March 2021`: a full day, or None where no calendar has it."""
    import dateparser

    text = " ".join(_SPLIT.sub(" ", _FILLERS.sub(" ", groups["odd"])).split())
    order = "YMD" if re.match(r"\d{4}", text) else "DMY"
    found = dateparser.parse(text, languages=["en"], settings={**_SETTINGS, "DATE_ORDER": order})
    return None if found is None else Expression(timex=found.date().isoformat())


def readers() -> dict[str, Reader]:
    """The readers by the name that rules give them."""
    return {"odd": odd_day}
