"""The shape of a rule file: lexicons, fragments, text patterns, token patterns, frames, each with its examples.

These models are the reference for whoever writes rules; `pressfacts rules check` reports what does not fit them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Scalar = str | int | bool | None


class RuleModel(BaseModel):
    """Base of the rule models: closed, so that a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(RuleModel):
    """A text in which facts are marked: `worth <money low=5 currency=USD>$5</money>`."""

    text: str
    published: str | None = None
    source: str | None = None
    title: str | None = None


class Rule(RuleModel):
    """What every rule has. `why` is one line; `examples` must match, `traps` must not give a fact of the kind."""

    id: RuleId
    why: str = Field(min_length=3)
    examples: list[str | Example] = []
    traps: list[str | Example] = []


class Lexicon(Rule):
    """Forms and what each normalises to (a mapping), or forms alone (a list). `any_case` ignores case."""

    entries: dict[str, Any] | list[str]
    any_case: bool = False

    @property
    def forms(self) -> list[str]:
        """The surface forms."""
        return list(self.entries)


class Pattern(Rule):
    """An RE2 pattern over raw text. `{name}` stands for a lexicon or a fragment; `make` names the reading of its groups."""

    pattern: str
    make: str
    whole: bool = True
    value: dict[str, Scalar] = {}


class TokenPattern(Rule):
    """spaCy Matcher patterns over the tokens of a sentence, and what a match means.

    Only sentences that hold one of the words of `near` are tokenised. The last `context` tokens of a match are no part of the fact.
    """

    match: list[list[dict[str, Any]]] = Field(min_length=1)
    near: list[str] = Field(min_length=1)
    make: str
    context: int = Field(default=0, ge=0)
    value: dict[str, Scalar] = {}


class FrameSlot(RuleModel):
    """A slot of a frame: where in the sentence of the anchor its filler may stand, and what becomes of it.

    Each pattern has a group of the slot's name; the first pattern that matches wins, and of its matches the nearest to the anchor.
    `carry` takes over the filler of the frame's fact before: within the same sentence, the same paragraph or the article.
    """

    fills: Literal["name", "nation", "period", "number", "percent", "money", "phrases", "text"] = "text"
    match: list[str] = []
    carry: Literal["sentence", "paragraph", "article"] | None = None


class Frame(Rule):
    """A statement told around an anchor: RE2 patterns over the sentences that hold one of the patterns of `near`.

    In the text that the patterns see, amounts of money are `{amount}` and dates `{when}`; accents are taken off, and a blank stands for any
    white space. The group `anchor` is the fact's span and fills the slot that `anchor` names; other groups fill the slots of their names.
    `lead` are patterns of the line that leads in a list, for patterns that match its items. Rules with the same `frame` share their slots.
    """

    frame: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    near: list[str] = []
    match: list[str] = []
    lead: list[str] = []
    make: Literal["fact", "nothing"] = "fact"
    anchor: str = "anchor"
    slots: dict[str, FrameSlot] = {}
    value: dict[str, Scalar] = {}


class RuleFile(RuleModel):
    """One YAML file. `disable` names ids of rules, of this or of earlier files, that shall not apply."""

    kind: Literal["money", "date", "city", "agreement", "funding", "visitors", "frame", "text"]
    about: str = ""
    fragments: dict[str, str] = {}
    lexicons: list[Lexicon] = []
    patterns: list[Pattern] = []
    tokens: list[TokenPattern] = []
    frames: list[Frame] = []
    disable: list[str] = []
