"""Cities: what is one, what is none, and which place is meant. The examples in the rules are tests too (see `rules test`)."""

from __future__ import annotations

import functools
import itertools
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressfacts.article import Article
from pressfacts.examples import run_examples, unmark
from pressfacts.extractor import Extractor
from pressfacts.fact import CityFact
from pressfacts.kinds.cities.article import LowerWords
from pressfacts.kinds.cities.confidence import GRADES, Confidence
from pressfacts.kinds.cities.names import NameReader
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.load import load_rulebook
from pressfacts.settings import Settings
from pressfacts.text.gazetteer import Gazetteer, open_gazetteer

DA_NANG, DAEGU, HUE, PARIS, PARIS_TEXAS = 1583992, 1835329, 1580240, 2988507, 4717560


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(Settings(kinds=("city",)))


def cities(extractor: Extractor, text: str, source: str | None = None) -> list[CityFact]:
    facts = extractor.extract(Article("test", text, source=source))
    return [fact for fact in facts if isinstance(fact, CityFact)]


@pytest.mark.parametrize(
    "marked",
    [
        "The mayor of <city>Daegu</city> spoke in <city>Đà Nẵng</city>.",
        "<city>Daegu</city> authorities met a <city>Busan</city>-based firm.",
        "Offices in <city>Port-au-Prince</city>, <city>Rio de Janeiro</city> and <city>St. John's</city> closed.",
        "Trains run from <city>Dallas</city>-<city>Fort Worth</city> to <city>Washington, D.C.</city> daily.",
        "The airport of <city>Springfield</city>, Mo., closed.",
        "They live in <city>Boston</city>’s suburbs.",
        "Several cities, including <city>Busan</city>, <city>Brindlewick</city> and <city>Daegu</city>, agreed.",
        "A fire in the village of <city>Bromwyke</city> was put out. <city>Bromwyke</city> has 90 people.",
        "They moved to <city>Lebanon</city>, Ohio, in May. Snow fell in <city>Lebanon</city>.",
        "The train from <city>Warsaw</city> reached <city>Ełk</city> at noon.",
        "The firm left <city>Puyallup</city>, Washington, for <city>Albany</city>, New York.",
        "They drove west of <city>Quebec City</city> to <city>Charleston</city>, W.Va., in May.",
        "The fair in <city>Cologne</city> beat all records.",
    ],
)
def test_names_used_as_places_are_cities(extractor: Extractor, marked: str) -> None:
    text, wanted = unmark(marked)
    assert [(fact.start, fact.end) for fact in cities(extractor, text)] == [(mark.start, mark.end) for mark in wanted]


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton and Jack London met Mr. Lancaster.",
        "Manchester United beat Chelsea 2-1 in the league.",
        "Reading is nice. Police found Orange phones. Most work.",
        "Exports from Lebanon, Jordan and Chile grew, Georgia and Texas said.",
        "Air Busan flies for the Bank of Boston.",
        "Rohan Madurai, a lawyer, came. Madurai was glad.",
        "The Lancaster family settled the suit, Petra Thornbury said. Thornbury was glad.",
        "Dinamo Batumi beat Torpedo Kutaisi 2-0 and Fulham drew with Burnley.",
        "Jefferson County closed Madison Avenue and Lincoln Street.",
        "",
        "\n \n",
    ],
)
def test_persons_teams_words_countries_and_streets_are_none(extractor: Extractor, text: str) -> None:
    assert cities(extractor, text) == []


def test_a_region_beside_the_name_decides(extractor: Extractor) -> None:
    found = cities(extractor, "Flights from Paris, Texas, to Paris, France, and back to Paris, Texas.")
    assert [fact.value.geonameid for fact in found] == [PARIS_TEXAS, PARIS, PARIS_TEXAS]


def test_a_country_told_with_in_decides_too(extractor: Extractor) -> None:
    (fact,) = cities(extractor, "He died in Santa Cruz in Bolivia.")
    assert fact.value.country == "BO"


def test_a_large_city_is_meant_by_its_bare_name_but_for_a_local_outlet(extractor: Extractor) -> None:
    text = "Envoys met in Havana on Monday. Others came from Florida and from Georgia."
    assert cities(extractor, text)[0].value.country == "CU"


def test_other_cities_near_by_decide_where_nothing_stands_beside(extractor: Extractor) -> None:
    found = cities(extractor, "Deputies from Louisville and Frankfort in Kentucky drove to Lexington and to Georgetown.")
    assert {fact.value.admin1 for fact in found} == {"KY"}


def test_the_outlet_tells_its_country(extractor: Extractor) -> None:
    text = "Residents of Perth met in Perth on Monday."
    assert cities(extractor, text, source="example.com.au")[0].value.country == "AU"


@pytest.mark.parametrize("text", ["HUE, Jan. 17 – Rain fell.", "HUẾ – Rain fell.", "Hue, Vietnam, 17 January 2026 – Rain fell."])
def test_datelines(extractor: Extractor, text: str) -> None:
    (fact,) = cities(extractor, text)
    assert fact.value.geonameid == HUE and fact.value.is_dateline


def test_a_city_in_an_institutions_name_is_marked_as_such(extractor: Extractor) -> None:
    found = cities(extractor, "Đà Nẵng People’s Committee met in Đà Nẵng.")
    assert [fact.value.embedded for fact in found] == [True, False]


def test_the_record_says_how_sure_it_is_and_why(extractor: Extractor) -> None:
    (fact,) = cities(extractor, "The mayor of Daegu spoke.")
    value = fact.value
    assert (value.geonameid, value.country, value.match, value.admin1_name is None) == (DAEGU, "KR", "canonical", False)
    assert value.confidence is not None and value.confidence > 0.5
    assert "kind_before" in value.evidence


