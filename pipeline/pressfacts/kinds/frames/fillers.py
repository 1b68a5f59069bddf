"""What fills a slot: the words of a match as a name, a nation, a TIMEX3 value, a number, a share, a list of phrases."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from pressfacts.document import Document
from pressfacts.kinds.frames.referents import Referents
from pressfacts.rulebook import Rulebook
from pressfacts.text.numbers import number, plain

_MAGNITUDE = re.compile(r"(.*?)[\s-]*\b(thousand|lakh|crore|million|mln|billion|bn|m|k)\b", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_PHRASES = re.compile(r"\s*(?:,\s*and|,|;|\band\b|&|\bas well as\b)\s*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINER = re.compile(r"^(?:the|a|an|its|their)\s")
_MOST_PHRASES = 8
_LONGEST_PHRASE = 60
_LONGEST_NAME = 160
_FIRST_WORD = re.compile(r"[\s,(]*([^\s,]+)[\s,]*")


class Filler(NamedTuple):
    """What fills a slot, with the words it was read from, as code points of the article."""

    value: Any
    start: int
    end: int
    fact: str | None = None


class FillerReader:
    """Turns a span of the article into what fills a slot; None where the words cannot."""

    def __init__(self, rules: Rulebook) -> None:
        self._not_names = frozenset(form.casefold() for form in rules.lexicon("frame.not_name"))
        self._no_parties = frozenset(form.casefold() for form in rules.lexicon("frame.no_party"))
        self._determiners = frozenset(rules.lexicon("frame.determiner"))
        self._titles = frozenset(form.casefold() for form in rules.lexicon("frame.title"))
        self._stops = frozenset(rules.lexicon("frame.gap_stop"))
        self._abbreviated = frozenset(form.casefold() for form in rules.lexicon("frame.abbreviated"))
        self._based = tuple(rules.lexicon("frame.based"))
        self._magnitudes = {form: Decimal(value) for form, value in rules.lexicon("money.magnitude").items()}
        self._referents = Referents(rules)

    def read(self, document: Document, fills: str, start: int, end: int) -> Filler | None:
        """The filler that the words from `start` up to `end` are."""
        match fills:
            case "name" | "nation":
                return self._name(document, start, end, of_nation=fills == "nation")
            case "period":
                filler = _of_fact(document, "date", "timex", start, end)
                return filler if filler and _is_period(document, filler) else None
            case "money":
                return _of_fact(document, "money", None, start, end)
        end = start + len(document.text[start:end].rstrip(" .,;\n"))
        words = " ".join(document.text[start:end].split())
        value: Any = words or None
        if fills == "number":
            value = self._count(words)
        elif fills == "percent":
            share = _PERCENT.search(words)
            value = plain(Decimal(share.group().replace(",", "."))) if share else None
        elif fills == "phrases":
            value = self._phrases(words)
        return None if value is None else Filler(value, start, end)

    def _count(self, words: str) -> int | None:
        """A whole number: "1.68 million", "480,000", "three"."""
        shaped = _MAGNITUDE.match(words)
        exact = number(shaped.group(1) or "one") if shaped else number(words) or number(words.partition(" ")[0])
        if exact is None:
            return None
        factor = self._magnitudes.get(shaped.group(2).casefold(), Decimal(1)) if shaped else Decimal(1)
        whole = int(exact * factor)
        return whole if 0 < whole < 10**13 else None

    def _phrases(self, words: str) -> list[str] | None:
        """The noun phrases of a list: "roads, schools and a clinic". What holds a word that no noun phrase has is none."""
        parts = [_DETERMINER.sub("", part.strip(" .")) for part in _PHRASES.split(words)]
        found = [part for part in parts if 1 < len(part) <= _LONGEST_PHRASE and not self._stops.intersection(part.casefold().split())]
        return found[:_MOST_PHRASES] or None

    def _name(self, document: Document, start: int, end: int, *, of_nation: bool) -> Filler | None:
        text = document.text
        start, end = self._trimmed(text, start, end)
        name = " ".join(text[start:end].split())
        words = name.split()
        if name.casefold() in self._no_parties:
            return None
        if not words or end - start > _LONGEST_NAME or any(word.casefold().strip(".") in self._titles for word in words[:2]):
            return None
        city = next((mention for mention in document.within("city", start, end) if (mention.start, mention.end) == (start, end)), None)
        value = self._referents.nation(name) if of_nation or city is None else None
        if value is None:
            value = self._referents.resolve(document, name, start) if name[0].islower() else self._referents.in_full(document, name, start)
        return Filler(value, start, end, document.id_of(city) if city else None) if value else None

    def _trimmed(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The span without determiners and words that only begin a sentence before it, and without possessive and full stop behind it."""
        while start < end:
            word = _FIRST_WORD.match(text, start, end)
            first = word.group(1).casefold() if word else ""
            if word is None or not (
                first in self._determiners
                or first.endswith(self._based)
                or (first in self._not_names and not text[word.end() : end].islower())
            ):
                break
            start = word.end()
        inner = text.rfind(" the ", start, end)
        if inner > 0 and text[start:inner].islower():
            start = inner + 5  # "under the agreement the fund"
        words = text[start:end].rstrip(" ,\n\t")
        words = _POSSESSIVE.sub("", words)
        last = words.split()[-1] if words.split() else ""
        if last.endswith(".") and "." not in last[:-1] and last[:-1].casefold() not in self._abbreviated:
            words = words[:-1]
        return start, start + len(words)


def _of_fact(document: Document, kind: Any, field: str | None, start: int, end: int) -> Filler | None:
    mention = next(iter(document.within(kind, start, end)), None)
    if mention is None or mention.value is None:
        return None
    value = mention.value.get(field) if field else mention.value
    return Filler(value, mention.start, mention.end, document.id_of(mention)) if value is not None else None


def _is_period(document: Document, filler: Filler) -> bool:
    """Whether a date tells when something was: no duration, no "every year", no "now"."""
    mention = next(iter(document.within("date", filler.start, filler.end)))
    value = mention.value or {}
    return value.get("type") in ("date", "interval", "time") and not str(filler.value).endswith("_REF")
