"""A normalised value in one readable phrase."""

from __future__ import annotations

from collections.abc import Sequence

from pressfacts.fact import Agreement, City, Date, FactBase, Frame, Funding, Money, Visitors

_AMOUNT_WORDS = {
    "approx": "about",
    "less_than": "less than",
    "more_than": "more than",
    "equal_or_less": "at most",
    "equal_or_more": "at least",
}
_DATE_WORDS = {
    "start": "early",
    "mid": "mid",
    "end": "late",
    "approx": "about",
    "before": "before",
    "after": "after",
    "less_than": "less than",
    "more_than": "more than",
}


def phrase(fact: FactBase) -> str:
    """What the fact says, in a few words; raw text of the article may stand in it."""
    value = getattr(fact, "value", None)
    match value:
        case Money():
            return money(value)
        case Date():
            return date(value)
        case City():
            return city(value)
        case Agreement():
            return agreement(value)
        case Funding():
            return funding(value)
        case Visitors():
            return visitors(value)
        case Frame():
            return frame(value)
    return str(value)


def money(value: Money) -> str:
    """`more than 61,700,000 USD per barrel`, `3,000,000 to 5,000,000 USD`."""
    bounds = [_grouped(bound) for bound in (value.low, value.high) if bound is not None]
    amount = " to ".join(dict.fromkeys(bounds)) or "no figure"
    rate = f"per {value.per}" if value.per else ""
    words = [_AMOUNT_WORDS.get(value.mod or "", ""), amount, value.currency or "of unknown currency", rate]
    return " ".join(word for word in words if word)


def date(value: Date) -> str:
    """`late 2019 (2019-01-01 to 2019-12-31)`, `interval 2007/.. (2007-01-01 to open)`."""
    kind = "" if value.type == "date" else value.type
    words = " ".join(word for word in (kind, _DATE_WORDS.get(value.mod or "", ""), value.timex or "unknown") if word)
    days = [day.isoformat() if day else "open" for day in (value.start, value.end)]
    one_day = value.start == value.end and (value.start is None or days[0] == value.timex)
    return words if one_day else f"{words} ({' to '.join(dict.fromkeys(days))})"


def city(value: City) -> str:
    """`Hue, Hue Province, VN (GeoNames 1580240)`."""
    place = ", ".join(part for part in (value.name, value.admin1_name, value.country) if part)
    return f"{place} ({'not in GeoNames' if value.geonameid is None else f'GeoNames {value.geonameid}'})"


def agreement(value: Agreement) -> str:
    """`memorandum of understanding x 2, signed, between Hue and Jeonju, 2026-03-04, about tourism`: what is told of it."""
    parts = [
        value.type.replace("_", " ") + (f" x {value.count}" if value.count is not None else ""),
        value.status.replace("_", " "),
        f"between {_listed(value.parties)}" if value.parties else "",
        value.date or "",
        money(value.money) if value.money else "",
        f"about {_listed(value.topics)}" if value.topics else "",
    ]
    return ", ".join(part for part in parts if part)


def funding(value: Funding) -> str:
    """`fdi, 17 projects, 5,000,000 USD, from South Korea to Hue in 2025`."""
    parts = [
        value.type.replace("_", " "),
        f"{value.projects} projects" if value.projects is not None else "",
        money(value.amount) if value.amount else "",
        _route(value.source, value.destination, value.period),
        f"for {_listed(value.sectors)}" if value.sectors else "",
    ]
    return ", ".join(part for part in parts if part)


def visitors(value: Visitors) -> str:
    """`1,680,000 visitors from South Korea to Da Nang in 2025, 40.6 %`."""
    head = " ".join(part for part in (f"{value.count:,} visitors", _route(value.origin, value.destination, value.period)) if part)
    return f"{head}, {value.share_percent} %" if value.share_percent else head


def frame(value: Frame) -> str:
    """`trade turnover: turnover 5,000,000 USD, country Kenya, partner Uganda`."""
    told = [f"{name.replace('_', ' ')} {_filler(filler)}" for name, filler in value.slots.items() if filler not in (None, [])]
    return f"{value.frame.replace('_', ' ')}: {', '.join(told)}"


def _filler(filler: object) -> str:
    if isinstance(filler, Money):
        return money(filler)
    return _listed(filler) if isinstance(filler, list) else str(filler)


def _route(origin: str | None, destination: str | None, period: str | None) -> str:
    parts = (("from", origin), ("to", destination), ("in", period))
    return " ".join(f"{word} {name}" for word, name in parts if name)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]


def _grouped(number: str) -> str:
    # Digits in threes without a way through binary fractions; what is no plain decimal stays as it is.
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isascii() and whole.isdigit() else number
