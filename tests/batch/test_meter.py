"""Rate and time left."""

from __future__ import annotations

from pressfacts.batch.meter import Meter
from pressfacts.cli.progress import told


def test_rate_and_time_left_are_those_of_the_last_minute() -> None:
    clock = [0.0]
    meter = Meter(1000, lambda: clock[0])
    assert (meter.rate, meter.seconds_left) == (0.0, None)
    for clock[0], done in ((1.0, 500), (2.0, 501), (70.0, 560), (100.0, 620)):
        meter.on_records(done, 650)
    meter.on_bytes(500)
    assert meter.rate == (620 - 501) / 98
    assert meter.expected == 1300
    clock[0] = 102.0
    assert told(meter) == "620 records, 1.2 a second, 10 min left"


def test_without_sizes_nobody_knows_how_long_it_takes() -> None:
    meter = Meter(None, lambda: 0.0)
    meter.on_bytes(10)
    meter.on_records(5, 5)
    assert (meter.expected, meter.seconds_left) == (None, None)
    assert told(meter) == "5 records, 0.0 a second"
