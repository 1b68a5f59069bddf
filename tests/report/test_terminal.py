"""One article in the terminal."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pressfacts.article import Article
from pressfacts.errors import InputError
from pressfacts.fact import FACT, KINDS
from pressfacts.report.terminal import explain, painted, show
from pressfacts.rulebook.load import Rulebook
from pressfacts.rulebook.model import Pattern

TEXT = "HUE, Jan. 17 – Huế signed a cooperation agreement worth $5 million."
VALUES = {
    "money": {"low": "5000000", "high": "5000000", "currency": "USD"},
    "date": {"type": "date", "timex": "2026-01-17"},
    "city": {"name": "Hue", "geonameid": 1580240, "country": "VN", "evidence": ["only place of the name in VN", "population 351456"]},
    "agreement": {"type": "cooperation_agreement", "status": "signed", "parties": ["Huế"]},
    "funding": {"type": "fdi"},
    "visitors": {"count": 3},
    "frame": {"frame": "trade", "slots": {"partner": "Peru"}},
}


def fact(kind, words, text=TEXT, rule=None, **value):
    start = text.index(words)
    return make(kind, start, start + len(words), text, rule, **value)


def make(kind, start, end, text=TEXT, rule=None, **value):
    return FACT.validate_python(
        {
            "id": f"{kind}{start}-{end}",
            "doc_id": "a",
            "kind": kind,
            "text": text[start:end],
            "start": start,
            "end": end,
            "sentence": {"start": 0, "end": len(text)},
            "rule": rule or f"{kind}.rule",
            "value": VALUES[kind] | value,
        }
    )


def rulebook():
    rule = Pattern(id="money.symbol_amount", why="a symbol before a number is money", pattern="x", make="amount")
    return Rulebook(patterns={rule.id: rule}, places={rule.id: "money.yaml:7"})


def printed(function, *arguments, colour=False):
    out = io.StringIO()
    function(*arguments, Console(file=out, width=200, force_terminal=colour, color_system="standard" if colour else None))
    return out.getvalue()


def shown(text, facts, **rest):
    return printed(show, Article("a", text, **rest), facts)


def explained(facts, offset, text=TEXT):
    return printed(lambda *arguments: explain(*arguments[:3], rulebook(), arguments[3]), Article("a", text), facts, offset)


def test_show_prints_the_text_and_a_table_in_its_order():
    out = shown(TEXT, [fact("money", "$5 million"), fact("city", "HUE")], title="Huế signs")
    assert TEXT in out and "Huế signs" in out
    city, money = out.index("Hue, VN (GeoNames 1580240)"), out.index("5,000,000 USD")
    assert city < money
    assert "money.rule" in out and "56-66" in out


def test_show_without_facts():
    assert "no facts" in shown(TEXT, [])


def test_each_kind_has_its_colour():
    coloured = painted(TEXT, [fact("money", "$5 million"), fact("city", "HUE")])
    assert coloured.plain == TEXT
    assert [(TEXT[span.start : span.end], span.style) for span in coloured.spans] == [("HUE", "bold yellow"), ("$5 million", "bold green")]


def test_the_innermost_of_overlapping_facts_shows():
    coloured = painted(TEXT, [fact("agreement", "agreement worth $5 million"), fact("money", "$5 million"), fact("funding", "$5 million")])
    assert [TEXT[span.start : span.end] for span in coloured.spans] == ["agreement worth ", "$5 million"]
    assert [span.style for span in coloured.spans] == ["bold magenta", "bold green"]


def test_of_equally_long_facts_the_first_shows():
    coloured = painted("abcdef", [make("city", 2, 6, "abcdef"), make("date", 0, 4, "abcdef")])
    assert [("abcdef"[span.start : span.end], span.style) for span in coloured.spans] == [("abcd", "bold cyan"), ("ef", "bold yellow")]


spans = st.tuples(st.sampled_from(KINDS), st.integers(0, 25), st.integers(1, 25))


@given(st.text(st.characters(exclude_characters="\r"), min_size=1, max_size=20), st.lists(spans, max_size=8))
def test_any_facts_over_any_text_can_be_shown(text, places):
    facts = [make(kind, start, start + length, text) for kind, start, length in places]
    out = shown(text, facts)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", out)
    explained(facts, 0, text)


HOSTILE = "Pay \x1b]0;owned\x07\x1b[2J$5 million\u202e now [bold red]Huế[/] :smile: [link=http://x]y[/link] [/nothing]"


def test_controls_of_the_text_do_not_reach_the_terminal():
    facts = [make("money", 4, 30, HOSTILE, rule="money.\x1b[0m"), fact("city", "[bold red]Huế", HOSTILE, name="Hue\x1b[31m")]
    for out in (shown(HOSTILE, facts, title="t\x1b[1m", source="s\u202e"), explained(facts, 10, HOSTILE), explained(facts, 2, HOSTILE)):
        assert "\x1b" not in out and "\x07" not in out and "\u202e" not in out
        assert "\\x1b" in out


def test_only_colours_of_our_own_are_written_to_a_terminal():
    out = printed(show, Article("a", HOSTILE), [fact("money", "$5 million", HOSTILE)], colour=True)
    assert set(re.findall("\x1b[^m]*m", out)) <= {f"\x1b[{code}m" for code in ("0", "1", "2", "1;32")}


def test_markup_of_the_text_is_not_interpreted():
    out = shown(HOSTILE, [fact("city", "[bold red]Huế[/]", HOSTILE)])
    assert "[bold red]Huế[/] :smile: [link=http://x]y[/link] [/nothing]" in out
    assert out.count("[bold red]Huế[/]") == 2, "in the text and in the table"


def test_explain_tells_every_field_and_the_rule():
    out = explained([fact("money", "$5 million", rule="money.symbol_amount", mod="more_than")], TEXT.index("million"))
    for words in (TEXT, "low", "5000000", "more_than", "money.symbol_amount", "a symbol before a number is money", "money.yaml:7"):
        assert words in out


def test_explain_tells_every_fact_that_covers_the_offset():
    facts = [fact("money", "$5 million"), fact("funding", "$5 million"), fact("city", "HUE")]
    out = explained(facts, TEXT.index("million"))
    assert "money.rule" in out and "funding.rule" in out and "city.rule" not in out


def test_explain_tells_the_evidence_for_a_city():
    out = explained([fact("city", "HUE")], 0)
    assert "only place of the name in VN" in out and "population 351456" in out


def test_explain_names_a_rule_that_the_rulebook_lacks():
    assert "the rulebook has no rule of this id" in explained([fact("city", "HUE")], 1)


def test_explain_names_the_nearest_facts_where_there_is_none():
    out = explained([fact("city", "HUE"), fact("city", "Huế"), fact("money", "$5 million")], TEXT.index("agreement"))
    assert f"no fact at offset {TEXT.index('agreement')}" in out
    assert "0-3" in out and "15-18" in out and "56-66" in out
    assert "the article has no facts" in explained([], 0)


def test_the_end_of_a_fact_is_not_in_it():
    assert "no fact at offset 3" in explained([fact("city", "HUE")], 3)


@pytest.mark.parametrize("offset", [-1, len(TEXT)])
def test_an_offset_outside_the_text_is_a_usage_error(offset):
    with pytest.raises(InputError, match=f"no character at offset {offset}"):
        explained([], offset)
