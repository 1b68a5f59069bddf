"""Lines of JSON: UTF-8, keys in the model's order, exact."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressfacts.fact import Date
from pressfacts.write import JsonlFile, to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 63) - 1) | TEXT
ROWS = st.dictionaries(TEXT, SCALARS | st.lists(SCALARS, max_size=3), max_size=3)


def test_letters_stay_letters_and_a_model_keeps_its_order() -> None:
    assert to_json({"b": "Đà Nẵng </script>", "a": None}) == '{"b":"Đà Nẵng </script>","a":null}'.encode()
    date = Date(type="date", timex="2026-01-17", start=datetime.date(2026, 1, 17))
    assert list(json.loads(to_json(date))) == list(Date.model_fields)
    assert json.loads(to_json(date))["start"] == "2026-01-17"


def test_what_json_cannot_hold_exactly_is_refused() -> None:
    for value in (1 << 64, {1, 2}, "\ud800"):
        with pytest.raises(TypeError):
            to_json({"value": value})


@settings(max_examples=40)
@given(st.lists(ROWS, max_size=5))
def test_every_row_is_one_line_and_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]) -> None:
    file = JsonlFile(tmp_path_factory.mktemp("rows") / "rows.jsonl")
    file.write_all(rows)
    file.finish()
    lines = file.path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == rows
    assert (file.lines, file.about()["bytes"]) == (len(rows), file.path.stat().st_size)


def test_rows_may_come_as_bytes_made_before(tmp_path: Path) -> None:
    file = JsonlFile(tmp_path / "rows.jsonl")
    file.write_all([to_json({"a": 1}), {"a": 2}])
    file.finish()
    assert file.path.read_text() == '{"a":1}\n{"a":2}\n'
