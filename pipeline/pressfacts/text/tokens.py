"""Token patterns: spaCy's Matcher over the sentences that hold a word of the rule, and over no others.

Tokenising costs more than a scan of the raw text, so the words of `near` choose the sentences first; spaCy is imported
when the first such sentence comes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from pressfacts.document import Document
from pressfacts.errors import RuleError
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.model import TokenPattern
from pressfacts.rulebook.patterns import alternation


class TokenMatches:
    """The token patterns of a kind, ready to scan documents."""

    def __init__(self, rules: Rulebook, patterns: Sequence[TokenPattern]) -> None:
        self._rules = {rule.id: rule for rule in patterns}
        self._places = rules.places
        words = sorted({word for rule in patterns for word in rule.near})
        self._near = rules.compile(alternation(words, any_case=True), where="rules: near") if words else None

    @functools.cached_property
    def _matcher(self) -> tuple[Any, Any]:
        from spacy.lang.en import English
        from spacy.matcher import Matcher

        nlp = English()
        matcher = Matcher(nlp.vocab)
        for rule in self._rules.values():
            try:
                matcher.add(rule.id, rule.match, greedy="LONGEST")
            except (ValueError, TypeError) as error:
                mend = "see https://spacy.io/usage/rule-based-matching for the notation"
                raise RuleError(f"{rule.id}: spaCy refuses the pattern: {error}", where=self._places[rule.id], mend=mend) from error
        return nlp, matcher

    def open(self) -> None:
        """Bring in spaCy's tokeniser now instead of with the first such sentence."""
        if self._near is not None:
            self._matcher  # noqa: B018  asking makes it

    def scan(self, document: Document) -> Iterator[tuple[TokenPattern, int, int]]:
        """(rule, start, end) of every match, as code points of the text, without the tokens that are context."""
        if self._near is None:
            return
        indexes = sorted({document.sentence_index(match.start) for match in self._near.scan(document)} - {-1})
        for index in indexes:
            sentence = document.sentences[index]
            nlp, matcher = self._matcher
            tokens = nlp.make_doc(document.text[sentence.start : sentence.end])
            for name, first, last in sorted(matcher(tokens), key=lambda match: match[1:]):
                rule = self._rules[nlp.vocab.strings[name]]
                span = tokens[first : last - rule.context]
                if len(span):
                    yield rule, sentence.start + span.start_char, sentence.start + span.end_char
