"""What an amount says: its modifier, the unit of its rate, what it measures, and its equivalent in another currency."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from pressfacts.document import Document, Mention
from pressfacts.kinds.money.rates import RateReader
from pressfacts.rulebook import Rulebook
from pressfacts.text.cues import REACH, CueLexicon

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_REACH_OF_MEASURE = 60  # code points on either side in which the word for what is measured may stand
_LEVEL = re.compile(r"[\s-](?:mark|level|range|line)\b")  # "around the $60 mark"
_LONGEST_RATE = 4  # words of a rate: "per dry metric tonne"
_CLAUSE_ENDS = re.compile(r"[;:()\n]|, (?:while|and|but|which)|[.!?]\s")


class MoneyMeaning:
    """Reads the words around an amount."""

    def __init__(self, rules: Rulebook) -> None:
        self._qualifiers = CueLexicon(rules.lexicon("money.qualifier"), frozenset(rules.lexicon("money.filler")))
        self._later_qualifiers = CueLexicon(rules.lexicon("money.qualifier_after"))
        prepositions = "|".join(sorted(rules.lexicon("money.qualifier_or_preposition")))
        self._prepositions = re.compile(rf"\b(?:{prepositions})\s+(?:the|an?)\s+$", re.IGNORECASE)
        self._rates = RateReader(rules)
        self._equivalence = frozenset(rules.lexicon("money.equivalence"))
        self._measures = {form: measure for measure, forms in rules.lexicon("money.measure").items() for form in forms}
        self._longest = max(len(form.split()) for form in self._measures)
        self._first_words = frozenset(word.group() for form in self._measures if (word := _WORD.match(form)))

    def of(self, document: Document, mention: Mention) -> dict[str, Any]:
        """The fields `mod`, `per`, `measures` and `cue` of an amount."""
        text = document.text
        modifier = self._later_qualifiers.after(text, mention.end)
        if not self._is_preposition(text, mention.start, mention.end):
            modifier = self._qualifiers.before(text, mention.start) or modifier
        return {"mod": modifier, "per": self.rate(text, mention.end), **self._measure(document, mention)}

    def _is_preposition(self, text: str, start: int, end: int) -> bool:
        """Whether "over" and its like govern the thing that the amount tells of: "talks over an A$90 million loan"."""
        return bool(self._prepositions.search(text, max(0, start - REACH), start)) and not _LEVEL.match(text, end)

    def rate(self, text: str, end: int) -> str | None:
        """The unit of a rate told right after the amount: "$20 a barrel", "per hectare"; None where there is none."""
        return self._rates.read(text, end)

    def _measure(self, document: Document, mention: Mention) -> dict[str, Any]:
        """What the amount is, by the nearest word for it in the same clause; a word right behind the amount wins ("a $5m loan")."""
        sentence = document.sentence(mention.start)
        after = (mention.end, min(sentence.end, mention.end + _REACH_OF_MEASURE))
        before = (max(sentence.start, mention.start - _REACH_OF_MEASURE), mention.start)
        found = [*self._measure_words(document.text, *after, forward=True), *self._measure_words(document.text, *before, forward=False)]
        if not found:
            return {}
        _, start, end, measure = min(found)
        return {"measures": measure, "cue": {"start": start, "end": end, "text": document.text[start:end]}}

    def _measure_words(self, text: str, start: int, end: int, *, forward: bool) -> list[tuple[int, int, int, str]]:
        """(distance in words, start, end, measure) of the measure words between the amount and the end of its clause."""
        clause_ends = [end_of.span() for end_of in _CLAUSE_ENDS.finditer(text, start, end)]
        if clause_ends:
            start, end = (start, clause_ends[0][0]) if forward else (clause_ends[-1][1], end)
        words = list(_WORD.finditer(text, start, end))
        found = []
        for index, word in enumerate(words):
            if word.group().casefold() not in self._first_words:
                continue
            for size in range(min(self._longest, len(words) - index), 0, -1):
                last = words[index + size - 1]
                form = " ".join(text[word.start() : last.end()].casefold().split())
                if form in self._measures:
                    distance = index if forward else len(words) - index - size + 1
                    found.append((distance, word.start(), last.end(), self._measures[form]))
                    break
        return found

    def tie_equivalents(self, document: Document, mentions: list[Mention]) -> None:
        """Tie amounts told in two currencies, "2 billion won ($1.4 million)": each names the other, both share qualifier and rate."""
        for first, second in pairwise(mentions):
            one, other = first.value, second.value
            if not one or not other or one["currency"] == other["currency"] or one["low"] is None or other["low"] is None:
                continue
            if self._joins_equivalents(document.text, first, second):
                one["equivalent"], other["equivalent"] = document.id_of(second), document.id_of(first)
                one["per"] = other["per"] = one["per"] or other["per"]
                # What bounds the first bounds both: "up to 2 billion won (about $1.4 million)".
                other["mod"] = one["mod"] or other["mod"]
                if not other.get("measures"):
                    other.update({name: one[name] for name in ("measures", "cue") if name in one})

    def told_apart(self, document: Document, mentions: list[Mention]) -> frozenset[str]:
        """The currencies told by the form of one of two equivalents, where that of the other leaves its currency open."""
        pairs = [
            {first.parsed["amount"].unit.currency, second.parsed["amount"].unit.currency}
            for first, second in pairwise(mentions)
            if self._joins_equivalents(document.text, first, second)
        ]
        return frozenset(currency for pair in pairs if None in pair for currency in pair if currency)

    def _joins_equivalents(self, text: str, first: Mention, second: Mention) -> bool:
        """Whether nothing but a bracket, or words such as "or about", stands between; "€5 million, $6 million" is a list."""
        between, after = text[first.end : min(second.start, first.end + REACH)], text[second.end : second.end + 1]
        rate, bracket, inside = between.partition("(")
        if bracket and first.value and first.value["per"]:  # "Sh100 a kilo (78 US cents)"
            between = bracket + inside if len(rate.split()) <= _LONGEST_RATE else between
        bracketed = between.lstrip().startswith(("(", "[")) and after in ")],;" and after != ""
        words = re.findall(r"\w+", between.casefold())
        alternative = bool({"or", "equivalent", "equal"} & set(words))
        return (bracketed or alternative) and all(word in self._equivalence for word in words)
