"""A circuit breaker: a chat model that keeps failing is left alone for a while, so that nobody waits for it in vain.

After M. Nygard, Release It! (2007), "Circuit Breaker".
"""

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Opens after `failures` in a row; after `rest_s` seconds one call at a time may try whether it works again."""

    def __init__(self, failures: int = 3, rest_s: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = failures
        self._rest_s = rest_s
        self._clock = clock
        self._in_a_row = 0
        self._closed_again = 0.0
        self._trying = False
        self._lock = threading.Lock()

    def admits(self) -> bool:
        """Whether a call may be made now; who gets True reports how it went."""
        with self._lock:
            if self._in_a_row < self._most:
                return True
            if self._trying or self._clock() < self._closed_again:
                return False
            self._trying = True
            return True

    def worked(self) -> None:
        """The call went well."""
        with self._lock:
            self._in_a_row = 0
            self._trying = False

    def failed(self) -> None:
        """The call failed."""
        with self._lock:
            self._in_a_row += 1
            self._closed_again = self._clock() + self._rest_s
            self._trying = False

    def withdrawn(self) -> None:
        """The call was given up before anyone could tell."""
        with self._lock:
            self._trying = False
