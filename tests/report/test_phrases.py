"""Values as phrases."""

import datetime

import pytest

from pressfacts.fact import Agreement, City, Date, Funding, Money, Visitors
from pressfacts.report.phrases import agreement, city, date, funding, money, visitors

YEAR = {"start": datetime.date(2019, 1, 1), "end": datetime.date(2019, 12, 31)}
DAY = {"start": datetime.date(2026, 1, 17), "end": datetime.date(2026, 1, 17)}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Money(low="61700000", high="61700000", currency="USD", mod="more_than"), "more than 61,700,000 USD"),
        (Money(low="3000000", high="5000000", currency="EUR"), "3,000,000 to 5,000,000 EUR"),
        (Money(low="20.50", high="20.50", currency="USD", per="barrel"), "20.50 USD per barrel"),
        (Money(low=None, high=None, currency="USD"), "no figure USD"),
        (Money(low="1E+6", high="1E+6", currency=None), "1E+6 of unknown currency"),
    ],
)
def test_money(value, words):
    assert money(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Date(type="date", timex="2026-01-17", **DAY), "2026-01-17"),
        (Date(type="date", timex="2019", mod="end", **YEAR), "late 2019 (2019-01-01 to 2019-12-31)"),
        (Date(type="time", timex="2026-01-17T14:30", **DAY), "time 2026-01-17T14:30 (2026-01-17)"),
        (Date(type="interval", timex="2019/..", start=YEAR["start"]), "interval 2019/.. (2019-01-01 to open)"),
        (Date(type="duration", timex="P3Y", mod="more_than"), "duration more than P3Y"),
        (Date(type="date", timex=None), "unknown"),
    ],
)
def test_dates(value, words):
    assert date(value) == words


def test_cities():
    assert city(City(name="Hue", geonameid=1, country="VN", admin1_name="Huế")) == "Hue, Huế, VN (GeoNames 1)"
    assert city(City(name="Newtown", geonameid=None, country=None)) == "Newtown (not in GeoNames)"


def test_agreements():
    told = Agreement(
        type="memorandum_of_understanding",
        status="in_force",
        parties=["Huế", "Jeonju", "Acme"],
        date="2026-03",
        topics=["tourism"],
        money=Money(low="5", high="5", currency="USD"),
        count=2,
    )
    assert agreement(told) == "memorandum of understanding x 2, in force, between Huế, Jeonju and Acme, 2026-03, 5 USD, about tourism"
    assert agreement(Agreement(type="treaty", status="signed")) == "treaty, signed"


def test_funding_and_visitors():
    told = Funding(type="fdi", projects=17, source="South Korea", destination="Hue", period="2025", sectors=["energy"])
    assert funding(told) == "fdi, 17 projects, from South Korea to Hue in 2025, for energy"
    assert visitors(Visitors(count=1680000, share_percent="40.6", destination="Hue")) == "1,680,000 visitors to Hue, 40.6 %"
    assert visitors(Visitors(count=3)) == "3 visitors"
