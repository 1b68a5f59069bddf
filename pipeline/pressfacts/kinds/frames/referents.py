"""Whom words mean: "the city", "the fund", "Korean". The nearest named one before them, or the nation of the adjective."""

from __future__ import annotations

import re

from pressfacts.document import Document
from pressfacts.rulebook import Rulebook

_REACH = 2500  # code points before the words in which the name may stand
_CAPITALISED = r"[^\W\d_a-z][\w&.-]*"


class Referents:
    """Resolves nationalities and definite common nouns."""

    def __init__(self, rules: Rulebook) -> None:
        countries = rules.lexicon("place.country")
        first: dict[str, str] = {}
        for form, code in countries.items():
            first.setdefault(code, form)
        names = first | rules.lexicon("frame.country_name")
        self._countries = countries
        self._of_demonym = {form: names[code] for form, code in rules.lexicon("place.demonym").items() if code in names}
        self._plurals = {f"{form}s": name for form, name in self._of_demonym.items()}
        self._nouns: dict[str, str] = rules.lexicon("frame.referring")
        self._city = frozenset(noun for noun, sort in self._nouns.items() if sort == "city")
        self._country = frozenset(noun for noun, sort in self._nouns.items() if sort == "country")

    def nation(self, name: str) -> str | None:
        """The country of "Korean", "South Koreans", "ROK companies"; None where the words name none."""
        for words in (name, " ".join(name.split()[:2]), name.split()[0]):
            found = self._of_demonym.get(words) or self._plurals.get(words)
            if found is None and words in self._countries and (words != name) == bool(name[len(words) :].strip().islower()):
                found = words
            if found:
                return found if words == name or name[len(words) :].strip().islower() else None
        return None

    def resolve(self, document: Document, words: str, start: int) -> str | None:
        """The name that a common noun stands for; the words themselves where they tell more than the noun, else None."""
        if " " in words:
            return words
        return self._before(document, words, start) if words in self._nouns else None

    def in_full(self, document: Document, name: str, start: int) -> str:
        """A name, and for "the Fund" or "the Bank" the name of which it is the last word, as told before."""
        noun = name.casefold()
        return (self._before(document, noun, start) if self._nouns.get(noun) == name else None) or name

    def _before(self, document: Document, noun: str, start: int) -> str | None:
        text = document.text
        if noun in self._city:
            cities = [city for city in document.within("city", max(0, start - _REACH), start) if not (city.value or {}).get("embedded")]
            return text[cities[-1].start : cities[-1].end] if cities else None
        if noun in self._country:
            named: list[str] = re.findall(rf"{_CAPITALISED}(?: {_CAPITALISED})?", text[max(0, start - _REACH) : start])
            return next((word for name in reversed(named) for word in (name, name.split()[0]) if word in self._countries), None)
        kind = self._nouns[noun]
        shape = rf"(?:{_CAPITALISED} ){{1,5}}{kind}\b(?: (?:of|for)(?: the)? {_CAPITALISED}(?: {_CAPITALISED})*)?"
        found = re.findall(shape, text[max(0, start - _REACH) : start])
        return re.sub(r"^The ", "", found[-1]) if found else None
