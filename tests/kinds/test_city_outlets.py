"""Where an outlet is at home, by its name or address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.extractor import Extractor
from pressfacts.fact import CityFact
from pressfacts.kinds.cities.outlet import NOWHERE, Outlets
from pressfacts.rulebook import load_rulebook
from pressfacts.settings import Settings
from pressfacts.text.gazetteer import open_gazetteer


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return Outlets(load_rulebook(), open_gazetteer())


@pytest.mark.parametrize(
    ("source", "country", "towns"),
    [
        ("Houston Chronicle", "US", ["Houston"]),
        ("houstonchronicle.com", "US", ["Houston"]),
        ("El Paso Times", "US", ["El Paso"]),
        ("lasvegassun.com", "US", ["Las Vegas"]),
        ("chronicle.augusta.com", "US", ["Augusta"]),
        ("richmondandtwickenhamtimes.co.uk", "GB", ["Richmond"]),
        ("The Irish Times", "IE", []),
        ("Viet Nam News", "VN", []),
        ("https://www.koreaherald.com/view/1", "KR", []),
        ("cambridge-news.co.uk", "GB", ["Cambridge"]),
        ("bangkokpost.com", "TH", ["Bangkok"]),
        ("example.com.au", "AU", []),
    ],
)
def test_town_or_country_in_the_name(outlets: Outlets, source: str, country: str, towns: list[str]) -> None:
    home = outlets.home(source, None)
    assert home.country == country
    assert [places[0].name for places in home.towns] == towns


@pytest.mark.parametrize(("source", "region"), [("latimes.com", "US.CA"), ("www.startribune.com", "US.MN"), ("haaretz.com", None)])
def test_outlets_whose_names_tell_nothing_are_listed(outlets: Outlets, source: str, region: str | None) -> None:
    assert outlets.home(source, None).region == region
    assert outlets.home(source, None).country is not None


@pytest.mark.parametrize("source", ["BBC", "dispatch.net", "The Star", "newsworthy", "", "..", "https://", "mercury.example"])
def test_a_name_without_a_place_tells_none(outlets: Outlets, source: str) -> None:
    assert outlets.home(source, None) == NOWHERE


def test_the_address_of_the_article_helps_where_the_source_tells_nothing(outlets: Outlets) -> None:
    assert outlets.home("Staff", "https://www.bostonglobe.com/2020/01/01/a.html").country == "US"


@given(st.text(max_size=60))
def test_any_source_is_read(outlets: Outlets, source: str) -> None:
    assert outlets.home(source, source) == outlets.home(source, source)


@pytest.mark.parametrize(("source", "country"), [("londonfreepress.ca", "CA"), ("The Times", "GB")])
def test_a_local_outlet_means_its_own_town(source: str, country: str) -> None:
    text = "The mayor of London spoke. Residents of London and of St. Thomas agreed."
    facts = Extractor(Settings(kinds=("city",))).extract(Article("test", text, source=source))
    assert next(fact.value.country for fact in facts if isinstance(fact, CityFact)) == country
