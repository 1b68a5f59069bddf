"""In which country and state an article is set that need name neither: words of one country's life, telephone numbers."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pressfacts.document import Document
from pressfacts.rulebook import Rulebook

# "903-555-0142", "(903) 555-0142", "+1 903 555 0142", "+44 20 7946 0018"; the group says which kind of code it is.
_NUMBER = (
    r"(?:\+1[-. ]?|\b1[-.])?\(?\b(?P<area>[2-9]\d\d)(?:\) ?|[-./ ]\(?|\)[-.])\d{3}[-. ]\d{4}\b"
    r"|\+(?P<calling>[2-9]\d{1,2})(?:[-. (/]{1,2}\d{1,4}\)?){2,5}\b"
)


class Setting(NamedTuple):
    """How many different words, and telephone numbers, speak for each country and each first-level region ("US.TX")."""

    countries: Counter[str]
    regions: Counter[str]


class SettingReader:
    """Reads settings."""

    def __init__(self, rules: Rulebook) -> None:
        self._countries = rules.lexicon("place.setting_word")
        self._areas, self._calling = rules.lexicon("place.area_code"), rules.lexicon("place.calling_code")
        self._words = rules.compile("{place.setting_word}", where=rules.places["place.setting_word"])
        self._numbers = rules.compile(_NUMBER, where="pressfacts.kinds.cities.setting", whole=False)

    def read(self, document: Document) -> Setting:
        """The setting of an article. A word or an area code counts once, however often it stands there."""
        text = document.text
        words = {" ".join(text[found.start : found.end].casefold().split()) for found in self._words.scan(document)}
        setting = Setting(Counter(self._countries[word] for word in sorted(words & self._countries.keys())), Counter())
        areas = {found.groups.get("area", ""): found.groups.get("calling", "") for found in self._numbers.scan(document)}
        for area, calling in sorted(areas.items()):
            code = self._areas.get(area) or self._calling.get(calling)
            if code:
                setting.countries[code.partition(".")[0]] += 1
                setting.regions[code] += "." in code
        return setting
