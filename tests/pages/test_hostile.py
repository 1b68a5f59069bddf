"""Text, ids and rule names of strangers: whatever they hold, the page shows it, and nothing else happens.

The `browser` fixture fails a test after which anything was refused by the policy, was fetched, or opened a dialog.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressfacts.article import Article
from pressfacts.pages.error_browser import write_error_browser
from pressfacts.pages.page import safe_json
from pressfacts.score import bootstrap, score
from tests.pages.browser import Browser
from tests.pages.sample import article, city, day, fact, money, report_html

ATTACKS = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "]]><svg onload=alert(1)>",
    "javascript:alert(1)",
    "${alert(1)} {{constructor.constructor('alert(1)')()}} $policy $data",
    "\u202egnp.exe\u202c and \u2067hidden\u2069",
    "\x1b[31m\x00\x07 \u2028 \u2029 \ufeff",
    "' onmouseover='alert(1)",
    "&lt;b&gt; &amp;",
]


def hostile() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """An article an attack: in its text, id, title, source, address, and in every name that its facts tell."""
    articles, facts = [], []
    for attack in ATTACKS:
        home = article(attack, f"Before {attack} after.", title=attack, source=attack, url=attack, published="2026-01-17")
        signed = {"type": attack, "status": "signed", "parties": [attack, attack], "topics": [attack], "money": None, "date": attack}
        values = {
            "money": money("1", attack, measures=attack, per=attack),
            "city": city(attack, 1, attack, 1.0, 2.0, evidence=[attack]),
            "agreement": signed,
            "date": day(attack, "2026-01-17", attack),
            "funding": {"type": attack, "evidence": [{"slot": attack, "text": attack, "start": 7, "end": 9}]},
            "frame": {"frame": attack, "slots": {attack: attack}},
        }
        articles.append(home)
        facts += [fact(home, kind, attack, value, rule=attack) for kind, value in values.items()]
    return articles, facts


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_html(tmp_path_factory.mktemp("hostile"), *hostile())


def test_every_view_shows_and_nothing_happens(browser: Browser, hostile_page: Path) -> None:
    browser.open(hostile_page)
    browser.keys("v")
    for _ in ATTACKS:
        browser.keys("jjjjjjcJ\ue00c")
        browser.keys("J")
    for view in ("facts", "map", "timeline", "money", "agreements"):
        browser.tab(view)
        assert browser.all(f"#view-{view} td, #view-{view} li")
    assert browser.all("img, iframe, object, embed, script:not([src]):nth-of-type(3), a[href^=javascript]") == []


def test_the_text_is_shown_to_the_letter_and_controls_as_escapes(browser: Browser, hostile_page: Path) -> None:
    browser.open(hostile_page)
    browser.all(".list-row")[0].click()
    assert browser.text(".text") == f"Before {ATTACKS[0]} after."
    browser.all(".list-row")[6].click()
    assert browser.text(".text") == r"Before \u202egnp.exe\u202c and \u2067hidden\u2069 after."
    browser.all(".list-row")[7].click()
    assert browser.text(".text") == r"Before \x1b[31m\x00\x07 \u2028 \u2029 \ufeff after."
    assert browser.run("return /[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)") is False


def test_only_web_addresses_become_links(browser: Browser, hostile_page: Path, sample_page: Path) -> None:
    browser.open(hostile_page)
    browser.all(".list-row")[4].click()
    assert "javascript:alert(1)" in browser.text(".article-head")
    assert browser.all(".article-head a") == []
    browser.open(sample_page)
    assert browser.one(".article-head a").get_attribute("href") == "https://example.org/twin"


def test_the_error_browser_is_no_weaker(browser: Browser, tmp_path: Path) -> None:
    rows, facts = hostile()
    gold = [{**each, "value": {**each["value"], "type": "other"}} for each in facts if each["kind"] in ("agreement", "date", "money")]
    scores = score(gold, [each for each in facts if each["kind"] in ("agreement", "date", "city")])
    texts = {row["id"]: Article(row["id"], row["text"], title=row["title"], source=row["source"]) for row in rows}
    path = tmp_path / "errors.html"
    write_error_browser(path, scores, bootstrap(scores.tally), texts, signature=ATTACKS[0])
    browser.open(path)
    for _ in range(20):
        browser.keys("j")
    for view in ("figures", "confusion", "errors"):
        browser.tab(view)
    assert browser.all("img, iframe, a[href^=javascript]") == []


def test_the_policy_would_stop_what_slipped_through(one_browser: Browser, sample_page: Path) -> None:
    one_browser.open(sample_page)
    one_browser.complaints()
    script = """
        const slip = document.createElement('div');
        try { slip.innerHTML = '<img src=x onerror="document.title=1">'; return 'taken'; } catch (error) { return error.name; }"""
    assert one_browser.run(script) == "TypeError"
    image = "const i = new Image(); i.src = 'https://example.org/x.png'; document.body.append(i); return null"
    one_browser.run(image)
    assert any("Content Security Policy" in complaint for complaint in one_browser.wait(one_browser.complaints))


@pytest.mark.parametrize("attack", ATTACKS)
def test_json_in_a_page_holds_nothing_that_html_has_a_meaning_for(attack: str) -> None:
    import json

    inside = safe_json({attack: [attack]})
    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == {attack: [attack]}
