"""Capitalised names of an article: words, the runs they form, and which stretches of a run the gazetteer or the rules know."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pressfacts.rulebook import Rulebook
from pressfacts.text.answers import Answers
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer, beginnings

LONGEST_NAME = 5  # words; joiners not counted
BREAK, SPACE, HYPHEN, JOINER = range(4)  # how a word is tied to the one before it
_LETTERS = (chr(code) for code in range(min(0x2000, sys.maxunicode)))
_UPPER = "".join(letter for letter in _LETTERS if unicodedata.category(letter) in ("Lu", "Lt"))
_REST = r"[\w\u0300-\u036f]"
_PARTS = rf"(?:['’ʼ‘ʻ`]{_REST}+)*+"
# The first letter is matched before what stands before it is looked at: `re` jumps to the next such letter, which takes half the time.
# Most words go the first way.
_WORD = re.compile(
    rf"([dl{_UPPER}](?<![\w'’].)"
    rf"(?:(?<![dl])(?:{_REST}++{_PARTS}|(?<=[A-Z])(?:\.(?:[A-Z]\.){{1,4}}|\.[A-Z][a-z]{{1,3}}(?!\w))|{_PARTS})"
    rf"|(?<=[dl])['’][{_UPPER}]{_REST}*+{_PARTS}))",
    re.DOTALL,
)
_SPACES = frozenset((" ", "\n", "\u00a0", "  ", " \n", "\r\n", "\u202f"))
_HYPHENS = frozenset(("-", "‑", "‐"))
_CITY_WORDS = frozenset(("city", "town", "village", "township", "county", "mayor"))
_CAPITAL_DISTRICTS = frozenset(("dc", "df"))
_LARGE = 15_000  # inhabitants of a town that is meant rather than a far region of its name
_POSSESSIVES = ("'s", "’s", "'S", "’S")
_LONGEST_GAP = 16  # code points between two words that may be tied
_WIDENING = frozenset(map(len, (", ", " and ")))  # code points between a name and a word that may belong to it all the same
_FORMS, _GAPS = 50_000, 10_000  # kept


class Word(NamedTuple):
    """A capitalised word: its span without a possessive 's, how it is tied to the word before, and the joiners between."""

    start: int
    end: int
    text: str
    folded: str
    tie: int
    joiners: str
    possessive: int  # code points of the 's after the word, 0 without
    begins: bool  # whether a known name is, or begins with, this word
    short: bool  # whether it may be, or begin, the short form of a region: "Ill", "D.C.", "W. Va."


@dataclass(slots=True)
class Name:
    """A stretch of words that is known, or that the context may make known: words[first:last] of the article."""

    start: int
    end: int
    folded: str
    first: int
    last: int
    kind: str  # "city", "country", "region", "demonym", "area", "never" or "unknown"
    code: str | None = None  # of the country or region
    features: Sequence[str] = ()
    hints: Sequence[str] = ()  # features that whoever made it a candidate knew


