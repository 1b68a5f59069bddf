"""The capitalised words tied to a name: persons' names, institutions, streets, teams."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pressfacts.kinds.cities.article import CityArticle
from pressfacts.kinds.cities.names import BREAK, HYPHEN, JOINER, SPACE, Name, Word
from pressfacts.rulebook import Rulebook
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer

_AGE_AFTER = re.compile(r", (?:aged )?\d{2},")
_ROLE_AFTER = re.compile(r", (?:who\b|(?:an?|the|his|her|its|their) ([a-z][\w’' -]{2,40}))")
_WORD = re.compile(r" ([a-z]+)")
_LONGEST_PERSON = 3  # words of a person's name
_AFTER = 4  # words of the run looked at behind a name
_SAINTS = frozenset(("school", "hospital", "institution", "company"))  # what is named after "St. John's" wherever it stands
_STREET_SHORT = frozenset(("st", "dr", "ave", "rd"))  # also "Saint", "Doctor": a street only behind a name


class Run:
    """Reads features off the words before and after a name in its run of capitalised words."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

        def folded(lexicon: str) -> frozenset[str]:
            return frozenset(map(fold, rules.lexicon(lexicon)))

        self._titles, self.first_names = folded("city.title"), folded("city.first_name")
        self.directions = folded("city.direction")
        self._geographic_after, self._geographic_before = folded("city.feature_after") | _STREET_SHORT, folded("city.feature_before")
        self._organisation_after = {fold(form): value for form, value in rules.lexicon("city.organisation_after").items()}
        self._organisation_before, self._brands = folded("city.organisation_before"), folded("city.brand_before")
        self._introducers = self._titles | self.first_names
        self._speech, self._roles = frozenset(rules.lexicon("city.speech_verb")), frozenset(rules.lexicon("city.role"))
        self._speech_letters = frozenset(verb[0] for verb in self._speech)
        self._never = folded("city.never")
        institutions = frozenset(self._organisation_after) | self._organisation_before | self._brands
        geographic = self._geographic_after | self._geographic_before | self.directions
        self._no_person = institutions | geographic | self._never | folded("city.common_word")

    def surnames(self, words: list[Word]) -> set[str]:
        """Words that follow a first name, a title or an initial in one run."""
        surnames: set[str] = set()
        for index, (word, follower) in enumerate(itertools.pairwise(words)):
            if follower.tie != SPACE or word.possessive or not self._introduces_person(words, index):
                continue
            if follower.folded in self._organisation_after or follower.folded in self._geographic_after:
                continue
            surnames.add(follower.folded)
            third = words[index + 2] if index + 2 < len(words) else None
            if third and third.tie in (SPACE, HYPHEN) and not follower.possessive:
                surnames.add(third.folded)
        return surnames

    def speakers(self, text: str, words: list[Word]) -> set[str]:
        """The last words of runs of two or three that are a person's name by what stands behind them.

        "Eda Lancaster, 45,", "Eda Lancaster said", "Eda Lancaster, a lawyer,"; and those that speak elsewhere alone: "Lancaster said".
        """
        alone: set[str] = set()
        full: list[tuple[int, int]] = []
        told: list[tuple[int, int]] = []
        for first, end in _runs(words):
            if end - first > _LONGEST_PERSON:
                continue
            behind = words[end - 1].end
            speaks = (
                text[behind : behind + 1] == " " and text[behind + 1 : behind + 2] in self._speech_letters and self._speaks(text, behind)
            )
            if end - first == 1:
                if speaks:
                    alone.add(words[first].folded)
            else:
                (told if speaks or self._is_described(text, behind) else full).append((first, end))
        told += ((first, end) for first, end in full if words[end - 1].folded in alone)
        return {words[end - 1].folded for first, end in told if not self._is_no_person(words[first:end])}

    def _speaks(self, text: str, end: int) -> bool:
        """Whether the name that ends here is followed by a verb of speech."""
        word = _WORD.match(text, end)
        return word is not None and word.group(1) in self._speech

    def _is_described(self, text: str, end: int) -> bool:
        """Whether a person's age or what a person is follows the name that ends here: ", 45,", ", a lawyer"."""
        return text.startswith(", ", end) and (self._has_role(text, end) or _AGE_AFTER.match(text, end) is not None)

    def _has_role(self, text: str, end: int) -> bool:
        found = _ROLE_AFTER.match(text, end)
        return found is not None and (found.group(1) is None or not self._roles.isdisjoint(found.group(1).split()))

    def _is_no_person(self, run: list[Word]) -> bool:
        if any(word.folded in self._no_person or word.text.isupper() for word in run):
            return True
        whole = " ".join(word.folded for word in run)
        return whole in self._gazetteer or self._gazetteer.has_region(whole)

    def _introduces_person(self, words: list[Word], index: int) -> bool:
        word = words[index]
        introduces = word.folded in self._introducers or (len(word.text) <= 2 and index > 0 and word.tie == SPACE)
        return introduces and not self._ends_street(words, index)

    def _ends_street(self, words: list[Word], index: int) -> bool:
        """Whether the word is the "St" of "551 Franklin St Valparaiso", no title."""
        word = words[index]
        return word.folded in _STREET_SHORT and index > 0 and word.tie == SPACE and words[index - 1].folded not in self._titles

    def read(self, article: CityArticle, name: Name) -> Iterator[str]:
        """The features of a name."""
        words = article.words
        if name.first and words[name.first].tie != BREAK and not words[name.first - 1].possessive:
            yield from self._before(article, name)
        following = words[name.last] if name.last < len(words) else None
        if following is None or following.tie == BREAK:
            return
        if words[name.last - 1].possessive:
            if following.folded in ("county", "parish"):
                yield "feature_after"  # "Queen Anne's County"
        elif following.tie == JOINER:
            yield "joined_after"
        else:
            yield self._after(words, name)
            if following.tie == SPACE and following.folded in article.speakers:
                yield "surname_after"

    def past_directions(self, words: list[Word], name: Name) -> int:
        """Where the name begins with the words that point at a part of it: of "northern Greater London" at "Greater"."""
        first = name.first
        while first and words[first].tie == SPACE and words[first - 1].folded in self.directions and not words[first - 1].possessive:
            first -= 1
        return words[first].start if first != name.first else name.start

    def _before(self, article: CityArticle, name: Name) -> Iterator[str]:
        before, here = article.words[name.first - 1], article.words[name.first]
        if here.tie == JOINER:
            if not here.joiners.startswith("of"):
                yield "joined_before"
            elif before.folded in self._brands:
                yield "brand_before"
            else:
                yield "organisation_of" if before.folded in self._organisation_before else "name_of"
        elif before.folded not in self._never:  # "On Monday Copenhagen"
            yield self._word_before(article, name, before, here)

    def _word_before(self, article: CityArticle, name: Name, before: Word, here: Word) -> str:
        folded = before.folded
        tests = (
            (here.tie == HYPHEN, "hyphen_before"),
            (folded in self.directions, "direction_before"),
            (self._ends_street(article.words, name.first - 1), "street_before"),
            (folded in self._titles, "title_before"),
            (folded in self.first_names or (len(before.text) <= 2 and name.first >= 2), "first_name_before"),
            (folded in self._brands, "brand_before"),
            (folded in self._geographic_before, "feature_before"),
            (before.text.isupper() and len(before.text) > 1, "capitals_before"),
        )
        if told := next((feature for holds, feature in tests if holds), None):
            return told
        starts = article.begins_sentence(before.start) and before.text.casefold() in article.lower_words
        return "starter_before" if starts else "capital_before"

    def _after(self, words: list[Word], name: Name) -> str:
        run = _rest(words, name)
        following = run[0]
        if following.folded in self._geographic_after:
            return "feature_after"
        kind = self._organisation_after.get(following.folded)
        if kind:
            return "saint_institution" if _is_saint(name) and kind in _SAINTS else f"{kind}_after"
        later = next((self._organisation_after[word.folded] for word in run[1:] if word.folded in self._organisation_after), None)
        if later:
            return "saint_institution" if _is_saint(name) and later in _SAINTS else f"{later}_later"
        if any(word.folded in self._geographic_after for word in run[1:]):
            return "feature_later"
        if following.tie == HYPHEN:
            return (
                "hyphen_after" if following.folded in self._gazetteer or self._gazetteer.begins(following.folded) else "hyphen_other_after"
            )
        if following.folded in self._titles:
            return "title_after"
        return "first_name_after" if following.folded in self.first_names else "capital_after"


def _is_saint(name: Name) -> bool:
    """Whether a name is written as that of a saint's house: "St. John's"."""
    return name.folded.startswith("st ") and name.folded.endswith(" s")


def _runs(words: list[Word]) -> Iterator[tuple[int, int]]:
    """The stretches of words tied together, as indexes, half open."""
    firsts = [index for index, word in enumerate(words) if word.tie == BREAK or words[index - 1].possessive]
    return itertools.pairwise([*firsts, len(words)])


def _rest(words: list[Word], name: Name) -> list[Word]:
    """The words of the run behind the name, up to a possessive."""
    run: list[Word] = []
    for word in words[name.last : name.last + _AFTER]:
        if word.tie == BREAK:
            break
        run.append(word)
        if word.possessive:
            break
    return run
