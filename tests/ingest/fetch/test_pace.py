"""When a host is asked, by a clock that the tests move."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Lock

import pytest

from ingest.fetch.limits import Limits
from ingest.fetch.pace import Pace
from ingest.fetch.stopped import Stopped
from ingest.types import Reason


class Clock:
    """Time that goes on when someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.lock = Lock()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def pace(clock: Clock, **limits: float) -> Pace:
    return Pace(Limits(**({"pace": 1.0, "longest_wait": 100.0} | limits)), clock, clock.sleep)  # type: ignore[arg-type]


def times(pace: Pace, clock: Clock, host: str, count: int) -> list[float]:
    """When the turns come, from now on."""
    start = clock.now
    found = []
    for _ in range(count):
        with pace.turn(host):
            found.append(clock.now - start)
    return found


def test_requests_to_a_host_are_its_pace_apart(clock: Clock) -> None:
    assert times(pace(clock), clock, "keino.fi", 3) == [0, 1, 2]


def test_one_host_does_not_wait_for_another(clock: Clock) -> None:
    ours = pace(clock)
    assert times(ours, clock, "keino.fi", 1) + times(ours, clock, "ym.fi", 1) == [0, 0]


def test_a_crawl_delay_counts_from_the_last_request(clock: Clock) -> None:
    ours = pace(clock)
    times(ours, clock, "keino.fi", 1)
    ours.slow_down("keino.fi", 7)
    assert times(ours, clock, "keino.fi", 2) == [7, 14]


@pytest.mark.parametrize(("delay", "kept"), [(0.1, 1), (5000, 100)])
def test_a_crawl_delay_is_kept_between_our_pace_and_the_limit(clock: Clock, delay: float, kept: float) -> None:
    ours = pace(clock)
    times(ours, clock, "keino.fi", 1)
    ours.slow_down("keino.fi", delay)
    assert times(ours, clock, "keino.fi", 1) == [kept]


def test_a_host_on_hold_is_left_alone(clock: Clock) -> None:
    ours = pace(clock)
    ours.hold("keino.fi", 50)
    ours.hold("keino.fi", 10)
    assert times(ours, clock, "keino.fi", 2) == [50, 51]


def test_a_host_that_wants_more_patience_than_there_is_is_given_up(clock: Clock) -> None:
    ours = pace(clock)
    ours.hold("keino.fi", 3600)
    with pytest.raises(Stopped) as stop, ours.turn("keino.fi"):
        pass
    assert stop.value.reason is Reason.BUSY
    assert clock.now == 1000.0
    clock.sleep(3600)
    assert times(ours, clock, "keino.fi", 1) == [0]


def test_no_more_are_at_a_host_than_may_be() -> None:
    ours = Pace(Limits(pace=0, per_host=2))
    three = Barrier(3)
    lock, inside, most = Lock(), 0, 0

    def visit() -> None:
        nonlocal inside, most
        with ours.turn("keino.fi"):
            with lock:
                inside += 1
                most = max(most, inside)
            with suppress(BrokenBarrierError):
                three.wait(0.05)  # a third would come to it
            with lock:
                inside -= 1

    with ThreadPoolExecutor(6) as threads:
        for visiting in [threads.submit(visit) for _ in range(6)]:
            visiting.result()
    assert most <= 2


def test_a_limit_that_nothing_could_keep_is_refused() -> None:
    with pytest.raises(ValueError, match="tries"):
        Limits(tries=0)
    with pytest.raises(ValueError, match="pace"):
        Limits(pace=float("nan"))
