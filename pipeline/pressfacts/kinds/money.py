"""Money: amounts with their currency, exact to the last digit.

Text patterns of `rules/money.yaml` find the amounts and name their parts; here the parts become decimals (never floats)
and ISO 4217 codes, the words around them become `mod` and `per`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, settle
from pressfacts.kinds.kind import Resources
from pressfacts.text.cues import REACH, CueLexicon
from pressfacts.text.numbers import number, plain
from pressfacts.text.patterns import Match

_JOINS_EQUIVALENTS = re.compile(r"[\s(\[,]*(?:or|i\.e\.|equivalent to|equal to|about|around|approximately|some|roughly|nearly|over|more than|[\s(,])*")

_YEAR_AND_SINGULAR = re.compile(r"(?:19|20)\d\d\s[A-Za-z]*[^\Ws]", re.ASCII)


class MoneyKind:
    """Finds and normalises amounts of money."""

    name: fact.Kind = "money"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        self._patterns = rules.patterns_of(self.name)
        self._units = rules.lexicon("money.symbol") | rules.lexicon("money.letter_symbol")
        self._names = rules.lexicon("money.name") | {code.casefold(): code for code in rules.lexicon("money.code")}
        self._magnitudes = {form: Decimal(value) for form, value in rules.lexicon("money.magnitude").items()}
        self._minor = rules.lexicon("money.minor")
        fillers = frozenset(rules.lexicon("money.filler"))
        self._qualifiers = CueLexicon(rules.lexicon("money.qualifier"), fillers)
        self._later_qualifiers = CueLexicon(rules.lexicon("money.qualifier_after"))
        self._rates = CueLexicon(rules.lexicon("money.rate"))
        self._weights = CueLexicon(rules.lexicon("money.weight_after"))
        self._changes = frozenset(rules.lexicon("money.change"))

    def find(self, document: Document) -> list[Mention]:
        """Every amount, ranges as one mention, changes ("rose from $1 to $2") as two."""
        found = [
            Mention(self.name, match.start, match.end, rule.id, self._amount(match))
            for rule, pattern in self._patterns
            for match in pattern.scan(document)
        ]
        settled = settle(mention for mention in found if mention.parsed and self._is_money(document, mention))
        return [part for mention in settled for part in self._split_change(document, mention)]

    def doubts(self, document: Document) -> set[int]:
        """None: amounts are told by their shape."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """Give each amount its bounds, currency, modifier and rate."""
        mentions = document.mentions[self.name]
        dollar = _dollar_of(mentions)
        for mention in mentions:
            parsed, text = mention.parsed, document.text
            currency, basis = (dollar, "default" if dollar == "USD" else "text") if parsed["currency"] == "$" else (parsed["currency"], parsed["basis"])
            modifier = self._qualifiers.before(text, mention.start) or self._later_qualifiers.after(text, mention.end)
            mention.value = {
                "low": plain(parsed["low"]),
                "high": plain(parsed["high"]),
                "currency": currency,
                "currency_basis": basis,
                "mod": modifier,
                "per": self._rates.after(text, mention.end),
            }
        return mentions

    def link(self, document: Document) -> None:
        """Tie amounts told in two currencies, "2 billion won ($1.4 million)": each names the other, and both share qualifier and rate."""
        mentions = document.mentions[self.name]
        for first, second in zip(mentions, mentions[1:], strict=False):
            between = document.text[first.end : min(second.start, first.end + REACH)]
            bracketed = "(" in between or " or " in between
            one, other = first.value, second.value
            if one and other and bracketed and one["currency"] != other["currency"] and _JOINS_EQUIVALENTS.fullmatch(between):
                one["equivalent"], other["equivalent"] = document.id_of(second), document.id_of(first)
                one["per"], other["mod"] = one["per"] or other["per"], other["mod"] or one["mod"]

    def _amount(self, match: Match) -> dict[str, Any]:
        """The parts of a match as decimals and a currency; empty where a part is no number or the unit asks for more."""
        groups = match.groups
        low = self._decimal(groups.get("low"), groups.get("low_magnitude"))
        high = self._decimal(groups.get("high"), groups.get("high_magnitude"))
        unit = self._unit(groups)
        if low is None or unit is None:
            return {}
        if high is not None and "low_magnitude" not in groups and "high_magnitude" in groups and low < 1000:
            low *= self._magnitude(groups["high_magnitude"])  # "$3-5 million"
        if high is None:
            high = low
        if unit.get("needs_size") and not _has_size(groups):
            return {}
        share = Decimal(1) / Decimal(unit.get("per", 1))
        return {"low": low * share, "high": high * share, "currency": unit["currency"], "basis": unit["basis"], "joiner": groups.get("joiner"), "weight": unit.get("weight")}

    def _unit(self, groups: dict[str, str]) -> dict[str, Any] | None:
        for group, basis, lexicon, fold in (
            ("code", "code", self._names, True),
            ("symbol", "symbol", self._units, False),
            ("name", "name", self._names, True),
            ("minor", "name", self._minor, True),
        ):
            if group in groups:
                form = " ".join(groups[group].split())
                entry = lexicon.get(form.casefold().replace("-", " ") if fold else form)
                entry = entry if isinstance(entry, dict) else {"currency": entry}
                return entry | {"basis": basis}
        return None

    def _decimal(self, text: str | None, magnitude: str | None) -> Decimal | None:
        exact = number(text) if text else None
        return exact * self._magnitude(magnitude) if exact is not None and magnitude else exact

    def _magnitude(self, text: str) -> Decimal:
        product = Decimal(1)
        for word in re.split(r"[\s -]+", text):  # "lakh crore", "thousand million"
            product *= self._magnitudes[word.casefold()]
        return product

    def _is_money(self, document: Document, mention: Mention) -> bool:
        """Whether the unit is one of money here, not of weight ("3 pounds of rice"), and the number not a year ("the 2019 euro crisis")."""
        weight = mention.parsed["weight"] and self._weights.after(document.text, mention.end)
        return not weight and not _YEAR_AND_SINGULAR.fullmatch(document.text, mention.start, mention.end)

    def _split_change(self, document: Document, mention: Mention) -> Iterator[Mention]:
        sentence = document.sentence(mention.start)
        before = document.text[max(sentence.start, mention.start - 2 * REACH) : mention.start].casefold()
        joiner = mention.parsed["joiner"]
        if not joiner or joiner.strip() != "to" or not self._changes & set(re.findall(r"\w+", before)):
            yield mention
            return
        text = document.text[mention.start : mention.end]
        cut = text.index(joiner)
        low, high = dict(mention.parsed), dict(mention.parsed)
        low["high"], high["low"] = low["low"], high["high"]
        yield Mention(self.name, mention.start, mention.start + len(text[:cut].rstrip()), mention.rule, low)
        rest = text[cut + len(joiner) :]
        yield Mention(self.name, mention.end - len(rest.lstrip()), mention.end, mention.rule, high)


def _has_size(groups: dict[str, str]) -> bool:
    """Whether the figure is told as an amount of money would be: with a magnitude word or grouped by thousands."""
    return "low_magnitude" in groups or "high_magnitude" in groups or "," in groups.get("low", "")


def _dollar_of(mentions: list[Mention]) -> str:
    """The dollar that a bare "$" means: the one dollar that the text names in full, else the US dollar."""
    named = Counter(mention.parsed["currency"] for mention in mentions if mention.parsed["currency"] not in (None, "$"))
    dollars = [currency for currency in named if currency.endswith("D") and currency in ("AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "USD", "JMD", "TTD", "BBD")]
    return dollars[0] if len(dollars) == 1 else "USD"
