"""Ask in turn, and ask again what may be otherwise in a moment."""

import random
from collections.abc import Mapping

import httpx

from ingest.fetch.address import host_of
from ingest.fetch.exchange import Answer, Exchange
from ingest.fetch.limits import Limits
from ingest.fetch.pace import Pace
from ingest.fetch.status import judge
from ingest.fetch.stopped import PASSING, Stopped


class Tries:
    """Asks for all threads; a host in trouble is left alone by all of them meanwhile."""

    def __init__(self, limits: Limits, exchange: Exchange, pace: Pace) -> None:
        self._limits = limits
        self._exchange = exchange
        self._pace = pace

    def ask(self, url: httpx.URL, headers: Mapping[str, str], *, enough: int | None) -> Answer:
        """A success, a redirect or a 304. Raises Stopped for the last try's fault, or for the first lasting one."""
        tries = self._limits.tries
        for attempt in range(1, tries):
            try:
                return self._once(url, headers, enough)
            except Stopped as stop:
                if stop.reason not in PASSING:
                    raise
                wait = self._backoff(attempt) if stop.retry_after is None else stop.retry_after
                self._pace.hold(host_of(url), wait)
                if wait > self._limits.longest_wait:
                    raise
        try:
            return self._once(url, headers, enough)
        except Stopped as stop:
            self._pace.hold(host_of(url), stop.retry_after or 0.0)
            raise stop.told(f"after {tries} tries: " if tries > 1 and stop.reason in PASSING else "") from stop

    def _once(self, url: httpx.URL, headers: Mapping[str, str], enough: int | None) -> Answer:
        with self._pace.turn(host_of(url)):
            answer = self._exchange.ask(url, headers, enough=enough)
        judge(answer.status, answer.headers, conditional=bool(headers))
        return answer

    def _backoff(self, attempt: int) -> float:
        most = min(self._limits.backoff * 2.0 ** (attempt - 1), self._limits.longest_wait)
        return random.uniform(most / 2, most)  # noqa: S311 - it spreads requests and guards nothing
