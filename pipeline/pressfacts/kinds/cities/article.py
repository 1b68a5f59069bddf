"""What the readers of city features share about one article."""

from __future__ import annotations

from dataclasses import dataclass, field

from pressfacts.document import Document
from pressfacts.kinds.cities.names import Name, Word

_LIST_GAPS = frozenset((", ", " and ", ", and ", " & ", " or ", "/", "; ", " to ", ", in ", " and in ", "–", "-", ",", ", or "))


@dataclass
class CityArticle:
    """An article as the readers of features see it. `surnames` and `lower_words` are folded."""

    document: Document
    words: list[Word]
    names: list[Name]
    surnames: set[str]
    lower_words: set[str]
    sport: bool
    titled: dict[int, bool] = field(default_factory=dict)  # by index of the sentence: whether it is a headline

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text


def in_list(text: str, first: Name, second: Name) -> bool:
    """Whether two names stand side by side in a list."""
    return 0 < second.start - first.end <= 8 and text[first.end : second.start] in _LIST_GAPS
