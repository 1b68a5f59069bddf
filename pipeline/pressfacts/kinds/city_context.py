"""What the words around a name say for and against its being a city: named features, which `rules/cities.yaml` weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pressfacts.document import Document
from pressfacts.kinds.city_names import BREAK, HYPHEN, JOINER, SPACE, Name, Word
from pressfacts.rulebook import Rulebook
from pressfacts.text.gazetteer import Gazetteer, Place, fold

_REACH = 60  # code points looked at on either side
_TOKENS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_AGE = re.compile(r",? \(?\d{1,3}\)?,")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)(?:[a-z]{1,6})?\.?"
_DATELINE_AFTER = re.compile(
    rf"(?:,? ?\(?[A-Z][\w.’' -]{{1,28}}\)?)??(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
    r"(?: ?[(/]+[A-Z][\w .&/-]{1,30}[)/]+)?(?: ?(?:–|—|--+|-) ?(?=\S)|(?<=\)) )"
)
_DATELINE_BEFORE = re.compile(r"(?:^|[\n.!?:\"”)/|–—-]|\d{4})\s*$")
_LIST_GAPS = frozenset((", ", " and ", ", and ", " & ", " or ", "/", "; ", " to ", ", in ", " and in ", "–", "-", ",", ", or "))
_NUMBER = re.compile(r"[\s,]{0,2}\(?\d{1,3}[-–]\d{1,3}|[\s,]{0,2}\d{1,3},")


@dataclass
class Article:
    """What is looked up once for a whole article."""

    document: Document
    words: list[Word]
    names: list[Name]
    persons: set[str]
    lower: set[str]
    sport: bool
    titled: dict[int, bool] = field(default_factory=dict)


class Context:
    """Reads the features of a name off its surroundings."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._prepositions = {tuple(form.split()): value for form, value in rules.lexicon("city.preposition").items()}
        self._kind_before = {tuple(_TOKENS.findall(form)) for form in rules.lexicon("city.kind_before")}
        self._noun_after = {tuple(form.split()) for form in rules.lexicon("city.noun_after")}
        self._suffix_after = frozenset(rules.lexicon("city.suffix_after"))
        self._verb_after = frozenset(rules.lexicon("city.verb_after"))
        self._titles = frozenset(map(fold, rules.lexicon("city.title")))
        self._first_names = frozenset(map(fold, rules.lexicon("city.first_name")))
        self._directions = frozenset(rules.lexicon("city.direction"))
        self._feature_after = frozenset(map(fold, rules.lexicon("city.feature_after")))
        self._feature_before = frozenset(map(fold, rules.lexicon("city.feature_before")))
        self._organisation_after = {fold(form): value for form, value in rules.lexicon("city.organisation_after").items()}
        self._organisation_before = frozenset(map(fold, rules.lexicon("city.organisation_before")))
        self._common = frozenset(map(fold, rules.lexicon("city.common_word")))
        self._sport = frozenset(rules.lexicon("city.sport"))

    def article(self, document: Document, words: list[Word], names: list[Name]) -> Article:
        """What all names of the article share."""
        lower = re.findall(r"(?<![\w'’-])[a-z]{2,}", document.text)
        sport = sum(1 for word in lower if word in self._sport) * 60 > len(lower)
        return Article(document, words, names, self._persons(words), set(lower), sport)

    def _persons(self, words: list[Word]) -> set[str]:
        """Surnames: words that follow a first name or a title in one run."""
        surnames: set[str] = set()
        for index, word in enumerate(words[:-1]):
            follower = words[index + 1]
            if follower.tie != SPACE or word.possessive or follower.folded in self._organisation_after or follower.folded in self._feature_after:
                continue
            initial = len(word.text) <= 2 and index and words[index].tie == SPACE
            if word.folded in self._first_names or word.folded in self._titles or initial:
                third = words[index + 2] if index + 2 < len(words) else None
                surnames.add(follower.folded)
                if third and third.tie in (SPACE, HYPHEN) and not follower.possessive:
                    surnames.add(third.folded)
        return surnames

    def read(self, article: Article, index: int) -> list[str]:
        """The features of names[index], in a fixed order."""
        name = article.names[index]
        return [*self._of_name(article, name), *self._of_neighbours(article, index), *self._of_run(article, name), *self._of_words(article, name)]

    def _of_name(self, article: Article, name: Name) -> Iterator[str]:
        """What the name is by itself: its places, its words."""
        places = self._gazetteer.lookup_folded(name.folded)
        if places:
            population = max((place.population for place in places if place.canonical), default=0)
            rest = max(place.population for place in places)
            yield f"population_{min(7, max(2, int(math.log10(max(population, 1)))))}" if population else f"alternate_{min(7, max(3, int(math.log10(max(rest, 1)))))}"
        else:
            yield "unknown_name"
        single = name.last - name.first == 1
        if not single:
            yield "several_words"
        if single and name.folded in self._common:
            yield "common_word"
        text = article.document.text[name.start : name.end]
        if single and text.isupper():
            yield "capitals_short" if len(text) <= 4 else "capitals"
        if single and name.folded in self._first_names:
            yield "first_name"
        if single and len(text) <= 3:
            yield "very_short"
        if single and text.casefold() in article.lower:
            yield "lower_in_article"
        if single and name.folded in article.persons:
            yield "surname_in_article"
        if article.sport:
            yield "sport"

    def _of_neighbours(self, article: Article, index: int) -> Iterator[str]:
        """Regions and countries after a comma, and what is left of a name that is itself such a region."""
        name, text = article.names[index], article.document.text
        after = self._container(article, index)
        if after is not None:
            held = self.held(name, after)
            weak = after.kind == "city"
            if held:
                yield "in_town_named" if weak else "in_region" if after.kind == "region" else "in_country"
            elif not weak:
                yield "other_region_after"
        if index:
            before = article.names[index - 1]
            if before.kind == "city" and self._container(article, index - 1) is name and self.held(before, name):
                yield "holds_name_before"

    def _container(self, article: Article, index: int) -> Name | None:
        """The name after a comma or in brackets that may tell where this one lies."""
        if index + 1 >= len(article.names):
            return None
        name, following = article.names[index], article.names[index + 1]
        gap = article.document.text[name.end : following.start] if following.start - name.end <= 3 else "no"
        bracket = gap in (" (", ", (")
        adjacent = gap in (", ", ",", " , ", ",\n") or bracket or (gap == " " and following.kind in ("region", "country"))
        return following if adjacent and following.kind in ("region", "country", "city") and article.words[following.first].tie != HYPHEN else None

    def held(self, name: Name, container: Name) -> list[Place]:
        """The places of the name that lie in the region, country or second-level region of the container, best first."""
        places = self._gazetteer.lookup_folded(name.folded)
        if container.kind == "country":
            return [place for place in places if place.country == container.code]
        regions = self._gazetteer.regions(container.folded) if not container.code or container.kind == "city" else []
        if container.code and container.code[0] == "#":
            regions = self._gazetteer.regions(container.folded)
        elif container.code:
            country, _, admin1 = container.code.partition(".")
            return [place for place in places if place.country == country and place.admin1 == admin1]
        held = [place for place in places if any(region.holds(place) for region in regions)]
        if container.kind == "city":  # "Boston, New York and Chicago" is a list, though New York has a Boston
            least = max((place.population for place in places), default=0) / 20
            held = [place for place in held if place.population >= least and name.folded != container.folded]
        return held

    def container_of(self, article: Article, index: int) -> Name | None:
        """The region, country or second-level region that stands after the name and holds a place of that name."""
        after = self._container(article, index)
        return after if after is not None and self.held(article.names[index], after) else None

    def _of_run(self, article: Article, name: Name) -> Iterator[str]:
        """The capitalised words that stand next to the name in its run."""
        words = article.words
        if name.first and words[name.first].tie in (SPACE, HYPHEN, JOINER) and not words[name.first - 1].possessive:
            yield from self._left(article, name)
        following = words[name.last] if name.last < len(words) else None
        if following and following.tie in (SPACE, HYPHEN) and not words[name.last - 1].possessive:
            yield from self._right(words, name)
        elif following and following.tie == JOINER and not words[name.last - 1].possessive:
            yield "joined_after"

    def _left(self, article: Article, name: Name) -> Iterator[str]:
        words = article.words
        before, tie = words[name.first - 1], words[name.first].tie
        folded = before.folded
        if tie == JOINER:
            of = words[name.first].joiners.startswith("of")
            yield ("organisation_of" if folded in self._organisation_before else "name_of") if of else "joined_before"
            return
        if tie == HYPHEN:
            yield "hyphen_before"
        elif folded in self._directions:
            yield "direction_before"
        elif folded in self._titles or f"{folded}" in self._titles:
            yield "title_before"
        elif folded in self._first_names or (len(before.text) <= 2 and name.first >= 2):
            yield "first_name_before"
        elif folded in self._feature_before:
            yield "feature_before"
        elif before.text.isupper() and len(before.text) > 1:
            yield "capitals_before"
        elif folded in ("in", "at", "from", "near", "the", "to", "for", "and", "city"):
            yield "function_word_before"
        else:
            yield "starter_before" if before.text.casefold() in article.lower else "capital_before"

    def _right(self, words: list[Word], name: Name) -> Iterator[str]:
        run: list[Word] = []
        for word in words[name.last : name.last + 4]:
            if word.tie == BREAK:
                break
            run.append(word)
            if word.possessive:
                break
        following = run[0]
        kind = self._organisation_after.get(following.folded)
        later = next((self._organisation_after[word.folded] for word in run[1:] if word.folded in self._organisation_after), None)
        if following.folded in self._feature_after and following.folded not in ("st", "dr") or following.folded in ("st", "dr", "ave", "rd"):
            yield "feature_after"
        elif kind:
            yield f"{kind}_after"
        elif later:
            yield f"{later}_later"
        elif any(word.folded in self._feature_after for word in run[1:]):
            yield "feature_later"
        elif following.tie == HYPHEN:
            yield "hyphen_after"
        elif following.folded in self._titles:
            yield "title_after"
        elif following.folded in self._first_names:
            yield "first_name_after"
        else:
            yield "capital_after"

    def _of_words(self, article: Article, name: Name) -> Iterator[str]:
        """The words before and after the name that are not capitalised, its place in the sentence, datelines."""
        text = article.document.text
        sentence_index = article.document.sentence_index(name.start)
        sentence = article.document.sentence(name.start)
        start = self._past_directions(article.words, name)
        before = _TOKENS.findall(text[max(sentence.start, start - _REACH) : start].casefold())
        after_text = text[name.end : min(len(text), name.end + _REACH)]
        possessive = article.words[name.last - 1].possessive and article.words[name.last - 1].end == name.end
        if possessive:
            after_text = after_text[2:]
            yield "possessive"
        first = start <= sentence.start + 1 or (start and text[start - 1] == "\n")
        if first:
            yield "sentence_start"
        yield from self._before(before)
        if self._is_title(article, sentence_index):
            yield "headline"
        if is_dateline(text, name):
            yield "dateline"
        yield from self._after(after_text)

    def _past_directions(self, words: list[Word], name: Name) -> int:
        first = name.first
        while first and words[first].tie == SPACE and words[first - 1].folded in self._directions and not words[first - 1].possessive:
            first -= 1
        return words[first].start if first != name.first else name.start

    def _before(self, before: list[str]) -> Iterator[str]:
        bare = before
        while bare and bare[-1] in ("the", '"', "“", "(", "both", "nearby", "neighboring", "neighbouring", "downtown"):
            bare = bare[:-1]
        the = before[-1:] == ["the"]
        for size in (3, 2, 1):
            if len(bare) >= size and tuple(bare[-size:]) in self._kind_before:
                yield "kind_before"
                break
        for size in (2, 1):
            preposition = self._prepositions.get(tuple(bare[-size:])) if len(bare) >= size else None
            if preposition:
                yield f"the_after_{preposition}" if the else f"preposition_{preposition}"
                if preposition == "of" and len(bare) >= 3 and bare[-2] == "," and bare[-3].isdigit():
                    yield "age_of"
                break
        else:
            if the:
                yield "the_before"
            elif bare and bare[-1] == ",":
                yield "comma_before"
            elif bare and bare[-1] in ("a", "an"):
                yield "article_before"

    def _after(self, after: str) -> Iterator[str]:
        if after[:1] == "-" and after[1:2].islower():
            word = re.match(r"-(\w+)", after)
            yield "suffix_after" if word and word.group(1) in self._suffix_after else "other_suffix_after"
            return
        tokens = _TOKENS.findall(after.casefold())[:3] if after[:1] in (" ", "\n") else []
        if tokens and after[1:2].islower():
            if tuple(tokens[:2]) in self._noun_after or tuple(tokens[:1]) in self._noun_after:
                yield "noun_after"
            elif tokens[0] in self._verb_after:
                yield "verb_after"
        if _AGE.match(after):
            yield "age_after"
        elif _NUMBER.match(after):
            yield "number_after"
        elif after[:1] == ",":
            yield "comma_after"

    def _is_title(self, article: Article, index: int) -> bool:
        """Whether the sentence is written as a headline, most of its words capitalised."""
        if index not in article.titled:
            document = article.document
            sentence = document.sentences[index] if index >= 0 else document.sentence(0)
            words = re.findall(r"[^\W\d_]{4,}", document.text[sentence.start : min(sentence.end, sentence.start + 300)])
            lower = sum(1 for word in words if word[0].islower())
            article.titled[index] = len(words) >= 3 and lower * 4 <= len(words)
        return article.titled[index]


def is_dateline(text: str, name: Name) -> bool:
    """Whether the name begins a dateline: "HUE, Jan. 17 -", "SAN FRANCISCO -", "Paris (AP) -"."""
    found = _DATELINE_AFTER.match(text, name.end, name.end + 90)
    if not found or not _DATELINE_BEFORE.search(text[max(0, name.start - 12) : name.start]):
        return False
    return text[name.start : name.end].isupper() or bool(re.search(r"\d|\(|/", found.group())) or name.start < 200 and "-" not in found.group()[:1]


def in_list(text: str, first: Name, second: Name) -> bool:
    """Whether two names stand side by side in a list."""
    return 0 < second.start - first.end <= 8 and text[first.end : second.start] in _LIST_GAPS
