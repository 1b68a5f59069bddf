"""Where an outlet is at home, read off its name or address: "Houston Chronicle", "lasvegassun.com", "The Irish Times", "koreaherald.com".

The ending of the domain tells a country; what is left of the name without the words that newspapers are called by is looked up
as a town, region or country; outlets whose names tell nothing are listed in the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pressfacts.rulebook import Rulebook
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer, Place

_LEAST_POPULATION = 1000  # of a town that a newspaper is named after
_SHORTEST = 4  # letters of its name
_GLUED = 3  # letters of a newspaper's word that may be written together with others
_LONGEST_ADDRESS = 200  # code points
_MOST_PLACES = 15  # of one town's name
_GENERIC = frozenset(("com", "net", "org", "info", "biz", "news", "co", "www", "edu", "gov"))


class Home(NamedTuple):
    """Where an outlet is at home, as far as that is known. `towns`: for each town in its name the places that it can be."""

    country: str | None = None
    region: str | None = None  # "US.IL"
    towns: tuple[tuple[Place, ...], ...] = ()


NOWHERE = Home()


class Outlets:
    """Reads the homes of outlets."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._domains = rules.lexicon("place.domain")
        self._known: dict[str, str] = {fold(name): code for name, code in rules.lexicon("place.outlet").items()}
        words = {fold(word) for word in rules.lexicon("place.press_word")}
        self._press_words = sorted(words, key=lambda word: (-len(word), word))
        self._codes: dict[str, str] = {}
        for kind in ("demonym", "region", "country"):
            entries = rules.lexicon(f"place.{kind}").items()
            self._codes.update({fold(form).replace(" ", ""): code for form, code in entries if code and len(form) >= _SHORTEST})
        self._english = frozenset(rules.lexicon("place.english"))
        self.home = lru_cache(maxsize=5_000)(self._home)

    def _home(self, source: str | None, url: str | None) -> Home:
        """The home told by the outlet's name or domain, else by the address of the article."""
        homes = (self._read(address[:_LONGEST_ADDRESS]) for address in (source, url) if address)
        return next((home for home in homes if home != NOWHERE), NOWHERE)

    def _read(self, address: str) -> Home:
        host = (address.partition("//")[2] or address).partition("/")[0].casefold()
        if "." not in host or " " in host:
            name = fold(address)
            return self._located(self._known.get(name) or self._first_words(name), None, [name])
        labels = host.removeprefix("www.").split(".")
        country = self._domains.get(labels[-1])
        known = next((code for size in range(2, len(labels) + 1) if (code := self._known.get(fold(".".join(labels[-size:]))))), None)
        names = [label.replace("-", " ") for label in labels[:-1] if label not in _GENERIC]
        return self._located(known, country, names)

    def _first_words(self, name: str) -> str | None:
        """The country or region that a name of several words begins with: "South African Broadcasting"."""
        words = name.split()
        return next((code for size in (3, 2, 1) if len(words) > size and (code := self._codes.get("".join(words[:size])))), None)

    def _located(self, known: str | None, country: str | None, names: list[str]) -> Home:
        if known:
            return _of_code(known)
        towns: list[tuple[Place, ...]] = []
        for name in names:
            for rest in self._without_press_words(name):
                code = self._codes.get(rest.replace(" ", ""))
                if code and (country is None or code.startswith(country)):
                    return _of_code(code)
                found = [places for part in _parts(rest) if (places := self._places(part, country))]
                if found:
                    towns += found
                    break
        # Without a country's domain, the likeliest town tells the country.
        return Home(country or (towns[0][0].country if towns else None), None, tuple(towns))

    def _without_press_words(self, name: str) -> Iterator[str]:
        """The name, and what is left of it as the words of newspapers are taken off its ends, longest first."""
        rest = name.removeprefix("the").strip()
        while rest and rest not in self._press_words:
            yield rest
            shorter = self._without_last(rest) or self._without_first(rest)
            if shorter is None:
                return
            rest = shorter

    def _without_last(self, name: str) -> str | None:
        words = name.split()
        if len(words) > 1:
            return " ".join(words[:-1]) if words[-1] in self._press_words else None
        return next((name[: -len(word)] for word in self._press_words if len(word) >= _GLUED and name.endswith(word)), None)

    def _without_first(self, name: str) -> str | None:
        words = name.split()
        if len(words) > 1:
            return " ".join(words[1:]) if words[0] in self._press_words else None
        return next((name[len(word) :] for word in self._press_words if len(word) >= _GLUED and name.startswith(word)), None)

    def _places(self, name: str, country: str | None) -> tuple[Place, ...]:
        """The places of a town's name, written with or without blanks; those of the domain's country alone, if it has any."""
        if len(name) < _SHORTEST:
            return ()
        forms = [name, *(f"{name[:at]} {name[at:]}" for at in range(2, len(name) - 2) if " " not in name)]
        found = [place for form in forms for place in self._gazetteer.lookup_folded(form) if place.canonical]
        large = [place for place in found if place.population >= _LEAST_POPULATION]
        here = [place for place in large if place.country == country] if country else large
        order = sorted(here, key=lambda place: (place.country not in self._english, -place.population, place.row))
        return tuple(order[:_MOST_PLACES])


def _parts(name: str) -> list[str]:
    """The name whole, or its two towns: "richmondandtwickenham"."""
    first, _, second = name.partition(" and ") if " " in name else name.partition("and")
    return [name, first, second] if len(first) >= _SHORTEST and len(second) >= _SHORTEST else [name]


def _of_code(code: str) -> Home:
    country, _, admin1 = code.partition(".")
    return Home(country, code if admin1 else None)
