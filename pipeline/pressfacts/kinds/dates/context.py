"""What stands right before a date and belongs to it: its qualifier, its approximation, the preposition that opens an interval."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pressfacts.document import Document, Mention
from pressfacts.kinds.dates.expression import Expression
from pressfacts.kinds.dates.places import any_of
from pressfacts.rulebook import Rulebook
from pressfacts.text.cues import CueLexicon
from pressfacts.text.timex import bounds, granularity

REACH = 48
_FISCAL_REACH = 160
_SEASON_REACH = 80
_EFFECTIVE = re.compile(r"\beffective(?:\s+(?:as\s+of|on|from))?\s+(?:the\s+)?$", re.IGNORECASE)
_PERIOD_THROUGH = re.compile(r"\b(?:week|month|quarter|half|year|period|months|weeks)\s+through\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)


class Qualifier(NamedTuple):
    """A qualifier that ends where a date begins: where it begins itself, and TIMEX3's modifier."""

    start: int
    mod: str | None


class Surroundings:
    """Looks backwards from where a date begins."""

    def __init__(self, rules: Rulebook) -> None:
        self._qualifiers = rules.lexicon("date.qualifier")
        self._approximate = rules.lexicon("date.approximate")
        self._qualification = _at_end(self._qualifiers)
        self._approximation = _at_end(self._approximate)
        self._compared = re.compile(rf"(?:%|\b(?:{'|'.join(sorted(rules.lexicon('date.comparison')))})\b)[^.;]*$", re.IGNORECASE)
        self._extended = re.compile(rf"\b(?:{any_of(rules.lexicon('date.extended_to'))})\b[^.;]*\bto\s+(?:the\s+)?$", re.IGNORECASE)
        self._exceeds = CueLexicon(rules.lexicon("date.exceeds"))
        self._ends_then = re.compile(rf"\b(?:{any_of(rules.lexicon('date.ends_then'))})\b", re.IGNORECASE)
        self._fiscal = re.compile(rf"(?<!\w)(?:{any_of(rules.lexicon('date.fiscal_cue'))})\b", re.IGNORECASE)
        self._seasonal = re.compile(rf"\b(?:{any_of(rules.lexicon('date.season_cue'))})\b", re.IGNORECASE)
        self._opens = CueLexicon(dict.fromkeys(rules.lexicon("date.opens"), "opens"))
        self._closes = CueLexicon(dict.fromkeys(rules.lexicon("date.closes"), "closes"))

    def widen(self, document: Document, mentions: list[Mention]) -> list[Mention]:
        """Let qualifiers and approximations before an expression belong to it."""
        floor = 0
        for mention in mentions:
            expression: Expression | None = mention.parsed.get("expression")
            if expression and not expression.is_reference and expression.type != "set":
                floor = max(floor, document.sentence(mention.start).start)
                if qualifier := self._qualifier(document.text, mention.start, floor, expression.is_amount):
                    mention.start = qualifier.start
                    mention.parsed["mod"] = qualifier.mod
            floor = mention.end
        return mentions

    def _qualifier(self, text: str, start: int, floor: int, is_amount: bool) -> Qualifier | None:
        """The qualifier that ends at `start` and does not begin before `floor`."""
        if is_amount and text[start : start + 4].casefold() in ("the ", "past"):
            return None  # "over the past year" is a preposition
        begin = max(floor, start - REACH)
        ending, lexicon = (self._approximation, self._approximate) if is_amount else (self._qualification, self._qualifiers)
        found = ending.search(text[begin:start])
        if found is None:
            return None
        words = " ".join(found.group(1).casefold().split())
        return Qualifier(begin + found.start(1), lexicon.get(words.removesuffix(" the"), lexicon.get(words)))

    def is_fiscal_year(self, document: Document, start: int) -> bool:
        """Whether two years in a row are a fiscal year: where the sentence speaks of money or of business and of no season."""
        sentence = document.sentence(start)
        words = document.text[max(sentence.start, start - _FISCAL_REACH) : min(sentence.end, start + _FISCAL_REACH)]
        told = document.taken(sentence.start, sentence.end, "money") or bool(self._fiscal.search(words))
        near = document.text[max(sentence.start, start - _SEASON_REACH) : min(sentence.end, start + _SEASON_REACH)]
        return told and not self._seasonal.search(near)

    def exceeded(self, text: str, start: int) -> str | None:
        """The modifier of an amount of time that stays outside the expression: "over 35 years"."""
        if text[start : start + 4].casefold() == "the ":
            return None  # "over the next decade" is a preposition
        return self._exceeds.before(text, start) or None

    def opens(self, text: str, start: int) -> bool:
        """Whether words such as "from" and "starting" stand before the date."""
        return bool(self._opens.before(text, start))

    def opening(self, document: Document, mention: Mention, timex: str) -> str | None:
        """`opens` after "since", `closes` after "until" and "by", None after neither."""
        text, start = document.text, mention.start
        if text[mention.end : mention.end + 2] in ("'s", "’s"):
            return None  # since last year's election: the date is the event's
        if _PERIOD_THROUGH.search(text[max(document.sentence(start).start, start - REACH) : start]):
            return None  # the quarter through September
        if self._closes.before(text, start) or self._extended.search(text[max(document.sentence(start).start, start - 60) : start]):
            return "closes"
        if not self._opens.before(text, start):
            return None
        before = text[max(document.sentence(start).start, start - 120) : start]
        if _EFFECTIVE.search(before) and self._ends_then.search(before):
            return None  # terminated, effective 30 September
        return "opens" if not _FROM.search(before) or self._begins_then(document, mention, timex, before) else None

    def _begins_then(self, document: Document, mention: Mention, timex: str, before: str) -> bool:
        """Whether "from" tells a beginning, and no origin ("letters from 1945") and no comparison ("up 3% from last year")."""
        if mention.parsed["expression"].looks_back or self._compared.search(before[-40:]):
            return False
        if granularity(timex) in ("day", "month", "quarter", "season"):
            return True
        first = bounds(timex)[0]
        return first is not None and document.published is not None and first.year >= document.published.year


def _at_end(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])((?:{any_of(forms)})(?:\s+the)?)(?:\s+|(?<=-))$", re.IGNORECASE)
