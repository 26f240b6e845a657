"""Fetch addresses: the steps of one fetch, and what a run remembers between them."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from threading import Lock
from types import TracebackType
from typing import Self

import httpx

from ingest.fetch.address import checked_url, host_of, normal_host
from ingest.fetch.exchange import Answer, Exchange
from ingest.fetch.guard import Resolver, look_up
from ingest.fetch.limits import Limits
from ingest.fetch.pace import Pace
from ingest.fetch.robots import Robots, parse
from ingest.fetch.status import REDIRECTS, described
from ingest.fetch.stopped import Stopped
from ingest.fetch.tries import Tries
from ingest.types import Fetched, NotFetched, NotModified, Reason, Validators

_AGENT = re.compile(r"([A-Za-z_-]+)(?:[/ ][ -~]*)?")  # RFC 9309's product token, then whatever can be a header
# What a robots.txt that cannot be had says of its host; anything else is told as ROBOTS.
_OF_HOST = frozenset(
    [
        Reason.HOST_UNKNOWN,
        Reason.PRIVATE_ADDRESS,
        Reason.UNREACHABLE,
        Reason.NO_TRUST,
        Reason.TIMED_OUT,
        Reason.BUSY,
        Reason.RUN_TOO_LARGE,
    ]
)
_NOTHING_KNOWN = Validators()


class Fetcher:
    """Fetches for one run, in any number of threads: robots.txt, pace and the bytes received are remembered in it.

    `agent` is sent as User-Agent: a name, which robots.txt may use, then a version and how to reach who runs it
    (`green-deal-assistant/1.0 (+mailto:...)`). `hosts` are all that may be asked, also by way of redirects.
    `loopback` opens loopback addresses and ports other than 80 and 443, for tests. `resolve` looks names up; `clock`
    and `sleep` are what the pace goes by. Raises ValueError for an agent or a host that cannot be one.
    """

    def __init__(
        self,
        limits: Limits,
        agent: str,
        hosts: Collection[str],
        *,
        loopback: bool = False,
        resolve: Resolver = look_up,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        named = _AGENT.fullmatch(agent)
        if not named:
            raise ValueError(f"The user agent “{agent}” must be a name of letters, - or _, then /version (contact).")
        self._product = named[1]
        self._limits = limits
        self._hosts = frozenset(map(normal_host, hosts))
        self._any_port = loopback
        self._pace = Pace(limits, clock, sleep)
        self._tries = Tries(limits, Exchange(limits, agent, resolve, loopback=loopback), self._pace)
        self._robots: dict[str, Robots | Stopped] = {}
        self._reading: defaultdict[str, Lock] = defaultdict(Lock)
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to close: no connection outlives its request."""

    def fetch(self, url: str, known: Validators = _NOTHING_KNOWN) -> Fetched | NotModified | NotFetched:
        """GET an address, by way of its redirects. Whatever network and server do, it raises nothing.

        `known` are the validators that the address gave last time; they go along with each redirect, since a page that
        moved keeps them.
        """
        conditions = _conditions(known)
        try:
            final, answer = self._follow(url, conditions)
        except Stopped as stop:
            return NotFetched(url, stop.reason, stop.detail, datetime.now(UTC), stop.status)
        if answer.status == 304:
            return NotModified(url, datetime.now(UTC))
        return Fetched(url, str(final), answer.status, answer.headers, answer.body, datetime.now(UTC))

    def _follow(self, url: str, headers: Mapping[str, str], *, of_robots: bool = False) -> tuple[httpx.URL, Answer]:
        """Ask an address and those it redirects to, until one answers. Raises Stopped."""
        target, current = url, self._checked(url)
        passed: list[httpx.URL] = []
        try:
            while (answer := self._permitted(current, headers, of_robots=of_robots)).status in REDIRECTS:
                target = _target(current, answer)
                passed.append(current)
                if len(passed) > self._limits.redirects:
                    raise Stopped(Reason.TOO_MANY_REDIRECTS, f"over {self._limits.redirects} redirects")
                current = self._checked(target)
                if current in passed:
                    raise Stopped(Reason.TOO_MANY_REDIRECTS, "which closes a circle")
        except Stopped as stop:
            if not passed:
                raise
            raise stop.told(f"redirected to {target}: ") from stop
        return current, answer

    def _checked(self, url: str) -> httpx.URL:
        return checked_url(url, self._hosts, any_port=self._any_port)

    def _permitted(self, url: httpx.URL, headers: Mapping[str, str], *, of_robots: bool) -> Answer:
        """Ask where robots.txt lets us; robots.txt itself always may be asked."""
        if of_robots:
            return self._tries.ask(url, headers, enough=self._limits.robots_bytes)
        robots = self._rules(f"{url.scheme}://{url.netloc.decode('ascii')}")
        if not robots.allows(str(url)):
            raise Stopped(Reason.ROBOTS, f"robots.txt of {host_of(url)} does not allow {url.raw_path.decode('ascii')}")
        return self._tries.ask(url, headers, enough=None)

    def _rules(self, origin: str) -> Robots:
        """The origin's robots.txt, read once; whoever needs it meanwhile waits. Raises Stopped where it forbids all."""
        with self._lock:
            reading = self._reading[origin]
        with reading:
            if origin not in self._robots:
                self._robots[origin] = self._read_robots(origin)
            found = self._robots[origin]
        if isinstance(found, Stopped):
            raise found.told("")  # one of its own: a raised exception gathers the traceback of each thread
        return found

    def _read_robots(self, origin: str) -> Robots | Stopped:
        try:
            _, answer = self._follow(f"{origin}/robots.txt", {}, of_robots=True)
        except Stopped as stop:
            if stop.status is not None and 400 <= stop.status < 500 and stop.reason is not Reason.BUSY:
                return parse(b"", self._product)  # RFC 9309, 2.3.1.3: unavailable, so anything may be asked
            reason = stop.reason if stop.reason in _OF_HOST else Reason.ROBOTS
            return Stopped(reason, f"robots.txt of {origin} cannot be had, so nothing is asked there: {stop.detail}")
        robots = parse(answer.body, self._product)
        self._pace.slow_down(host_of(httpx.URL(origin)), robots.delay)
        return robots


def _conditions(known: Validators) -> dict[str, str]:
    """The headers of a conditional request; a validator that can be no header is left out."""
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value and value.isascii() and value.isprintable()}


def _target(url: httpx.URL, answer: Answer) -> str:
    """Where a redirect leads."""
    location = answer.headers.get("location", "").strip()
    if not location:
        raise Stopped(
            Reason.BAD_STATUS, f"answered {described(answer.status)} without saying where to", status=answer.status
        )
    try:
        return str(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:  # the standard library's join raises ValueError
        raise Stopped(Reason.BAD_STATUS, f"redirects to what is no address: {error}", status=answer.status) from error
