"""Which dollar, which peso: the currency of a form that several countries share, from what the article shows."""

from __future__ import annotations

import functools
from collections import Counter
from typing import Any

from pressfacts.article import Article
from pressfacts.document import Document, Mention
from pressfacts.kinds.money.amounts import Amount
from pressfacts.rulebook import Rulebook

# How much a piece of evidence weighs; what a form means by default has its weight in the rules.
_EXPLICIT, _DATELINE, _OUTLET, _CITY, _COUNTRY = 4.0, 4.0, 4.0, 0.5, 1.0
_MOST_OF_ONE_SORT = 4


class CurrencyResolver:
    """Resolves families ("dollar", "peso") to ISO 4217 codes by the article's other amounts, dateline, outlet, countries and cities."""

    def __init__(self, rules: Rulebook) -> None:
        nouns = rules.lexicon("currency.family")
        self._members: dict[str, list[str]] = {**nouns, **rules.lexicon("money.symbol_family")}
        defaults: dict[str, dict[str, Any]] = rules.lexicon("money.family_default")
        self._default = {family: (entry["currency"], float(entry["weight"])) for family, entry in defaults.items()}
        self._marked_apart = {family for family, entry in defaults.items() if entry.get("marked_apart")}
        self._world_units = frozenset(rules.lexicon("money.rate_in_us_dollars"))
        self._of_country: dict[str, str] = {country.upper(): currency for country, currency in rules.lexicon("currency.of_country").items()}
        # Nationalities first: RE2 takes the first alternative that fits, and "Australia" begins "Australian".
        lexicons = ("place.demonym", "place.region", "place.country", "money.country_word")
        self._country_words = rules.compile("|".join(f"{{{lexicon}}}" for lexicon in lexicons), where="rules/money.yaml")
        self._city_words = rules.compile("{money.outlet_city}", where="rules/money.yaml")
        self._cities: dict[str, str] = rules.lexicon("money.outlet_city")
        self._of_name = functools.lru_cache(maxsize=1_000)(self._read_name)  # all articles of a feed have one outlet
        # A region's code begins with its country's: "AU.02".
        self._countries = {form: (code or "")[:2] for lexicon in lexicons for form, code in rules.lexicon(lexicon).items()}

    def resolve(self, document: Document, mentions: list[Mention], apart: frozenset[str]) -> None:
        """Set `currency`, its basis and, where nothing decides, the alternatives of amounts whose form leaves it open.

        `apart` are currencies that an amount left open is the equivalent of, as in "A$4.5 million ($2.9 million)": it is none of them.
        """
        open_ones = [mention for mention in mentions if mention.parsed["amount"].unit.family]
        if not open_ones:
            return
        evidence = self._evidence(document, mentions)
        repeated = _repeated(mentions)
        for mention in open_ones:
            assert mention.value is not None
            if mention.value["per"] in self._world_units and "USD" in self._members[mention.parsed["amount"].unit.family]:
                mention.value.update({"currency": "USD", "currency_basis": "default"})
                continue
            mention.value.update(self._decide(mention.parsed["amount"].unit.family, evidence, repeated, apart))

    def _decide(
        self, family: str, evidence: list[tuple[str, str, float]], repeated: frozenset[str], apart: frozenset[str]
    ) -> dict[str, Any]:
        members = [currency for currency in self._members[family] if currency not in apart]
        if family in self._marked_apart:
            own = repeated | {_home(evidence)}
            evidence = [told for told in evidence if told[1] != "amount" or told[0] in own]
        default, weight_of_default = self._default.get(family, (None, 0.0))
        points: dict[str, float] = {default: weight_of_default} if default else {}
        strongest: dict[str, tuple[float, str]] = {}
        for currency, basis, weight in evidence:
            if currency in members:
                points[currency] = points.get(currency, 0.0) + weight
                strongest[currency] = max(strongest.get(currency, (0.0, "")), (weight, basis))
        ranked = sorted(points, key=lambda currency: (-points[currency], currency != default, currency))
        tied = len(ranked) > 1 and points[ranked[0]] == points[ranked[1]] and ranked[0] != default
        if not ranked or tied:
            return {"currency": None, "currency_basis": None, "currency_alternatives": members}
        basis = strongest.get(ranked[0], (0.0, "default"))[1]
        return {"currency": ranked[0], "currency_basis": basis}

    def _evidence(self, document: Document, mentions: list[Mention]) -> list[tuple[str, str, float]]:
        """(currency, what it was read from, weight); each sort is bounded, so that a long article weighs no more than a short one."""
        amounts: list[Amount] = [mention.parsed["amount"] for mention in mentions]
        defaults = {currency for currency, _ in self._default.values()}
        # "US$" beside a bare "$" says nothing of the bare one: a Canadian paper writes both, and an American wire too.
        explicit = sorted({amount.unit.currency for amount in amounts if amount.unit.currency} - defaults)
        found = [(currency, "amount", _EXPLICIT) for currency in explicit]
        found += self._of_cities(document)
        found += self._of_outlet(document)
        found_words = [match for match in self._country_words.scan(document) if not document.taken(match.start, match.end, "money")]
        named = (" ".join(document.text[match.start : match.end].split()) for match in found_words)  # no "US" of "US$"
        words = Counter(self._countries.get(name, "") for name in named)
        for country, count in sorted(words.items()):
            if country in self._of_country:
                found.append((self._of_country[country], "country", _COUNTRY * min(count, _MOST_OF_ONE_SORT)))
        return found

    def _of_cities(self, document: Document) -> list[tuple[str, str, float]]:
        found, cities = [], Counter[str]()
        for mention in document.mentions.get("city", []):
            country = (mention.value or {}).get("country")
            currency = self._of_country.get(country or "")
            if currency and (mention.value or {}).get("is_dateline"):
                found.append((currency, "dateline", _DATELINE))
            elif currency:
                cities[currency] += 1
        return found + [(currency, "city", _CITY * min(count, _MOST_OF_ONE_SORT)) for currency, count in sorted(cities.items())]

    def _of_outlet(self, document: Document) -> list[tuple[str, str, float]]:
        """The country of the outlet's domain or name: `abc.net.au` and "The Australian" tell Australia."""
        host = (
            (document.article.source or document.article.url or "")
            .casefold()
            .removeprefix("https://")
            .removeprefix("http://")
            .split("/")[0]
        )
        ending = host.rpartition(".")[2].upper() if "." in host else ""
        currency = self._of_country.get({"UK": "GB"}.get(ending, ending)) or self._of_name(document.article.source or "")
        return [(currency, "outlet", _OUTLET)] if currency else []

    def _read_name(self, outlet: str) -> str | None:
        """The currency of the one country that an outlet's name tells: "Singapore Ministry of Law"."""
        name = Document(Article("", outlet), [], None)
        forms = [outlet[word.start : word.end] for words in (self._country_words, self._city_words) for word in words.scan(name)]
        told = {self._of_country.get(self._countries.get(form) or self._cities[form]) for form in forms}
        return told.pop() if len(told) == 1 else None


def _repeated(mentions: list[Mention]) -> frozenset[str]:
    """The currencies of amounts told again with their currency left open: "C$2 million" in the head, "$2 million" below."""
    amounts: list[Amount] = [mention.parsed["amount"] for mention in mentions]
    told_open = {(amount.low, amount.high) for amount in amounts if amount.unit.family and amount.low is not None}
    return frozenset(amount.unit.currency for amount in amounts if amount.unit.currency and (amount.low, amount.high) in told_open)


def _home(evidence: list[tuple[str, str, float]]) -> str | None:
    """The currency that most of the evidence besides the amounts themselves speaks for, of any family; None where none leads."""
    points: dict[str, float] = {}
    for currency, basis, weight in evidence:
        if basis != "amount":
            points[currency] = points.get(currency, 0.0) + weight
    leading = [currency for currency, weight in points.items() if weight == max(points.values())]
    return leading[0] if len(leading) == 1 else None
