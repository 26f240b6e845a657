"""When a host may be asked: not too often, not by too many at once, and not while it wants to be left alone."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Lock

from ingest.fetch.limits import Limits
from ingest.fetch.stopped import Stopped
from ingest.types import Reason


@dataclass(slots=True)
class _Host:
    places: BoundedSemaphore
    gap: float  # seconds from one request to the next
    free_at: float = 0.0  # by the clock
    lock: Lock = field(default_factory=Lock)


class Pace:
    """The pace of each host, for all threads. `clock` is in seconds and never goes back; `sleep` waits that long."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._hosts: defaultdict[str, _Host] = defaultdict(
            lambda: _Host(BoundedSemaphore(limits.per_host), limits.pace)
        )

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for one's turn, and have it. Raises Stopped where the host wants more patience than there is."""
        state = self._host(host)
        with state.places:
            while (wait := self._take(state)) > 0:
                if wait > self._limits.longest_wait + state.gap:
                    detail = f"{host} wants to be left alone for {wait:.0f} seconds more"
                    raise Stopped(Reason.BUSY, detail, retry_after=wait)
                self._sleep(wait)
            yield

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep a host's crawl-delay, from its last request on: never less than the usual pace, up to the limit."""
        state = self._host(host)
        gap = max(state.gap, min(seconds, self._limits.longest_wait))
        with state.lock:
            state.free_at += gap - state.gap
            state.gap = gap

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so long from now."""
        state = self._host(host)
        with state.lock:
            state.free_at = max(state.free_at, self._clock() + seconds)

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts[host]

    def _take(self, state: _Host) -> float:
        """Take the turn and return 0, or return the seconds until there may be one."""
        with state.lock:
            now = self._clock()
            if now < state.free_at:
                return state.free_at - now
            state.free_at = now + state.gap
            return 0.0
