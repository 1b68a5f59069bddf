"""Is a number a year? A count, an amount, an address, a part of a name are not."""

from __future__ import annotations

import re
from typing import Protocol

from pressfacts.rulebook import Rulebook

_WORD_BEFORE = re.compile(r"([^\s()\[\]\"“”|]+)[ \xa0]?\n?$")
_PART_OF_MORE_BEFORE = re.compile(r"(?:[$€£¥₹#@+=_/\\&]|\d[.,:-]|[A-Za-z]-|\d|\+\d[\d\s-]{0,12}\s)$")
_PART_OF_MORE_AFTER = re.compile(r"[.,:]\d|%|[_@=\\]|-[A-Za-z]?\d|/(?!20\d\d)\w|-?[A-Za-z]{0,3}\d|\s\d{3,4}\b")
_LONGER_BEFORE, _LONGER_AFTER = re.compile(r"\d[./-]$|[$€£#]$"), re.compile(r"[./-]\d|,\d{3}")
_RANGE_BEFORE = re.compile(r"(?:(?:1[5-9]|20)\d\d[-/]|\b(?:mid|early|late|pre|post|end)-)$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"-(?:1[5-9]|20)\d\d")
_NAME_AFTER = re.compile(r"(?:\s+(?:[A-Z][\w.&'’-]*|of|the|and))+")
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:the|an?)|['’]s?)\s+$", re.IGNORECASE)
_TWO_CAPITALS_AFTER = re.compile(r"\s+[A-Z][a-z][\w’'-]*\s+(?:(?:of|for|the|and)\s+){0,2}[A-Z][A-Za-z]")


class Surrounded(Protocol):
    """A span with what stands before and after it."""

    @property
    def span(self) -> str:
        """The words themselves."""

    @property
    def before(self) -> str:
        """What stands before, up to some reach."""

    @property
    def after(self) -> str:
        """What stands after, up to some reach."""


class YearGuard:
    """Knows count nouns, count words and names from the rules."""

    def __init__(self, rules: Rulebook) -> None:
        self._counted = frozenset(rules.lexicon("date.count_noun_after"))
        self._count_words = frozenset(rules.lexicon("date.count_word_before"))
        self._event_words = frozenset(rules.lexicon("date.name_after_year"))
        self._leads = frozenset(rules.lexicon("date.year_before"))
        self._law = re.compile(rf"\b(?:{'|'.join(sorted(rules.lexicon('date.law_of')))})\s+of\s+$")
        measured = "|".join(sorted(map(re.escape, rules.lexicon("date.measured_of"))))
        self._measured = re.compile(rf"\b(?:{measured})\s+of\s+$", re.IGNORECASE)

    def stands_alone(self, place: Surrounded) -> bool:
        """Whether the figures are not part of a longer number: a version, a phone number, an amount."""
        begins, ends = place.span[0].isdigit(), place.span[-1].isdigit()
        longer_before = begins and _LONGER_BEFORE.search(place.before[-3:])
        return not longer_before and not (ends and _LONGER_AFTER.match(place.after))

    def accepts(self, place: Surrounded) -> bool:
        """Whether the number is a year. Years spelled out and "the year 1990" always are."""
        if not place.span[0].isdigit():
            return True
        if _PART_OF_MORE_BEFORE.search(place.before) and not _RANGE_BEFORE.search(place.before):
            return False
        if _PART_OF_MORE_AFTER.match(place.after) and not _RANGE_AFTER.match(place.after):
            return False
        if place.after[:1].isspace() or place.after[:1] == "-":
            following = place.after[1:].lstrip().split(maxsplit=1)
            if following and following[0].strip(".,;:)").casefold() in self._counted:
                return False
        return not self._is_name(place.before, place.after)

    def _is_name(self, before: str, after: str) -> bool:
        found = _WORD_BEFORE.search(before, before.rstrip().rfind(" ") + 1)  # no other words: each of their letters would be tried
        last = found.group(1) if found else ""
        folded = last.casefold()
        if folded in self._count_words:
            return True
        if before.rstrip()[-2:].casefold() == "of" and (self._law.search(before) or self._measured.search(before)):
            return True  # the Companies Act of 2006, a total of 2024
        if (name := _NAME_AFTER.match(after)) and not self._event_words.isdisjoint(re.findall(r"\w+", name.group())[:6]):
            return True
        if _ARTICLE_BEFORE.search(before) and _TWO_CAPITALS_AFTER.match(after):
            return True  # the 2026 Maple Leaf Cruise
        if last[:1].isupper() and last[-1].isalnum() and folded not in self._leads and last[-2:] not in ("'s", "’s"):
            return True  # Paris 2024, COP 2021
        return last.isdigit() and len(last) <= 3
