"""The unit of a rate: "$20 a barrel", "per hectare", "N80,000 a 50kg bag"."""

from __future__ import annotations

import re

from pressfacts.rulebook import Rulebook
from pressfacts.text.cues import REACH, CueLexicon

# "a", "per" or a stroke, also hyphened: "a $1.2bn-a-year business".
_OPENING = re.compile(r"\s?-?(?P<opening>an?|per)[\s-]+|\s?/\s?", re.IGNORECASE)
# How much the goods of one unit hold: the "50kg" of "a 50kg bag".
_SIZE = re.compile(r"(?P<count>\d[\d,.]{0,8})[\s-]?(?P<measure>[^\W\d_]{1,12})\b[\s-]?")
_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"\.?[\s-]")
_NOUN = re.compile(r"[a-z]{2,20}(?:-[a-z]{2,20}){0,2}\b")
_LONGEST_KIND = 3  # words
_NO_NOUNS = ("cent", "se")
_MORE = re.compile(r"\s+(?:or\s+(?:so|two)|and\s+a\s+half)\b", re.IGNORECASE)


class RateReader:
    """Reads what stands right behind an amount. Units come from the rules; "per" takes any noun."""

    def __init__(self, rules: Rulebook) -> None:
        self._phrases = CueLexicon(rules.lexicon("money.rate"))
        self._units: dict[tuple[str, ...], str] = {
            tuple(_WORD.findall(form.casefold())): unit for form, unit in rules.lexicon("money.rate_unit").items()
        }
        self._longest = max(map(len, self._units))
        self._kinds = {tuple(_WORD.findall(form.casefold())) for form in rules.lexicon("money.rate_kind")}
        self._times = frozenset(rules.lexicon("money.rate_time"))
        self._distances = CueLexicon(dict.fromkeys(rules.lexicon("money.rate_distance"), True))
        self._deducted = CueLexicon(dict.fromkeys(rules.lexicon("money.rate_deducted"), True))

    def read(self, text: str, end: int) -> str | None:
        """The unit told right after an amount that ends at `end`, None where there is none."""
        phrase: str | None = self._phrases.after(text, end)
        opening = _OPENING.match(text, end, end + REACH)
        if phrase or not opening:
            return phrase
        start, any_noun = opening.end(), (opening["opening"] or "per").casefold() == "per"
        size = _SIZE.match(text, start, end + REACH)
        unit = self._unit(text, size.end() if size else start)
        if unit or not any_noun:
            return unit
        return f"{size['count']} {size['measure']}" if size else self._noun(text, start)

    def _unit(self, text: str, start: int) -> str | None:
        """The longest unit of the rules that stands here, after the words for its kind: `share` of "ordinary share"."""
        words = self._words(text, start)
        for first in (0, self._kind(words)):
            for size in range(min(self._longest, len(words) - first), 0, -1):
                unit = self._units.get(tuple(word for word, _ in words[first : first + size]))
                if unit:
                    return None if unit in self._times and self._is_distance(text, words[first + size - 1][1]) else unit
        return None

    def _kind(self, words: list[tuple[str, int]]) -> int:
        """How many of the words tell the kind of what follows them: "basic and diluted", "dry"."""
        return next((size for size in range(_LONGEST_KIND, 0, -1) if tuple(word for word, _ in words[:size]) in self._kinds), 0)

    def _noun(self, text: str, start: int) -> str | None:
        """Any one noun in small letters, as "per" may have it."""
        words = self._words(text, start)
        if kind := self._kind(words):
            start = words[kind - 1][1] + 1
        noun = _NOUN.match(text, start)
        return noun.group() if noun and noun.group() not in _NO_NOUNS else None

    def _is_distance(self, text: str, end: int) -> bool:
        """Whether a unit of time counts from another day, as in "from $5m a year earlier", and is no rate.

        "Before" and "after" count so too, but not before what is taken off: "$5,000 a month after tax".
        """
        more = _MORE.match(text, end)
        end = more.end() if more else end
        return bool(self._distances.after(text, end)) and not self._deducted.after(text, end)

    def _words(self, text: str, start: int) -> list[tuple[str, int]]:
        """The next words, casefolded, with the end of each, up to where anything but a space or a hyphen parts them."""
        words: list[tuple[str, int]] = []
        while len(words) < self._longest + _LONGEST_KIND and (word := _WORD.match(text, start)):
            words.append((word.group().casefold(), word.end()))
            gap = _GAP.match(text, word.end())
            if gap is None:
                break
            start = gap.end()
        return words
