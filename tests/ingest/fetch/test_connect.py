"""What a response may take."""

from threading import Thread

import pytest

from ingest.fetch.connect import Allowance, Meter
from ingest.fetch.limits import Limits
from ingest.fetch.stopped import Stopped
from ingest.types import Reason


def test_nothing_is_waited_for_after_the_deadline() -> None:
    with pytest.raises(Stopped) as stop:
        Allowance(Limits(total_seconds=0), Meter(1)).seconds(5)
    assert stop.value.reason is Reason.TIMED_OUT


def test_a_meter_counts_for_all_threads() -> None:
    meter = Meter(80_001)
    threads = [Thread(target=lambda: list(map(meter.add, [1] * 10_000))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with pytest.raises(Stopped) as stop:
        meter.add(1)
    assert stop.value.reason is Reason.RUN_TOO_LARGE
