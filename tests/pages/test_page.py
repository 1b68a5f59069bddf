"""The file itself: one file, under a policy that names its script and style, the same bytes for the same data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressfacts.pages.page import ERRORS, REPORT, Page, page_html, safe_json, world

ASSETS = files("pressfacts.pages") / "assets"
PAGES = pytest.mark.parametrize("page", [REPORT, ERRORS], ids=lambda page: page.title)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


def digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@PAGES
def test_the_policy_names_the_script_and_the_style_that_are_there(page: Page) -> None:
    html = page_html(page, {})
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert f"script-src '{digest(script)}'" in policy
    assert f"style-src '{digest(style)}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


@PAGES
def test_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    html = page_html(page, {})
    assert re.findall(r"""(?:src|href|action)=["'](?!data:,)""", html) == []
    assert re.findall(r"@import|url\(|importScripts|fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon", html) == []


@PAGES
def test_scripts_make_text_only(page: Page) -> None:
    """No way from a string to HTML or code, and nothing that ends the element they stand in."""
    for name in page.scripts:
        script = (ASSETS / f"{name}.js").read_text(encoding="utf-8")
        assert (
            re.findall(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(\"on|</script|<!--", script
            )
            == []
        ), name
        assert len(script.splitlines()) < 300, name


def test_every_script_and_style_is_part_of_a_page() -> None:
    there = {path.name for path in ASSETS.iterdir() if path.name.endswith((".js", ".css"))}
    parts = {f"{name}.js" for page in (REPORT, ERRORS) for name in page.scripts} | {
        f"{name}.css" for page in (REPORT, ERRORS) for name in page.styles
    }
    assert there == parts


def test_the_same_data_gives_the_same_bytes() -> None:
    assert page_html(REPORT, {"a": ["đ"]}) == page_html(REPORT, {"a": ["đ"]})
    assert page_html(REPORT, {"a": ["đ"]}) != page_html(REPORT, {"a": ["d"]})


@given(JSON)
def test_json_reads_back_as_it_was_and_holds_nothing_that_html_has_a_meaning_for(value: object) -> None:
    inside = safe_json(value)
    assert not set(inside) & set("<>&\u2028\u2029")
    assert json.loads(inside) == value


def test_half_a_surrogate_pair_keeps_its_place() -> None:
    assert json.loads(safe_json("a\ud800b")) == "a\ufffdb"


def test_the_map_has_land_and_borders_and_says_where_from() -> None:
    shapes = world()
    assert shapes["land"].count("z") > 100
    assert "M" in shapes["borders"]
    assert "Natural Earth" in shapes["note"]
