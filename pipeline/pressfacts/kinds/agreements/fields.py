"""The fields of an agreement's value as they are before anything else is tied to it."""

from __future__ import annotations

from typing import Any

from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.names import Party
from pressfacts.kinds.agreements.nouns import Instrument


def value_of(type_: str, status: str, parties: list[Party]) -> dict[str, Any]:
    """The fields of an agreement with all that is not told left empty."""
    later: dict[str, Any] = {"duration": None, "duration_span": None, "place": None, "signatories": []}  # told by dates and cities
    empty: dict[str, Any] = {"date": None, "topics": [], "money": None, "count": None, "told_by": "noun", "cue": None, "same_as": None}
    empty["evidence"] = []
    return {"type": type_, "status": status} | party_fields(parties) | empty | later


def is_new(party: Party, known: list[Party]) -> bool:
    """Whether a party is none of the known ones by a longer or a shorter name."""
    return all(
        party.text not in other.text and other.text not in party.text and not (party.start < other.end and other.start < party.end)
        for other in known
    )


def party_fields(parties: list[Party]) -> dict[str, Any]:
    """The two fields that tell the parties: their names, and where these stand."""
    spans = [{"text": party.text, "start": party.start, "end": party.end, "city": None} for party in parties]
    return {"parties": [party.text for party in parties], "party_spans": spans}


def cue_span(text: str, instrument: Instrument, cue: Cue | None) -> dict[str, Any] | None:
    """The words that the status was read from, with their place."""
    if cue is None:
        return None
    start, end = instrument.words[cue.first].start, instrument.words[cue.last - 1].end
    return {"text": text[start:end], "start": start, "end": end}
