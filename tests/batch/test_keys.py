"""Digests change with content, and with nothing else."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from pressfacts.article import Article
from pressfacts.batch.keys import LineKeys, article_key, making, making_key, rules_digest
from pressfacts.errors import ModelError, RuleError
from pressfacts.rulebook import load_rulebook
from pressfacts.settings import Settings

ARTICLE = Article("a", "text", "title", datetime.date(2026, 1, 17), "outlet", "https://example.org")


@pytest.mark.parametrize("change", [{"id": "b"}, {"text": "text "}, {"title": None}, {"published": None}, {"source": ""}, {"url": "u"}])
def test_every_part_of_an_article_counts(change: dict[str, object]) -> None:
    assert article_key(dataclasses.replace(ARTICLE, **change), b"") != article_key(ARTICLE, b"")  # type: ignore[arg-type]


def test_parts_do_not_run_together() -> None:
    assert article_key(Article("a", "bc"), b"") != article_key(Article("ab", "c"), b"")
    assert article_key(Article("a", "b", title=""), b"") != article_key(Article("a", "b", title=None), b"")


def test_what_facts_are_made_by_counts() -> None:
    assert article_key(ARTICLE, b"one") != article_key(ARTICLE, b"other")
    keys = {
        making_key(making(settings, rules))
        for settings in (Settings(), Settings(kinds=("money",)), Settings(published=datetime.date(2026, 1, 1)))
        for rules in ("one", "other")
    }
    assert len(keys) == 6


def test_a_users_folder_of_rules_counts_by_its_content_alone() -> None:
    assert making(Settings(rules=(Path("a"),)), "digest") == making(Settings(rules=(Path("b"),)), "digest")


def test_a_model_that_is_not_there_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="'no_such_model' is not installed"):
        making(Settings(model="no_such_model"), "")
    (tmp_path / "meta.json").write_text("{}")
    first = making(Settings(model=str(tmp_path)), "")
    (tmp_path / "meta.json").write_text("{ }")
    assert making(Settings(model=str(tmp_path)), "") != first


def test_the_digest_of_rules_is_that_of_the_rulebook_and_a_users_are_looked_at(tmp_path: Path) -> None:
    rule = tmp_path / "more.yaml"
    rule.write_text("kind: money\ndisable: [money.between]\n")
    assert rules_digest(()) == load_rulebook().digest != rules_digest((tmp_path,)) == load_rulebook(tmp_path).digest
    rule.write_text("kind: no such\n")
    with pytest.raises(RuleError):
        rules_digest((tmp_path,))


def test_a_line_counts_with_what_made_its_facts() -> None:
    keys = {LineKeys(made_by).of(line) for made_by in (b"one", b"other") for line in (b"a", b"a\n", b"")}
    assert len(keys) == 6
    assert LineKeys(b"one").of(b"a") == LineKeys(b"one").of(b"a")
