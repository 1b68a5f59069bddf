"""The publication date that an article's head tells: in its dateline or in a line for the date.

Only a full day counts, and never one in running prose: "The deal signed on 3 March 2021" tells when the deal was signed.
"""

from __future__ import annotations

import datetime
import re

from pressfacts.article import Article
from pressfacts.document import Document
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.patterns import Match
from pressfacts.text.day_order import DayOrder

REACH = 400  # code points of an article that are its head
_PLACE = 90  # code points that a dateline may hold before its date

# What may stand between the date and the text that a dateline introduces: a time, the name of a wire, a dash.
_CLOSES = re.compile(r"(?:\s*@?\s*\d{1,2}[:.]\d\d[^\n–—-]{0,24})?\s*(?:\([^()\n]{1,60}\)|/[^/\n]{1,60}/)?\s*(?:--|[-–—:|_]|/|\n|$)")
_ALONE_AFTER = re.compile(r"[ \t,.|]*(?:(?:at|@)?\s*\d{1,2}[:.]\d\d[^\n]{0,16})?[ \t]*(?:\n|$)")
_BYLINE = re.compile(r"^[^.!?]{0,60}[|•]\s*$")
_SET_OFF = re.compile(r"(?:[,()–—/:-]\s*(?:\w{3,9},?\s+)?|\)\s.*)$")
_SENTENCE = re.compile(r"[.!?]\s+[A-Z]\w+\s+\w+\s+\w+")
_WORD = re.compile(r"[^\W\d_]+")


class Head:
    """Reads the day of publication out of the head of an article."""

    def __init__(self, rules: Rulebook) -> None:
        self._days = rules.compile("{date_full_day}", where="rules: date_full_day")
        labels = rules.lexicon("date.head_label")
        self._order = DayOrder(rules)
        self._small_words = frozenset(rules.lexicon("date.head_small_word"))
        self._months = rules.lexicon("date.month")
        longest = sorted(labels, key=lambda label: (-len(label), label))
        words = "|".join(r"\s+".join(map(re.escape, label.split())) for label in longest)
        self._label = re.compile(rf"(?:^|[\n|(.•–—-])\s*({words})(?:\s+on)?\s*[:\s]\s*(?:\w{{3,9}},?\s+)?$", re.IGNORECASE)
        # Behind a byline on the same line: "By a Staff Reporter Published April 17, 2024".
        self._label_in_line = re.compile(r"[ \t]([A-Z][a-z]+)(?:\s+on)?[: \t]+$")
        self._ranks = labels

    def published(self, text: str) -> datetime.date | None:
        """The day told in a date line or a dateline; where several are told, the publication before an update."""
        found = [ranked for match in self._scan(text) if (ranked := self._ranked(text, match))]
        return min(found, key=lambda ranked: ranked[0])[1] if found else None

    def _scan(self, text: str) -> list[Match]:
        head = Document(Article("", text[:REACH]), [], None)
        return list(self._days.scan(head))

    def _ranked(self, text: str, match: Match) -> tuple[int, datetime.date] | None:
        day = self._day(match.groups, text)
        rank = self._rank(text, match.start, match.end)
        return None if day is None or rank is None else (rank, day)

    def _rank(self, text: str, start: int, end: int) -> int | None:
        """How surely the date that stands here is that of publication, 0 most; None for a date of something else."""
        before, after = text[:start], text[end : end + REACH]
        if label := self._label.search(before):
            return int(self._ranks[" ".join(label.group(1).casefold().split())])
        in_line = self._label_in_line.search(before)
        if in_line and in_line.group(1).casefold() in self._ranks and _ALONE_AFTER.match(after):
            return int(self._ranks[in_line.group(1).casefold()])
        line = before[before.rfind("\n") + 1 :]
        if not line.strip(" \t|*•-–—"):
            return 1 if _ALONE_AFTER.match(after) or _CLOSES.match(after) or re.match(r"\s+Posted\b", after) else None
        if _BYLINE.search(line) and _ALONE_AFTER.match(after):
            return 1
        return 0 if self._is_place(line) and _CLOSES.match(after) else None

    def _day(self, groups: dict[str, str], text: str) -> datetime.date | None:
        groups = {name.rstrip("_"): text for name, text in groups.items()}
        if "month" in groups:
            word = groups["month"].casefold().rstrip(".")
            month, day = int(self._months.get(word, word)), int(groups["day"])
        else:
            first, second = int(groups["first"]), int(groups["second"])
            doubtful = max(first, second) <= 12 and first != second
            month, day = (first, second) if second > 12 or (doubtful and self._order.month_first(text)) else (second, first)
        try:
            return datetime.date(int(groups["year"]), month, day)
        except ValueError:
            return None

    def _is_place(self, line: str) -> bool:
        """Whether the words before a date are a dateline's: places and wires in capitals, set off from the date, and no sentence."""
        if len(line) > _PLACE or not _SET_OFF.search(line) or _SENTENCE.search(line):
            return False
        words = [word for word in _WORD.findall(line) if word not in self._small_words]
        return bool(words) and all(word[0].isupper() for word in words)
