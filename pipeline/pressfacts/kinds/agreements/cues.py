"""The words that tell a status: the forms of verbs, and the nouns and adjectives beside an instrument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

# Where several things are told of one instrument, the later stage of its life counts.
_LATER = ("ended", "renewed", "rejected", "ratified", "negotiating", "planned", "in_force", "signed")


@dataclass(frozen=True)
class Verb:
    """One form of a verb: `part` is base, present, past or ing."""

    part: str
    status: str
    moods: tuple[tuple[str, str], ...]
    subject: bool
    subject_too: bool
    hands_over: bool
    weak: bool
    near: bool
    done: str | None = None
    doing: str | None = None
    definite: str | None = None
    by_type: tuple[tuple[str, str], ...] = ()

    def status_of(self, type_: str) -> str:
        """What the verb says of an instrument of this type: an adopted statement is issued, an adopted convention is still to be signed."""
        return dict(self.by_type).get(type_, self.status)


@dataclass(frozen=True)
class Phrase:
    """A noun, preposition or adjective that tells a status; `side` is before, after or adjective.

    `led` are words of which one must stand some words before: "voted 81 per cent in favour of".
    """

    side: str
    status: str | None
    far: bool = False
    near: bool = False
    weak: bool = False
    led: frozenset[str] = frozenset()


class Cue(NamedTuple):
    """A reading of the status: how strongly the words `first` to `last` say it, and whether from the left.

    `verb` tells a verb from a noun or an adjective, `base` its bare form ("to sign"), `approves` one of approving what others agree on.
    """

    status: str
    strength: int
    first: int
    last: int
    governs: bool
    verb: bool = False
    base: bool = False
    approves: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """Sorts cues: stronger first, then the later stage."""
        return -self.strength, _LATER.index(self.status)


def verb_forms(forms: list[str]) -> Iterator[tuple[str, str]]:
    """The forms of a verb, each once, with the part that it is: base, present, past or ing."""
    parts = ("base", "present", "past", "ing") if len(forms) == 4 else ("base", "present", "past", "past", "ing")
    seen: set[str] = set()
    for part, form in [*zip(parts, forms, strict=True)][::-1]:  # a form that is base and past ("cut") is read as past
        if form not in seen:
            seen.add(form)
            yield part, form


def verb_of(part: str, entry: dict[str, object]) -> Verb:
    """One form of a verb as its entry in `agreement.verb` tells it."""
    moods = tuple((mood, str(entry[mood])) for mood in ("future", "negative", "pending", "achieved", "present") if mood in entry)
    by_type = entry.get("by_type", {})
    assert isinstance(by_type, dict)
    flags = {name: bool(entry.get(name)) for name in ("subject", "subject_too", "hands_over", "weak", "near")}
    return Verb(
        part,
        str(entry["status"]),
        moods,
        **flags,
        by_type=tuple(by_type.items()),
        done=str(entry["done"]) if "done" in entry and part == "past" else None,
        doing=str(entry["doing"]) if "doing" in entry else None,
        definite=str(entry["definite"]) if "definite" in entry else None,
    )
