"""Frames: statements that tie amounts, dates and names together. Funding, visitors, and those that a user's rules describe.

A frame is told by rules alone (`frames:` in a rule file): patterns find its anchor in the sentences that hold one of its words,
slots say where their fillers stand. This runs when all other kinds have their values.
"""

from __future__ import annotations

from typing import Any

from pressfacts import fact
from pressfacts.document import Document, Mention, Sentence, settle
from pressfacts.kinds.frames.fillers import FillerReader
from pressfacts.kinds.frames.reader import FrameReader, Reading
from pressfacts.kinds.frames.rules import any_of, compile_frames
from pressfacts.kinds.frames.view import view_of
from pressfacts.kinds.kind import Resources
from pressfacts.rulebook.patterns import TextPattern


class FrameKind:
    """Finds the facts of all frames whose rules make facts of its kind."""

    name: fact.Kind = "frame"

    def __init__(self, resources: Resources) -> None:
        rules = resources.rulebook
        frames = compile_frames(rules, self.name)
        fillers, stops = FillerReader(rules), frozenset(rules.lexicon("frame.gap_stop"))
        not_places = frozenset(rules.lexicon("frame.not_place"))
        self._readers = [FrameReader(frame, fillers, stops, not_places) for frame in frames]
        triggers = [trigger for frame in frames for trigger in frame.triggers]
        near: dict[bool, list[str]] = {True: [], False: []}
        for trigger in triggers:
            near[trigger.needs_money] += trigger.rule.near
        self._near: dict[bool, TextPattern] = {
            needs_money: rules.compile(any_of(dict.fromkeys(words)), where="rules: near") for needs_money, words in near.items() if words
        }

    def find(self, document: Document) -> list[Mention]:
        """None yet: a frame is made of facts that have their values."""
        return []

    def doubts(self, document: Document) -> set[Sentence]:
        """None: frames are read off words and their order."""
        return set()

    def normalise(self, document: Document) -> list[Mention]:
        """None yet."""
        return []

    def link(self, document: Document) -> None:
        """Read the frames."""
        sentences = self._sentences(document)
        if not sentences:
            return
        view = view_of(document, sentences)
        readings = [(reader, reading) for reader in self._readers for reading in reader.read(document, view)]
        mentions = [self._mention(document, reader.frame.name, reading) for reader, reading in readings]
        document.add(self.name, self._settled(mentions))

    def _settled(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions without overlaps within a frame: two frames of a user's own may tell of the same span."""
        names = dict.fromkeys((mention.value or {}).get("frame") for mention in mentions)
        return [each for name in names for each in settle(mention for mention in mentions if (mention.value or {}).get("frame") == name)]

    def _sentences(self, document: Document) -> set[int]:
        """Indexes of the sentences that hold a word of a trigger, and an amount of money where all its patterns want one."""
        found: set[int] = set()
        if False in self._near:
            found = {document.sentence_index(match.start) for match in self._near[False].scan(document)} - {-1}
        if True in self._near and document.sentences:
            ends = [at for amount in document.mentions["money"] for at in (amount.start, amount.end - 1)]
            found |= {index for index in {document.sentence_index(at) for at in ends} if self._is_near_money(document, index)}
        return found

    def _is_near_money(self, document: Document, index: int) -> bool:
        """Whether a word of a trigger that wants an amount stands in the sentence."""
        sentence = document.sentences[index]
        stretch = document.byte(sentence.start), document.byte(sentence.end)
        return next(self._near[True].scan(document, [stretch]), None) is not None

    def _mention(self, document: Document, frame: str, reading: Reading) -> Mention:
        value = self._value(frame, reading)
        if reading.cue:
            value["cue"] = {"start": reading.cue[0], "end": reading.cue[1], "text": document.text[slice(*reading.cue)]}
        value["evidence"] = [
            {"slot": slot, "start": filler.start, "end": filler.end, "text": document.text[filler.start : filler.end], "fact": filler.fact}
            for slot, filler in sorted(reading.fillers.items(), key=lambda item: (item[1].start, item[0]))
        ]
        return Mention(self.name, reading.start, reading.end, reading.trigger.rule.id, value=value)

    def _value(self, frame: str, reading: Reading) -> dict[str, Any]:
        return {"frame": frame, "slots": _slots(reading)}


class FundingKind(FrameKind):
    """Money that goes from a source to a destination."""

    name: fact.Kind = "funding"

    def _value(self, frame: str, reading: Reading) -> dict[str, Any]:
        return _slots(reading)


class VisitorsKind(FrameKind):
    """Counts of arrivals."""

    name: fact.Kind = "visitors"

    def _value(self, frame: str, reading: Reading) -> dict[str, Any]:
        return _slots(reading)


FRAME_KINDS = tuple(kind.name for kind in (FundingKind, VisitorsKind, FrameKind))


def _slots(reading: Reading) -> dict[str, Any]:
    return {**reading.trigger.rule.value, **{name: filler.value for name, filler in reading.fillers.items()}}