class NameReader:
    """Finds the names of an article in one pass from left to right, the longest known one first."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        joiners = "|".join(sorted(map(re.escape, rules.lexicon("city.joiner")), key=lambda form: -len(form)))
        self._joiner = re.compile(rf"[\s-]((?:{joiners})(?:[\s-](?:{joiners})){{0,2}})[\s-]")
        self._abbreviations = frozenset(fold(form) for form in [*rules.lexicon("city.title"), "St", "Ste", "Mt", "Ft", "Pt"])
        self._known: dict[str, tuple[str, str | None]] = {}
        for kind in ("area", "demonym", "region", "country"):
            for form, code in rules.lexicon(f"place.{kind}").items():
                self._known[fold(form)] = (kind, code if kind != "area" else None)
        self._short = {form.replace(".", ""): code for form, code in rules.lexicon("place.region_short").items()}
        self._initials = frozenset(form[0] for form in rules.lexicon("place.region_short") if "." in form)
        self._both = {fold(form): choice for form, choice in rules.lexicon("place.both").items()}
        self._never = frozenset(map(fold, rules.lexicon("city.never")))
        self._aliases = {form.replace(".", "").casefold(): fold(name) for form, name in rules.lexicon("place.alias").items()}
        self._beginnings = beginnings([*self._known, *self._both, *self._never])
        self._classes = Answers(self._classify, _FORMS)
        self._goes_on = Answers(self._begins_longer, _FORMS)
        self._forms = Answers(self._read_form, _FORMS)
        self._ties = Answers(self._read_gap, _GAPS)

    def words(self, text: str) -> list[Word]:
        """The capitalised words of the text, in order."""
        words: list[Word] = []
        end, last, forms, ties = 0, "", self._forms, self._ties
        new = tuple.__new__  # `Word` itself is a Python function: a call more for each word
        pieces = iter(_WORD.split(text))  # gap, word, gap, word, ..., gap
        for gap, form in zip(pieces, pieces, strict=False):
            start = end + len(gap)
            bare, folded, possessive, begins, short = forms[form]
            if not last or len(gap) > _LONGEST_GAP:
                tie, joiners = BREAK, ""
            else:
                tie, joiners = ties[gap] if gap != ". " else (self._tie_behind_stop(last), "")
                if tie != BREAK and last[-1] == "." and folded in self._never:
                    tie = BREAK  # "in Washington D.C. The firm": a new sentence
            end = start + len(form)
            words.append(new(Word, (start, end - possessive, bare, folded, tie, joiners, possessive, begins, short)))
            last = bare
        return words

    def _read_form(self, form: str) -> tuple[str, str, int, bool, bool]:
        """A word without a possessive 's, that folded, the length of the 's, and what may begin with the word, as in `Word`."""
        possessive = 2 if len(form) > 2 and form.endswith(_POSSESSIVES) else 0
        bare = form[: len(form) - possessive]
        folded = fold(bare)
        short = bare in self._short or bare in self._initials or "." in bare
        return bare, folded, possessive, self._begins_name(folded), short

    def _tie_behind_stop(self, before: str) -> int:
        return SPACE if len(before) == 1 or self._forms[before][1] in self._abbreviations else BREAK

    def _read_gap(self, gap: str) -> tuple[int, str]:
        """How words with this between them are tied, whatever words they are, and the joiners in it."""
        if gap in _SPACES:
            return SPACE, ""
        if gap in _HYPHENS:
            return HYPHEN, ""
        joined = self._joiner.fullmatch(gap) if len(gap) > 2 else None
        return (JOINER, fold(joined.group(1))) if joined else (BREAK, "")

    def names(self, text: str, words: list[Word]) -> Iterator[Name]:
        """The known names among the words, left to right, not overlapping."""
        free = 0  # the first word that belongs to no name yet
        for position, word in enumerate(words):
            if not (word.begins or word.short) or position < free:
                continue  # half of all words
            name = self._longest(text, words, position)
            if name and name.last - name.first > 1 and word.folded in self._never:
                later = self._longest(text, words, position + 1)
                name = None if later and later.last > name.last else name  # "The Mountain View" is Mountain View
            if name:
                if name.last < len(words) and words[name.last].start - name.end in _WIDENING:
                    self._with_capital_district(text, words, name)
                    self._with_second_half(text, words, name)
                yield name
                free = name.last

    def _begins_name(self, folded: str) -> bool:
        """Whether a known name is, or begins with, a word that folds so."""
        forms = {folded, self._aliases.get(folded, folded)}
        return any(self._classes[form][0] != "unknown" or self._goes_on[form] for form in forms)

    def _begins_longer(self, folded: str) -> bool:
        """Whether a known name has these words and more."""
        return folded in self._beginnings or self._gazetteer.begins(folded)

    def _longest(self, text: str, words: list[Word], first: int) -> Name | None:
        """The longest known name that begins at this word."""
        word, found = words[first], None
        for folded, last in self._stretches(words, first):
            kind, code = self._classes[folded]
            if kind != "unknown" and not (last - first > 1 and word.folded in self._never and not self._is_main(folded, kind)):
                found = folded, last, kind, code
        if word.short and (region := self._as_short_region(text, words, first)):
            return region
        saint = self._saint(words, first) if word.folded == "st" and not (found and found[1] > first + 2) else None
        return saint or (self._name(words, first, *found) if found else None)

    def _stretches(self, words: list[Word], first: int) -> list[tuple[str, int]]:
        """The folded text of one, two, ... words from `first`, with the index after the last; as far as one name may reach."""
        word = words[first]
        folded = self._aliases.get(word.folded, word.folded)
        stretches = [(folded, first + 1)]
        if word.folded in _CITY_WORDS and first + 1 < len(words) and words[first + 1].tie == JOINER:
            return stretches  # "City of Norfolk" is Norfolk
        for last in range(first + 1, min(len(words), first + LONGEST_NAME)):
            following = words[last]
            if following.tie == BREAK or not self._goes_on[folded]:
                break
            if words[last - 1].possessive:
                folded = f"{folded} s"  # only "King's Lynn" goes on behind it
                if f"{folded} {following.folded}" not in self._gazetteer:
                    break
            folded = f"{folded} {following.joiners} {following.folded}" if following.joiners else f"{folded} {following.folded}"
            stretches.append((folded, last + 1))
        return stretches

    def _saint(self, words: list[Word], first: int) -> Name | None:
        """ "St. John's", where this is the word "St."."""
        if first + 1 == len(words):
            return None
        following = words[first + 1]
        folded = f"st {following.folded} s"
        if following.tie == BREAK or following.joiners or not following.possessive or folded not in self._gazetteer:
            return None
        return Name(words[first].start, following.end + following.possessive, folded, first, first + 2, "city")

    def _name(self, words: list[Word], first: int, folded: str, last: int, kind: str, code: str | None) -> Name:
        name = Name(words[first].start, words[last - 1].end, folded, first, last, kind, code)
        return self._without_city(words, name) if kind == "city" and last - first > 1 else name

    def _is_main(self, folded: str, kind: str) -> bool:
        """Whether a name that begins with a word such as "The" is one by its main name: "The Hague", not "The Mountain"."""
        return kind != "city" or any(place.canonical for place in self._gazetteer.lookup_folded(folded))

    def _with_capital_district(self, text: str, words: list[Word], name: Name) -> None:
        """ "Washington, D.C." is one name, the comma included."""
        following = words[name.last] if name.last < len(words) else None
        if following and following.folded in _CAPITAL_DISTRICTS and text[name.end : following.start] == ", ":
            whole = f"{name.folded} {following.folded}"
            if whole in self._gazetteer:
                name.end, name.folded, name.last = following.end, whole, name.last + 1

    def _with_second_half(self, text: str, words: list[Word], name: Name) -> None:
        """ "Jammu and Kashmir" is one region, the town of Jammu no part of the list."""
        following = words[name.last] if name.last < len(words) else None
        if following and following.start - name.end == 5 and text[name.end : following.start] == " and ":
            whole = f"{name.folded} and {following.folded}"
            kind, code = self._classes[whole]
            if kind in ("region", "country"):
                name.end, name.folded, name.last, name.kind, name.code = following.end, whole, name.last + 1, kind, code

    def _without_city(self, words: list[Word], name: Name) -> Name:
        """ "Springfield City Council": only where "City" belongs to the main name it is part of it, as in "Kansas City"."""
        short, _, last = name.folded.rpartition(" ")
        if last != "city" or not short:
            return name
        whole, bare = self._gazetteer.lookup_folded(name.folded), self._gazetteer.lookup_folded(short)
        kind, code = self._classes[short]
        if kind != "city" or not bare or not bare[0].canonical or (whole and whole[0].canonical and fold(whole[0].name) == name.folded):
            return name
        return Name(name.start, words[name.last - 2].end, short, name.first, name.last - 1, kind, code)

    def _as_short_region(self, text: str, words: list[Word], first: int) -> Name | None:
        """ "Ill." or "W. Va." after a comma: too short to be told without one."""
        word = words[first]
        before = text[max(0, word.start - 2) : word.start]
        if not (before in (", ", ",\n") or before.endswith((",", "("))):
            return None
        for last in (first + 1, first):
            if last == len(words) or (last > first and words[last].tie != SPACE):
                continue
            form = text[word.start : words[last].end]
            code = self._short.get(form) or (self._short.get("".join(form.split()).replace(".", "")) if "." in form else None)
            if code:
                folded = " ".join(each.folded for each in words[first : last + 1])
                return Name(word.start, words[last].end, folded, first, last + 1, "region", code)
        return None

    def _classify(self, folded: str) -> tuple[str, str | None]:
        """What a name is by default, and the code of the country or region that it names."""
        both = self._both.get(folded)
        known = self._known.get(folded)
        if both in ("city", "city_state"):
            return "city", None
        if known:
            return known
        if folded in self._never or len(folded) < 2:
            return "never", None
        if folded in self._gazetteer:
            return self._city_or_region(folded, both)
        if self._gazetteer.has_region(folded):
            region = self._gazetteer.regions(folded)[0]
            return "region", f"{region.country}.{region.admin1}" if region.level == 1 else f"#{region.number}"
        return "unknown", None

    def _city_or_region(self, folded: str, both: str | None) -> tuple[str, str | None]:
        """A first-level region is one unless a town of its name lies in it or is large."""
        places = [place for place in self._gazetteer.lookup_folded(folded) if place.canonical]
        regions = [region for region in self._gazetteer.regions(folded) if region.level == 1 and fold(region.name) == folded]
        if not regions:
            return ("region" if both == "state" else "city"), None
        if both != "state" and any(place.population >= _LARGE or regions[0].holds(place) for place in places):
            return "city", None
        return "region", f"{regions[0].country}.{regions[0].admin1}"
