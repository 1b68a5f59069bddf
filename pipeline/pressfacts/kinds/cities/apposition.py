"""What a text says of a place right behind its name: "Derna, a port city in Libya", "Zhuozhou, 60 km southwest of Beijing"."""

from __future__ import annotations

import re

from pressfacts.rulebook import Rulebook

_REACH = 70  # code points
# What may follow the noun, so that it is the head of its phrase: not "Lee, a city councilman".
_WORDS_BEHIND = (
    "in|on|near|that|which|where|with|about|outside|some|just|north|south|east|west|between|along|by|at|known|whose|close|and|has"
)
_BEHIND = rf"(?= (?:{_WORDS_BEHIND}|of \d)\b|[,.;:)])"
_AMOUNT, _UNITS = r"\d[\d.,]*[ -]?", r"km|kilomet(?:er|re)s?|miles?"
_FAR = rf"(?:(?:about|some|around|just|roughly|nearly|an?) )?(?:{_AMOUNT}(?:{_UNITS}|hours?|minutes?)['’]? (?:\([^)]{{1,20}}\) )?)?"
_SIDE = r"(?:to the |drive )?(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)? of "
_DIRECTION = re.compile(rf", {_FAR}{_SIDE}|, (?:about |some |around |just )?{_AMOUNT}(?:{_UNITS}) (?:from|outside|off) ")


class Apposition:
    """Reads what stands in apposition to a name."""

    def __init__(self, rules: Rulebook) -> None:
        nouns = "|".join(sorted(map(re.escape, rules.lexicon("city.settlement"))))
        self._settlement = re.compile(rf", (?:an?|the|another|once an?) (?:[\w’'-]+,? ){{0,4}}?(?:{nouns}){_BEHIND}")

    def read(self, text: str, end: int) -> str | None:
        """What is said of a name that ends here: that it is a settlement, where it lies from another place, or nothing."""
        if text[end : end + 2] != ", ":
            return None
        after = text[end : end + _REACH]
        if self._settlement.match(after):
            return "settlement_after"
        return "direction_after" if _DIRECTION.match(after) else None
