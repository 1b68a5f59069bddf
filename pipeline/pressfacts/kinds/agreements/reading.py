"""One pass over the candidates of an article: what was told before decides what a later noun means."""

from __future__ import annotations

import functools

from pressfacts.document import Document, Mention
from pressfacts.kinds.agreements.cues import Cue
from pressfacts.kinds.agreements.fields import cue_span, is_new, party_fields, value_of
from pressfacts.kinds.agreements.names import Party
from pressfacts.kinds.agreements.nouns import Instrument, Words, is_headline
from pressfacts.kinds.agreements.readers import Readers
from pressfacts.kinds.agreements.told import set_field, set_fields
from pressfacts.kinds.agreements.whom import Whom
from pressfacts.kinds.agreements.words import Capitals, position, words_of

_NEIGHBOURS = 3  # mentions looked at on either side
_RECENT = 15  # mentions
_HEADLINE_WORDS = 25
_NEWS = 2  # sentences in which the status of what was merely named may still be told
_FIRST = 4  # sentences
_LEAD = 8  # sentences in which an article may go on about what its title told
_OWNED = ("'s", "its", "their", "our")
_ACTS = ("merger_acquisition", "ceasefire", "settlement")  # done once, these are not what somebody has
_NAMED_TREATIES = ("convention", "free_trade_agreement", "treaty")  # named in passing, they are in force


