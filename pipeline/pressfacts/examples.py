"""Run the examples that stand in the rules: what must match, and the look-alikes that must not.

An example is a text in which the facts of the rule's kind are marked, with those attributes of their value that matter:
`worth <money low=5000000 currency=USD>$5 million</money>`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from pressfacts.article import Article
from pressfacts.fact import Fact
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.model import Example, Rule
from pressfacts.text.sentence_examples import check_examples
from pressfacts.text.sentences import SentenceSplitter

_TAG = re.compile(r"<(money|date|city|agreement|funding|visitors|frame)((?: [a-z_0-9]+=(?:\"[^\"]*\"|[^\s>]*))*)>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([a-z_0-9]+)=(?:\"([^\"]*)\"|(\S*))")


class Extracts(Protocol):
    """Whatever turns an article into facts."""

    def extract(self, article: Article) -> list[Fact]:
        """The facts of an article."""


class Outcome(NamedTuple):
    """One example and how it went; `message` says what was expected and what was found."""

    rule: str
    where: str
    text: str
    passed: bool
    message: str


class Marked(NamedTuple):
    """A fact marked in an example: its span in the plain text and the attributes that its value must have."""

    kind: str
    start: int
    end: int
    attributes: dict[str, str]


def unmark(marked: str) -> tuple[str, list[Marked]]:
    """The plain text of an example and the facts marked in it."""
    text, facts, position = "", [], 0
    for tag in _TAG.finditer(marked):
        text += marked[position : tag.start()]
        attributes = {name: quoted or bare for name, quoted, bare in _ATTRIBUTE.findall(tag.group(2))}
        facts.append(Marked(tag.group(1), len(text), len(text) + len(tag.group(3)), attributes))
        text += tag.group(3)
        position = tag.end()
    return text + marked[position:], facts


def run_examples(extractor: Extracts, rulebook: Rulebook, prefix: str = "") -> list[Outcome]:
    """Every example and trap of the rules whose id begins with `prefix`, in the order of the files."""
    splitter = SentenceSplitter(rulebook)
    outcomes: list[Outcome] = []
    for rule in rulebook.rules():
        if not rule.id.startswith(prefix):
            continue
        if rulebook.kinds[rule.id] == "text":
            outcomes += _run_sentence_rule(splitter, rulebook, rule)
        else:
            outcomes += _run_rule(extractor, rulebook, rule)
    return outcomes


def _run_sentence_rule(splitter: SentenceSplitter, rulebook: Rulebook, rule: Rule) -> Iterator[Outcome]:
    """A rule about sentences marks boundaries instead of facts: one outcome an example, its failures told together."""
    where = rulebook.places.get(rule.id, "rules")
    for example in _examples([*rule.examples, *rule.traps]):
        name = "examples" if example.text in [one.text for one in _examples(rule.examples)] else "traps"
        alone = rule.model_copy(update={"examples": [], "traps": []} | {name: [example.text]})
        problem = "; ".join(check_examples(splitter, alone))
        yield Outcome(rule.id, where, example.text, not problem, problem)


def _run_rule(extractor: Extracts, rulebook: Rulebook, rule: Rule) -> Iterator[Outcome]:
    kind, where = rulebook.kinds[rule.id], rulebook.places.get(rule.id, "rules")
    for example in _examples(rule.examples):
        text, wanted = unmark(example.text)
        found = _facts(extractor, example, text, kind)
        problem = _difference(wanted, found, text) or _rule_unused(rule, rulebook, found)
        yield Outcome(rule.id, where, example.text, not problem, problem)
    for trap in _examples(rule.traps):
        found = _facts(extractor, trap, trap.text, kind)
        problem = f"a trap, but found {', '.join(repr(fact.text) for fact in found)}" if found else ""
        yield Outcome(rule.id, where, trap.text, not found, problem)
    if not rule.examples:
        yield Outcome(rule.id, where, "", False, "has no example")


def _examples(examples: Iterable[str | Example]) -> Iterator[Example]:
    for example in examples:
        yield Example(text=example) if isinstance(example, str) else example


def _facts(extractor: Extracts, example: Example, text: str, kind: str) -> list[Fact]:
    published = datetime.date.fromisoformat(example.published) if example.published else None
    article = Article("example", text, title=example.title, published=published, source=example.source)
    return [fact for fact in extractor.extract(article) if fact.kind == kind]


def _rule_unused(rule: Rule, rulebook: Rulebook, found: list[Fact]) -> str:
    """A text pattern or a frame must itself have found something; a lexicon only takes part."""
    rules = sorted({fact.rule for fact in found})
    pattern = rulebook.patterns.get(rule.id)
    frame = rulebook.frames.get(rule.id)
    finds = (pattern is not None and pattern.make != "nothing") or (frame is not None and frame.make != "nothing" and bool(frame.match))
    return f"found by {', '.join(rules)} instead of this rule" if finds and rule.id not in rules else ""


def _difference(wanted: list[Marked], found: list[Fact], text: str) -> str:
    spans = {(mark.start, mark.end): mark for mark in wanted}
    missing = [text[start:end] for start, end in spans if (start, end) not in {(fact.start, fact.end) for fact in found}]
    extra = [fact.text for fact in found if (fact.start, fact.end) not in spans]
    if missing or extra:
        return f"missed {missing}, found besides {extra}"
    wrong = []
    for fact in found:
        value = fact.value.model_dump(mode="json")
        value |= value.get("slots", {})
        for name, expected in spans[fact.start, fact.end].attributes.items():
            actual = "null" if value.get(name) is None else str(value[name])
            if actual != expected:
                wrong.append(f"{fact.text!r}: {name} is {actual}, expected {expected}")
    return "; ".join(wrong)
