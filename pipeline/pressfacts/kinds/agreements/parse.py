"""Parties by the dependency parse: subjects, objects, agents and "with"-phrases of what governs an instrument.

Labels are those of the ClearNLP scheme that spaCy's English pipelines use (nsubj, dobj, pobj, agent, dative, poss, appos, conj).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pressfacts.document import Mention, ParsedWord
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.words import Word, folded
from pressfacts.rulebook import Rulebook

_STEPS = 12  # edges climbed from a noun to its verb, or from a verb to its subject
_SUBJECTS = ("nsubj", "nsubjpass")
_TO_SUBJECT = ("xcomp", "conj", "advcl", "ccomp")
_MOST = 60  # words of one coordination
_CLAUSES = ("ROOT", "ccomp", "advcl", "relcl", "xcomp", "acl", "conj", "pcomp")
_NOMINAL = ("dobj", "nsubjpass", "nsubj", "attr", "oprd")
_HANDED = {"to", "from"}
_TRADED = ("contract", "supply_agreement", "loan_agreement", "grant_agreement")
_ADJUNCTS = ("under", "in", "as", "through", "by", "following", "after")
_DOERS = ("ers", "ors", "ists", "ants", "ees", "ias", "men")
_BASED = re.compile(r"[\w.]+-(?:based|headquartered|led|owned|backed)\s")
_INNER = ("compound", "amod", "nmod", "flat", "nummod")


class Parse:
    """A parsed sentence, with the children of each word."""

    def __init__(self, words: list[ParsedWord]) -> None:
        self.words = words
        self._children: list[list[int]] = [[] for _ in words]
        for at, word in enumerate(words):
            if word.head != at:
                self._children[word.head].append(at)

    def children(self, at: int, *labels: str) -> list[int]:
        """The words that hang on a word by one of the labels, in order."""
        return [child for child in self._children[at] if self.words[child].label in labels]

    def coordinated(self, at: int) -> list[int]:
        """A word and all that is coordinated with it; "Voss & Lind" is one name."""
        found, open_ = [at], [at]
        while open_ and len(found) < _MOST:
            open_ = [child for each in open_ if not self.joined(each) for child in self.children(each, "conj")]
            found += open_
        return found

    def joined(self, at: int) -> bool:
        """Whether a word is coordinated by a mere "&"."""
        return any(self.words[each].text == "&" for each in self.children(at, "cc"))

    def head_within(self, start: int, end: int) -> int | None:
        """The word of a span whose own head lies outside of it."""
        inside = [at for at, word in enumerate(self.words) if word.start < end and start < word.end]
        return next((at for at in inside if self.words[at].head not in inside or self.words[at].head == at), None)


class Governor(NamedTuple):
    """What governs an instrument: its verb, the nouns passed on the way ("talks on"), and whether a preposition made it an adjunct."""

    verb: int | None
    nouns: list[int]
    adjunct: bool


class ParsedParties:
    """Reads the parties of an instrument off the parse of its sentence."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._titles = folded(rules.lexicon("agreement.title")) | folded(rules.lexicon("agreement.office"))
        self._firms = folded(rules.lexicon("agreement.firm"))
        self._binds = folded(rules.lexicon("agreement.binds"))

    def read(
        self, text: str, parse: Parse, mention: Mention, *, approvers: frozenset[str] = frozenset(), after: int = 0
    ) -> tuple[list[Party], list[Party]]:
        """The parties of an instrument: those before its verb, and those behind it.

        `approvers` are the words of bodies that approve what others agree on, `after` is where the dateline ends.
        """
        noun = parse.head_within(mention.start, mention.end)
        if noun is None:
            return [], []
        governor = self._governor(parse, noun)
        found: list[Party] = []
        places = [(word, False) for word in self._before(parse, noun, governor)]
        behind = [*self._behind(parse, noun, governor, mention.parsed["type"])]
        before = 0
        for number, (word, free) in enumerate((*places, *behind), 1):
            for each in parse.coordinated(word):
                for party in self._parties(text, parse, each, free):
                    own = mention.overlaps(party.start, party.end)
                    approves = not approvers.isdisjoint(party.text.casefold().split())
                    if not own and party not in found and party.start >= after and not approves:
                        found.append(party)
            before = len(found) if number <= len(places) else before
        return found[:before], found[before:]

    def _before(self, parse: Parse, noun: int, governor: Governor) -> Iterator[int]:
        """The subjects of the verb that governs the noun, and the owner of the noun."""
        for each in (noun, *governor.nouns):
            yield from parse.children(each, "poss")
        if governor.verb is not None:
            yield from self._subjects(parse, governor.verb, noun)
        for clause in parse.children(noun, "relcl"):  # "an agreement that both signed"
            yield from parse.children(clause, *_SUBJECTS)

    def _behind(self, parse: Parse, noun: int, governor: Governor, type_: str) -> Iterator[tuple[int, bool]]:
        """What prepositions lead in, agents, and those to whom something is handed; with whether a common noun will do."""
        leads = {"with", "between", "among"} | (_HANDED if type_ in _TRADED or governor.adjunct else set())
        own = leads | ({"of", "from"} if type_ == "merger_acquisition" else set())
        clauses = parse.children(noun, "acl", "relcl")
        for word in (noun, *governor.nouns, *clauses, *([governor.verb] if governor.verb is not None else [])):
            for prep in parse.children(word, "prep", "dative"):
                low = parse.words[prep].text.casefold()
                if low in (own if word == noun else leads):
                    yield from ((each, low not in _HANDED and low != "of") for each in parse.children(prep, "pobj"))
            for agent in parse.children(word, "agent"):
                yield from ((each, False) for each in parse.children(agent, "pobj"))
            if parse.words[word].text.casefold() in self._binds:
                yield from ((each, True) for each in parse.children(word, "dobj"))
        if governor.verb is not None:
            yield from ((each, False) for each in parse.children(governor.verb, "dative"))
            if governor.adjunct:
                yield from ((each, False) for each in parse.children(governor.verb, "dobj") if parse.words[each].text[:1].isupper())

    def _governor(self, parse: Parse, noun: int) -> Governor:
        """What governs a noun, over "of" and "into" and over what is coordinated."""
        at, adjunct = noun, False
        nouns: list[int] = []
        for _ in range(_STEPS):
            word = parse.words[at]
            if word.head == at:
                break
            if word.label in _NOMINAL:
                return Governor(word.head if word.label != "nsubj" else None, nouns, adjunct)
            if word.label not in ("pobj", "conj", "appos", "prep", "pcomp", "agent"):
                break
            at = word.head
            if word.label == "prep":
                adjunct = word.text.casefold() in _ADJUNCTS
                if parse.words[at].label in _CLAUSES and not parse.children(at, "det", "compound"):
                    return Governor(at, nouns, adjunct)
                nouns.append(at)
        return Governor(None, nouns, False)

    def _subjects(self, parse: Parse, verb: int, noun: int) -> list[int]:
        """The subjects of a verb, or of the verb that it depends on; none where the noun itself is the subject."""
        at = verb
        for _ in range(_STEPS):
            found = parse.children(at, *_SUBJECTS)
            if noun in found:
                return []
            word = parse.words[at]
            relative = bool(found) and parse.words[found[0]].text.casefold() in ("which", "who", "that")
            if found and not relative:
                return found
            if word.head == at:
                return []
            if relative or word.label in ("acl", "relcl"):
                return [word.head]
            if word.label not in _TO_SUBJECT:
                return []
            at = word.head
        return []

    def _parties(self, text: str, parse: Parse, at: int, free: bool) -> list[Party]:
        """Whom a noun stands for: its name, the name beside it, or of an office those whose office it is."""
        words = parse.words
        inner = parse.children(at, "compound")
        if words[at].text.casefold() in self._titles or any(words[each].text.casefold() in self._titles for each in inner):
            owners = parse.children(at, "poss") + [owner for each in inner for owner in parse.children(each, "poss")]
            owners += [each for prep in parse.children(at, "prep") if words[prep].text == "of" for each in parse.children(prep, "pobj")]
            found = [self._party(text, parse, each, False) for owner in owners for each in parse.coordinated(owner)]
        else:
            found = [self._party(text, parse, at, free)]
        return [party for party in found if party]

    def _party(self, text: str, parse: Parse, at: int, free: bool) -> Party | None:
        """The name that a noun heads, or the name beside a common noun; None for what names nobody."""
        words = parse.words
        named = words[at].text[:1].isupper()
        if not named:
            beside = [each for each in parse.children(at, "appos") if words[each].text[:1].isupper()]
            if beside:
                return self._party(text, parse, beside[0], False)
            if not self._is_actor(parse, at, free):
                return None
        elif not self._names.is_name(Word(words[at].text, words[at].text.casefold(), 0, 0)):
            return None
        first, last = self._ends(parse, at)
        start, end = words[first].start, words[last].end
        title = next(
            (each for each in range(first, last + 1) if words[each].text.casefold() in self._titles and words[each].text[:1].isupper()),
            None,
        )
        if named and title is not None:
            if title == first:
                return None  # a person
            end = words[title - 1].end
        if text[start : start + 1].isdigit() and parse.children(at, "nummod"):
            return None  # "120 MW"
        if text[max(0, start - 1) : start] == "(":
            return None  # the ticker or the abbreviation of the name before it
        based = _BASED.match(text, start, end)
        start = based.end() if based else start
        return Party(start, end, " ".join(text[start:end].split()))

    def _is_actor(self, parse: Parse, at: int, free: bool) -> bool:
        """Whether a common noun is a party; "the two firms" and "the company" stand for parties told elsewhere."""
        low = parse.words[at].text.casefold()
        if parse.children(at, "nummod") or (low in self._firms and not parse.children(at, "compound", "poss")):
            return False
        return low in self._names.actors or (free and low.endswith(_DOERS))

    def _ends(self, parse: Parse, at: int) -> tuple[int, int]:
        """The first and the last word of the name whose head is at `at`."""
        words, inner = parse.words, parse.children(at, *_INNER)
        first = at
        while first > 0 and (first - 1 in inner or words[first - 1].end == words[first].start):
            first -= 1
        named = words[at].text[:1].isupper()
        while first < at and (not words[first].text[:1].isalnum() or (named and words[first].text[:1].islower())):
            first += 1
        last = at
        if parse.joined(at):
            last = max([at, *parse.children(at, "conj")])
        for prep in parse.children(at, "prep"):
            if prep == at + 1 and named and words[prep].text == "of":
                last = max([last, *(each for each in parse.children(prep, "pobj") if words[each].text[:1].isupper())])
        while last + 1 < len(words) and words[last].end == words[last + 1].start and words[last + 1].text[:1].isalnum():
            last += 1
        return first, last