class Reading:
    """Reads the candidates of one document in order."""

    def __init__(self, readers: Readers, document: Document) -> None:
        self._readers, self._document = readers, document
        self.whom = Whom(readers, document)
        self._told: list[Mention] = []
        self._titled = False
        self._all = document.mentions["agreement"]
        self._at = {id(mention): index for index, mention in enumerate(self._all)}

    @functools.cached_property
    def _capitals(self) -> Capitals:
        return Capitals(self._document, self._readers.openers)

    def take(self, mention: Mention) -> bool:
        """Fill in the mention's value; False where it tells no agreement."""
        instrument: Instrument | None = mention.parsed["instrument"]
        if instrument is None:
            self._take_verb(mention)
            return True
        readers = self._readers
        begins = readers.status.noun_phrase(instrument)
        previous, following = self._neighbours(mention, instrument)
        low, high = previous.last if previous else 0, following.first if following else len(instrument.words)
        cue = readers.status.read(instrument, previous, following)
        mention.parsed |= {"low": low, "high": high, "begins": begins, "cue": cue}
        first = readers.same.first(self._document, mention, instrument, begins, self._told) or self._headline(mention, instrument)
        plural = readers.same.plural(instrument, begins, self._told) if first is None else None
        joined = readers.partnering.told(self._document, mention, instrument, begins) if first is None and plural is None else None
        known = self._titled and not self._told and self._is_known(mention, instrument, begins)
        known = known or (joined is not None and readers.evidence.is_known(instrument, begins, ("this", "the")))
        if first is None and plural is None and not known and not readers.evidence.tells(instrument, begins, cue):
            mention.parsed["dropped"] = True
            return False
        if cue is None and first is None:
            mention.parsed["cue"] = self._inherited(instrument, previous)
        mention.parsed["type"] = readers.types.read(self._document.text, instrument, begins, plural, self._told)
        mention.parsed["joined"] = joined
        if joined is not None and mention.parsed["type"] == "agreement":
            mention.parsed["type"] = "cooperation_agreement"
        if first is not None:
            self._take_over(mention, instrument, first)
        else:
            self._fill(mention, instrument, plural)
        self._told.append(mention)
        return True

    def take_all(self) -> list[Mention]:
        """The mentions that tell an agreement, their values filled in.

        Where no noun tells one with a type, the title may have told it: then a second reading takes what the lead speaks of as known.
        """
        told = [mention for mention in self._all if self.take(mention)]
        if any(self._is_lead(mention) and mention.parsed["instrument"] and mention.parsed["type"] != "agreement" for mention in told):
            return told
        nouns = [mention for mention in self._all if mention.parsed["instrument"] is not None]
        if not any(self._is_lead(mention) and mention.parsed["instrument"].strength == "weak" for mention in nouns):
            return told
        for mention in nouns:
            mention.value = None
            mention.parsed = {"instrument": mention.parsed["instrument"], "type": mention.parsed["instrument"].type}
        self._told, self._titled = [], True
        return [mention for mention in self._all if self.take(mention)]

    def _is_known(self, mention: Mention, instrument: Instrument, begins: int) -> bool:
        """Whether the lead speaks of an instrument as known: "the partnership" in its first sentences, "this partnership" further on."""
        determiners = ("this", "the") if self._document.sentence_index(mention.start) < _FIRST else ("this",)
        return self._is_lead(mention) and self._readers.evidence.is_known(instrument, begins, determiners)

    def _is_lead(self, mention: Mention) -> bool:
        return self._document.sentence_index(mention.start) < _LEAD

    def _neighbours(self, mention: Mention, instrument: Instrument) -> tuple[Instrument | None, Instrument | None]:
        """The instruments before and behind in the same sentence; a bracketed abbreviation is no neighbour of its long form."""
        at, text = self._at[id(mention)], self._document.text
        before = self._all[max(0, at - _NEIGHBOURS) : at][::-1]
        previous = following = None
        later = mention
        for other in before:
            known = other.parsed["instrument"]
            if known is None or known.sentence is not instrument.sentence:
                break
            if "dropped" not in other.parsed and "(" not in text[other.end : later.start][:3]:
                previous = known
                break
            later = other
        for other in self._all[at + 1 : at + 1 + _NEIGHBOURS]:
            known = other.parsed["instrument"]
            if known is None or known.sentence is not instrument.sentence:
                break
            if "(" not in text[mention.end : other.start][:3]:
                following = known
                break
        return previous, following

    def _headline(self, mention: Mention, instrument: Instrument) -> Mention | None:
        """The mention in the headline that the first one of the body tells again, with whatever determiner."""
        if len(self._told) != 1 or not self._document.sentences:
            return None
        told, sentence = self._told[0], self._document.sentences[0]
        if told.start >= sentence.end or mention.start < sentence.end or told.parsed["instrument"] is None:
            return None
        return told if self._in_headline(told) and self._readers.same.fits(instrument, told) else None

    def _in_headline(self, mention: Mention) -> bool:
        """Whether a mention stands in a short first line."""
        sentence, instrument = self._document.sentences[0], mention.parsed["instrument"]
        newline = self._document.text[sentence.end : sentence.end + 2].startswith(("\n", "\r"))
        return mention.start < sentence.end and newline and instrument is not None and len(instrument.words) <= _HEADLINE_WORDS

    def _inherited(self, instrument: Instrument, previous: Instrument | None) -> Cue | None:
        """The cue of the instrument before, where the two are joined: "signed a treaty and a defence pact"."""
        if previous is None or not self._told or self._told[-1].parsed["instrument"] is not previous:
            return None
        between = {word.low for word in instrument.words[previous.last : instrument.first]}
        cue: Cue | None = self._told[-1].parsed["cue"]
        return cue if between & {"and", ",", "or"} and cue and cue.governs else None

    def _recent(self) -> list[Mention]:
        """The first and the last mentions told: what an article is about, and what its sentence goes on from."""
        return self._told if len(self._told) <= _RECENT else [*self._told[:3], *self._told[3 - _RECENT :]]

    def _fill(self, mention: Mention, instrument: Instrument, plural: Mention | None) -> None:
        """The value of an instrument told for the first time."""
        parsed, text = mention.parsed, self._document.text
        cue: Cue | None = parsed["cue"]
        direct = self.whom.read(mention, instrument, self._recent())
        if parsed["joined"] is not None and parsed["type"] == "cooperation_agreement" and len(direct) < 2:
            direct = self.whom.joined(instrument, parsed["joined"], self._recent()) or direct
        parsed |= {"direct": direct, "before": [plural] if plural else list(self._recent())}
        parties = self.whom.completed(mention, direct)
        status = cue.status if cue else instrument.status or self._told_beside(mention, instrument)
        if plural is not None and plural.value and status in (None, "in_force"):
            status = plural.value["status"]
        if status is None and parsed["type"] in _NAMED_TREATIES and instrument.words[instrument.first].text[0].isupper():
            status = "in_force"
        parsed |= {
            "same_as": None,
            "plural": plural,
            "told": status is not None,
            "parties": parties,
            "party_texts": [party.text for party in parties],
        }
        value = mention.value = value_of(parsed["type"], status or "signed", parties) | {"cue": cue_span(text, instrument, cue)}
        details = self._readers.details
        set_fields(self._document, value, "topics", details.topics(text, instrument, parsed["begins"], parsed["high"]))
        set_field(self._document, value, "count", details.count(instrument, parsed["begins"]))

    def _told_beside(self, mention: Mention, instrument: Instrument) -> str | None:
        """The status of an instrument without a cue: "It was voted down" behind it; what one has, "Lind's pact", exists."""
        readers, words, begins = self._readers, instrument.words, mention.parsed["begins"]
        if mention.parsed["used"]:
            return "in_force"
        later = readers.status.of_pronoun(instrument, readers.ties.next_sentence(self._document, mention))
        if later is not None:
            return later.status
        owned = words[begins].low in _OWNED and (words[begins].low != "'s" or not is_headline(words))
        partner = instrument.type == "joint_venture" or readers.evidence.has_partner(instrument)  # a venture is shared by itself
        if not owned or instrument.type in _ACTS or not partner:
            return None
        fresh = any(word.low in readers.fresh for word in words[begins : instrument.first])  # "its recent partnership with Lind"
        return "signed" if fresh else "in_force"

    def _take_over(self, mention: Mention, instrument: Instrument, first: Mention) -> None:
        """A later mention has the values of the first, which in turn learns from it what it lacked."""
        parsed, value = mention.parsed, first.value
        parsed["same_as"] = first
        if value is None:
            return
        cue: Cue | None = parsed["cue"]
        headline = self._in_headline(first)
        if cue is not None and (cue.verb or headline) and not first.parsed["told"] and self._goes_on(first, mention):
            value["status"], first.parsed["told"] = cue.status, True
            value["cue"] = cue_span(self._document.text, instrument, cue)
        named = instrument.strength == "noun" or (instrument.strength == "weak" and headline)
        if value["type"] == "agreement" and parsed["type"] != "agreement" and named:
            value["type"] = first.parsed["type"] = parsed["type"]
        known: list[Party] = first.parsed["parties"]
        told: list[Party] = []
        if headline and len(told := self.whom.read(mention, instrument, self._recent())) > 1 and _any_longer(told, known):
            known = []  # a headline has their short names
            first.parsed["told"] = True
        if len(known) < 2:
            known = first.parsed["parties"] = [
                *known,
                *(party for party in (told or self.whom.read(mention, instrument, self._recent())) if is_new(party, known)),
            ]
            first.parsed["party_texts"] = [party.text for party in known]
            value |= party_fields(known)
        parsed |= {"parties": known, "party_texts": [party.text for party in known], "told": True}
        mention.value = value | {"date": None, "money": None, "told_by": "noun", "cue": None, "evidence": []}

    def _goes_on(self, first: Mention, later: Mention) -> bool:
        """Whether a later mention goes on with the news: it stands close, or the first in the headline."""
        begun = self._document.sentence_index(first.start)
        return begun == 0 or self._document.sentence_index(later.start) <= begun + _NEWS

    def _take_verb(self, mention: Mention) -> None:
        """The value of an agreement that a verb tells; its parties stand before and behind the verb."""
        document, parsed = self._document, mention.parsed
        sentence = document.sentence(mention.start)
        words = self._capitals.lowered(words_of(document.text, sentence.start, min(sentence.end, max(sentence.start + 2000, mention.end))))
        at, last = position(words, mention.start), position(words, mention.end - 1) + 1
        holder = Instrument(parsed["type"], "noun", "", Words(sentence, words), at, last, False)
        parsed |= {"cue": Cue("signed", 4, at, at + 1, True, True), "low": 0, "high": at, "begins": at}
        parties = self.whom.read(mention, holder, self._recent())
        behind = self._readers.parties.following(document.text, words, last)
        parties = [*parties, *(party for party in behind if party.text not in {known.text for known in parties})]
        parsed |= {"cue": None, "same_as": None, "told": True, "parties": parties, "party_texts": [party.text for party in parties]}
        span = {"text": document.text[mention.start : mention.end], "start": mention.start, "end": mention.end}
        mention.value = value_of(parsed["type"], parsed["status"], parties) | {"told_by": "verb", "cue": span}
        self._told.append(mention)


def _any_longer(parties: list[Party], known: list[Party]) -> bool:
    """Whether a party is told with a longer name than before; also where none was known."""
    return not known or any(short.text in party.text for party in parties for short in known)
