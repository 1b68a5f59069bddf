"""The other commands, and what all commands share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pressfacts.examples import Outcome
from pressfacts.fact import json_schema
from tests.cli.conftest import Ended

Command = Callable[..., Ended]
COMMANDS = [
    ["extract"],
    ["score"],
    ["compare"],
    ["convert"],
    ["show"],
    ["explain"],
    ["verify"],
    ["schema"],
    ["rules", "check"],
    ["rules", "test"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(pressfacts: Command, command: list[str]) -> None:
    ended = pressfacts(*command, "--help")
    assert ended.code == 0
    assert f"Example:\n    pressfacts {' '.join(command)}" in ended.out


def test_help_lists_the_commands_and_the_exit_codes(pressfacts: Command) -> None:
    ended = pressfacts("--help")
    assert ended.code == 0
    for line in ["  extract ", "  rules ", "  2    wrong usage", "  130  interrupted"]:
        assert line in ended.out


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from pressfacts.cli import run; run(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"spacy", "numpy", "pydantic", "rich.console", "orjson", "re2", "yaml"}


def test_version(pressfacts: Command) -> None:
    ended = pressfacts("--version")
    assert (ended.code, ended.out.split()[0]) == (0, "pressfacts")


def test_schema_is_printed_or_written(pressfacts: Command, tmp_path: Path) -> None:
    assert json.loads(pressfacts("schema").out) == json_schema()
    assert pressfacts("schema", "--output", tmp_path / "schema.json") == Ended(0, "", "")
    assert json.loads((tmp_path / "schema.json").read_text()) == json_schema()
    assert pressfacts("schema", "--output", tmp_path / "missing" / "schema.json").code == 5


def test_show_prints_the_article_or_its_facts_as_json_lines(pressfacts: Command, articles: Path) -> None:
    assert "$5 million" in pressfacts("show", articles / "a.txt").out
    (line,) = pressfacts("show", f"{articles}/b.jsonl#b1", "--json").out.splitlines()
    assert (json.loads(line)["doc_id"], json.loads(line)["text"]) == ("b1", "$7")


def test_explain_prints_the_facts_that_cover_the_offset(pressfacts: Command, articles: Path) -> None:
    assert [json.loads(line)["text"] for line in pressfacts("explain", articles / "a.txt", "--at", "7", "--json").out.splitlines()] == [
        "$5"
    ]
    assert pressfacts("explain", articles / "a.txt", "--at", "8", "--json") == Ended(0, "", "")
    beyond = pressfacts("explain", articles / "a.txt", "--at", "16")
    assert beyond.code == 2 and "16 code points" in beyond.err


def test_an_article_that_is_not_there_or_bad_is_told(pressfacts: Command, articles: Path) -> None:
    assert pressfacts("show", articles / "none.txt").code == 2
    assert pressfacts("show", f"{articles}/b.jsonl#none").code == 2
    (articles / "empty.txt").write_text("")
    ended = pressfacts("show", articles / "empty.txt")
    assert (ended.code, ended.err) == (1, f"error: {articles}/empty.txt: holds no text\n  leave the file out\n")


@pytest.fixture
def gold(tmp_path: Path, articles: Path, pressfacts: Command) -> Path:
    pressfacts("extract", articles, "-o", tmp_path / "run", "--quiet")
    (tmp_path / "gold.jsonl").write_bytes((tmp_path / "run" / "facts.jsonl").read_bytes())
    return tmp_path / "gold.jsonl"


def test_score_takes_a_file_or_the_folder_of_a_run(pressfacts: Command, gold: Path) -> None:
    for facts in (gold.parent / "run", gold.parent / "run" / "facts.jsonl"):
        ended = pressfacts("score", gold, facts, "--json")
        assert ended.code == 0
        assert "money" in json.loads(ended.out)["scores"]
    assert "money" in pressfacts("score", gold, gold).out


def test_a_score_below_its_floor_ends_with_6(pressfacts: Command, gold: Path) -> None:
    assert pressfacts("score", gold, gold, "--min-f1", "money=1.0").code == 0
    facts = gold.parent / "fewer.jsonl"
    facts.write_bytes(gold.read_bytes().splitlines(keepends=True)[0])
    ended = pressfacts("score", gold, facts, "--min-f1", "money=0.9")
    assert ended.code == 6 and "money" in ended.err
    assert pressfacts("score", gold, facts, "--min-f1", "money").code == 2
    assert pressfacts("score", gold, facts, "--min-f1", "monney=0.5").code == 2


GOOD_RULES = "kind: money\nlexicons:\n  - {id: money.mine, why: a test, entries: [doubloon], any_case: true}\n"


def test_rules_check_tells_every_bad_file(pressfacts: Command, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD_RULES)
    assert pressfacts("rules", "check", tmp_path).code == 0
    (tmp_path / "typo.yaml").write_text(GOOD_RULES.replace("any_case", "any_cse"))
    (tmp_path / "broken.yaml").write_text("kind: [money\n")
    ended = pressfacts("rules", "check", tmp_path)
    assert ended.code == 3
    assert f"{tmp_path}/typo.yaml:3" in ended.err and "did you mean" in ended.err
    assert f"{tmp_path}/broken.yaml:" in ended.err
    told = json.loads(pressfacts("rules", "check", tmp_path, "--json").out)
    assert [error["where"].split(":")[0] for error in told["errors"]] == [f"{tmp_path}/broken.yaml", f"{tmp_path}/typo.yaml"]


def test_rules_check_tries_every_pattern(pressfacts: Command, tmp_path: Path) -> None:
    pattern = "  - {{id: money.bad{0}, why: a test, make: amount, pattern: '(?={0})'}}\n"
    (tmp_path / "bad.yaml").write_text("kind: money\npatterns:\n" + pattern.format(1) + pattern.format(2))
    (tmp_path / "frame.yaml").write_text(
        "kind: frame\nframes:\n  - id: my.frame\n    why: mine\n    frame: mine\n    near: [x]\n    anchor: sum\n"
        "    match: ['(?P<anchor>{amount})(?=x)']\n    slots: {sum: {fills: money}}\n"
    )
    ended = pressfacts("rules", "check", tmp_path)
    assert (ended.code, ended.err.count("RE2 refuses")) == (3, 3)


def test_rules_test_prints_failures_and_the_count(pressfacts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = [
        Outcome("money.a", "rules/money.yaml:3", "worth <money>$5</money>", True, ""),
        Outcome("money.b", "my.yaml:7", "$6", False, "missed"),
    ]
    monkeypatch.setattr("pressfacts.cli.rules.run_all_examples", lambda folders, prefix: [o for o in outcomes if o.rule.startswith(prefix)])
    ended = pressfacts("rules", "test")
    assert (ended.code, ended.out) == (3, "2 examples, 1 failures\n")
    assert ended.err == "my.yaml:7: money.b: missed\n  $6\n"
    assert pressfacts("rules", "test", "--id", "money.a").code == 0
    assert pressfacts("rules", "test", "--id", "none.").code == 2
