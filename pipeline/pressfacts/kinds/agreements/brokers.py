"""Who only stands for a party to a sale or a loan: "Voss Realty represented the seller". Brokers and advisers are no parties to it."""

from __future__ import annotations

from pressfacts.document import Document
from pressfacts.kinds.agreements.names import NameReader, Party
from pressfacts.kinds.agreements.words import words_of
from pressfacts.rulebook import Rulebook

_LONGEST = 400  # code points before or behind the verb


class BrokerReader:
    """Finds the brokers of an article; made once, without state."""

    def __init__(self, names: NameReader, rules: Rulebook) -> None:
        self._names = names
        self._represents = rules.compile(r"\b(?P<fact>(?i:{agreement.represents}))\b", where="agreement.represents")

    def read(self, document: Document) -> frozenset[str]:
        """The first words of the names that begin the sentences in which somebody stands for a seller or a buyer."""
        found: set[str] = set()
        for match in self._represents.scan(document):
            start = max(document.sentence(match.start).start, match.start - _LONGEST)
            named = (word.text for word in words_of(document.text, start, match.start) if self._names.is_name(word))
            found.update(list(named)[:1])
        return frozenset(found)


def without_brokers(parties: list[Party], brokers: frozenset[str]) -> list[Party]:
    """The parties whose names begin with no broker's first word."""
    return [party for party in parties if party.text.split()[0] not in brokers]
