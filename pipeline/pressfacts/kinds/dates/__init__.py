"""Dates: TIMEX3 expressions, found by their shape, resolved against the day of publication.

Text patterns of `rules/dates.yaml` find the expressions and name their parts, `dates.grammar` reads the parts, `dates.guard` turns away
what only looks like a date, `dates.context` and `dates.join` look at what stands around, `dates.anchor` finds the year or the day meant.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, Sentence, settle
from pressfacts.kinds.dates.anchor import Anchors, Resolved
from pressfacts.kinds.dates.context import Surroundings
from pressfacts.kinds.dates.expression import Expression, Part
from pressfacts.kinds.dates.grammar import Grammar
from pressfacts.kinds.dates.guard import Guard
from pressfacts.kinds.dates.holidays import in_year
from pressfacts.kinds.dates.join import day_range, join_intervals, join_times, part_days
from pressfacts.kinds.dates.order import month_first, order_of
from pressfacts.kinds.dates.tense import Tense
from pressfacts.kinds.kind import Resources
from pressfacts.rulebook.model import Pattern
from pressfacts.rulebook.patterns import Match, PatternSet
from pressfacts.text import timex as timex3
from pressfacts.text.day_order import DayOrder

_DAY_RANGE = "day_range"
_OPENING_YEAR = re.compile(r"[\"“‘']?In\s+((?:19|20)\d\d)\b")
_ENDED = re.compile(r"\s+(?:ended|ending|to)\s+(?:on\s+)?(?:the\s+)?", re.IGNORECASE)
_MONTHS = {"P3M": 3, "P6M": 6, "P9M": 9, "P12M": 12, "P1Y": 12}
_ADJECTIVE = re.compile(r"(?:an?|the|another)\s+(?=[^\s-]+-[^\s]+$)", re.IGNORECASE)


class DateKind:
    """Finds and resolves expressions of time."""

    name: fact.Kind = "date"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._grammar = Grammar(rules)
        self._patterns = PatternSet(rules.patterns_of(self.name, {*self._grammar.makes, _DAY_RANGE}))
        self._guard = Guard(rules)
        self._tense = Tense(rules)
        self._order = DayOrder(rules)
        self._surroundings = Surroundings(rules)

    def find(self, document: Document) -> list[Mention]:
        """Every expression of time, the two ends of an interval as one mention."""
        found = [mention for rule, match in self._patterns.scan(document) if (mention := self._candidate(document, rule, match))]
        mentions = self._surroundings.widen(document, part_days(settle(found)))
        return join_intervals(document, join_times(document, mentions))

    def doubts(self, document: Document) -> set[Sentence]:
        """None: dates are told by their shape and the words around them."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """Give each expression its value, in the order of the text, since later ones count from earlier ones."""
        anchors = Anchors(document.published)
        mentions = document.mentions[self.name]
        self._settle_order(document, mentions)
        for at, mention in enumerate(mentions):
            if "parts" in mention.parsed:
                mention.value = self._interval(document, mention, anchors)
                continue
            self._find_end(document, mention, mentions[at + 1 : at + 2], anchors)
            self._find_year(document, mention, mentions[:at])
            mention.value = self._single(document, mention, anchors)
        return document.mentions[self.name]

    def link(self, document: Document) -> None:
        """Nothing: dates stand for themselves."""

    def _read(self, document: Document, make: str, match: Match) -> dict[str, Any] | None:
        if document.taken(match.start, match.end, "money"):
            return None
        if make == _DAY_RANGE:
            return day_range(self._grammar, document, match)
        expression = self._grammar.read(make, match.groups)
        if expression is None or not self._guard.accepts(make, document.text, match.start, match.end):
            return None
        if make == "two_years" and self._surroundings.is_fiscal_year(document, match.start):
            expression = Expression(timex=str(expression.timex)[-4:], whole=False, fiscal=True)
        return {"expression": expression, "order": order_of(make, match, document.text)}

    def _candidate(self, document: Document, rule: Pattern, match: Match) -> Mention | None:
        parsed = self._read(document, rule.make, match)
        if parsed is None:
            return None
        # Before an adjective ("a three-year plan") the article belongs to the noun.
        article = _ADJECTIVE.match(document.text, match.start, match.end) if rule.make in ("duration", "piece") else None
        return Mention(self.name, article.end() if article else match.start, match.end, rule.id, parsed)

    def _single(self, document: Document, mention: Mention, anchors: Anchors) -> dict[str, Any]:
        expression: Expression = mention.parsed["expression"]
        resolved = anchors.resolve(expression, self._tense_of(document, mention, expression))
        timex, type_ = resolved.timex, expression.type
        if type_ == "date" and timex and not timex.endswith("_REF"):
            if "/" in timex:
                type_ = "interval"
            elif opening := self._surroundings.opening(document, mention, timex):
                timex, type_ = (f"{timex}/..", "interval") if opening == "opens" else (f"../{timex}", "interval")
        if expression.fiscal and type_ == "date" and timex:
            timex = f"FY{timex}"  # TIMEX2's code; what is counted from it is counted in years of the calendar
        mod = expression.mod or mention.parsed.get("mod")
        if type_ == "duration" and mod is None:
            mod = self._surroundings.exceeded(document.text, mention.start)
        if type_ == "interval" and ".." in str(timex):
            mod = None
        return _value(type_, timex, resolved, mod=mod, whole=expression.whole and resolved.whole)

    def _settle_order(self, document: Document, mentions: list[Mention]) -> None:
        """Read days in figures with the month first where the article does so."""
        doubtful = [mention for mention in mentions if "expression" in mention.parsed and mention.parsed["expression"].swapped]
        if not doubtful:
            return
        told = month_first(mentions, document.published)
        if told or (told is None and self._order.by_cues(document.text)):
            for mention in doubtful:
                mention.parsed["expression"] = replace(mention.parsed["expression"], timex=mention.parsed["expression"].swapped)

    def _find_end(self, document: Document, mention: Mention, following: list[Mention], anchors: Anchors) -> None:
        """Turn "the quarter" of "the quarter ended Sept. 30" into the period that ends on the day told after it.

        A numbered quarter that ends on such a day and not with a quarter of the calendar keeps unknown bounds.
        """
        expression: Expression = mention.parsed["expression"]
        months = _MONTHS.get(str(expression.timex), 0)
        if expression.base != "ended" and expression.quarter is None and not months:
            return
        told = next((other for other in following if _ENDED.fullmatch(document.text, mention.end, other.start)), None)
        if told is None or "expression" not in told.parsed:
            return
        at: Expression = told.parsed["expression"]
        tense = self._tense_of(document, told, at)
        if months:
            anchors.tell_months(months, at, tense)
        elif expression.base == "ended":
            mention.parsed["expression"] = anchors.ending(expression, at, tense)
        elif expression.quarter and not anchors.ends_quarter(expression.quarter, at, tense):
            mention.parsed["expression"] = replace(expression, whole=False)  # the fourth quarter ended 31 August is a fiscal one

    def _find_year(self, document: Document, mention: Mention, before: list[Mention]) -> None:
        """Take the year of a month from the year that opens the sentence: "In 2021 it opened in March"."""
        expression: Expression = mention.parsed["expression"]
        if expression.base != "no_year" or expression.direction is not None:
            return
        opening = _OPENING_YEAR.match(document.text, document.sentence(mention.start).start, mention.start)
        if opening and any(other.start == opening.start(1) for other in before[-6:]):
            timex = in_year(int(opening.group(1)), expression.tail)
            mention.parsed["expression"] = replace(expression, base="fixed", timex=timex, tail="")

    def _tense_of(self, document: Document, mention: Mention, expression: Expression) -> int:
        if expression.base not in ("no_year", "weekday") or expression.direction is not None:
            return 0
        if expression.base == "weekday" and self._tense.is_deadline(document.text, mention.start, mention.end):
            return 1
        tense = self._tense.of(document, mention.start, mention.end)
        return 1 if tense == 0 and self._surroundings.opens(document.text, mention.start) else tense

    def _interval(self, document: Document, mention: Mention, anchors: Anchors) -> dict[str, Any]:
        parts: list[Part] = mention.parsed["parts"]
        tense = self._tense.of(document, mention.start, mention.end)
        ends = _ends(parts, anchors, tense)
        told: list[dict[str, Any]] = [
            {**part.place(document.text), "timex": end.timex, "type": part.expression.type} for part, end in zip(parts, ends, strict=True)
        ]
        timex = f"{ends[0].timex}/{ends[1].timex}" if all(end.timex for end in ends) and _in_order(ends) else None
        anchor = next((end.anchor for end in ends if end.anchor), None)
        value = _value("interval", timex, Resolved(timex, anchor), whole=all(part.expression.whole for part in parts))
        value["parts"] = told
        return value


def _ends(parts: list[Part], anchors: Anchors, tense: int) -> list[Resolved]:
    """Resolve both ends so that the first is not after the last: an end without a year takes it from the other."""
    first, last = (part.expression for part in parts)
    if not last.relative and first.base == "no_year":
        end = anchors.resolve(last, tense)
        return [Resolved(_latest_before(end.timex, first.tail)), end]
    begin = anchors.resolve(first, tense)
    after = timex3.bounds(begin.timex)[0]
    if after and (last.base == "no_year" or (last.base == first.base == "weekday")):
        return [begin, Resolved(Anchors(after).resolve(last, 1).timex, begin.anchor)]
    return [begin, anchors.resolve(last, tense)]


def _latest_before(end: str | None, tail: str) -> str | None:
    """The part of a year that `tail` names, of the same year as the end of an interval or, where that is after it, of the year before."""
    last = timex3.bounds(end)[0]
    if last is None:
        return None
    same = in_year(last.year, tail)
    first = timex3.bounds(same)[0]
    return same if first is None or first <= last else in_year(last.year - 1, tail)


def _in_order(ends: list[Resolved]) -> bool:
    """Whether the first end is not after the last; "from 2025 to 1999" tells no interval."""
    first, last = timex3.bounds(ends[0].timex)[0], timex3.bounds(ends[1].timex)[1]
    return first is None or last is None or first <= last


def _value(type_: str, timex: str | None, resolved: Resolved, *, mod: str | None = None, whole: bool = True) -> dict[str, Any]:
    start, end = timex3.bounds(timex) if whole and type_ not in ("duration", "set") else timex3.UNKNOWN
    return {
        "type": type_,
        "timex": timex,
        "start": start,
        "end": end,
        "mod": mod,
        "granularity": timex3.granularity(timex),
        "anchor": resolved.anchor,
        "parts": None,
    }
