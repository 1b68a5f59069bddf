"""What stands right before a date and belongs to it: its qualifier, its approximation, the preposition that opens an interval."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from pressfacts.document import Document, Mention
from pressfacts.rulebook import Rulebook
from pressfacts.text.cues import CueLexicon
from pressfacts.text.timex import bounds, granularity

REACH = 48
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_COMPARED = re.compile(r"(?:%|\b(?:rose|fell|up|down|grew|jumped|dropped|declined|increased|decreased|increase|decrease|percent|change|changed|different|compared|rise|fall|drop|gain|cent|million|billion|unchanged|figures|levels)\b)[^.;]*$", re.IGNORECASE)


class Qualifier(NamedTuple):
    """A qualifier that ends where a date begins: where it begins itself, and TIMEX3's modifier."""

    start: int
    mod: str | None


class Surroundings:
    """Looks backwards from where a date begins."""

    def __init__(self, rules: Rulebook) -> None:
        self._qualifiers = rules.lexicon("date.qualifier")
        self._approximate = rules.lexicon("date.approximate")
        self._ends_with = {
            "qualifier": _at_end([*self._qualifiers, "earlier", "later"]),
            "approximate": _at_end([*self._approximate]),
        }
        self._exceeds = CueLexicon(rules.lexicon("date.exceeds"))
        self._opens = CueLexicon(dict.fromkeys(rules.lexicon("date.opens"), "opens"))
        self._closes = CueLexicon(dict.fromkeys(rules.lexicon("date.closes"), "closes"))

    def qualifier(self, text: str, start: int, floor: int, kind: Literal["qualifier", "approximate"]) -> Qualifier | None:
        """The qualifier that ends at `start` and does not begin before `floor`."""
        begin = max(floor, start - REACH)
        found = self._ends_with[kind].search(text[begin:start])
        if found is None:
            return None
        words = " ".join(found.group(1).casefold().split())
        lexicon = self._qualifiers if kind == "qualifier" else self._approximate
        return Qualifier(begin + found.start(1), lexicon.get(words.removesuffix(" the"), lexicon.get(words)))

    def exceeded(self, text: str, start: int) -> str | None:
        """The modifier of an amount of time that stays outside the expression: "over 35 years"."""
        return self._exceeds.before(text, start) or None

    def opening(self, document: Document, mention: Mention, timex: str) -> str | None:
        """`opens` after "since", `closes` after "until" and "by", None after neither."""
        text, start = document.text, mention.start
        if self._closes.before(text, start):
            return "closes"
        if not self._opens.before(text, start):
            return None
        before = text[max(document.sentence(start).start, start - 120) : start]
        return "opens" if not _FROM.search(before) or self._begins_then(document, mention, timex, before) else None

    def _begins_then(self, document: Document, mention: Mention, timex: str, before: str) -> bool:
        """Whether "from" tells a beginning, and no origin ("letters from 1945") and no comparison ("up 3% from last year")."""
        if _COMPARED.search(before[-40:]) or document.text[mention.end : mention.end + 2] in ("'s", "’s"):
            return False
        if granularity(timex) in ("day", "month", "quarter", "season"):
            return True
        first = bounds(timex)[0]
        return first is not None and document.published is not None and first.year >= document.published.year


def _at_end(forms: list[str]) -> re.Pattern[str]:
    longest = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest)
    return re.compile(rf"(?<![\w-])((?:{words})(?:\s+the)?)(?:\s+|(?<=-))$", re.IGNORECASE)
