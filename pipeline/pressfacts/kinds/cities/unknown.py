"""Names that no gazetteer has, or that name a country or region, but that the text itself calls a city.

"The village of Bromwyke", "Lanexa, Va.", "cities, including Gurye and Yeongyang", "Lebanon, Ohio".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pressfacts.kinds.cities.apposition import Apposition
from pressfacts.kinds.cities.article import in_list
from pressfacts.kinds.cities.context import is_dateline
from pressfacts.kinds.cities.names import SPACE, Name, Word
from pressfacts.rulebook import Rulebook
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer

_LONGEST = 3  # words of an unknown name
_LONGEST_LIST = 20  # names after "cities, including"
_HEAD, _LONG = 300, 5  # code points: where datelines stand, and letters of a name in one that is no abbreviation
_REACH, _WORD_REACH, _OF_REACH = 32, 16, 6
_LAST_OF_KINDS = ("of ", "called ", "named ")
_PLACING = (" in ", " at ", " near ", "outside ", "around ")
_TOKENS = re.compile(r"[^\W_]+|[^\w\s]")
_LIST_GAP = re.compile(r",? (?:and|or|&) (?:the )?|, (?:the )?|; ")


class UnknownNames:
    """Makes candidates of names that stand where only a city can stand, and of their other mentions in the article."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        kinds = rules.lexicon("city.kind_before")
        self._kind_of = {tuple(form.split()) for form in kinds if form.endswith((" of", " called", " named"))}
        self._apposition = Apposition(rules)
        self._homes = tuple(f" {form} " for form in rules.lexicon("city.home_before"))
        self._ends = frozenset(form[-2] for form in (*self._homes, *_LAST_OF_KINDS))
        self._intro = {tuple(_TOKENS.findall(form)) for form in rules.lexicon("city.list_intro")}
        self._region_intro = {tuple(_TOKENS.findall(form)) for form in rules.lexicon("city.region_before") if form.endswith("s of")}
        self._last_words = {form[-1] for form in self._intro | self._region_intro}
        letters = {word[-1] for word in self._last_words}
        self._last_letters = frozenset({*letters, *map(str.upper, letters), *" \n\t\u00a0"})
        lexicons = ("city.first_name", "city.title", "city.feature_after", "city.organisation_after", "city.never", "city.common_word")
        self._other = frozenset(fold(form) for lexicon in lexicons for form in rules.lexicon(lexicon))

    def add(self, text: str, words: list[Word], names: list[Name]) -> list[Name]:
        """The names in order, with those among them that the text makes candidates."""
        self._promote_homonyms(text, names)
        by_first = {name.first: name for name in names}
        runs = [run for run in _runs(words) if run[1] - run[0] <= 2 * _LONGEST]
        hints = dict(self._hinted(text, words, runs, by_first))
        hints.update(dict.fromkeys(self._listed(text, words, runs, by_first), "list_named"))
        hints.update(dict.fromkeys(_datelines(text, words, runs), "dateline_named"))
        if not hints:
            return names
        covered = {index for name in names for index in range(name.first, name.last)}
        told = {_folded(words, run) for run in hints if self._is_unknown(words, run, covered)}
        if not told:
            return names
        added = []
        for first, last in runs:
            folded = _folded(words, (first, last))
            if folded in told and self._is_unknown(words, (first, last), covered):
                hint = hints.get((first, last), "named_elsewhere")
                added.append(Name(words[first].start, words[last - 1].end, folded, first, last, "city", hints=[hint]))
        return sorted([*names, *added], key=lambda name: name.start)

    def _promote_homonyms(self, text: str, names: list[Name]) -> None:
        """Make cities of "Lebanon" and "Palestine" where a state's name after one of them shows a town: "Palestine, Texas"."""
        towns = set()
        for name, following, third in itertools.zip_longest(names, names[1:], names[2:]):
            if name.kind not in ("country", "region") or following is None or following.kind != "region" or not following.code:
                continue
            if name.folded == following.folded or (third is not None and third.kind == "region" and in_list(text, following, third)):
                continue  # "Nevada, Ohio and Maine"
            if text[name.end : following.start] in (", ", " ("):
                country, _, admin1 = following.code.partition(".")
                if any(place.country == country and place.admin1 == admin1 for place in self._gazetteer.lookup_folded(name.folded)):
                    towns.add(name.folded)
        for name in names:
            if name.folded in towns:
                name.kind, name.code, name.hints = "city", None, ["homonym"]

    def _is_unknown(self, words: list[Word], run: tuple[int, int], covered: set[int]) -> bool:
        first, last = run
        if last - first > _LONGEST or any(index in covered for index in range(first, last)):
            return False
        return len(words[first].text) >= 4 and not any(word.folded in self._other for word in words[first:last])

    def _hinted(
        self, text: str, words: list[Word], runs: list[tuple[int, int]], by_first: dict[int, Name]
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """The runs that the words beside them make candidates."""
        for run in runs:
            first, last = run
            start, end = words[first].start, words[last - 1].end
            hint = self._hint_behind(text, start, end, by_first.get(last)) if text.startswith(", ", end) else None
            if hint is None and start >= 3 and text[start - 2] in self._ends:  # seldom: spares a look at the words before
                hint = self._hint_before(text, start)
            if hint:
                yield run, hint

    def _hint_behind(self, text: str, start: int, end: int, following: Name | None) -> str | None:
        """What stands behind the comma after a run."""
        if following is not None and following.start == end + 2:
            if following.kind == "region":
                return "unknown_in_region"
            if following.kind == "country" and text[max(0, start - _OF_REACH) : start].endswith(_PLACING):
                return "unknown_in_country"
        said = self._apposition.read(text, end)
        return f"unknown_{said}" if said else None

    def _hint_before(self, text: str, start: int) -> str | None:
        before = text[max(0, start - _REACH) : start].casefold()
        if before.endswith(self._homes):
            return "home_named"
        if not before.endswith(_LAST_OF_KINDS):
            return None
        tokens = _TOKENS.findall(before)
        return "kind_named" if any(tuple(tokens[-size:]) in self._kind_of for size in (2, 3)) else None

    def _listed(self, text: str, words: list[Word], runs: list[tuple[int, int]], by_first: dict[int, Name]) -> Iterator[tuple[int, int]]:
        """The runs of lists that are said to be of cities; known names in them get their hint here."""
        left, hint = 0, None
        for position, (first, last) in enumerate(runs):
            start = words[first].start
            gap = text[words[runs[position - 1][1] - 1].end : start] if left else ""
            if not (left and len(gap) < 12 and _LIST_GAP.fullmatch(gap)):
                hint = self._intro_before(text, start)
                left = _LONGEST_LIST if hint else 0
            if not left or hint is None:
                continue
            left -= 1
            name = by_first.get(first)
            if name is not None and name.last == last and name.kind in ("city", "region", "never"):
                name.kind, name.code, name.hints = "city", None, [hint]
            elif name is None and hint == "list_named":
                yield first, last

    def _intro_before(self, text: str, start: int) -> str | None:
        """What the names are that a list beginning here is said to hold: cities, regions, or nothing that is said."""
        if start < 2 or ((letter := text[start - 2]) not in self._last_letters and letter.isascii()):
            return None
        last = text[max(0, start - _WORD_REACH) : start].rsplit(maxsplit=1)[-1:]
        if not last or last[0].casefold().lstrip("(\"“‘'") not in self._last_words:
            return None  # almost always: spares tokenising the words before
        before = _TOKENS.findall(text[max(0, start - _REACH) : start].casefold())
        endings = [tuple(before[-size:]) for size in (1, 2, 3)]
        if any(ending in self._intro for ending in endings):
            return "list_named"
        return "region_listed" if any(ending in self._region_intro for ending in endings) else None


def _datelines(text: str, words: list[Word], runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs in capitals that begin a dateline at the head and stand in small letters elsewhere: "HARWINTON — ... in Harwinton"."""
    for first, last in itertools.takewhile(lambda run: words[run[0]].start < _HEAD, runs):
        whole = text[words[first].start : words[last - 1].end]
        if whole.isupper() and len(whole) >= _LONG and whole.title() in text:
            name = Name(words[first].start, words[last - 1].end, "", first, last, "unknown")
            if is_dateline(text, name):
                yield first, last


def _folded(words: list[Word], run: tuple[int, int]) -> str:
    return " ".join([word.folded for word in words[run[0] : run[1]]])


def _runs(words: list[Word]) -> list[tuple[int, int]]:
    """The stretches of words tied together by blanks, as indexes, half open."""
    firsts = [index for index, word in enumerate(words) if word.tie != SPACE or words[index - 1].possessive]
    return list(itertools.pairwise([*firsts, len(words)]))
