"""Connections that go to a checked address, end at their deadline and count what they receive.

For httpcore, which httpx stands on: httpx itself lets one set neither the address connected to nor a deadline.
"""

import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import httpcore

from ingest.fetch.guard import Resolver, checked_addresses
from ingest.fetch.limits import Limits
from ingest.fetch.stopped import Stopped
from ingest.types import Reason


class Meter:
    """Counts the bytes of a run, for all threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._received = 0
        self._lock = Lock()

    def add(self, received: int) -> None:
        """Count bytes, 0 to only look. Raises Stopped once the limit is reached."""
        with self._lock:
            self._received += received
            over = self._received >= self._limit
        if over:
            raise Stopped(Reason.RUN_TOO_LARGE, f"the run has received its {self._limit} bytes")


class Allowance:
    """What one response may still take: seconds until the deadline, bytes of its own and of the run."""

    def __init__(self, limits: Limits, meter: Meter) -> None:
        self._limits = limits
        self._meter = meter
        self._received = 0
        self._deadline = time.monotonic() + limits.total_seconds
        self._waits = limits.total_seconds

    def seconds(self, timeout: float | None) -> float:
        """How long may be waited now: `timeout`, or what is left where that is less. Raises Stopped for nothing."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self._late()
        self._waits = left if timeout is None else timeout
        return min(left, self._waits)

    def timed_out(self, what: str) -> Stopped:
        """What a wait that came to its end is told as: by the limit that ended it."""
        if time.monotonic() >= self._deadline:
            return self._late()
        return Stopped(Reason.TIMED_OUT, f"{what} for {self._waits:g} seconds")

    def _late(self) -> Stopped:
        return Stopped(Reason.TIMED_OUT, f"not whole after {self._limits.total_seconds:g} seconds")

    def take(self, received: int) -> None:
        """Count what was received. Raises Stopped when it is too much."""
        self._received += received
        if self._received > self._limits.response_bytes:
            raise Stopped(Reason.TOO_LARGE, f"over {self._limits.response_bytes} bytes came")
        self._meter.add(received)


class _Bounded(httpcore.NetworkStream):
    """A stream within an allowance."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._allowance.seconds(timeout))
        self._allowance.take(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._allowance.seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._allowance.seconds(timeout)
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, seconds), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@dataclass(frozen=True, slots=True)
class Backend(httpcore.NetworkBackend):
    """Looks a name up once, checks all it leads to, and connects to exactly what was checked."""

    resolve: Resolver
    loopback: bool
    allowance: Allowance

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers. Raises Stopped, or httpcore's error of the last one."""
        addresses = checked_addresses(host, port, self.resolve, loopback=self.loopback)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # such as an IPv6 address on a machine without IPv6
        return self._connect(addresses[-1], port, timeout, local_address, socket_options)

    def _connect(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None,
    ) -> httpcore.NetworkStream:
        seconds = self.allowance.seconds(timeout)
        stream = httpcore.SyncBackend().connect_tcp(address, port, seconds, local_address, socket_options)
        return _Bounded(stream, self.allowance)
