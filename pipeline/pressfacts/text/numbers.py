"""Numbers of running text as exact decimals: figures with their grouping, and English number words."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
UNITS = {word: number for number, word in enumerate(_SMALL)} | {word: 10 * number for number, word in enumerate(_TENS, 2)}
MULTIPLIERS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}

_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", re.ASCII)
_GROUPED_BY_POINT = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", re.ASCII)
_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?:[\s ]\d{3})+(?:\.\d+)?", re.ASCII)
_GROUPED_BY_APOSTROPHE = re.compile(r"\d{1,3}(?:['’]\d{3})+", re.ASCII)
_POINTS_AND_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}", re.ASCII)


def figure(text: str) -> Decimal | None:
    """The decimal that a figure writes: `1,330,000.5`, `1.330.000`, `12,50`, `1 330 000`, Indian `1,23,45,678`; None for anything else.

    A single point followed by three digits is a decimal point, as English has it: `1.330` is a little over one.
    """
    text = text.strip()
    if _GROUPED_BY_COMMA.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _GROUPED_BY_POINT.fullmatch(text) or _POINTS_AND_COMMA.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _GROUPED_BY_SPACE.fullmatch(text) or _GROUPED_BY_APOSTROPHE.fullmatch(text):
        return Decimal(re.sub(r"[\s'’]", "", text))
    if _DECIMAL_COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", text, re.ASCII) else None


def number_words(text: str) -> Decimal | None:
    """The number that words tell: "two hundred and fifty", "twenty-five", "one and a half", "half a", "a"; None for anything else."""
    words = [word for word in re.split(r"[\s -]+", text.casefold()) if word]
    if not words:
        return None
    if words[-1] == "quarters":
        share = _whole(words[:-1])
        return None if share is None else share / 4
    half = Decimal(0)
    if "half" in words or "quarter" in words:
        words, half = _fraction(words)
    words = [word for word in words if word != "and"]
    if not words:
        return half or None
    total = _whole(words)
    return None if total is None else total + half


def _fraction(words: list[str]) -> tuple[list[str], Decimal]:
    share = Decimal("0.5") if "half" in words else Decimal("0.25")
    at = words.index("half" if "half" in words else "quarter")
    around = [word for word in words[:at] + words[at + 1 :] if word not in ("a", "an", "of")]
    return around, share


def _whole(words: list[str]) -> Decimal | None:
    total, group = 0, 0
    for position, word in enumerate(words):
        if word in ("a", "an") and position == 0:
            group = 1
        elif word in UNITS:
            group += UNITS[word]
        elif word in MULTIPLIERS:
            group = max(group, 1) * MULTIPLIERS[word]
            if MULTIPLIERS[word] >= 1000:
                total, group = total + group, 0
        else:
            return None
    return Decimal(total + group)


def number(text: str) -> Decimal | None:
    """A number in figures or in words."""
    exact = figure(text)
    return number_words(text) if exact is None else exact


def plain(amount: Decimal) -> str:
    """An exact decimal without exponent and without trailing zeros: `61700000`, `5.18`."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
