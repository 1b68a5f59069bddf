"""Putting neighbours together: a clock time with its day, two dates with the words of an interval between them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pressfacts.document import Document, Mention
from pressfacts.kinds.dates.expression import Expression, Part
from pressfacts.kinds.dates.grammar import Grammar
from pressfacts.rulebook.patterns import Match

_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_TO = re.compile(r",?\s+(?:to|until|till|through|up\s+to)\s+(?:the\s+)?", re.IGNORECASE)
_AND = re.compile(r",?\s+and\s+", re.IGNORECASE)
_DASH = re.compile(r"\s?[-–—]\s?")
_TIME_TO_DAY = re.compile(r",?\s+(?:(?:on|of)\s+)?")


def join_intervals(document: Document, mentions: list[Mention]) -> list[Mention]:
    """Neighbours that are the two ends of one interval become one mention with two `parts`."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _is_interval(document.text, joined[-1], mention):
            first = joined.pop()
            parts = [Part(end.start, end.end, end.parsed["expression"]) for end in (first, mention)]
            mention = Mention("date", first.start, mention.end, first.rule, {"parts": parts})
        joined.append(mention)
    return joined


def _is_interval(text: str, first: Mention, second: Mention) -> bool:
    gap = text[first.end : second.start]
    if len(gap) > 16 or not _joinable(first) or not _joinable(second):
        return False
    if first.parsed["expression"].type == "time" and not second.parsed["expression"].time:
        return False  # noon - 1999
    before = text[max(0, first.start - 16) : first.start]
    if _BETWEEN.search(before) and _AND.fullmatch(gap):
        return True
    if _FROM.search(before) and _TO.fullmatch(gap):
        return True
    alike = _shape(first) == _shape(second)
    return alike and bool(_DASH.fullmatch(gap) or _TO.fullmatch(gap))


def _joinable(mention: Mention) -> bool:
    expression = mention.parsed.get("expression")
    return expression is not None and expression.type in ("date", "time") and not expression.is_reference


def _shape(mention: Mention) -> tuple[str, int]:
    expression: Expression = mention.parsed["expression"]
    told = expression.timex or f"0000{expression.tail}"
    return ("weekday" if expression.base == "weekday" else "date", 0 if expression.base == "weekday" else told.count("-"))


def join_times(document: Document, mentions: list[Mention]) -> list[Mention]:
    """`10 p.m. Wednesday`, `5 p.m. EST, Nov. 6`, `April 6 at 9 a.m.`: one mention of type time."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _is_time_of_day(document.text, joined[-1], mention):
            first = joined.pop()
            time: Expression = first.parsed["expression"]
            day: Expression = mention.parsed["expression"]
            mention = Mention("date", first.start, mention.end, first.rule, {"expression": replace(day, time=time.time, type="time")})
        joined.append(mention)
    return joined


def _is_time_of_day(text: str, first: Mention, second: Mention) -> bool:
    time, day = first.parsed.get("expression"), second.parsed.get("expression")
    if not (time and day and time.base == "same" and time.time and not day.time):
        return False
    gap = text[first.end : second.start]
    if "," in gap and not any(map(str.isalpha, text[first.start : first.end])):
        return False  # "Published 07:12, 14 March" is a time and a date
    is_day = day.base == "weekday" or day.unit == "day" or f"{day.timex or ''}{day.tail}".count("-") == 2
    return is_day and bool(_TIME_TO_DAY.fullmatch(gap))


def day_range(grammar: Grammar, document: Document, match: Match) -> dict[str, Any] | None:
    """`February 18 to 20`, `3-5 July 2024`: two days of one month as the `parts` of an interval, None where they are none."""
    groups = match.groups
    first = grammar.read("calendar", groups)
    last = grammar.read("calendar", groups | {"day": groups["last_day"]})
    if first is None or last is None or int(groups["day"]) >= int(groups["last_day"]):
        return None
    joiner = groups["joiner"]
    gap = match.start + document.text[match.start : match.end].index(joiner)
    parts = [Part(match.start, gap, first), Part(gap + len(joiner), match.end, last)]
    listed = _AND.fullmatch(joiner) and not _BETWEEN.search(document.text[max(0, match.start - 16) : match.start])
    return {"days" if listed else "parts": parts}


def part_days(mentions: list[Mention]) -> list[Mention]:
    """Give each of two days of one month ("July 3 and 4") a mention of its own; one pattern found both."""
    parted: list[Mention] = []
    for mention in mentions:
        days: list[Part] = mention.parsed.get("days", [])
        parted += [Mention("date", day.start, day.end, mention.rule, {"expression": day.expression}) for day in days] or [mention]
    return parted
