"""Find the nouns that may name an agreement: types and heads of `rules/agreements.yaml`, less the phrases that mean something else."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pressfacts.document import Document, Sentence
from pressfacts.kinds.agreements.words import LONGEST_SENTENCE, Capitals, Hit, PhraseIndex, Word, folded, position, words_of
from pressfacts.rulebook import Rulebook

_NOUN, _SHORT, _WORDS, _WEAK = "agreement.noun.", "agreement.short.", "agreement.words.", "agreement.weak."
_OVERLAP = 200  # code points by which a piece of a sentence too long reaches into the next
_ORDER = (_NOUN, _SHORT, _WEAK)


@dataclass
class Words:
    """A sentence cut into words, shared by the instruments in it."""

    sentence: Sentence
    words: list[Word]
    hits: list[Hit] | None = None


@dataclass
class Instrument:
    """A noun that may name an agreement: its words are `first` up to `last` of `sentence`.

    `strength` is `noun` (always an instrument), `head` (one of the common heads alone), `weak` (needs evidence) or
    `anaphor` (only where it points back to an instrument told before). `near` are words of which one must stand in the
    sentence where no partner is named behind the noun, `backed` are words that are evidence enough where one does; `status`
    is what the form says by itself.
    """

    type: str
    strength: str
    form: str
    sentence: Words
    first: int
    last: int
    plural: bool
    near: list[str] = field(default_factory=list)
    backed: list[str] = field(default_factory=list)
    status: str | None = None

    @property
    def words(self) -> list[Word]:
        """The words of the whole sentence."""
        return self.sentence.words


class NounFinder:
    """Finds instruments by their nouns."""

    def __init__(self, rules: Rulebook) -> None:
        self._heads = rules.lexicon("agreement.head")
        self._forms: dict[str, tuple[str, str, str, Any]] = {}
        self._exact: dict[str, tuple[str, str, str, Any]] = {}
        words = self._read(rules)
        references = [f"{{{id_}}}" for id_ in sorted(rules.lexicons) if id_.startswith(_ORDER)] + ["{agreement.anaphor}"]
        heads = "(?:{agreement.head})"
        typed = rf"(?i:(?P<words>{'|'.join(f'{{{id_}}}' for id_ in words)})[\s\x{{A0}}-]{{1,3}})?(?P<head>{heads})"
        self._pattern = rules.compile(rf"{typed}|(?P<form>{'|'.join(references)})", where="agreement nouns")
        self._traps = rules.compile("{agreement.trap}", where="agreement.trap")
        self._boilerplate = rules.compile("{agreement.boilerplate}", where="agreement.boilerplate")
        self._verb_before = folded(rules.lexicon("agreement.verb_before"))
        self._not_after = folded(rules.lexicon("agreement.not_after"))
        self._openers = folded(rules.lexicon("agreement.opener"))

    def _read(self, rules: Rulebook) -> list[str]:
        """Fill the tables of forms; gives the ids of the lexicons of words before a head."""
        before: list[str] = []
        self._words: dict[str, tuple[str, str]] = {}
        for id_ in rules.lexicons:
            prefix = next((prefix for prefix in (*_ORDER, _WORDS) if id_.startswith(prefix)), None)
            if prefix is None:
                continue
            type_ = id_.removeprefix(prefix)
            if prefix == _WORDS:
                before.append(id_)
                self._words |= {_plain(form): (id_, type_) for form in rules.lexicon(id_)}
                continue
            strength = "weak" if prefix == _WEAK else "noun"
            table = self._exact if prefix == _SHORT else self._forms
            for form, value in rules.lexicon(id_).items():
                table.setdefault(form if prefix == _SHORT else _plain(form), (id_, type_, strength, value))
        for form, types in rules.lexicon("agreement.anaphor").items():
            self._forms.setdefault(_plain(form), ("agreement.anaphor", types[0], "anaphor", None))
        return before

    def find(self, document: Document) -> Iterator[tuple[str, int, int, Instrument]]:
        """Rule, span and instrument of every candidate, in the order of the text."""
        nouns = list(self._pattern.scan(document))
        if not nouns:
            return
        traps = [(match.start, match.end) for match in self._traps.scan(document)]
        banned = {document.sentence_index(match.start) for match in self._boilerplate.scan(document)}
        cut = _Cutter(document, self._openers)
        for match in nouns:
            if _inside(traps, match.start, match.end) or document.sentence_index(match.start) in banned:
                continue
            rule, type_, strength, more = self._meaning(match.groups)
            sentence = cut.words(match.start)
            first, last = position(sentence.words, match.start), position(sentence.words, match.end - 1) + 1
            if first >= len(sentence.words):
                continue
            form = document.text[match.start : match.end]
            instrument = Instrument(
                type_,
                strength,
                _plain(form),
                sentence,
                first,
                last,
                _is_plural(form),
                more.get("near", []),
                more.get("backed", []),
                more.get("status"),
            )
            joined = strength == "weak" and document.text[match.start - 1 : match.start] == "-"  # "Pre-Purchase"
            if not joined and self._is_noun(instrument) and not _in_address(document.text, match.start, match.end):
                yield rule, match.start, match.end, instrument

    def _meaning(self, groups: dict[str, str]) -> tuple[str, str, str, dict[str, Any]]:
        if "form" in groups:
            form = groups["form"]
            rule, type_, strength, value = self._exact.get(form) or self._forms[_plain(form)]
            return rule, type_, strength, value if isinstance(value, dict) else {}
        head = self._heads[_plain(groups["head"])]
        if "words" not in groups:
            return "agreement.head", head, "head", {}
        rule, type_ = self._words[_plain(groups["words"])]
        return rule, type_, "noun", {}

    def _is_noun(self, instrument: Instrument) -> bool:
        """Whether the word is used as a noun and names an instrument, not a part of another name or a mere modifier."""
        words, first, last = instrument.words, instrument.first, instrument.last
        before = words[first - 1] if first else None
        after = words[last] if last < len(words) else None
        noun = words[last - 1].text
        if instrument.strength != "noun":
            third = instrument.plural and before is not None and before.low in ("he", "she", "it", "who")
            if before and (not instrument.plural or third) and noun.islower() and before.low in self._verb_before:
                return False
            if after and noun[0].isupper() and noun[1:].islower() and after.text[0].isupper() and not is_headline(words):
                return False  # "Pact Group", "Convention Bureau"
            if before and before.low == "of" and noun[0].isupper() and instrument.strength == "weak" and not is_headline(words):
                return False  # "Director of Acquisitions"
        if self._ends_name(instrument):
            return False  # "Succession Capital Alliance"
        if instrument.form == "grants" and after and (after.text[0].isupper() or after.low in ("the", "a", "an", "its", "their")):
            return False  # "the agency grants the right"
        if after and after.low in self._not_after:
            return False
        near = not instrument.near or any(word.low in instrument.near for word in words)
        return near or _names_partner(words, last) or _names_buyer(words, last)

    def _ends_name(self, instrument: Instrument) -> bool:
        """Whether a noun of working together is the last word of a body's name."""
        words, first, last = instrument.words, instrument.first, instrument.last
        titled = instrument.type == "cooperation_agreement" and instrument.strength == "weak" and " " not in instrument.form
        if not titled or first == 0 or is_headline(words):
            return False
        led = last < len(words) and words[last].low in ("with", "between")
        return (
            words[first].text[0].isupper() and words[first - 1].text[0].isupper() and words[first - 1].low not in self._openers and not led
        )


