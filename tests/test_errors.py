"""Errors name the place and the mend, and cross process borders whole."""

import pickle

import pytest

from pressfacts.errors import ArticleError, GateError, InputError, ModelError, OutputError, PressfactsError, RuleError

EVERY = [InputError, RuleError, ModelError, OutputError, GateError, ArticleError]


def test_an_error_reads_place_then_fault_then_mend() -> None:
    error = RuleError("unknown field `patern`", where="rules/money.yaml:12", mend="did you mean `pattern`?")
    assert str(error) == "rules/money.yaml:12: unknown field `patern`\n  did you mean `pattern`?"


def test_place_and_mend_may_be_left_out() -> None:
    assert str(OutputError("the disk is full")) == "the disk is full"


@pytest.mark.parametrize("kind", EVERY)
def test_all_errors_are_of_one_tree(kind: type[PressfactsError]) -> None:
    assert issubclass(kind, PressfactsError)


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_survives_pickling(kind: type[PressfactsError]) -> None:
    again = pickle.loads(pickle.dumps(kind("what", where="where", mend="mend")))
    assert (type(again), again.what, again.where, again.mend) == (kind, "what", "where", "mend")


def test_the_reason_of_an_article_error_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(ArticleError("no text", reason="missing_text"))).reason == "missing_text"


def test_exit_codes_differ_so_that_a_script_can_tell_the_faults_apart() -> None:
    codes = [kind.exit_code for kind in (InputError, RuleError, ModelError, OutputError, GateError)]
    assert codes == [2, 3, 4, 5, 6]
