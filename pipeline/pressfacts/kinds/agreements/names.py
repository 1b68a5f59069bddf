"""Names of parties in a sentence: capitalised spans, actors told by a common noun, and lists of them.

No name is looked up: what counts is how it is written. Persons with a title before their name are left out.
"""

from __future__ import annotations

from typing import NamedTuple

from pressfacts.kinds.agreements.datelines import skip_brackets
from pressfacts.kinds.agreements.words import Word, folded, is_initials
from pressfacts.rulebook import Rulebook

_NUMBERED = ("local", "lodge", "no")
_PRONOUNS = frozenset(("It", "You", "Me", "My", "Your", "Our", "Us", "We"))  # written so within a name
_QUOTES = frozenset("“”\"‘’'")
_NICKNAME = 5  # words of a nickname with its quotes
_LEAD = 6  # words that may stand before a name within its noun phrase: "Brazilian battery maker Voltara"


class Party(NamedTuple):
    """A party by its code points; `text` has its line breaks turned into blanks."""

    start: int
    end: int
    text: str


class NameReader:
    """Reads names and lists of names from given places on."""

    def __init__(self, rules: Rulebook) -> None:
        self._titles = folded(rules.lexicon("agreement.title"))
        self._bodies = folded(rules.lexicon("agreement.body_head"))
        self._countries = folded(rules.lexicon("place.country"))
        self._stopped = folded(rules.lexicon("agreement.stopped_suffix"))
        self._joiners = folded(rules.lexicon("agreement.name_joiner"))
        self.suffixes = folded(rules.lexicon("agreement.firm_suffix"))
        self._inner = folded(rules.lexicon("agreement.name_inner"))
        self._fields = folded(rules.lexicon("agreement.field"))
        self._leads = folded(rules.lexicon("agreement.name_lead"))
        self._stops = folded(rules.lexicon("agreement.name_stop"))
        self._places = folded(rules.lexicon("agreement.place_noun"))
        self._listing = folded(rules.lexicon("agreement.listing"))
        self._not_ends = tuple(sorted(folded(rules.lexicon("agreement.not_name_end"))))
        self._demonym_ends = tuple(sorted(folded(rules.lexicon("agreement.demonym_end"))))
        self._not_names = folded(rules.lexicon("agreement.not_name"))
        self._numbers = folded(rules.lexicon("agreement.number"))
        self._numerals = self._numbers | folded(rules.lexicon("agreement.numeral"))
        self.actors = folded(rules.lexicon("agreement.actor"))

    def is_name(self, word: Word) -> bool:
        """Whether a word is written as a name and is none of the words that only begin a sentence."""
        capital = word.text[0].isupper() or (
            len(word.text) > 2 and any(char.isupper() for char in word.text[1:3]) and word.text[-1].isalpha()
        )
        banned = word.low in self._not_names or word.low in self._numbers or word.low.endswith(self._not_ends)
        return capital and not banned

    def is_body(self, name: str) -> bool:
        """Whether a word of a name tells a body: "Ghent's Ministry of Health"."""
        return any(word.casefold() in self._bodies for word in name.split())

    def coordination(
        self, text: str, words: list[Word], at: int, stop: int | None = None, *, close: bool = False
    ) -> tuple[list[Party], int]:
        """The names of a coordination that begins at a word, "the A, B (short) and C", and the word behind it.

        `close` wants the first name there and then, not behind words of lower case.
        """
        stop = min(len(words), at + 60) if stop is None else stop
        at = self._behind_colon(words, at, stop)
        found: list[Party] = []
        while at < stop:
            item = self._item(words, at, stop, 0 if close and not found else _LEAD)
            if item is None:
                break
            first, last = item
            stands = self.stands_for(words, first, last)
            if stands > first:
                found.append(self.party(text, words, first, stands))
            at = skip_brackets(words, last, stop)
            if at >= stop or words[at].low not in self._listing:
                break
            after = at
            while after < stop and words[after].low in self._listing:
                after += 1
            if all(word.low == "," for word in words[at:after]) and not self._goes_on(words, after, stop):
                break
            at = after
        return found, at

    def _behind_colon(self, words: list[Word], at: int, stop: int) -> int:
        """Where the names of "three partners: A and B" or "other cities, including A and B" begin; `at` itself in other cases."""
        for step in range(at, min(stop, at + 7)):
            named = any(self.is_name(word) for word in words[at:step])
            if words[step].low in ("including", "namely") or (words[step].low == ":" and not named):
                return step + 1
            if words[step].low in self._stops or words[step].text in "()":
                break
        return at

    def party(self, text: str, words: list[Word], first: int, last: int) -> Party:
        """The party that the words from `first` up to `last` are."""
        first = self._widened(text, words, first, last)
        start, end = words[first].start, words[last - 1].end
        if (words[last - 1].low in self._stopped or "." in words[last - 1].text) and text[end : end + 1] == ".":
            end += 1
        return Party(start, end, " ".join(text[start:end].split()))

    def _widened(self, text: str, words: list[Word], first: int, last: int) -> int:
        """Where a name begins with the article or the number that belongs to it: "with The Genie Company", "365 Data Centers"."""
        if not first:
            return first
        before = words[first - 1]
        if before.text == "The":
            inside = first > 1 and (words[first - 2].text.islower() or words[first - 2].text == ",")
            return first - 1 if inside else first
        while first and words[first].text[0].isalnum():
            before = words[first - 1]
            number = before.text.isdigit() or (before.text[0].isupper() and before.low in self._numerals)
            if not number or text.count(text[before.start : words[last - 1].end]) < 2:
                break
            first -= 1
        return first

    def name_end(self, words: list[Word], at: int, stop: int) -> int:
        """The word after the name that begins at `at`."""
        last = at + 1
        while last < stop:
            word = words[last]
            if self.is_name(word) or (word.text[0].isupper() and (word.low in self.suffixes or word.low in self._inner)):
                last += 1
            elif word.text.isdigit() and words[last - 1].low in _NUMBERED:
                last += 1  # "Grain Handlers Local 268"
            elif word.text in _PRONOUNS and last + 1 < stop and self.is_name(words[last + 1]):
                last += 2  # "Toss It Dumpsters"
            elif (behind := self._behind_nickname(words, last, stop)) is not None:
                last = behind
            elif self._leads_off(word, words[at:last]):
                break
            elif word.low in self._joiners and last + 1 < stop and self._joins(words, last, stop):
                last += 2 if self.is_name(words[last + 1]) else 3
            elif self._ends_in_field(words, at, last, stop) or self._goes_on_in_two(words, at, last, stop):
                last += 2
            else:
                break
        return last

    def _behind_nickname(self, words: list[Word], at: int, stop: int) -> int | None:
        """The word behind the surname that follows a name in quotes: "Eric “Qube” Neal"."""
        if words[at].text not in _QUOTES:
            return None
        closing = next((step for step in range(at + 2, min(stop - 1, at + _NICKNAME)) if words[step].text in _QUOTES), None)
        return closing + 2 if closing is not None and self.is_name(words[closing + 1]) and self.is_name(words[at + 1]) else None

    def _leads_off(self, word: Word, name: list[Word]) -> bool:
        """Whether a preposition ends a name that is not a body's: "Shoreline Paving of Painesville", "Haleon for Europe"."""
        led = word.low == "for" or (word.low == "of" and (len(name) > 1 or (len(name[0].text) > 2 and name[0].text.isupper())))
        return led and not any(each.low in self._bodies for each in name)

    def _ends_in_field(self, words: list[Word], first: int, at: int, stop: int) -> bool:
        """Whether "and" and a field of work end the name of a body: "Chamber of Commerce and Industry"."""
        name = words[first:at]
        body = any(word.low in self._bodies for word in name) and any(word.low in ("of", "for") for word in name)
        field = at + 1 < stop and words[at + 1].low in self._fields and words[at + 1].text[0].isupper()
        behind = at + 2 >= stop or not self.is_name(words[at + 2]) or words[at + 2].low in self._bodies
        return words[at].low in ("and", "&") and body and field and behind and name[-1].low in self._fields

    def _goes_on_in_two(self, words: list[Word], first: int, at: int, stop: int) -> bool:
        """Whether the next two words belong to the name: ", Inc", ". Steel" of "U.S. Steel", "and Growth" of an abbreviated one."""
        if at + 1 >= stop:
            return False
        suffix = words[at].low == "," and words[at + 1].low in self.suffixes
        initials = is_initials(words, at) and self.is_name(words[at + 1])
        return suffix or initials or (words[at].low == "and" and self._abbreviated(words, first, at, stop))

    def _goes_on(self, words: list[Word], at: int, stop: int) -> bool:
        """Whether behind a comma the list goes on: an "and" must follow, else it is an apposition ("Daegu, South Korea")."""
        if at < stop and words[at].low in ("a", "an"):
            return False  # "Voss, a maker of pumps"
        for word in words[at : min(stop, at + 25)]:
            if word.low in ("and", "&"):
                return True
            if word.text.islower() and word.low not in self._joiners and word.low not in self.actors and word.low not in self._leads:
                return False
        return False

    def _item(self, words: list[Word], at: int, stop: int, lead: int) -> tuple[int, int] | None:
        """The words of one party from a place on: a name, or a common noun of an actor with what stands before it."""
        while at < stop and words[at].low in self._leads:
            at += 1
        begun = looked = at
        while at < stop and at - looked <= lead:
            word = words[at]
            if word.text.islower() and word.low in self.actors and not (at and words[at - 1].low in ("to", "will", "would")):
                ends = self._actor(words, begun, at, stop)
                if isinstance(ends, tuple):
                    return ends
                at = ends
            elif self._is_demonym(words, at, stop):
                at += 1
            elif self.is_name(word):
                at, last = self._owned(words, at, self.name_end(words, at, stop), stop)
                later = self._later_name(words, last, stop)
                if later is None:
                    return at, self._described(words, begun, last, stop)
                at = looked = later
            elif word.low in self._stops or not word.text[0].isalnum():
                return None
            else:
                at += 1
        return None

    def _actor(self, words: list[Word], begun: int, at: int, stop: int) -> tuple[int, int] | int:
        """The party that an actor's noun is or leads in: a span, or the word with which its name begins."""
        last = at + 1
        if last < stop and self.is_name(words[last]):
            return last
        if last + 1 < stop and words[last].low == "of" and self.is_name(words[last + 1]):
            return last + 1 if words[at].low in self._places else (begun, self.name_end(words, last + 1, stop))
        return begun, last

    def _owned(self, words: list[Word], first: int, last: int, stop: int) -> tuple[int, int]:
        """The words of "Israel's Ministry of Defence", "Napier's port company", "Wharf workers"; of "Finland's Lind Oy" the firm alone."""
        at = last + 1 if last < stop and words[last].low == "'s" else last
        if at > last and at < stop and self.is_name(words[at]):
            ends = self.name_end(words, at, stop)
            country = " ".join(word.low for word in words[first:last]) in self._countries
            if any(word.low in self._bodies for word in words[at:ends]):
                return first, ends
            return (first, last) if not country and self._goes_on_small(words, ends, stop) else (at if country else first, ends)
        for step in range(at, min(stop, at + 3 if at > last else at + 1)):
            if words[step].text.islower() and words[step].low in self.actors:
                described = at == last and step + 1 < stop and self.is_name(words[step + 1])  # "US firm Lind"
                return (first, last) if described else (first, step + 1)
            if words[step].low in self._stops:
                break
        return first, last

    def _goes_on_small(self, words: list[Word], at: int, stop: int) -> bool:
        """Whether words of lower case go on with a noun phrase: "Voss's NOP World research unit" is Voss's to sell."""
        at = skip_brackets(words, at, stop)
        return at < stop and words[at].text.islower() and words[at].low not in self._stops and words[at].low not in self._listing

    def _described(self, words: list[Word], begun: int, last: int, stop: int) -> int:
        """The end of "a European drugmaker": behind "a" the words of lower case belong to the party; else `last` itself."""
        if begun == 0 or words[begun - 1].low not in ("a", "an"):
            return last
        ends = ("ed",) if last - begun == 1 else ("ed", "ing")  # "a Dutch dredging firm", but "a Lind Medical System expanding"
        at = last
        while (
            at < min(stop, last + 3) and words[at].text.islower() and words[at].low not in self._stops and not words[at].low.endswith(ends)
        ):
            at += 1
        return at

    def _is_demonym(self, words: list[Word], at: int, stop: int) -> bool:
        """Whether a word of origin leads in a plural that names nobody: "Indian and foreign companies", "Egyptian mediators"."""
        if not words[at].low.endswith(self._demonym_ends) or at + 1 >= stop or (at and self.is_name(words[at - 1])):
            return False
        after = words[at + 1]
        return after.text.islower() and after.low not in self.actors and (after.low.endswith("s") or after.low == "and")

    def _later_name(self, words: list[Word], last: int, stop: int) -> int | None:
        """Where the name stands that "Brazilian battery maker" leads in; None where the name before is the party itself."""
        for at in range(last, min(stop, last + 4)):
            word = words[at]
            if self.is_name(word):
                return at if at > last else None
            if word.low in self._stops or not word.text.islower() or (at == last and word.low.endswith(("ed", "ing", "s"))):
                return None
        return None

    def _joins(self, words: list[Word], at: int, stop: int) -> bool:
        if self.is_name(words[at + 1]):
            return True
        return words[at + 1].low == "the" and at + 2 < stop and self.is_name(words[at + 2])

    def _abbreviated(self, words: list[Word], first: int, at: int, stop: int) -> bool:
        """Whether "and" lies inside a name, as the abbreviation in brackets behind shows: "Institute of Startup and Growth (ISG)"."""
        if at + 1 >= stop or not self.is_name(words[at + 1]):
            return False
        end = at + 2
        while end < stop and self.is_name(words[end]):
            end += 1
        short = words[end + 1].text if end + 1 < stop and words[end].text == "(" else ""
        return short.isupper() and short[:1] == words[first].text[:1] and short[:1] != words[at + 1].text[:1]

    def stands_for(self, words: list[Word], first: int, last: int) -> int:
        """The end of what a name stands for: of "Ghent Mayor Orla Finch" the part before the title; `first` itself for a mere person.

        "Office of the President" is the name of a body.
        """
        titles = (at for at in range(max(0, first - 1), last) if words[at].low in self._titles and words[at - 1].low not in ("of", "the"))
        title = next(titles, last)
        if title == last:
            return last
        nation = title - first == 1 and words[first].low.endswith(self._demonym_ends)
        return first if title <= first or nation else title