def test_the_next_likeliest_places_are_named(extractor: Extractor) -> None:
    (fact,) = cities(extractor, "A fire in Springfield, Missouri, was put out.")
    assert fact.value.geonameid not in fact.value.alternatives
    (fact,) = cities(extractor, "A fire in Paris was put out.")
    assert 1 <= len(fact.value.alternatives) <= 3 and PARIS not in fact.value.alternatives


def test_a_name_of_former_times_or_in_english_means_the_large_city(extractor: Extractor) -> None:
    found = cities(extractor, "She lived in Cologne, in Leningrad and in Bangalore.")
    assert [fact.value.name for fact in found] == ["Köln", "Saint Petersburg", "Bengaluru"]
    (fact,) = cities(extractor, "A barn burned in Seville, Ohio.")
    assert fact.value.country == "US"


@pytest.mark.parametrize(("text", "wanted"), [("Farms in Gunsan-si flooded.", ["Gunsan"]), ("A clinic in Jung-gu opened.", [])])
def test_units_of_administration_behind_a_hyphen(extractor: Extractor, text: str, wanted: list[str]) -> None:
    assert [fact.text for fact in cities(extractor, text)] == wanted


@pytest.mark.parametrize("told", ["Kobo Lancaster, 45, came. Lancaster was glad.", "Kobo Lancaster came. Lancaster said so."])
def test_who_has_an_age_or_speaks_is_a_person_whatever_the_first_name(extractor: Extractor, told: str) -> None:
    assert cities(extractor, told) == []


_HEIGHT = {"told": 0.6, "only": 0.5, "far_ahead": 0.8, "ahead": 0.0, "just_ahead": -1.5, "unknown": -1.5}
_SLOPE = {"told": 0.7, "only": 0.8, "far_ahead": 0.5, "ahead": 0.6, "just_ahead": 0.6, "unknown": 0.0}


@given(st.floats(0, 20), st.floats(0, 20), st.sampled_from(GRADES))
def test_more_points_never_make_less_sure(one: float, other: float, grade: str) -> None:
    confidence = Confidence(_HEIGHT, _SLOPE)
    low, high = confidence.of(min(one, other), grade), confidence.of(max(one, other), grade)
    assert 0 <= low <= high <= 1


def test_confidence_lies_on_the_curve_of_its_grade() -> None:
    confidence = Confidence(_HEIGHT, _SLOPE)
    assert confidence.of(0.0, "ahead") == 0.5
    assert confidence.of(2.5, "just_ahead") == 0.5
    assert confidence.of(1.0, "unknown") == confidence.of(5.0, "unknown") == 0.182
    assert confidence.of(9.0, "told") == confidence.of(6.0, "told") == 0.992


def test_composed_and_decomposed_text_give_the_same_place(extractor: Extractor) -> None:
    text = "Visitors came to Đà Nẵng and to Huế in May."
    for form in ("NFC", "NFD"):
        found = cities(extractor, unicodedata.normalize(form, text))
        assert [fact.value.geonameid for fact in found] == [DA_NANG, HUE]


def test_every_example_and_trap_of_the_rules_holds(extractor: Extractor) -> None:
    outcomes = [*run_examples(extractor, extractor.rulebook, "city."), *run_examples(extractor, extractor.rulebook, "place.")]
    assert len(outcomes) > 100
    assert [(outcome.text, outcome.message) for outcome in outcomes if not outcome.passed] == []


_WORDS = st.sampled_from(
    [
        *("Paris", "Daegu", "New", "York", "Lê", "City", "St.", "John's", "Ohio", "D.C.", "Mr."),
        *("in", "the", "of", "and", "-based", ",", "–", "(", "\n"),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_WORDS, max_size=40))
def test_whatever_the_text_spans_are_its_own_and_never_overlap(extractor: Extractor, words: list[str]) -> None:
    text = " ".join(words)
    found = cities(extractor, text)
    assert all(text[fact.start : fact.end] == fact.text for fact in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert found == cities(extractor, text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["The", "St.", "Rio", "de", "Janeiro", "King's", "Lynn", "Mr.", "Voss", "U.S.", "New", "York", ", Ill.", "Hague", "and", "Xy"]
        )
    )
)
def test_words_that_begin_no_name_may_be_passed_over(words: list[str]) -> None:
    text = " ".join(words)
    known = names()
    found = list(known.words(text))
    quick = list(known.names(text, found))
    known._may_begin = lambda folded: True  # type: ignore[assignment]
    assert list(known.names(text, found)) == quick


@functools.cache
def opened() -> tuple[Rulebook, Gazetteer]:
    return load_rulebook(), open_gazetteer()


def names() -> NameReader:
    return NameReader(*opened())


@pytest.mark.parametrize(
    ("text", "word", "stands"),
    [
        ("They saw a bath.", "bath", True),
        ("They saw a bathroom and a birdbath.", "bath", False),
        ("They saw Bath and a foot-bath.", "bath", False),
        ("It's the bath's tap, bathroom", "bath", True),
        ("a x", "a", False),  # one letter is no word
    ],
)
def test_a_word_in_lower_case_is_no_part_of_a_longer_one(text: str, word: str, stands: bool) -> None:
    assert (word in LowerWords(text)) is stands


@given(st.lists(st.text("ab'-A ", max_size=5)), st.text("abA-", min_size=1, max_size=3))
def test_lower_words_are_the_same_however_long_the_text_is(pieces: list[str], word: str) -> None:
    text = " ".join(pieces)
    assert (word in LowerWords(text)) is (word in LowerWords(text + " " * 20_000))
