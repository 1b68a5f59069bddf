"""What a name and the words around it say for and against its being a city: named features, which `rules/cities.yaml` weighs."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

from pressfacts.document import Document, Sentence
from pressfacts.kinds.cities.apposition import Apposition
from pressfacts.kinds.cities.article import CityArticle, LowerWords
from pressfacts.kinds.cities.names import Name, Word
from pressfacts.kinds.cities.regions import Regions
from pressfacts.kinds.cities.run import Run
from pressfacts.rulebook import Rulebook
from pressfacts.text.answers import Answers
from pressfacts.text.folding import fold
from pressfacts.text.gazetteer import Gazetteer

_REACH, _REACH_BEFORE = 60, 40  # code points looked at behind and before a name
_LARGE = 100_000  # inhabitants
_TOKENS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_LONGER = re.compile(r"([^\W\d_])[^\W\d_]{3,}")  # words of four letters and more
_LONGER_ASCII = re.compile(r"([A-Za-z])[A-Za-z]{3,}")  # the same, in less than half the time
_FIGURE = re.compile(r"[\s,]{0,2}\(?\d")  # the head of both that follow
_AGE = re.compile(r",? \(?\d{1,3}\)?,")
_NUMBER = re.compile(r"[\s,]{0,2}\(?\d{1,3}[-–]\d{1,3}|[\s,]{0,2}\d{1,3},")
_SUFFIX = re.compile(r"-([a-z]\w{0,20})")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)(?:[a-z]{1,6})?\.?"
# What may stand between a dateline's city and its dash: a region, a day, an agency.
_DATELINE_AFTER = re.compile(
    rf"(?:,? ?\(?[A-Z][\w.’' -]{{1,28}}\)?)??(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
    r"(?: ?[(/]+[A-Z][\w .&/-]{1,30}[)/]+)?(?: ?(?:–|—|--+) ?(?=\S)| - ?(?=\S)|- (?=\S)|(?<=\)) )"
)
_DATELINE_BEFORE = re.compile(r"(?:^|[\n.!?:\"”)/|–—-]|\d{4})\s*$")
_DISTRICTS = re.compile(
    r"(?:(?:, | and |, and )[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20})?){0,4} "
    r"(?:counties|county|districts|district|provinces|province|states|state|boroughs|parishes|parish|governorates?|prefectures?|regions?)\b"
)
# Features by which the text itself says that a name is a city.
TOLD = frozenset(("in_region", "in_country", "kind_before", "kind_named", "list_named", "age_of", "dateline", "settlement_after"))
_PLACED = ("in", "at", "near", "from", "of")
_SKIPPED = ("the", '"', "“", "(", "both", "nearby", "neighboring", "neighbouring", "downtown")
_DATELINE_REACH = 200  # a dateline that is not in capitals stands at the head


class Context:
    """Reads the features of a name that need no more than its own sentence."""

    def __init__(self, rules: Rulebook, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.regions, self._run = Regions(rules, gazetteer), Run(rules, gazetteer)
        self._prepositions = {tuple(form.split()): value for form, value in rules.lexicon("city.preposition").items()}
        self._kind_before = {tuple(_TOKENS.findall(form)) for form in rules.lexicon("city.kind_before")}
        self._partner_before = frozenset(rules.lexicon("city.partner_before"))
        self._region_before = {tuple(form.split()) for form in rules.lexicon("city.region_before")}
        self._noun_after = {tuple(form.split()) for form in rules.lexicon("city.noun_after")}
        self._suffix_after, self._verb_after = frozenset(rules.lexicon("city.suffix_after")), frozenset(rules.lexicon("city.verb_after"))
        self._match_verbs = {tuple(form.split()) for form in rules.lexicon("city.match_verb")}
        self._surname_nouns = frozenset(rules.lexicon("city.surname_noun"))
        self._function_words = frozenset(rules.lexicon("city.function_word"))
        self._units = rules.lexicon("city.unit_after")
        self._state_after = frozenset(rules.lexicon("city.state_after"))
        self._apposition = Apposition(rules)
        self._common = frozenset(map(fold, rules.lexicon("city.common_word")))
        self._by_itself = Answers(self._read_name, 20_000)
        self._last_before = frozenset(form[-1] for form in self._kind_before | self._region_before)
        self._shared = frozenset(map(fold, rules.lexicon("place.both")))
        self._state_directions = frozenset(rules.lexicon("city.state_direction"))
        self._state_nouns, self._settlements = frozenset(rules.lexicon("city.state_noun")), frozenset(rules.lexicon("city.settlement"))
        self._city_states = frozenset(fold(form) for form, choice in rules.lexicon("place.both").items() if choice == "city_state")
        last_words = {form[-1] for form in self._prepositions} | self._last_before | self._state_directions
        self._telling_before = last_words.union(_SKIPPED, _PLACED, (",", "a", "an"))
        self._telling_after = {form[0] for form in self._noun_after | self._match_verbs} | self._surname_nouns | self._verb_after

    def article(self, document: Document, words: list[Word], names: list[Name]) -> CityArticle:
        """What all names of the article share."""
        speakers = self._run.speakers(document.text, words)
        return CityArticle(document, words, names, self._run.surnames(words) | speakers, speakers, LowerWords(document.text))

    def read(self, article: CityArticle, index: int) -> list[str]:
        """The features of names[index], in a fixed order."""
        name = article.names[index]
        told = [*name.hints, *self._of_words(article, name), *self.regions.read(article, index)]
        return [*self._of_name(article, name, not TOLD.isdisjoint(told)), *self._run.read(article, name), *told]

    def _of_name(self, article: CityArticle, name: Name, told: bool) -> Iterator[str]:
        """What the name is by itself. Where the text says that it is a city (`told`), other readings of its words count less."""
        size, is_large, regions = self._by_itself[name.folded]
        yield size
        if is_large and not article.text[name.start : name.end].isascii():
            yield "accents"
        if name.last - name.first > 1:
            yield "several_words"
        elif article.words[name.first].folded != name.folded and name.end - name.start > 2:
            yield "short_form"
        else:
            yield from self._of_word(article, name, "_told" if told else "")
        yield from regions

    def _read_name(self, folded: str) -> tuple[str, bool, tuple[str, ...]]:
        """What a name is in whatever text: how large its places are, whether one is large by that name, and what regions share it."""
        places = self._gazetteer.lookup_folded(folded)
        main = max((place.population for place in places if place.canonical), default=0)
        regions = tuple(self.regions.of_name(folded, places))
        if not places:
            return "unknown_name", False, regions
        if main:
            return f"population_{_digits(main, 2)}", main >= _LARGE, regions
        return f"alternate_{_digits(max(place.population for place in places), 3)}", False, regions

    def _of_word(self, article: CityArticle, name: Name, told: str) -> Iterator[str]:
        """What a name of one word may be besides a city. With an accent, "Ełk", it is no English word."""
        text = article.text[name.start : name.end]
        if not text.isascii():
            yield "short_accents" if len(text) <= 3 else "accented"
            if text.isupper() and len(text) > 4:
                yield "capitals"
        else:
            yield from self._of_english(article, text, name.folded, told)
        if name.folded in self._run.first_names:
            yield f"first_name{told}"
        if name.folded in article.surnames:
            yield "surname_in_article"

    def _of_english(self, article: CityArticle, text: str, folded: str, told: str) -> Iterator[str]:
        """What a name of one word without accents may be besides a name."""
        if folded in self._common:
            yield f"common_word{told}"
        if text.isupper():
            yield f"capitals_short{told}" if len(text) <= 4 else "capitals"
        if len(text) <= 3:
            yield f"very_short{told}"
        if text.casefold() in article.lower_words:
            yield f"lower_in_article{told}"

    def _of_words(self, article: CityArticle, name: Name) -> Iterator[str]:
        """The words before and after the name that are not of its run, its place in the sentence, datelines."""
        text = article.text
        sentence = article.document.sentence(name.start)
        start = self._run.past_directions(article.words, name)
        last = article.words[name.last - 1]
        after = text[name.end : name.end + _REACH]
        if last.possessive and last.end == name.end:
            after = after[last.possessive :]
            yield "possessive"
        if _is_partner(text, name.start, after):
            yield "ampersand"
        if start <= sentence.start + 1 or text[start - 1] == "\n":
            yield "sentence_start"
        before = self._words_before(text[max(sentence.start, start - _REACH_BEFORE) : start])
        if before:
            yield from self._before(before)
        if name.folded in self._shared and self._points_at_part(text[start : name.start].casefold().split() or before):
            yield "state_use"  # "western New York"
        if self._is_headline(article, sentence):
            yield "headline"
        if is_dateline(text, name):
            yield "dateline"
        yield from self._after(after, placed=bool(before) and before[-1] in _PLACED)
        if said := self._apposition.read(text, name.end):
            yield said
        if before[-1:] == ["the"] and self._stands_bare(after):
            yield "the_bare"
        if _DISTRICTS.match(after):
            yield "districts_after"
        if name.folded in self._shared:
            yield from self._of_state(name, after)

    def _points_at_part(self, before: list[str]) -> bool:
        return bool(before) and before[-1] in self._state_directions

    def _of_state(self, name: Name, after: str) -> Iterator[str]:
        """What stands behind a name that a state or country has as well."""
        if self._state_nouns.intersection(_TOKENS.findall(after[:16].casefold())[:1]):
            yield "state_noun_after"
        if name.folded in self._city_states:
            tokens = _TOKENS.findall(after[:30].casefold()) if after[:1] == " " else []
            yield "state_use" if tokens and tokens[0] in self._state_after else "city_state"

    def _stands_bare(self, after: str) -> bool:
        """Whether no noun can follow that the name would modify: "the Alamo is", "the Alamo," but not "the Daegu office"."""
        word = re.match(r"\s([\w’']+)", after)
        return not (word and (word.group(1)[0].isupper() or word.group(1) not in self._function_words)) and after[:1] not in ("-", "–", "/")

    def _words_before(self, stretch: str) -> list[str]:
        """The words before a name; none where the last one tells nothing: then there is no need to cut the others."""
        stretch = stretch.casefold()
        last = stretch.rsplit(None, 1)[-1:]
        if last and last[0].isalpha() and last[0] not in self._telling_before:
            return []
        return _TOKENS.findall(stretch)

    def _before(self, before: list[str]) -> Iterator[str]:
        bare = before
        while bare and bare[-1] in _SKIPPED:
            bare = bare[:-1]
        the = before[-1:] == ["the"]
        if bare and bare[-1] in self._last_before:
            yield from self._kind_said(bare)
        phrase = tuple(bare[-2:])
        if phrase not in self._prepositions:
            phrase = phrase[-1:]
        if phrase in self._prepositions:
            size, preposition = len(phrase), self._prepositions[phrase]
            yield f"the_after_{preposition}" if the else f"preposition_{preposition}"
            if preposition == "with" and any(word in self._partner_before for word in bare[-1 - size : -size]):
                yield "partner_before"  # "a memorandum of understanding with Daegu"
            if preposition == "of" and len(bare) >= 3 and bare[-2] == "," and bare[-3].isdigit():
                yield "age_of"  # "Ann Lee, 45, of Dayton"
        elif the:
            yield "the_before"
        elif bare and bare[-1] == ",":
            yield "comma_before"
        elif bare and bare[-1] in ("a", "an"):
            yield "article_before"

    def _kind_said(self, bare: list[str]) -> Iterator[str]:
        """Whether the words before say what the name is: "the town of", "northern parts of"."""
        if _ends_with(bare, self._region_before, 2):
            yield "region_before"
        if _ends_with(bare, self._kind_before, 3):
            yield "kind_before"
            if len(bare) > 1 and bare[-1] in ("of", "called", "named") and bare[-2] in self._settlements:
                yield "kind_of"

    def _after(self, after: str, placed: bool) -> Iterator[str]:
        """The word behind the name. Behind a place, "the fair in Cologne drew thousands", what teams do is done by others."""
        if after[:1] == "-" and (suffix := _SUFFIX.match(after)):
            unit = self._units.get(suffix.group(1))
            kind = "suffix_after" if suffix.group(1) in self._suffix_after else "other_suffix_after"
            yield f"unit_{unit}" if unit else kind
        elif after[:1] in (" ", "\n") and after[1:2].islower():  # neither figures nor a comma
            if feature := self._word_after(after, placed):
                yield feature
        elif (figure := _FIGURE.match(after)) and _AGE.match(after):
            yield "age_after"
        elif figure and _NUMBER.match(after):
            yield "number_after"
        elif after[:1] == ",":
            yield "comma_after"

    def _word_after(self, after: str, placed: bool) -> str | None:
        """What the word of lower case behind the name tells."""
        word = after.split(None, 1)[0].casefold()
        if word.isalpha() and word not in self._telling_after:
            return None  # mostly: spares cutting it and the word behind it
        tokens = tuple(token.group() for token in itertools.islice(_TOKENS.finditer(after.casefold()), 2))
        if tokens in self._noun_after or tokens[:1] in self._noun_after:
            return "noun_after"
        if tokens[0] in self._surname_nouns:
            return "surname_noun_after"
        if not placed and (tokens in self._match_verbs or tokens[:1] in self._match_verbs):
            return "match_verb_after"
        return "verb_after" if tokens[0] in self._verb_after else None

    def _is_headline(self, article: CityArticle, sentence: Sentence) -> bool:
        """Whether most words of the sentence are capitalised."""
        titled = article.titled.get(sentence.start)
        if titled is None:
            words = article.text[sentence.start : min(sentence.end, sentence.start + 300)]
            first_letters = (_LONGER_ASCII if words.isascii() else _LONGER).findall(words)
            lower = sum(map(str.islower, first_letters))
            titled = article.titled[sentence.start] = len(first_letters) >= 3 and lower * 4 <= len(first_letters)
        return titled


def is_dateline(text: str, name: Name) -> bool:
    """Whether the name begins a dateline: "HUE, Jan. 17 -", "SAN FRANCISCO -", "Paris (AP) -"."""
    if text[name.start - 1 : name.start] == " " and text[name.start - 2 : name.start - 1].isalpha():
        return False  # almost always: in the middle of a sentence
    if not _DATELINE_BEFORE.search(text[max(0, name.start - 12) : name.start]):
        return False
    found = _DATELINE_AFTER.match(text, name.end, name.end + 90)
    if not found:
        return False
    if text[name.start : name.end].isupper() or re.search(r"[\d(/]", found.group()):
        return True
    return name.start < _DATELINE_REACH and found.group()[:1] != "-"


def _is_partner(text: str, start: int, after: str) -> bool:
    """Whether a firm's "&" stands beside a name: "Milliken & Company", "Scottish & Newcastle"."""
    behind = after.startswith(" & ") and "A" <= after[3:4] <= "Z"
    return behind or (text.endswith(" & ", 0, start) and (text[start - 4 : start - 3].isalnum() or text[start - 4 : start - 3] == "_"))


def _digits(population: int, least: int) -> int:
    """The power of ten of a population, 2 to 7: coarse enough to weigh well."""
    return min(7, max(least, int(math.log10(max(population, 1)))))


def _ends_with(words: list[str], phrases: set[tuple[str, ...]], longest: int) -> bool:
    return any(len(words) >= size and tuple(words[-size:]) in phrases for size in range(longest, 0, -1))
