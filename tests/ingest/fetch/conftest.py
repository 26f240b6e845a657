"""A site on loopback under names of its own, and fetchers that wait for nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ingest.fetch import Fetcher, Limits
from ingest.types import NotFetched, Reason
from tests.ingest.sites import Site, serving

AGENT = "green-deal-assistant/1.0 (+mailto:test@example.org)"
HOSTS = frozenset(["keino.test", "sitoumus.test"])
QUICK: dict[str, Any] = {"pace": 0, "backoff": 0.001, "connect_seconds": 5, "read_seconds": 5, "total_seconds": 10}


def on_loopback(host: str, _port: int) -> list[str]:
    """The names of these tests; the machine's own look-up knows none of them."""
    assert host in HOSTS, f"{host} was looked up, and must not be"
    return ["127.0.0.1"]


def fetcher(hosts: frozenset[str] = HOSTS, limits: dict[str, Any] | None = None, **options: Any) -> Fetcher:
    ours: dict[str, Any] = {"loopback": True, "resolve": on_loopback}
    return Fetcher(Limits(**(QUICK | (limits or {}))), AGENT, hosts, **(ours | options))


def reason(site: Site, path: str = "/", **limits: Any) -> Reason:
    """Why a page is not fetched."""
    return refusal(site, path, **limits).reason


def refusal(site: Site, path: str = "/", **limits: Any) -> NotFetched:
    outcome = fetcher(limits=limits).fetch(site.url(path, "keino.test"))
    assert isinstance(outcome, NotFetched), outcome
    return outcome


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def url(site: Site) -> Callable[[str], str]:
    """An address of the site by its path."""
    return lambda path: site.url(path, "keino.test")
