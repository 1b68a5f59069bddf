"""Money: amounts with their currency, exact to the last digit.

Text patterns of `rules/money.yaml` find the amounts and name their parts; here the parts become decimals (never floats)
and ISO 4217 codes, the words around them become `mod`, `per` and `measures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pressfacts import fact
from pressfacts.document import Document, Mention, Sentence, settle
from pressfacts.kinds.kind import Resources
from pressfacts.kinds.money.amounts import Amount, AmountReader
from pressfacts.kinds.money.currency import CurrencyResolver
from pressfacts.kinds.money.meaning import MoneyMeaning
from pressfacts.rulebook.patterns import PatternSet
from pressfacts.text.cues import REACH, CueLexicon
from pressfacts.text.numbers import plain

_MAKES = ("amount", "nothing")  # "nothing" is a look-alike that shields its words
_YEAR_AND_SINGULAR = re.compile(r"(?:19|20)\d\d\s[A-Za-z]*[^\Ws]", re.ASCII)
_LONE_UNIT = re.compile(r"an?[\s-]\w+", re.IGNORECASE)
_LIST_JOINER = re.compile(r"\s?(?:,|and|or|,\s?and|,\s?or)\s?")


class MoneyKind:
    """Finds and normalises amounts of money."""

    name: fact.Kind = "money"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._patterns = PatternSet(rules.patterns_of(self.name, _MAKES))
        self._reader = AmountReader(rules)
        self._currencies = CurrencyResolver(rules)
        self._meaning = MoneyMeaning(rules)
        fillers = frozenset(rules.lexicon("money.filler")) | frozenset(rules.lexicon("money.qualifier"))
        self._weights_before = CueLexicon(rules.lexicon("money.weight_before"), fillers)
        self._weights_after = CueLexicon(rules.lexicon("money.weight_after"))
        self._prices = CueLexicon(rules.lexicon("money.price_before"), fillers)
        self._paid = CueLexicon(dict.fromkeys(rules.lexicon("money.paid_before"), True))
        self._changes = frozenset(rules.lexicon("money.change"))
        self._moves = CueLexicon(rules.lexicon("money.moved"), fillers)

    def find(self, document: Document) -> list[Mention]:
        """Every amount, ranges as one mention, changes ("rose from $1 to $2") as two."""
        found = [
            Mention(self.name, match.start, match.end, rule.id, {"amount": self._reader.read(match), "make": rule.make})
            for rule, match in self._patterns.scan(document)
        ]
        settled = [
            mention for mention in settle(mention for mention in found if self._counts(mention)) if self._is_money(document, mention)
        ]
        split = [part for mention in settled for part in self._split_change(document, mention)]
        return list(_with_elided_magnitudes(document.text, split))

    def doubts(self, document: Document) -> set[Sentence]:
        """None: amounts are told by their shape."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """Give each amount its bounds, modifier, rate and what it measures; the currency where the form itself tells it."""
        mentions = document.mentions[self.name]
        for mention in reversed(mentions):
            amount: Amount = mention.parsed["amount"]
            mention.value = {
                "low": None if amount.low is None else plain(amount.low),
                "high": None if amount.high is None else plain(amount.high),
                "currency": amount.unit.currency,
                "currency_basis": amount.unit.basis,
                **self._meaning.of(document, mention),
            }
            changed_to: Mention | None = mention.parsed.get("changed_to")
            if changed_to and changed_to.value:  # "from $5,000 to $25,000 a month"
                mention.value["per"] = mention.value["per"] or changed_to.value["per"]
        return mentions

    def link(self, document: Document) -> None:
        """Decide the currencies that only the article tells, and tie amounts told in two of them."""
        mentions = document.mentions[self.name]
        self._currencies.resolve(document, mentions, self._meaning.told_apart(document, mentions))
        mentions = [mention for mention in mentions if not _is_unspoken_weight(mention)]
        document.add(self.name, mentions)
        self._meaning.tie_equivalents(document, mentions)

    def _counts(self, mention: Mention) -> bool:
        # A look-alike takes part in settling the overlaps, so that it shields its words, and is dropped afterwards.
        return mention.parsed["make"] == "nothing" or mention.parsed["amount"] is not None

    def _is_money(self, document: Document, mention: Mention) -> bool:
        """Whether the words are money here.

        Not look-alikes, weights ("3 pounds of rice"), years ("the 2019 euro crisis"), exchange rates, "a dollar" of speech.
        """
        if mention.parsed["make"] == "nothing":
            return False
        text, amount = document.text, mention.parsed["amount"]
        words = text[mention.start : mention.end]
        if _LONE_UNIT.fullmatch(words) and not self._prices.before(text, mention.start):
            return False
        if amount.doubtful and not (self._meaning.rate(text, mention.end) or self._paid.before(text, mention.start)):
            return False
        if amount.unit.weight and (self._weights_after.after(text, mention.end) or self._weights_before.before(text, mention.start)):
            return False
        if _is_exchange_rate(amount) and not self._meaning.rate(text, mention.end):
            return False
        return not _YEAR_AND_SINGULAR.fullmatch(words)

    def _split_change(self, document: Document, mention: Mention) -> Iterator[Mention]:
        amount: Amount = mention.parsed["amount"]
        if not amount.joiner or amount.joiner.strip() != "to" or not self._is_change(document, mention):
            yield mention
            return
        cut = document.text.index(amount.joiner, mention.start, mention.end)
        low, high = (replace(amount, low=bound, high=bound, joiner=None) for bound in (amount.low, amount.high))
        second = Mention(self.name, cut + len(amount.joiner), mention.end, mention.rule, {"amount": high, "make": "amount"})
        yield Mention(self.name, mention.start, cut, mention.rule, {"amount": low, "make": "amount", "changed_to": second})
        yield second

    def _is_change(self, document: Document, mention: Mention) -> bool:
        """Whether "$1 to $2" are a before and an after ("rose from"), or a step and a level ("fell $1 to $2"); else they are a range."""
        sentence = document.sentence(mention.start)
        words = re.findall(r"\w+", document.text[max(sentence.start, mention.start - 2 * REACH) : mention.start].casefold())
        if words and words[-1] == "from":
            return bool(self._changes.intersection(words))
        return self._moves.before(document.text, mention.start) is not None


def _is_unspoken_weight(mention: Mention) -> bool:
    """A few pounds in an article that shows no country of the pound: "he wrestles at 160 pounds"."""
    amount: Amount = mention.parsed["amount"]
    few = amount.low is not None and amount.low < 1000 and not amount.has_magnitude
    return amount.unit.weight and few and (mention.value or {}).get("currency_basis") == "default"


def _is_exchange_rate(amount: Amount) -> bool:
    """Four digits after the point: a price of one currency in another ("$1.2871 against the euro"), unless it is a price for a unit."""
    exponent = amount.low.as_tuple().exponent if amount.low is not None else 0
    return isinstance(exponent, int) and exponent <= -4 and not amount.has_magnitude and amount.unit.per == 1


def _with_elided_magnitudes(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Hand the magnitude of the last of a list to those before it that have none: "$5, $7 and $9 million"."""
    done: list[Mention] = []
    for mention in reversed(list(mentions)):
        amount: Amount = mention.parsed["amount"]
        following = done[-1] if done else None
        if following and amount.low is not None and not amount.has_magnitude and amount.low < 1000 and amount.unit.basis == "symbol":
            after: Amount = following.parsed["amount"]
            listed = _LIST_JOINER.fullmatch(text, mention.end, following.start) if following.start >= mention.end else None
            if listed and after.has_magnitude and after.unit == amount.unit and after.low is not None and amount.low < after.low:
                mention.parsed["amount"] = replace(amount.times(after.magnitude), has_magnitude=True, magnitude=after.magnitude)
        done.append(mention)
    return reversed(done)
