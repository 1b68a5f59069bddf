"""Token patterns run over the sentences that hold one of their words, and answer in code points of the text."""

from pathlib import Path

import pytest

from pressfacts.article import Article
from pressfacts.document import Document, Sentence
from pressfacts.errors import RuleError
from pressfacts.extractor import Extractor
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.model import TokenPattern
from pressfacts.settings import Settings
from pressfacts.text.tokens import TokenMatches

RULE = TokenPattern(id="test.buys", why="a test", make="verb", near=["bought"], match=[[{"LOWER": "bought"}, {"LOWER": "out"}]])
TEXT = "🎉 Voss bought out Lind. Lind bought bread."


def document() -> Document:
    return Document(Article("a", TEXT), [Sentence(0, 24), Sentence(25, len(TEXT))], None)


def found(rule: TokenPattern, rulebook: Rulebook) -> list[str]:
    return [TEXT[start:end] for _, start, end in TokenMatches(rulebook, [rule]).scan(document())]


def test_matches_come_as_spans_of_the_text(rulebook: Rulebook) -> None:
    assert found(RULE, rulebook) == ["bought out"]


def test_the_last_tokens_may_be_context(rulebook: Rulebook) -> None:
    assert found(RULE.model_copy(update={"context": 1}), rulebook) == ["bought"]


def test_sentences_without_the_words_are_not_tokenised(rulebook: Rulebook) -> None:
    matches = TokenMatches(rulebook, [RULE.model_copy(update={"near": ["sold"]})])
    assert list(matches.scan(document())) == []
    assert "_matcher" not in vars(matches)


def test_a_pattern_that_spacy_refuses_is_told_by_its_id(rulebook: Rulebook) -> None:
    bad = RULE.model_copy(update={"match": [[{"LOWER": 5}]]})
    rulebook.places[bad.id] = "mine.yaml:3"
    with pytest.raises(RuleError, match=r"mine\.yaml:3: test\.buys"):
        found(bad, rulebook)


def test_a_kind_that_reads_no_token_patterns_says_so(tmp_path: Path) -> None:
    rule = "kind: money\ntokens:\n  - {id: mine.x, why: a test, make: verb, near: [x], match: [[{LOWER: x}]]}\n"
    (tmp_path / "mine.yaml").write_text(rule, encoding="utf-8")
    with pytest.raises(RuleError, match="no reading of the kind money"):
        Extractor(Settings(rules=(tmp_path,), kinds=("money",)))
