"""Finds the anchors of a frame in a view and fills its slots: from the match itself, from the sentence, from the fact before."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pressfacts.document import Document
from pressfacts.kinds.frames.fillers import Filler, FillerReader
from pressfacts.kinds.frames.rules import ANCHOR, CompiledFrame, Found, SlotReader, Spans, Trigger, gap_is_free
from pressfacts.kinds.frames.view import View

_VENUE = 40  # code points before a place
_LEADS_PLACE = ("in", "at", "from", "to", "near")
_LOOKED_BACK = 12  # readings before this one that a filler is carried over from


@dataclass
class Hit:
    """An anchor that a trigger found: its span and those of the match's other groups, in the view."""

    trigger: Trigger
    start: int
    end: int
    match: Found
    lead: Spans

    @property
    def groups(self) -> Spans:
        """The spans of the slots that the match itself fills."""
        return self.lead | {name: span for name, span in self.match.groups.items() if name not in (ANCHOR, "gap")}


class Reading(NamedTuple):
    """A frame read off the text: its rule, its span in the article, its cue's, and what fills its slots."""

    trigger: Trigger
    start: int
    end: int
    cue: tuple[int, int] | None
    fillers: dict[str, Filler]


def _is_cut(text: str, end: int) -> bool:
    """Whether a count ends within a number, "200" of "200,000"."""
    return text[end - 1 : end].isdigit() and text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit()


class FrameReader:
    """Reads one frame."""

    def __init__(self, frame: CompiledFrame, fillers: FillerReader, stops: frozenset[str], not_places: frozenset[str]) -> None:
        self.frame = frame
        self._fillers = fillers
        self._stops = stops
        self._not_places = not_places

    def read(self, document: Document, view: View) -> list[Reading]:
        """The readings of a view, in the order of the text."""
        hits = self._hits(view)
        beside: dict[int, list[int]] = {}
        for hit in hits:
            beside.setdefault(view.piece(hit.start), []).append(hit.start)
        done: list[Reading] = []
        for hit in hits:
            others = [start for start in beside[view.piece(hit.start)] if start != hit.start]
            reading = self._reading(document, view, hit, others, done)
            if reading:
                done.append(reading)
        return _without_counted_twice(done)

    def _hits(self, view: View) -> list[Hit]:
        """One hit an anchor, by the first rule that finds it; none where a rule that makes nothing finds it too.

        A rule that makes facts is asked where a word of its `near` stands, one that takes facts away where there are any.
        """
        found: dict[tuple[int, int], Hit] = {}
        for trigger in self.frame.triggers:
            if trigger.makes_facts and trigger.near.is_in(view.data):
                for hit in self._of_trigger(view, trigger):
                    found.setdefault((hit.start, hit.end), hit)
        shields = (trigger for trigger in self.frame.triggers if not trigger.makes_facts) if found else ()
        shielded = {hit.start for trigger in shields for hit in self._of_trigger(view, trigger)}
        return [found[place] for place in sorted(found) if place[0] not in shielded]

    def _of_trigger(self, view: View, trigger: Trigger) -> Iterator[Hit]:
        leads = self._leads(view, trigger)
        for pattern in trigger.matches:
            for match in pattern.scan(view.data, 0, len(view.data), resume=ANCHOR):
                start, end = match.groups[ANCHOR]
                lead = view.pieces[view.piece(start)].lead
                if trigger.leads and lead not in leads:
                    continue
                if gap_is_free(view.text, match, self._stops) and not _is_cut(view.text, end):
                    yield Hit(trigger, start, end, match, leads[lead] if trigger.leads and lead is not None else {})

    def _leads(self, view: View, trigger: Trigger) -> dict[int, Spans]:
        """The pieces that lead in lists for this trigger, with the slots that they fill."""
        found: dict[int, Spans] = {}
        for at in sorted({piece.lead for piece in view.pieces if piece.lead is not None}) if trigger.leads else ():
            piece = view.pieces[at]
            for pattern in trigger.leads:
                match = next(pattern.scan(view.data, piece.start, piece.end), None)
                if match and at not in found:
                    found[at] = match.groups
        return found

    def _reading(self, document: Document, view: View, hit: Hit, others: list[int], before: list[Reading]) -> Reading | None:
        anchor = self._filler(document, view, hit.trigger.rule.anchor, (hit.start, hit.end))
        if anchor is None or (isinstance(anchor.value, dict) and anchor.value.get("low") is None):
            return None  # "multi-million-dollar investments" tell no amount
        told = {name: self._filler(document, view, name, span) for name, span in hit.groups.items()}
        fillers = {hit.trigger.rule.anchor: anchor} | {name: filler for name, filler in told.items() if filler}
        for name, reader in self.frame.slots.items():
            if name not in fillers:
                filler = self._from_sentence(document, view, hit, others, name, reader, fillers)
                filler = filler or _carried(document, anchor, name, reader, before)
                if filler:
                    fillers[name] = filler
        return Reading(hit.trigger, anchor.start, anchor.end, self._cue(view, hit), fillers)

    def _filler(self, document: Document, view: View, name: str, span: tuple[int, int]) -> Filler | None:
        fills = self.frame.slots[name].slot.fills
        return self._fillers.read(document, fills, view.original(span[0]), view.original(span[1] - 1) + 1)

    def _from_sentence(
        self, document: Document, view: View, hit: Hit, others: list[int], name: str, reader: SlotReader, taken: dict[str, Filler]
    ) -> Filler | None:
        """The filler by the slot's own patterns: the first pattern that gives one, of its matches the one nearest to the anchor."""
        piece = view.pieces[view.piece(hit.start)]
        areas = [piece] if piece.lead is None else [piece, view.pieces[piece.lead]]
        for area, pattern in itertools.product(areas, reader.patterns):
            spans = [
                match.groups[name]
                for match in pattern.scan(view.data, area.start, area.end, resume=name)
                if gap_is_free(view.text, match, self._stops)
                and not _of_another(match, match.groups[name], hit, others)
                and not self._is_venue(view, match.groups[name])
            ]
            for span in sorted(spans, key=lambda span: _distance(span, hit)):
                filler = self._filler(document, view, name, span)
                if filler and not any(filler.start < other.end and other.start < filler.end for other in taken.values()):
                    return filler
        return None

    def _is_venue(self, view: View, span: tuple[int, int]) -> bool:
        """Whether a place is where something is held or runs: "a conference in Ghent", "a line from Ghent to Bari"."""
        before = view.text[max(0, span[0] - _VENUE) : span[0]].casefold().split()
        return len(before) > 1 and before[-1] in _LEADS_PLACE and before[-2] in self._not_places

    def _cue(self, view: View, hit: Hit) -> tuple[int, int] | None:
        """The word of `near` that the match holds, the nearest to the anchor, as code points of the article."""
        cues = [(cue.start, cue.end) for cue in hit.trigger.near.scan(view.data, hit.match.start, hit.match.end)]
        nearest = min(cues, key=lambda cue: (max(cue[0] - hit.end, hit.start - cue[1]), cue), default=None)
        return (view.original(nearest[0]), view.original(nearest[1] - 1) + 1) if nearest else None


