"""A site in memory that answers as `ingest.fetch.Fetcher` does, and a reader of its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ingest.types import (
    Extracted,
    Fetched,
    Link,
    NotExtracted,
    NotFetched,
    NotModified,
    Reason,
    Validators,
)

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@dataclass
class FakeSite:
    """Pages by address: a text, or why it cannot be had. Its clock goes on with each request."""

    pages: dict[str, str | Reason]
    etags: bool = True
    now: datetime = START
    asked: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    def fetch(self, url: str, known: Validators = Validators()) -> Fetched | NotModified | NotFetched:  # noqa: B008
        self.now += timedelta(seconds=1)
        self.asked.append(url)
        page = self.pages.get(url, Reason.GONE)
        if isinstance(page, Reason):
            return NotFetched(url, page, f"it is {page}", self.now)
        etag = f'"{hash(page)}"' if self.etags else ""
        if etag and known.etag == etag:
            self.unchanged.append(url)
            return NotModified(url, self.now)
        headers: Mapping[str, str] = {"etag": etag} if etag else {}
        return Fetched(url, url, 200, headers, page.encode(), self.now)


def read(fetched: Fetched) -> Extracted:
    """A page's first line is its title; lines `-> address words` are links. An empty page gives nothing."""
    title, _, rest = fetched.body.decode().partition("\n")
    lines = rest.splitlines()
    if not title:
        raise NotExtracted(Reason.EMPTY, "nothing is there")
    links = tuple(Link(*line[3:].split(" ", 1)) for line in lines if line.startswith("-> "))
    text = "\n".join(line for line in lines if not line.startswith("-> "))
    return Extracted(title, text + "\n", "fi", links=links)
