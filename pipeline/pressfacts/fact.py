"""What comes out: the fact record, a discriminated union on `kind`. This is the public contract.

`docs/schema.json` holds the JSON Schema made from these models; a test fails when they part.
The meaning of every field follows the published guidelines named beside it: dates are TIMEX3 (TimeML 1.2.1),
cities GeoNames, currencies ISO 4217.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

SCHEMA_VERSION = "1.2"

Kind = Literal["money", "date", "city", "agreement", "funding", "visitors", "frame"]
KINDS: tuple[Kind, ...] = ("money", "date", "city", "agreement", "funding", "visitors", "frame")

AmountModifier = Literal["approx", "less_than", "more_than", "equal_or_less", "equal_or_more"]
DateModifier = Literal["start", "mid", "end", "approx", "before", "after", "less_than", "more_than"]
DateType = Literal["date", "interval", "time", "duration", "set"]
AgreementStatus = Literal["signed", "planned", "negotiating", "ratified", "in_force", "renewed", "ended", "rejected"]


class Record(BaseModel):
    """Base of all models of the contract: closed, immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Span(Record):
    """Code points of the article's text, half open: `text[start:end]`."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)


class TextSpan(Span):
    """A span with the words that stand there."""

    text: str


class Money(Record):
    """An amount of money. `low` and `high` are exact decimals in units of the currency, equal for a single amount."""

    low: str | None = Field(description="lower bound, an exact decimal; null where no figure is told ('millions of dollars')")
    high: str | None = Field(description="upper bound, an exact decimal; equal to `low` for a single amount")
    currency: str | None = Field(description="ISO 4217 code; null where nothing decides")
    mod: AmountModifier | None = Field(default=None, description="TIMEX3's modifier words, lower case")
    per: str | None = Field(default=None, description="unit of a rate: `barrel` of '$20 a barrel'")
    currency_basis: str | None = Field(
        default=None,
        description="what told the currency: code, symbol, name; else amount, dateline, outlet, country, city, default",
    )
    currency_alternatives: list[str] = Field(default_factory=list, description="what it may be where nothing decides")
    equivalent: str | None = Field(default=None, description="id of the fact that tells the same amount in another currency")
    measures: str | None = Field(default=None, description="what the amount is: investment, loan, fine, price, revenue, ...")
    cue: TextSpan | None = Field(default=None, description="the words that `measures` was read from")


class DatePart(Record):
    """One end of an interval, with its place in the text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    timex: str | None
    type: DateType = "date"


class Date(Record):
    """A TIMEX3 expression. `start` and `end` are the first and the last day covered, both inclusive."""

    type: DateType
    timex: str | None = Field(description="TIMEX3 value: 2026-01-17, 2025-08, 2012-Q1, 2007/2022, P3Y, PRESENT_REF")
    start: datetime.date | None = None
    end: datetime.date | None = None
    mod: DateModifier | None = None
    granularity: str | None = Field(default=None, description="how exact the text is: day, month, quarter, year, ...")
    anchor: str | None = Field(
        default=None, description="what a relative expression was resolved against: `published` or a TIMEX3 value of the text"
    )
    parts: list[DatePart] | None = Field(default=None, description="the two ends of an interval that tells both")


class City(Record):
    """A populated place of GeoNames (class P); `geonameid` is null where GeoNames has no such place."""

    name: str
    geonameid: int | None
    country: str | None = Field(description="ISO 3166-1 alpha-2 code")
    admin1: str | None = Field(default=None, description="first-level region, GeoNames' code: `CA` of US, `13` of KR")
    admin1_name: str | None = None
    lat: float | None = Field(default=None, description="WGS 84 degrees")
    lon: float | None = Field(default=None, description="WGS 84 degrees")
    population: int | None = None
    match: Literal["canonical", "alternate", "folded", "text"] | None = Field(
        default=None, description="how the text's name met the gazetteer's"
    )
    confidence: float | None = Field(default=None, ge=0, le=1)
    alternatives: list[int] = Field(default_factory=list, description="geonameids of other places that the name may mean, likeliest first")
    evidence: list[str] = Field(default_factory=list, description="what spoke for and against, strongest first")
    is_dateline: bool = False
    embedded: bool = Field(default=False, description="inside the name of an institution, venue, event or newspaper")


class Party(Record):
    """A party to an agreement as the text names it, with its place."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    city: str | None = Field(default=None, description="id of the city fact that this party is")


class Signatory(Record):
    """A person who signed, with the party signed for as `parties` has it."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    party: str | None = None


