"""The XML of geoparsing corpora."""

import pytest

from pressfacts.convert import Losses
from tests.convert.collections import lost, read

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="38765806">
<feedid>4</feedid><title>Fire in Alton</title><domain>news.test</domain><docurl>http://news.test/1</docurl><dom>2009-03-20</dom>
<text>Fire in Alton, Illinois, near the Alton Dam &amp; Grafton.</text>
<toponyms>
<toponym><start>8</start><end>13</end><phrase>Alton</phrase>
  <gaztag geonameid="4232679"><name>Alton</name><fclass>P</fclass><fcode>PPL</fcode>
  <lat>38.8906</lat><lon>-90.1843</lon><country>US</country></gaztag></toponym>
<toponym><start>15</start><end>23</end><phrase>Illinois</phrase>
  <gaztag geonameid="4896861"><name>Illinois</name><fclass>A</fclass><fcode>ADM1</fcode>
  <lat>40.0003</lat><lon>-89.2504</lon></gaztag></toponym>
<toponym><start>45</start><end>52</end><phrase>Graftown</phrase><gaztag geonameid="1"><name>G</name><fclass>P</fclass></gaztag></toponym>
</toponyms></article></articles>
"""

GEOVIRUS = """<articles><article><source>https://news.test/2</source><text>Cases rose in Seoul and in South Korea.</text>
<locations>
<location><name>Seoul</name><lat>37.57</lat><lon>126.98</lon><start>15</start><end>20</end><page>https://en.wikipedia.org/wiki/Seoul</page></location>
<location><name>South Korea</name><lat>36.0</lat><lon>128.0</lon><start>28</start><end>39</end><page>N/A</page></location>
</locations></article></articles>
"""


def test_lgl(tmp_path):
    (tmp_path / "lgl.xml").write_text(LGL)
    losses = Losses()
    found = read("geoparsing", tmp_path / "lgl.xml", losses)
    article = found.articles["lgl-38765806"]
    assert (article.title, str(article.published), article.source, article.url) == (
        "Fire in Alton",
        "2009-03-20",
        "news.test",
        "http://news.test/1",
    )
    alton, grafton = found.rows
    assert (alton["text"], alton["value"]) == (
        "Alton", {"name": "Alton", "geonameid": 4232679, "country": "US", "lat": 38.8906, "lon": -90.1843},
    )  # fmt: skip
    assert grafton["value"] == {"name": "G", "geonameid": 1}
    assert lost(losses) == {"a toponym whose words do not stand at its offsets": 1}


def test_geovirus_counts_from_one_and_tells_no_class(tmp_path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "GeoVirus.xml").write_text(GEOVIRUS)
    monkeypatch.setattr("pressfacts.convert.geoparsing._is_populated", lambda value: value["name"] == "Seoul")
    (seoul,) = read("geoparsing", tmp_path / "GeoVirus.xml").rows
    assert (seoul["doc_id"], seoul["start"], seoul["text"]) == ("geovirus-0", 14, "Seoul")
    assert seoul["value"] == {"name": "Seoul", "lat": 37.57, "lon": 126.98}


def test_a_place_is_populated_where_a_city_of_its_name_is_near():
    from pressfacts.convert.geoparsing import _is_populated

    assert _is_populated({"name": "Daegu", "lat": 35.87, "lon": 128.59})
    assert not _is_populated({"name": "Daegu", "lat": 48.85, "lon": 2.35})
