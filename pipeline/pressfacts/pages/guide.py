"""What gold holds of a value, kind by kind: the fields that a reviewer can mend, and what each may hold.

They are the fields that gold files have; what the extractor tells besides (coordinates, evidence, cues) is no gold.
"""

from __future__ import annotations

from typing import Any, get_args

from pressfacts.fact import AgreementStatus, AmountModifier, DateModifier, DateType
from pressfacts.rulebook import Rulebook

Field = dict[str, Any]
# Where the rules tell the types of agreements, one an entry.
_TYPES = "agreement.type"
_FUNDING_TYPES = ("fdi", "oda", "investment", "grant", "loan", "pledge")

_AMOUNT: tuple[Field, ...] = (
    {"name": "low", "form": "decimal"},
    {"name": "high", "form": "decimal"},
    {"name": "currency", "form": "currency"},
    {"name": "mod", "form": "choice", "choices": get_args(AmountModifier)},
    {"name": "per", "form": "text"},
)
_PERIOD: Field = {"name": "period", "form": "timex"}


def gold_fields(rulebook: Rulebook) -> dict[str, list[Field]]:
    """The fields by kind, in the order of the guide.

    `form` is text, required (text that must be there), decimal, whole, currency, day, timex, lines (one text a line), amount (which has
    `fields` of its own), choice (one of `choices`, or none), one_of (one of `choices`) or suggested (any text; `choices` are offered).
    """
    return {
        "money": [*_AMOUNT],
        "date": [
            {"name": "type", "form": "one_of", "choices": get_args(DateType)},
            {"name": "timex", "form": "timex"},
            {"name": "start", "form": "day"},
            {"name": "end", "form": "day"},
            {"name": "mod", "form": "choice", "choices": get_args(DateModifier)},
        ],
        "city": [{"name": "name", "form": "required"}, {"name": "geonameid", "form": "whole"}, {"name": "country", "form": "country"}],
        "agreement": [
            {"name": "type", "form": "suggested", "choices": _agreement_types(rulebook)},
            {"name": "status", "form": "one_of", "choices": get_args(AgreementStatus)},
            {"name": "parties", "form": "lines"},
            {"name": "date", "form": "timex"},
            {"name": "topics", "form": "lines"},
            {"name": "money", "form": "amount", "fields": _AMOUNT},
            {"name": "count", "form": "whole"},
        ],
        "funding": [
            {"name": "type", "form": "suggested", "choices": _FUNDING_TYPES},
            {"name": "projects", "form": "whole"},
            {"name": "amount", "form": "amount", "fields": _AMOUNT},
            {"name": "source", "form": "text"},
            {"name": "destination", "form": "text"},
            _PERIOD,
            {"name": "sectors", "form": "lines"},
        ],
        "visitors": [
            {"name": "count", "form": "required_whole"},
            {"name": "share_percent", "form": "decimal"},
            {"name": "origin", "form": "text"},
            {"name": "destination", "form": "text"},
            _PERIOD,
        ],
    }


def _agreement_types(rulebook: Rulebook) -> list[str]:
    return sorted({*rulebook.lexicon(_TYPES), "agreement"})