class Evidence(Span):
    """The words of the text that filled a slot of a frame or a field of an agreement; `fact` is the id of the fact that they are."""

    slot: str
    text: str
    fact: str | None = None


class Agreement(Record):
    """One instrument or commitment between parties: what was, will be, or was not agreed."""

    type: str
    status: AgreementStatus
    parties: list[str] = Field(default_factory=list)
    date: str | None = Field(default=None, description="a TIMEX3 value tied to the instrument")
    topics: list[str] = Field(default_factory=list)
    money: Money | None = None
    count: int | None = Field(default=None, description="how many instruments a plural stands for")
    told_by: Literal["noun", "verb"] = Field(default="noun", description="named by a noun, or only told by a verb")
    cue: TextSpan | None = Field(default=None, description="the words that `status` was read from")
    party_spans: list[Party] = Field(default_factory=list)
    duration: str | None = Field(default=None, description="how long it runs, a TIMEX3 duration such as P5Y")
    duration_span: TextSpan | None = Field(default=None, description="the words that `duration` was read from")
    place: str | None = Field(default=None, description="id of the city fact where it was signed")
    signatories: list[Signatory] = Field(default_factory=list, description="persons who signed for the parties")
    evidence: list[Evidence] = Field(
        default_factory=list, description="the words that date, topics, money, count, duration and place were read from"
    )
    same_as: str | None = Field(default=None, description="id of the fact that first told this instrument")


class Funding(Record):
    """Money that goes from a source to a destination: investment, aid, grant, loan, pledge."""

    type: str = Field(description="fdi, oda, investment, grant, loan or pledge")
    projects: int | None = None
    amount: Money | None = None
    source: str | None = None
    destination: str | None = None
    period: str | None = None
    sectors: list[str] = Field(default_factory=list)
    cue: TextSpan | None = Field(default=None, description="the words that `type` was read from")
    evidence: list[Evidence] = Field(default_factory=list)


class Visitors(Record):
    """A count of arrivals."""

    count: int
    share_percent: str | None = None
    origin: str | None = None
    destination: str | None = None
    period: str | None = None
    cue: TextSpan | None = Field(default=None, description="the words that tell that visitors are counted")
    evidence: list[Evidence] = Field(default_factory=list)


class Frame(Record):
    """A statement that a rule of the user's own describes: the frame's name and what fills its slots."""

    frame: str
    slots: dict[str, Money | int | str | list[str] | None]
    cue: TextSpan | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class FactBase(Record):
    """What facts of every kind have. `text` is always the article's text from `start` to `end`."""

    id: str = Field(description="derived from content: the same article gives the same ids on every machine and run")
    doc_id: str
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    sentence: Span
    rule: str = Field(description="id of the rule that found it")


class MoneyFact(FactBase):
    """A fact of kind money."""

    kind: Literal["money"] = "money"
    value: Money


class DateFact(FactBase):
    """A fact of kind date."""

    kind: Literal["date"] = "date"
    value: Date


class CityFact(FactBase):
    """A fact of kind city."""

    kind: Literal["city"] = "city"
    value: City


class AgreementFact(FactBase):
    """A fact of kind agreement."""

    kind: Literal["agreement"] = "agreement"
    value: Agreement


class FundingFact(FactBase):
    """A fact of kind funding."""

    kind: Literal["funding"] = "funding"
    value: Funding


class VisitorsFact(FactBase):
    """A fact of kind visitors."""

    kind: Literal["visitors"] = "visitors"
    value: Visitors


class FrameFact(FactBase):
    """A fact of kind frame, from rules that define a frame of their own."""

    kind: Literal["frame"] = "frame"
    value: Frame


Fact = Annotated[
    MoneyFact | DateFact | CityFact | AgreementFact | FundingFact | VisitorsFact | FrameFact,
    Field(discriminator="kind"),
]
FACT: TypeAdapter[Fact] = TypeAdapter(Fact)


_NAMING = json.JSONEncoder(ensure_ascii=False)


def fact_id(doc_id: str, kind: str, start: int, end: int, text: str, frame: str | None = None) -> str:
    """24 hex digits that name a fact of an article: 96 bits of BLAKE2b over what the arguments say.

    `frame` is the name of a user's own frame, since several of those may stand on one span; facts of the other kinds have
    none. The rest of the value is left out on purpose: better rules that mend a value keep the id, so that a warehouse updates
    its row.
    """
    named = [doc_id, kind, start, end, text, *([frame] if frame is not None else [])]
    content = _NAMING.encode(named).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of `facts.jsonl`."""
    schema = FACT.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "pressfacts fact", "version": SCHEMA_VERSION, **schema}
