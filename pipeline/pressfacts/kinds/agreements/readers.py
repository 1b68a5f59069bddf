"""All that reads a part of an agreement."""

from __future__ import annotations

from pressfacts.kinds.agreements.actors import Actors
from pressfacts.kinds.agreements.antecedents import AntecedentReader
from pressfacts.kinds.agreements.brokers import BrokerReader
from pressfacts.kinds.agreements.details import Details
from pressfacts.kinds.agreements.evidence import Evidence
from pressfacts.kinds.agreements.fullnames import FullNameReader
from pressfacts.kinds.agreements.licences import LicenceReader
from pressfacts.kinds.agreements.mentions import SameInstrument
from pressfacts.kinds.agreements.names import NameReader
from pressfacts.kinds.agreements.parse import ParsedParties
from pressfacts.kinds.agreements.parties import PartyReader
from pressfacts.kinds.agreements.partnering import PartneringReader
from pressfacts.kinds.agreements.status import StatusReader
from pressfacts.kinds.agreements.ties import Ties
from pressfacts.kinds.agreements.types import TypeReader
from pressfacts.kinds.agreements.words import folded
from pressfacts.rulebook import Rulebook


class Readers:
    """All that reads a part of an agreement; made once, without state."""

    def __init__(self, rules: Rulebook) -> None:
        self.names = NameReader(rules)
        self.status = StatusReader(rules)
        self.parties = PartyReader(self.names, rules)
        self.partnering = PartneringReader(self.names, self.parties, rules)
        self.parsed = ParsedParties(self.names, rules)
        self.actors = Actors(self.names, rules)
        self.antecedents = AntecedentReader(rules)
        self.full_names = FullNameReader(self.names, rules)
        self.brokers = BrokerReader(self.names, rules)
        self.licences = LicenceReader(self.names, rules)
        self.same = SameInstrument(rules)
        self.evidence = Evidence(rules)
        self.types = TypeReader(rules)
        self.details = Details(rules)
        self.ties = Ties(self.names, rules)
        self.staff = folded(rules.lexicon("agreement.staff_partner"))
        self.pair_nouns = folded(rules.lexicon("agreement.pair_noun"))
        self.fresh = folded(rules.lexicon("agreement.praise"))
        self.openers = folded(rules.lexicon("agreement.opener"))
