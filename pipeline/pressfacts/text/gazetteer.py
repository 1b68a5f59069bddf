"""The gazetteer: populated places of GeoNames by any of their Latin-script names, and the regions they lie in.

Compiled once into the user's cache folder (see `gazetteer_build`), then memory-mapped: opening takes milliseconds and
several processes share the pages.
"""

from __future__ import annotations

import copy
import functools
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
import platformdirs

from pressfacts.text import gazetteer_build
from pressfacts.text.folding import fold

MOST_SENSES = 300  # of one name; "San Antonio" has more places than any other


class Place(NamedTuple):
    """A populated place. `admin2` is an index into the regions of the gazetteer or -1; `canonical`: found by its main name."""

    row: int
    geonameid: int
    name: str
    country: str
    admin1: str
    admin2: int
    lat: float
    lon: float
    population: int
    canonical: bool


class Region(NamedTuple):
    """An administrative region of the first or second level; `number` is what `Place.admin2` refers to."""

    number: int
    name: str
    country: str
    admin1: str
    level: int

    def holds(self, place: Place) -> bool:
        """Whether the place lies in the region."""
        if self.level == 1:
            return place.country == self.country and place.admin1 == self.admin1
        return place.admin2 == self.number


class _Postings:
    """Rows of a table by name: a trie of names, and for each its rows, best first. The lowest bit of an entry is a flag."""

    def __init__(self, folder: Path, stem: str) -> None:
        self._trie: Any = marisa_trie.Trie()
        self._trie.mmap(str(folder / f"{stem}.marisa"))
        self._offsets, self._entries = _mapped(folder / f"{stem}.offsets.npy"), _mapped(folder / f"{stem}.entries.npy")

    def __contains__(self, key: str) -> bool:
        return key in self._trie

    def begins(self, words: str) -> bool:
        """Whether a longer key begins with these words."""
        return next(iter(self._trie.iterkeys(f"{words} ")), None) is not None

    def of(self, key: str) -> list[int]:
        """The entries of a key, the first `MOST_SENSES` of them; none for an unknown key."""
        number = self._trie.get(key)
        if number is None:
            return []
        first, last = self._offsets[number : number + 2].tolist()
        entries: list[int] = self._entries[first : min(last, first + MOST_SENSES)].tolist()
        return entries


def _mapped(path: Path) -> Any:
    """An array in a file, read as it is used; as a plain array, which is faster to index than numpy's memmap."""
    return np.load(path, mmap_mode="r").view(np.ndarray)


class Gazetteer:
    """Looks up places and regions by name. Read-only; made by `open_gazetteer`."""

    def __init__(self, folder: Path) -> None:
        self._cities, self._regions = _Postings(folder, "cities"), _Postings(folder, "regions")
        self._numbers, self._degrees = _mapped(folder / "city_numbers.npy"), _mapped(folder / "city_degrees.npy")
        self._middles = _mapped(folder / "region_middles.npy")
        self._names, self._name_offsets = _mapped(folder / "city_names.npy"), _mapped(folder / "city_name_offsets.npy")
        tables = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
        self._countries: list[str] = tables["countries"]
        self._admin1: list[str] = tables["admin1"]
        self._region_rows: list[Sequence[Any]] = tables["regions"]
        self._admin1_names: dict[str, str] = tables["admin1_names"]
        self._main_names: dict[str, Place] = {}
        self._main_beginnings: frozenset[str] = frozenset()
        self._lookup = functools.lru_cache(maxsize=20_000)(self._places)

    def with_main_names(self, names: Mapping[str, str]) -> Gazetteer:
        """The same gazetteer in which the place of each value, by its main name, also has the key as a main name: {"Cologne": "Köln"}."""
        other = copy.copy(self)
        found = {fold(name): self.lookup(target) for name, target in names.items()}
        other._main_names = {**self._main_names, **{name: places[0] for name, places in found.items() if places}}
        other._main_beginnings = beginnings(other._main_names)
        other._lookup = functools.lru_cache(maxsize=20_000)(other._places)
        return other

    def __contains__(self, folded: str) -> bool:
        """Whether a place has this name, which is already folded."""
        return folded in self._cities or folded in self._main_names

    def begins(self, folded: str) -> bool:
        """Whether a place or region has a longer name that begins with these words, which are already folded."""
        return folded in self._main_beginnings or self._cities.begins(folded) or self._regions.begins(folded)

    def lookup(self, name: str) -> list[Place]:
        """The places of that name: those whose main name it is first, the most populous first. Empty where there is none."""
        return list(self._lookup(fold(name)))

    def lookup_folded(self, folded: str) -> tuple[Place, ...]:
        """As `lookup`, for a name already folded."""
        return self._lookup(folded)

    def regions(self, name: str) -> list[Region]:
        """The regions of that name, first level before second."""
        return [self.region(entry >> 1) for entry in self._regions.of(fold(name))]

    def middle(self, region: Region) -> Place | None:
        """A second-level region as a place without inhabitants in the middle of its towns; None for one without towns."""
        lat, lon = self._middles[region.number].tolist()
        if math.isnan(lat):
            return None
        return Place(-1, 0, region.name, region.country, region.admin1, region.number, lat, lon, 0, True)

    def has_region(self, folded: str) -> bool:
        """Whether a region has this name, which is already folded."""
        return folded in self._regions

    def admin1_name(self, country: str, admin1: str) -> str | None:
        """The name of a first-level region by GeoNames' codes, or None."""
        return self._admin1_names.get(f"{country}.{admin1}")

    def _places(self, folded: str) -> tuple[Place, ...]:
        places = [self._place(entry >> 1, bool(entry & 1)) for entry in self._cities.of(folded)]
        main = self._main_names.get(folded)
        if main is None:
            return tuple(places)
        others = [place for place in places if place.row != main.row]
        return tuple(sorted([main, *others], key=lambda place: (not place.canonical, -place.population, place.row)))

    def _place(self, row: int, canonical: bool) -> Place:
        geonameid, population, country, admin1, admin2 = self._numbers[row].tolist()
        first, last = self._name_offsets[row : row + 2].tolist()
        name = self._names[first:last].tobytes().decode("utf-8")
        lat, lon = (round(degree, 5) for degree in self._degrees[row].tolist())
        return Place(row, geonameid, name, self._countries[country], self._admin1[admin1], admin2, lat, lon, population, canonical)

    @functools.cache  # noqa: B019  the gazetteer lives as long as the process
    def region(self, number: int) -> Region:
        """The region of a number, such as `Place.admin2` has."""
        name, country, admin1, level = self._region_rows[number]
        return Region(number, name, country, admin1, level)


def beginnings(names: Iterable[str]) -> frozenset[str]:
    """The first, the first two, ... words of the names that have more."""
    return frozenset(" ".join(words[:size]) for words in map(str.split, names) for size in range(1, len(words)))


def cache_folder() -> Path:
    """Where compiled data lives: `$PRESSFACTS_CACHE`, or the platform's cache folder of the user."""
    return Path(os.environ.get(gazetteer_build.CACHE_VARIABLE) or platformdirs.user_cache_dir("pressfacts"))


def open_gazetteer() -> Gazetteer:
    """The gazetteer, compiled first where this machine has none of these versions. Raises OutputError where the cache cannot be written."""
    return Gazetteer(gazetteer_build.ensure(cache_folder()))
