"""The gazetteer: names fold alike however they are written, places come best first, and compiling is safe."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from pressfacts.errors import OutputError
from pressfacts.text import gazetteer_build
from pressfacts.text.gazetteer import Gazetteer, open_gazetteer

DA_NANG, DAEGU, NEW_YORK, SAINT_LOUIS = 1583992, 1835329, 5128581, 4407066


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "geonameid"),
    [
        ("Da Nang", DA_NANG),
        ("Đà Nẵng", DA_NANG),
        ("Danang", DA_NANG),
        ("Taegu", DAEGU),
        ("New York", NEW_YORK),
        ("Saint Louis", SAINT_LOUIS),
    ],
)
def test_the_best_known_place_of_a_name_comes_first(gazetteer: Gazetteer, name: str, geonameid: int) -> None:
    assert gazetteer.lookup(name)[0].geonameid == geonameid


def test_main_names_come_before_other_names_and_large_places_before_small(gazetteer: Gazetteer) -> None:
    places = gazetteer.lookup("London")
    assert [place.country for place in places[:2]] == ["GB", "CA"]
    canonical = [place.canonical for place in places]
    assert canonical == sorted(canonical, reverse=True)


def test_codes_and_lower_case_transliterations_are_no_names(gazetteer: Gazetteer) -> None:
    assert not any(place.geonameid == DA_NANG for place in gazetteer.lookup("DAD"))
    assert "xian gang" not in gazetteer


def test_an_unknown_name_has_no_places(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Brindlewick-upon-Nowhere") == []
    assert gazetteer.lookup("") == []


def test_the_beginning_of_a_longer_name_is_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.begins("rio") and gazetteer.begins("rio de") and not gazetteer.begins("rio de janeir")


def test_the_beginning_of_a_name_made_a_main_name_is_known(gazetteer: Gazetteer) -> None:
    assert not gazetteer.begins("brindlewick upon")
    assert gazetteer.with_main_names({"Brindlewick upon Nowhere": "Daegu"}).begins("brindlewick upon")


def test_a_place_tells_where_it_lies(gazetteer: Gazetteer) -> None:
    daegu = gazetteer.lookup("Daegu")[0]
    assert (daegu.name, daegu.country, round(daegu.lat), round(daegu.lon)) == ("Daegu", "KR", 36, 129)
    assert daegu.population > 2_000_000


def test_regions_hold_their_places(gazetteer: Gazetteer) -> None:
    kentucky = next(region for region in gazetteer.regions("Kentucky") if region.level == 1)
    fayette = next(region for region in gazetteer.regions("Fayette County") if region.admin1 == "KY")
    lexington = gazetteer.lookup("Lexington")
    assert kentucky.holds(lexington[0]) and fayette.holds(lexington[0])
    assert not kentucky.holds(lexington[1])
    assert gazetteer.admin1_name("US", "KY") == "Kentucky"


def test_what_was_compiled_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "build", _mark)
    first = gazetteer_build.ensure(tmp_path)
    (first / "kept").touch()
    assert gazetteer_build.ensure(tmp_path) == first
    assert (first / "kept").exists()
    assert [path.name for path in tmp_path.iterdir()] == [first.name]  # no leftovers


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(gazetteer_build, "build", fail)
    with pytest.raises(OutputError, match=gazetteer_build.CACHE_VARIABLE):
        gazetteer_build.ensure(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_together_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "build", _mark)
    with multiprocessing.get_context("fork").Pool(4) as pool:
        folders = pool.map(gazetteer_build.ensure, [tmp_path] * 8)
    assert len(set(folders)) == 1
    assert list(tmp_path.iterdir()) == [folders[0]]


def _mark(folder: Path) -> None:
    (folder / "built").touch()


def test_a_name_can_be_made_a_main_name_without_losing_its_other_places(gazetteer: Gazetteer) -> None:
    known = gazetteer.with_main_names({"Seville": "Sevilla", "Ujung Pandang": "Makassar", "Nowhere at all": "No such place"})
    first, *others = known.lookup("Seville")
    assert (first.name, first.canonical) == ("Sevilla", True)
    assert any(place.country == "US" for place in others)
    assert "ujung pandang" in known and known.lookup("Ujung Pandang")[0].name == "Makassar"
    assert "nowhere at all" not in known
    assert gazetteer.lookup("Seville")[0].name == "Seville"
