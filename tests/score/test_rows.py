"""Reading gold and facts."""

import json

import pytest

from pressfacts.errors import InputError
from pressfacts.score import read_rows

GOOD = {"doc_id": "a", "kind": "city", "start": 0, "end": 3, "text": "Huế", "value": None}


def written(tmp_path, *lines):
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines))
    return path


def test_rows_are_read_in_the_order_of_the_file(tmp_path):
    other = GOOD | {"start": 1, "rule": "city.name", "optional": True}
    assert read_rows(written(tmp_path, other, b"", GOOD)) == [other, GOOD]


def test_an_empty_file_has_no_rows(tmp_path):
    assert read_rows(written(tmp_path)) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{", "unexpected end of data"),
        (b"\xff", "utf-8"),
        (["a"], "not a JSON object"),
        ({k: v for k, v in GOOD.items() if k != "start"}, "the field `start` is missing"),
        (GOOD | {"start": "0"}, '`start` is "0", which is no whole number'),
        (GOOD | {"doc_id": None}, "`doc_id` is null, which is no text"),
        (GOOD | {"value": []}, "`value` is [], which is no object or null"),
        (GOOD | {"end": 0}, "no span"),
        (GOOD | {"start": -1}, "no span"),
        (GOOD | {"start": False}, "no span"),
        (GOOD | {"kind": "town"}, "unknown kind `town`"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path, line, what):
    path = written(tmp_path, GOOD, b"", line)
    with pytest.raises(InputError) as caught:
        read_rows(path)
    assert what in caught.value.what
    assert caught.value.where == f"{path}:3"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nothing\.jsonl: No such file"):
        read_rows(tmp_path / "nothing.jsonl")
