"""The frames of the rules, compiled: what finds their anchors and what fills their slots."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pressfacts.errors import RuleError
from pressfacts.rulebook import Rulebook
from pressfacts.rulebook.model import Frame, FrameSlot
from pressfacts.rulebook.patterns import Re2

ANCHOR = "anchor"
_GAP = "gap"  # words between anchor and cue, none of which may stand in frame.gap_stop
_BLANK = re.compile(r"(?<!\\) (?:(\?)|(?![?*+]|\{\d))")
Spans = dict[str, tuple[int, int]]


class Found(NamedTuple):
    """One match: its span in the view and those of its groups that took part and are not empty."""

    start: int
    end: int
    groups: Spans


class ViewPattern:
    """An RE2 pattern over a view. A blank in it stands for any number of blanks; it begins and ends with a whole word."""

    def __init__(self, rules: Rulebook, pattern: str, *, where: str) -> None:
        source = _BLANK.sub(_blanks, rules.expand(_BLANK.sub(_blanks, pattern), where=where))
        self.regex = Re2(source, where=where)
        rules.check(self.regex)

    def scan(self, data: bytes, start: int, end: int, resume: str | None = None) -> Iterator[Found]:
        """The matches in a stretch of the view; the search goes on behind the group `resume`, else behind the match."""
        while start < end:
            found = self.regex.spans(data, start, end)
            if found is None:
                return
            first, last = found[0]
            spans = {name: found[number] for name, number in self.regex.names.items() if found[number][0] < found[number][1]}
            if _inside_word(data, first) or _inside_word(data, last):
                start = first + 1
                continue
            yield Found(first, last, spans)
            start = max(first + 1, spans[resume][1] if resume in spans else last)

    def is_in(self, data: bytes) -> bool:
        """Whether the pattern matches somewhere in the view."""
        return next(self.scan(data, 0, len(data)), None) is not None


def _blanks(blank: re.Match[str]) -> str:
    return " *" if blank.group(1) else " +"


def _inside_word(data: bytes, at: int) -> bool:
    return 0 < at < len(data) and data[at - 1 : at].isalnum() and data[at : at + 1].isalnum()


@dataclass
class Trigger:
    """A rule that finds anchors."""

    rule: Frame
    matches: list[ViewPattern]
    leads: list[ViewPattern]
    near: ViewPattern
    needs_money: bool

    @property
    def makes_facts(self) -> bool:
        """Whether an anchor that it finds is a fact's; else it takes the fact away that others make of it."""
        return self.rule.make == "fact"


@dataclass
class SlotReader:
    """How one slot of a frame is filled."""

    slot: FrameSlot
    patterns: list[ViewPattern] = field(default_factory=list)


@dataclass
class CompiledFrame:
    """All rules of one frame: its triggers in the order of the files, its slots, the name of the slot that each anchor fills."""

    name: str
    triggers: list[Trigger]
    slots: dict[str, SlotReader]


def compile_frames(rules: Rulebook, kind: str) -> list[CompiledFrame]:
    """The frames whose facts are of this kind. Raises RuleError for a pattern that RE2 refuses, or whose groups name no slot."""
    own = {id_: rule for id_, rule in rules.frames.items() if rules.kinds[id_] == kind}
    return [_frame(rules, name, own) for name in dict.fromkeys(rule.frame for rule in own.values())]


def _frame(rules: Rulebook, name: str, own: dict[str, Frame]) -> CompiledFrame:
    slots: dict[str, SlotReader] = {}
    for id_, rule in own.items():
        for slot_name, slot in rule.slots.items() if rule.frame == name else ():
            patterns = [ViewPattern(rules, pattern, where=rules.places[id_]) for pattern in slot.match]
            _check(patterns, {slot_name, _GAP}, {slot_name}, rules.places[id_])
            slots[slot_name] = SlotReader(slot, patterns)
    triggers = [_trigger(rules, id_, rule, slots) for id_, rule in own.items() if rule.frame == name and rule.match]
    return CompiledFrame(name, triggers, slots)


def _trigger(rules: Rulebook, id_: str, rule: Frame, slots: dict[str, SlotReader]) -> Trigger:
    where = rules.places[id_]
    if not rule.near:
        raise RuleError(f"{id_}: the field `near` is missing", where=where, mend="add words of which a sentence must hold one")
    if rule.make == "fact" and rule.anchor not in slots:
        raise RuleError(f"{id_}: the anchor fills the slot {rule.anchor}, which no rule of the frame {rule.frame} has", where=where)
    matches = [ViewPattern(rules, pattern, where=where) for pattern in rule.match]
    leads = [ViewPattern(rules, pattern, where=where) for pattern in rule.lead]
    _check(matches, {*slots, ANCHOR, _GAP}, {ANCHOR}, where)
    _check(leads, {*slots, _GAP}, set(), where)
    near = ViewPattern(rules, any_of(rule.near), where=where)
    return Trigger(rule, matches, leads, near, not rule.lead and all("{amount}" in pattern for pattern in rule.match))


def any_of(patterns: Iterable[str]) -> str:
    """One pattern that matches what any of these does, in capitals or not."""
    return r"\b(?i:" + "|".join(patterns) + r")\b"


def _check(patterns: Iterable[ViewPattern], known: set[str], needed: set[str], where: str) -> None:
    for pattern in patterns:
        names: set[str] = pattern.regex.written_names
        if names - known:
            raise RuleError(f"a group is named {sorted(names - known)[0]}, which is no slot of the frame", where=where, mend="add the slot")
        if needed - names:
            raise RuleError(f"a pattern has no group named {sorted(needed)[0]}", where=where, mend=f"write (?P<{sorted(needed)[0]}>...)")


def gap_is_free(text: str, found: Found, stops: frozenset[str]) -> bool:
    """Whether the words of the match's gap are plain modifiers: none of them is a stop word."""
    span = found.groups.get(_GAP)
    return span is None or not any(word in stops for word in text[span[0] : span[1]].casefold().replace(",", " ").split())