class _Cutter:
    """Cuts each sentence into words once."""

    def __init__(self, document: Document, openers: frozenset[str]) -> None:
        self._document, self._openers = document, openers
        self._last: Words | None = None
        self._capitals: Capitals | None = None  # made for articles that hold a noun of an agreement

    def words(self, offset: int) -> Words:
        """The words of the sentence at an offset; of an endless sentence, those of the piece around it."""
        sentence = self._document.sentence(offset)
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            start = offset - (offset - sentence.start) % LONGEST_SENTENCE  # the same piece for all that stands in it
            sentence = Sentence(start, min(sentence.end, start + LONGEST_SENTENCE + _OVERLAP))
        if self._last is None or self._last.sentence != sentence:
            if self._capitals is None:
                self._capitals = Capitals(self._document, self._openers)
            self._last = Words(sentence, self._capitals.lowered(words_of(self._document.text, sentence.start, sentence.end)))
        return self._last


def _plain(form: str) -> str:
    return " ".join(form.casefold().split())


def _is_plural(form: str) -> bool:
    words = form.casefold().split()
    head = words[0] if "of" in words[1:] else words[-1]
    return head == "memoranda" or (head.endswith("s") and not head.endswith(("ss", "'s")))


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of the spans, which are in order and do not overlap, and does not go on behind it."""
    at = bisect.bisect_left(spans, (end, end))
    return at > 0 and spans[at - 1][1] > start and (spans[at - 1][1] >= end or spans[at - 1][0] > start)


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the span lies in a web address: a run of characters without blanks that holds a slash and a point."""
    if text[start - 1 : start] not in ("-", "/", "_") and text[end : end + 1] not in ("-", "/", "_"):
        return False
    left = text[max(0, start - 120) : start].split()[-1:]
    return bool(left) and "/" in left[0] and "." in left[0]


def _names_partner(words: list[Word], at: int) -> bool:
    """Whether "with" or "between" and a capital stand just behind the noun."""
    return any(
        words[step].low in ("with", "between") and any(word.text[0].isupper() for word in words[step + 1 : step + 3])
        for step in range(at, min(at + 2, len(words)))
    )


def _names_buyer(words: list[Word], at: int) -> bool:
    """Whether what is sold and who buys it are named behind the noun: "sale of iMemories to Ancestry"."""
    if at >= len(words) or words[at].low != "of":
        return False
    named = at + 1
    while named < min(len(words), at + 12) and words[named].low != "to":
        if words[named].low in (",", ";", ".", "and"):
            return False
        named += 1
    goods = words[at + 1].low in ("a", "an")  # "sale of an Orla system to Lind" sells no firm
    bought = not goods and any(_begins_name(word) for word in words[at + 1 : min(named, at + 4)])
    return bought and any(_begins_name(word) for word in words[named + 1 : named + 3])


def _begins_name(word: Word) -> bool:
    return any(char.isupper() for char in word.text[:2])


def is_headline(words: list[Word]) -> bool:
    """Whether the sentence writes nearly all its words with capitals."""
    longer = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    return bool(longer) and sum(word.text[0].isupper() for word in longer) >= 0.7 * len(longer)


def phrase_index(entries: dict[str, Any]) -> PhraseIndex:
    """An index of a lexicon's phrases."""
    return PhraseIndex().add_all(entries)
