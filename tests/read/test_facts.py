"""Reading gold and facts."""

import gzip
import json

import pytest

from pressfacts.errors import InputError
from pressfacts.read.facts import read_facts
from pressfacts.write.output import OutputFolder

GOOD = {"doc_id": "a", "kind": "city", "start": 0, "end": 3, "text": "Huế", "value": None}


def written(tmp_path, *lines):
    path = tmp_path / "facts.jsonl"
    path.write_bytes(b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines))
    return path


def test_rows_are_read_in_the_order_of_the_file(tmp_path):
    other = GOOD | {"start": 1, "rule": "city.name", "optional": True}
    assert read_facts(written(tmp_path, other, b"", GOOD)) == [other, GOOD]


def test_an_empty_file_has_no_rows(tmp_path):
    assert read_facts(written(tmp_path)) == []


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
        (GOOD | {"end": 1 << 40}, "no span"),
        (GOOD | {"kind": "town"}, "unknown kind `town`"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(tmp_path, line, what):
    path = written(tmp_path, GOOD, b"", line)
    with pytest.raises(InputError) as caught:
        read_facts(path)
    assert what in caught.value.what
    assert caught.value.where == f"{path}:3"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nothing\.jsonl: No such file"):
        read_facts(tmp_path / "nothing.jsonl")


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.jsonl.gz"])
def test_a_folder_of_a_run_may_hold_any_form(tmp_path, name):
    data = json.dumps(GOOD).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert read_facts(tmp_path) == read_facts(tmp_path / name) == [GOOD]


def test_damaged_gzip_is_told(tmp_path):
    (tmp_path / "facts.jsonl.gz").write_bytes(gzip.compress(json.dumps(GOOD).encode())[:-9])
    with pytest.raises(InputError, match=r"facts\.jsonl\.gz"):
        read_facts(tmp_path)


MONEY = {
    "id": "1", "doc_id": "a", "kind": "money", "text": "$5", "start": 0, "end": 2, "sentence": {"start": 0, "end": 9}, "rule": "r",
    "value": {"low": "5.00", "high": "5.00", "currency": "USD", "mod": None, "per": None},
}  # fmt: skip
PART = {"start": 3, "end": 7, "text": "2025", "timex": "2025", "type": "date"}
DATE = {**MONEY, "kind": "date", "value": {"type": "interval", "timex": "2025/..", "start": "2025-01-01", "end": None, "parts": [PART]}}
FRAME = {**MONEY, "kind": "frame", "value": {"frame": "trade", "slots": {"from": "Daegu", "worth": {"low": "5", "currency": "USD"}}}}


def test_parquet_holds_the_same_values_as_json_lines(tmp_path):
    pytest.importorskip("pyarrow")
    with OutputFolder(tmp_path / "run", "parquet") as output:
        output.facts.write_all([MONEY, DATE, FRAME])
        output.set_run({})
    money, date, frame = read_facts(tmp_path / "run")
    assert (money["start"], money["value"]["low"], money["value"]["currency"]) == (0, "5.00", "USD")
    assert (date["value"]["start"], date["value"]["parts"]) == ("2025-01-01", [PART])
    assert frame["value"]["slots"] == FRAME["value"]["slots"]
