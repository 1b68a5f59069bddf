"""Whether an article writes the month or the day first where a date is all figures: `05/06/2024`.

The article's own habit tells: another date in figures that has but one reading, then dates with the month as a word
("January 17, 2026" against "17 January 2026"), then a figure that is the day of publication in one order only; what else tells of a
habit, `text.day_order` knows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from pressfacts.document import Mention
from pressfacts.kinds.dates.expression import Expression
from pressfacts.rulebook.patterns import Match

_MONTH_FIRST, _DAY_FIRST = 1, -1


def order_of(make: str, match: Match, text: str) -> int:
    """What a match tells of the habit: 1 where its month stands first, -1 where its day does, 0 where it tells nothing."""
    groups = match.groups
    if make == "numeric":
        first, second = (int(groups.get(name) or groups[name + "_short"]) for name in ("first", "second"))
        return 0 if max(first, second) <= 12 else 2 * _MONTH_FIRST if second > 12 else 2 * _DAY_FIRST
    if make != "calendar" or not groups.get("day") or groups["month"].isdigit():
        return 0
    words = text[match.start : match.end]
    return _MONTH_FIRST if words.index(groups["month"]) < words.rindex(groups["day"]) else _DAY_FIRST


def month_first(mentions: Iterable[Mention], published: datetime.date | None) -> bool | None:
    """The article's habit, None where its dates do not tell. `mentions` carry in `parsed` what `order_of` says of each as `order`."""
    mentions = list(mentions)
    orders: list[int] = [mention.parsed.get("order", 0) for mention in mentions]
    for weight in (2, 1):
        told = sum(order for order in orders if abs(order) == weight)
        if told:
            return told > 0
    days: list[Expression] = [mention.parsed["expression"] for mention in mentions if "expression" in mention.parsed]
    known = published.isoformat() if published else ""
    as_day, as_month = (any(told == known for told in orders) for orders in _readings(days))
    return as_month if as_day != as_month else None


def _readings(days: Iterable[Expression]) -> tuple[list[str | None], list[str | None]]:
    doubtful = [day for day in days if day.swapped]
    return [day.timex for day in doubtful], [day.swapped for day in doubtful]
