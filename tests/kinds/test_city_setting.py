"""Where an article plays that says so only by its counties, its words, its telephone numbers or the company of its cities."""

from __future__ import annotations

import functools

import pytest

from pressfacts.article import Article
from pressfacts.document import Document
from pressfacts.extractor import Extractor
from pressfacts.fact import CityFact
from pressfacts.kinds.cities.setting import SettingReader
from pressfacts.rulebook.load import load_rulebook
from pressfacts.settings import Settings


@functools.cache
def extractor() -> Extractor:
    return Extractor(Settings(kinds=("city",)))


@functools.cache
def reader() -> SettingReader:
    return SettingReader(load_rulebook())


def places(text: str) -> dict[str, str]:
    """Each city found and its country and region."""
    found = [fact for fact in extractor().extract(Article("test", text)) if isinstance(fact, CityFact)]
    return {fact.text: f"{fact.value.country}.{fact.value.admin1}" for fact in found}


@pytest.mark.parametrize(
    ("text", "city", "region"),
    [
        ("A fire in Huntsville drew help from all over Walker County.", "Huntsville", "US.TX"),  # three states have a Walker County
        ("The mayor of Paris met the Henry County commissioners.", "Paris", "US.TN"),
        ("Snow fell in Troy; roads in Pike and Coffee counties were closed.", "Troy", "US.AL"),
        ("The school board in Athens met the sheriff; a felony was told in Athens.", "Athens", "US.GA"),
        ("A museum opens in Springfield on Friday; call 417-555-0142.", "Springfield", "US.MO"),
        ("Crown court heard of two thefts in Lancaster; the constabulary asked for help.", "Lancaster", "GB.ENG"),
    ],
)
def test_counties_words_and_telephone_numbers_tell_the_place(text: str, city: str, region: str) -> None:
    assert places(text)[city] == region


def test_the_name_of_a_county_alone_may_be_a_persons() -> None:
    assert places("Walker praised Huntsville. Huntsville thanked Mr. Walker.")["Huntsville"] == "US.AL"


def test_a_city_that_needs_no_state_is_the_large_one_beside_its_namesakes_neighbours() -> None:
    assert places("The zoos of Philadelphia, Reading and Denver swap lions.")["Denver"] == "US.CO"


def test_among_cities_of_the_world_the_large_ones_are_meant() -> None:
    found = places("The firm has offices in Boston, Berlin, Tokyo, São Paulo and Perth.")
    assert (found["Berlin"], found["Perth"]) == ("DE.16", "AU.08")


@pytest.mark.parametrize(
    ("text", "countries", "regions"),
    [
        ("Call (903) 555-0142 or 903-555-0199.", {"US": 1}, {"US.TX": 1}),
        ("Call +1 416 555 0142.", {"CA": 1}, {"CA.08": 1}),
        ("Call 876-555-0142.", {"JM": 1}, {}),
        ("Call +44 20 7946 0018.", {"GB": 1}, {}),
        ("Call 1-800-555-0142.", {}, {}),
        ("The score was 903-555 and 14 2.", {}, {}),
        ("A grand\njury told of a felony. The grand jury left.", {"US": 2}, {}),
        ("The Crown Court is in session.", {"GB": 1}, {}),
    ],
)
def test_settings(text: str, countries: dict[str, int], regions: dict[str, int]) -> None:
    setting = reader().read(Document(Article("test", text), [], None))
    assert ({k: n for k, n in setting.countries.items() if n}, {k: n for k, n in setting.regions.items() if n}) == (countries, regions)


@pytest.mark.parametrize(
    "text", ["The plant in Windham, Maine, is new. Windham has waited.", "They flew to Chicacao, Guatemala, on Monday."]
)
def test_a_place_that_the_gazetteer_lacks_in_the_state_that_is_told_has_no_number(text: str) -> None:
    found = [fact for fact in extractor().extract(Article("test", text)) if isinstance(fact, CityFact)]
    assert found and all(fact.value.geonameid is None for fact in found)


@pytest.mark.parametrize("text", ["Voters in Nevada, Ohio and Maine go first.", "The pipeline runs through Suffolk, England, to the sea."])
def test_lists_of_regions_and_counties_tell_of_no_unknown_place(text: str) -> None:
    assert places(text) == {}
