"""Names that no gazetteer has, but that the text itself calls a city: "the village of Bromwyke", "LANEXA, Va."."""

from __future__ import annotations

import bisect
import re

from pressfacts.kinds.city_names import BREAK, Name, Word
from pressfacts.rulebook import Rulebook
from pressfacts.text.gazetteer import fold

_LONGEST = 3  # words
_REACH = 32
_TOKENS = re.compile(r"[^\W_]+|[^\w\s]")


class UnknownNames:
    """Adds whole runs of capitalised words that stand where only a city can stand."""

    def __init__(self, rules: Rulebook) -> None:
        self._kind_of = {tuple(form.split()) for form in rules.lexicon("city.kind_before") if form.endswith(" of")}
        self._intro = {tuple(_TOKENS.findall(form)) for form in rules.lexicon("city.list_intro")}
        lexicons = ("city.first_name", "city.title", "city.feature_after", "city.organisation_after", "city.never", "city.common_word")
        self._other = frozenset(fold(form) for lexicon in lexicons for form in rules.lexicon(lexicon))

    def add(self, text: str, words: list[Word], names: list[Name]) -> list[Name]:
        """The names with the unknown ones among them, in order."""
        starts = [name.first for name in names]
        added: list[Name] = []
        for first, last in _runs(words):
            at = bisect.bisect_left(starts, first)
            known = (at < len(names) and names[at].first < last) or (at > 0 and names[at - 1].last > first)
            if known or last - first > _LONGEST or any(word.folded in self._other for word in words[first:last]):
                continue
            folded = fold(text[words[first].start : words[last - 1].end])
            if len(folded) >= 4 and self._stands_for_city(text, words[first].start, words[last - 1].end, names[at] if at < len(names) else None):
                added.append(Name(words[first].start, words[last - 1].end, folded, first, last, "city"))
        return sorted([*names, *added], key=lambda name: name.start) if added else names

    def _stands_for_city(self, text: str, start: int, end: int, following: Name | None) -> bool:
        if following is not None and following.kind == "region" and text[end : following.start] == ", ":
            return True
        before = _TOKENS.findall(text[max(0, start - _REACH) : start].casefold())
        return any(tuple(before[-size:]) in self._kind_of for size in (2, 3))


def _runs(words: list[Word]) -> list[tuple[int, int]]:
    """The stretches of words tied together, as indexes, half open."""
    runs, first = [], 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index].tie == BREAK or words[index - 1].possessive:
            runs.append((first, index))
            first = index
    return runs
