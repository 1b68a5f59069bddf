"""TimeML as TempEval-3 has it."""

import datetime

import pytest

from pressfacts.convert import Losses
from pressfacts.convert.timeml import as_timex3
from pressfacts.errors import InputError
from tests.convert.collections import lost, read

DOCUMENT = """<?xml version="1.0" ?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">
<DOCID>wire-17</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2026-01-17" temporalFunction="false" functionInDocument="CREATION_TIME">2026-01-17</TIMEX3></DCT>
<TITLE>Port &amp; rail</TITLE>
<TEXT>
The port <EVENT eid="e1" class="OCCURRENCE">opened</EVENT> <TIMEX3 tid="t1" type="DATE" value="2026-01-16">Friday</TIMEX3> after
<TIMEX3 tid="t2" type="DURATION" value="P3Y" mod="MORE_THAN">more than <b>three</b> years </TIMEX3>of work &lt;by day&gt;.
<TIMEX3 tid="t3" type="DATE" value=""/></TEXT>
<TLINK lid="l1" relType="BEFORE" eventInstanceID="ei1" relatedToTime="t1"/>
</TimeML>
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "port.2026.tml").write_text(DOCUMENT)
    return tmp_path


def test_a_tempeval_file(folder):
    losses = Losses()
    found = read("timeml", folder, losses)
    (article,) = found.articles.values()
    assert (article.id, article.title, article.published) == ("port.2026", "Port & rail", datetime.date(2026, 1, 17))
    assert article.text.startswith("\nThe port opened Friday after\nmore than three years of work <by day>.")
    friday, years = found.rows
    assert (friday["text"], friday["start"], friday["end"]) == ("Friday", 17, 23)
    assert friday["value"] == {"type": "date", "timex": "2026-01-16", "start": "2026-01-16", "end": "2026-01-16", "mod": None}
    assert (years["text"], years["value"]["type"], years["value"]["timex"], years["value"]["mod"]) == (
        "more than three years", "duration", "P3Y", "more_than",
    )  # fmt: skip
    assert lost(losses) == {"the tag EVENT": 1, "the tag b": 1}


def test_one_file_is_read_as_a_folder_of_one(folder):
    assert read("timeml", folder / "port.2026.tml") == read("timeml", folder)


def test_tags_may_be_nested_deeply(tmp_path):
    (tmp_path / "deep.tml").write_text("<TimeML><TEXT>" + "<i>" * 20_000 + "now" + "</i>" * 20_000 + "</TEXT></TimeML>")
    assert read("timeml", tmp_path).articles["deep"].text == "now"


@pytest.mark.parametrize("entity", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(tmp_path, entity):
    (tmp_path / "bad.tml").write_text(f"<!DOCTYPE TimeML [{entity}]><TimeML><TEXT>&a;</TEXT></TimeML>")
    with pytest.raises(InputError, match=r"bad\.tml"):
        read("timeml", tmp_path)


def date(timex, **value):
    return {
        "doc_id": "a",
        "kind": "date",
        "start": 0,
        "end": 13,
        "text": "2007 and 2022",
        "value": {"type": "interval", "timex": timex, **value},
    }


def test_an_interval_is_its_ends():
    parts = [
        {"start": 0, "end": 4, "text": "2007", "timex": "2007", "type": "date"},
        {"start": 9, "end": 13, "text": "2022", "timex": "2022"},
    ]
    first, last = as_timex3([date("2007/2022", parts=parts)])
    assert [(row["start"], row["end"], row["value"]["timex"], row["value"]["type"]) for row in (first, last)] == [
        (0, 4, "2007", "date"), (9, 13, "2022", "date"),
    ]  # fmt: skip


@pytest.mark.parametrize(("timex", "told"), [("2007/..", "2007"), ("../2030", "2030"), ("2025", "2025"), (None, None)])
def test_an_interval_with_one_end_is_that_end(timex, told):
    (row,) = as_timex3([date(timex)])
    assert row["value"]["timex"] == told