def _distance(span: tuple[int, int], hit: Hit) -> tuple[int, int]:
    """(code points between, start): nearer first, of two equally near the one before."""
    return max(0, hit.start - span[1], span[0] - hit.end), span[0]


def _of_another(match: Found, span: tuple[int, int], hit: Hit, others: list[int]) -> bool:
    """Whether a match tells of another anchor: it holds that one and not this one, or that one stands between."""
    low, high = (span[1], hit.start) if span[1] <= hit.start else (hit.end, span[0])
    holds = match.start <= hit.start < match.end
    return any(low <= other < high or (not holds and match.start <= other < match.end) for other in others)


def _carried(document: Document, anchor: Filler, name: str, reader: SlotReader, before: list[Reading]) -> Filler | None:
    """The filler of the fact before, where the slot lets it be carried so far."""
    reach = reader.slot.carry
    previous: Reading | None = (
        next((reading for reading in reversed(before[-_LOOKED_BACK:]) if name in reading.fillers), None) if reach else None
    )
    if previous is None:
        return None
    if reach == "sentence" and document.sentence_index(previous.start) != document.sentence_index(anchor.start):
        return None
    if reach == "paragraph" and "\n\n" in document.text[previous.end : anchor.start]:
        return None
    return previous.fillers[name]


def _without_counted_twice(readings: list[Reading]) -> list[Reading]:
    """Leave out what only counts what another reading is about: the "6 ODA projects" of "6 ODA projects worth $55 million"."""
    inner = sorted(
        {
            (filler.start, filler.end, reading.start)
            for reading in readings
            for name, filler in reading.fillers.items()
            if name != reading.trigger.rule.anchor
        }
    )
    starts = [start for start, _, _ in inner]
    return [reading for reading in readings if not _is_counted(reading, inner, starts)]


def _is_counted(reading: Reading, inner: list[tuple[int, int, int]], starts: list[int]) -> bool:
    """Whether a slot of another reading lies in the reading's span."""
    first, last = bisect.bisect_left(starts, reading.start), bisect.bisect_left(starts, reading.end)
    return any(end <= reading.end and of != reading.start for _, end, of in inner[first:last])
