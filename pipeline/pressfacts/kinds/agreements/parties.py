"""Who agrees with whom: the names around an instrument and its verb.

Read off word order: "A and B signed", "between A and B", "with B", "A's pact with B", "awarded to B", "by A". Who stands before the
verb is read in `agreements.subjects`, what a parse adds in `agreements.whom`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.nouns import Instrument
from pressfacts.kinds.agreements.subjects import SubjectReader
from pressfacts.kinds.agreements.words import Word, folded
from pressfacts.rulebook import Rulebook

_ROUTE = 5  # words between "from" and "to" of a route
_HANDED_ON = 7  # words between a verb of providing, "with" and the instrument
_BIDS = ("offer", "bid", "takeover bid", "takeover offer", "tender offer", "open offer", "proposal")
_PARTS = (
    "all",
    "percent",
    "assets",
    "control",
    "rest",
    "majority",
    "part",
    "third",
    "half",
    "stock",
    "capital",
    "ownership",
    "operations",
    "most",
)
_SALES = ("sale", "divestiture", "divestment")
_SHARES = ("stake", "interest", "interests", "shareholding", "shares")
_BEFORE_BUYING = ("letter_of_intent", "memorandum_of_understanding", "agreement")
_PRIVATE = (
    "merger_acquisition",
    "settlement",
    "license_agreement",
    "joint_venture",
    "codeshare",
    "agreement",
)  # authorities only approve these
_EXPLAINED = 14  # words that explain the first name of a list
_INTERVIEWER = re.compile(r"['’]s [A-Z][\w-]+ [A-Z][\w-]+\Z")  # "with Newsline's Orla Finch"
_LIVE = ("signed", "planned", "renewed", "negotiating")  # of these a "by" names the party: "signed by", not "rejected by"


class Read(NamedTuple):
    """The parties of an instrument: those before its verb or that own it, those behind it.

    `sure` is off where the former are a guess, `brokered` on where the subject of the verb is none.
    """

    subjects: list[Party]
    objects: list[Party]
    sure: bool
    brokered: bool = False

    @property
    def all(self) -> list[Party]:
        """All of them, in order."""
        return [*self.subjects, *self.objects]


class PartyReader:
    """Reads the parties of an instrument."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._subjects = SubjectReader(names, rules)
        self._approvers = folded(rules.lexicon("agreement.approver"))
        self._signs = folded(rules.lexicon("agreement.signs"))
        self._authorities = folded(rules.lexicon("agreement.authority"))
        self._assets = folded(rules.lexicon("agreement.asset"))
        self._hands_on = folded(rules.lexicon("agreement.hands_on"))
        self._hands_over = tuple(sorted(folded(rules.lexicon("agreement.hands_over"))))
        self._talks = folded(rules.lexicon("agreement.talks"))
        self._ends = folded(rules.lexicon("agreement.party_end"))

    def read(self, text: str, instrument: Instrument, begins: int, cue: Cue | None, low: int, high: int) -> Read:
        """The parties told in the instrument's sentence, those before its verb first.

        `begins` is the word with which its noun phrase begins; words before `low` and from `high` on belong to its neighbours.
        """
        words = instrument.words
        between = self._between(words, instrument.last, high)
        if between is not None:
            found = self._names.coordination(text, words, between)[0]
            if len(found) > 1:
                return Read([], found, True)
        subjects, sure = self._subjects.read(text, words, begins, instrument, cue, low)
        approvers = self.approvers(instrument.type, cue, cue.status if cue else None)
        subjects = [each for each in subjects if approvers.isdisjoint(each.text.casefold().split())]
        places = self._object_places(words, instrument, cue, high)
        objects = [each for at, close in places for each in self._listed(text, words, at, high, close=close)]
        objects += self._target(text, words, begins, instrument)
        objects = self.without_assets(objects, instrument.type)
        objects = self.without_interviewers(text, words, cue, objects)
        brokered = cue is not None and cue.governs and self._subjects.is_brokered(words, cue)
        return Read(_unlike(subjects), _unlike([*subjects, *objects])[len(_unlike(subjects)) :], sure, brokered)

    def approvers(self, type_: str, cue: Cue | None, status: str | None) -> frozenset[str]:
        """The words that tell bodies which approve or refuse an instrument of this type; none where nothing is approved or refused."""
        approves = cue is not None and cue.approves
        if not approves and status not in ("ratified", "rejected"):
            return frozenset()
        return self._approvers | self._authorities if approves and type_ in _PRIVATE else self._approvers

    def without_assets(self, parties: list[Party], type_: str) -> list[Party]:
        """The parties without what is merely bought: "to acquire the Golden Elk Project"."""
        if type_ not in ("merger_acquisition", *_BEFORE_BUYING):
            return parties
        return [each for each in parties if each.text.split()[-1].casefold() not in self._assets]

    def without_interviewers(self, text: str, words: list[Word], cue: Cue | None, parties: list[Party]) -> list[Party]:
        """The parties without whom somebody discusses an instrument with: "Newsline's Roh Min"."""
        if cue is None or not cue.governs or not any(word.low in self._talks for word in words[cue.first : cue.last]):
            return parties
        return [
            each for each in parties if self._names.is_body(each.text) or not _INTERVIEWER.search(text[max(0, each.start - 3) : each.end])
        ]

    def following(self, text: str, words: list[Word], at: int) -> list[Party]:
        """The parties that begin at a word: the object of a verb that tells an agreement by itself."""
        return self._names.coordination(text, words, at)[0]

    def _between(self, words: list[Word], first: int, high: int) -> int | None:
        for at in range(first, min(high, first + 14)):
            if words[at].low in ("between", "among"):
                before = words[at - 1].low
                where = words[at - 1].text[0].isupper() and words[at - 2].low in ("in", "at")  # "took place in Bonn between"
                near = at - first <= 3 or where or before.endswith("ed") or before in (",", "force", "place", "signed")
                return at + 1 if near else None
            if words[at].low in self._ends:
                return None
        return None

    def _object_places(self, words: list[Word], instrument: Instrument, cue: Cue | None, high: int) -> Iterator[tuple[int, bool]]:
        """Where lists of parties may begin, and whether a name must stand there and then ("to Lind", not "to build")."""
        handed = cue is not None and cue.governs and words[cue.first].low.startswith(self._hands_over)
        if cue and handed:
            yield cue.last, True
        if cue and cue.governs and not cue.verb:  # "talks with Lind on a contract"
            yield from ((at + 1, False) for at in range(cue.last, instrument.first) if words[at].low in ("with", "between"))
        yield from self._provided(words, instrument)
        wanted = self._wanted(instrument, cue, handed=handed)
        for at in range(instrument.last, min(high, instrument.last + 16)):
            low = words[at].low
            if low == ",":
                wanted.pop("from", None)  # "an offer for Lind, its rival from Bari"
            if low == "in" and "acquire" in wanted and "with" in wanted and words[at - 1].low in _SHARES:
                yield at + 1, True  # "a stake in Lind"
            if low in ("acquire", "buy"):
                wanted.pop("of", None)  # "to acquire Lind of Bari"
            if low == "of" and words[at - 1].low == "behalf":
                yield at + 1, False
                continue
            if (low == "of" and not self._of_target(instrument, at)) or (low == "by" and not self._by_party(instrument, cue, at)):
                continue
            if low in wanted and not self._is_route(words, at):
                yield at + 1, wanted.pop(low)
            elif low in self._ends:
                return

    def _provided(self, words: list[Word], instrument: Instrument) -> Iterator[tuple[int, bool]]:
        """Where the name begins in "to provide Lind with a credit facility"; it must stand there and then."""
        begins = instrument.first
        while begins and words[begins - 1].low != "with" and instrument.first - begins < _HANDED_ON:
            begins -= 1
        if not begins or words[begins - 1].low != "with":
            return
        verbs = range(begins - 2, max(-1, begins - _HANDED_ON - 2), -1)
        place = next((at + 1 for at in verbs if words[at].low in self._hands_on), None)
        if place is not None:
            yield place, True

    def _wanted(self, instrument: Instrument, cue: Cue | None, *, handed: bool) -> dict[str, bool]:
        """The prepositions behind the noun that lead in a party, and whether a name must stand right behind them."""
        wanted: dict[str, bool] = {"with": False}
        if cue is None or cue.status in _LIVE:
            wanted["by"] = False
        if instrument.type == "merger_acquisition":
            wanted |= {"of": True, "acquire": False, "buy": False}
        elif instrument.type in _BEFORE_BUYING:
            wanted |= {"acquire": False, "buy": False}
        if instrument.form in _SALES and self._sold_to(instrument):
            wanted |= {"to": True}
            wanted.pop("of", None)  # of a sale the seller and the buyer are the parties
        if instrument.form in _BIDS:
            wanted["for"] = True
        if instrument.type in ("contract", "loan_agreement", "grant_agreement", "merger_acquisition"):
            wanted["from"] = True
        if handed or instrument.type in ("loan_agreement", "grant_agreement"):
            wanted["to"] = True
        return wanted

    def _sold_to(self, instrument: Instrument) -> bool:
        """Whether the buyer is named: "sale of its plant to Lind"."""
        words = instrument.words[instrument.last : instrument.last + 16]
        return any(word.low == "to" and self._names.is_name(after) for word, after in itertools.pairwise(words))

    def _of_target(self, instrument: Instrument, at: int) -> bool:
        """Whether "of" names what is bought: "acquisition of Lind", "100% of Lind", but not "leading to the formation of Lind"."""
        before = instrument.words[at - 1]
        return at - instrument.last <= 1 or before.low in (*_SHARES, *_PARTS) or not before.text.isalpha()

    def _by_party(self, instrument: Instrument, cue: Cue | None, at: int) -> bool:
        """Whether "by" names a party: "a takeover by Lind", "signed jointly by Lind", but not "a fund represented by Lind"."""
        words = instrument.words
        led = words[at - 1].low in self._signs or words[at - 1].low.endswith("ly") or (cue is not None and cue.first <= at - 1 < cue.last)
        return at - instrument.last <= 1 or led or not words[at - 1].low.endswith("ed")

    def _is_route(self, words: list[Word], at: int) -> bool:
        """Whether "from" and "to" tell where something runs: "a line from Ghent to Bari"."""
        if words[at].low == "to":
            before = [word.low for word in words[max(0, at - _ROUTE) : at]]
            return "from" in before and words[at - 1].text[0].isupper()
        ahead = words[at + 1 : at + 1 + _ROUTE]
        return words[at].low == "from" and any(word.low == "to" for word in ahead) and ahead[0].text[0].isupper()

    def _target(self, text: str, words: list[Word], begins: int, instrument: Instrument) -> list[Party]:
        """What is bought, where its name stands right before the noun: "the planned Lind Foods acquisition"."""
        first = at = instrument.first
        while at > begins and self._names.is_name(words[at - 1]):
            at -= 1
        named = at < first and words[first].text.islower() and instrument.type == "merger_acquisition"
        return [self._names.party(text, words, at, first)] if named and words[at].text[0] not in "$€£" else []

    def _listed(self, text: str, words: list[Word], at: int, high: int, *, close: bool) -> list[Party]:
        """The names of a list, also of one whose first name is explained: "with Voss, a maker of pumps and Lind, a bank"."""
        found, ends = self._names.coordination(text, words, at, close=close)
        behind = ends + 1
        if len(found) != 1 or behind >= min(high, len(words)) or words[ends].low != "," or words[behind].low not in ("a", "an", "the"):
            return found
        for step in range(behind + 1, min(high, len(words) - 2, behind + _EXPLAINED)):
            if words[step].low in ("and", "&") and self._names.is_name(words[step + 1]):
                more, last = self._names.coordination(text, words, step + 1, close=True)
                explained = last + 1 < len(words) and words[last].low == "," and words[last + 1].low in ("a", "an", "the")
                return [*found, *more] if explained and len(more) == 1 else found
            if words[step].low in self._ends or words[step].low == "to":
                break
        return found


def _unlike(parties: list[Party]) -> list[Party]:
    """The parties without those that have the name of an earlier one."""
    kept: list[Party] = []
    for each in parties:
        if all(each.text.casefold() != other.text.casefold() for other in kept):
            kept.append(each)
    return kept
