"""What a reader must know to repeat a figure: it goes with every one that is printed or saved."""

from __future__ import annotations

import importlib.metadata
from dataclasses import asdict, dataclass
from typing import Any

from pressfacts.score.match import METHOD as MATCH_METHOD
from pressfacts.score.resampling import METHOD as INTERVAL_METHOD
from pressfacts.score.resampling import Resampling
from pressfacts.score.scores import Scores


@dataclass(frozen=True, slots=True)
class Signature:
    """Version of pressfacts, how spans were matched, digest of the gold and number of its articles, how intervals were drawn."""

    version: str
    match: str
    gold: str
    articles: int
    interval: str
    level: float
    resamples: int
    seed: int

    def as_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return asdict(self)

    def __str__(self) -> str:
        return "|".join(f"{name}:{value}" for name, value in asdict(self).items())


def signature(scores: Scores, resampling: Resampling) -> Signature:
    """The signature of these scores and of intervals drawn in this way."""
    return Signature(
        version=importlib.metadata.version("pressfacts"),
        match=MATCH_METHOD,
        gold=scores.gold_digest,
        articles=len(scores.documents),
        interval=INTERVAL_METHOD,
        level=resampling.level,
        resamples=resampling.resamples,
        seed=resampling.seed,
    )
