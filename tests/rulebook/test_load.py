"""A bad rule is told with its file, its line and the mend; a user's rules add to ours or override by id."""

from pathlib import Path

import pytest

from pressfacts.errors import RuleError
from pressfacts.rulebook import load_rulebook
from pressfacts.rulebook.load import parse_rule_file
from pressfacts.rulebook.yaml_source import YamlSource

GOOD = """\
kind: money
lexicons:
  - id: mine.symbol
    why: a currency of our own
    entries: {Ƀ: XBT, no: NOK, 1.50: x}
patterns:
  - id: mine.amount
    why: figure after the sign
    make: amount
    pattern: '{mine.symbol}(?P<low>[0-9]+)'
"""


def rule_file(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("bad", "line", "what", "mend"),
    [
        (GOOD.replace("pattern: '", "patern: '"), 10, "unknown field `patern`", "did you mean `pattern`?"),
        (GOOD.replace("    why: figure after the sign\n", ""), 7, "the field `why` is missing", "add `why:`"),
        (GOOD.replace("kind: money", "kind: monney"), 1, "`kind`: Input should be", "see README"),
        (GOOD.replace("id: mine.amount", "id: Mine"), 7, "`id`: String should match", "see README"),
        (GOOD.replace("    make: amount", "   make: amount"), 9, "is not YAML", "mend the YAML"),
    ],
)
def test_a_bad_rule_is_told_with_line_and_mend(tmp_path: Path, bad: str, line: int, what: str, mend: str) -> None:
    with pytest.raises(RuleError) as error:
        parse_rule_file(YamlSource(rule_file(tmp_path, bad)))
    assert what in error.value.what
    assert mend in str(error.value.mend)
    assert error.value.where == f"{tmp_path / 'mine.yaml'}:{line}"


def test_an_id_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="stands twice"):
        parse_rule_file(YamlSource(rule_file(tmp_path, GOOD + GOOD.partition("patterns:\n")[2])))


def test_words_that_yaml_would_read_as_numbers_or_answers_stay_words(tmp_path: Path) -> None:
    rule_file(tmp_path, GOOD)
    assert load_rulebook(tmp_path).lexicon("mine.symbol") == {"Ƀ": "XBT", "no": "NOK", "1.50": "x"}


def test_a_users_rule_overrides_ours_by_id(tmp_path: Path) -> None:
    rule_file(tmp_path, GOOD.replace("mine.symbol", "money.minor").replace("{money.minor}", "x"))
    assert load_rulebook(tmp_path).lexicon("money.minor")["Ƀ"] == "XBT"


def test_a_rule_can_be_disabled_and_a_misspelt_id_is_told(tmp_path: Path) -> None:
    rule_file(tmp_path, "kind: money\ndisable: [money.between]\n")
    assert "money.between" not in load_rulebook(tmp_path).patterns
    rule_file(tmp_path, "kind: money\ndisable: [money.betwen]\n")
    with pytest.raises(RuleError, match=r"disables money\.betwen"):
        load_rulebook(tmp_path)


def test_the_digest_tells_rulebooks_apart(tmp_path: Path) -> None:
    rule_file(tmp_path, GOOD)
    assert load_rulebook(tmp_path).digest != load_rulebook().digest
    assert load_rulebook().digest == load_rulebook().digest


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no rule files"):
        load_rulebook(tmp_path)


def test_every_shipped_rule_says_why_and_has_an_example() -> None:
    rules = load_rulebook().rules()
    assert [rule.id for rule in rules if not rule.examples] == []


def test_tags_that_would_run_code_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="is not YAML"):
        YamlSource(rule_file(tmp_path, "kind: !!python/object/apply:os.getcwd []"))
