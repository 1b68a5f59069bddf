"""The examples of sentence rules: `‖` stands at every boundary of an example; a trap is one sentence."""

from __future__ import annotations

from pressfacts.rulebook.model import Rule
from pressfacts.text.sentences import SentenceSplitter

BOUNDARY = "‖"


def visible_length(text: str) -> int:
    """How many characters a text has without white space and table bars: these may stand on either side of a boundary."""
    return sum(len(piece) for piece in text.replace("|", " ").split())


def unmark(marked: str) -> tuple[str, list[int]]:
    """The text of a marked passage, and its inner boundaries as numbers of visible characters before them."""
    text, total, boundaries = marked.replace(BOUNDARY, ""), 0, set()
    for piece in marked.split(BOUNDARY):
        total += visible_length(piece)
        boundaries.add(total)
    return text, sorted(boundaries - {0, visible_length(text)})


def found_boundaries(text: str, ends: list[int]) -> list[int]:
    """The same numbers for ends of sentences given as code points."""
    found = {visible_length(text[:end]) for end in ends}
    return sorted(found - {0, visible_length(text)})


def mark(splitter: SentenceSplitter, text: str) -> str:
    """The text with `‖` where the splitter cuts it."""
    sentences = splitter.split(text)
    starts = [0, *(sentence.end for sentence in sentences[:-1])]
    ends = [*starts[1:], len(text)]
    return BOUNDARY.join(text[start:end] for start, end in zip(starts, ends, strict=True))


def check_examples(splitter: SentenceSplitter, rule: Rule) -> list[str]:
    """One message for each example and trap of a rule that the splitter cuts otherwise; empty where all hold."""
    failures = []
    for name, examples in (("example", rule.examples), ("trap", rule.traps)):
        for example in examples:
            marked = example if isinstance(example, str) else example.text
            text, expected = unmark(marked)
            found = found_boundaries(text, [sentence.end for sentence in splitter.split(text)])
            if name == "trap" and expected:
                failures.append(f"{rule.id}: a trap is one sentence, yet it holds {BOUNDARY}: {marked!r}")
            elif found != expected:
                failures.append(f"{rule.id}: {name} {marked!r} is cut as {mark(splitter, text)!r}")
    return failures
