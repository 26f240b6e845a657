"""Wordings made for a test."""

from datetime import UTC, date, datetime

from corpus.types import Kind, Language
from ingest.types import Claim, Extracted, Wording

NIGHT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""The newest fetch."""


def wording(
    url: str,
    text: str,
    *,
    title: str = "Green deal -sopimukset",
    deal: str = "general",
    kind: Kind = Kind.PAGE,
    official: bool = False,
    language: Language | None = "fi",
    published: date | None = None,
    changed: date | None = None,
    seen: tuple[datetime, datetime] = (NIGHT, NIGHT),
    latest: bool = True,
) -> Wording:
    """What an address said; `seen` is the first and the last fetch that gave it."""
    extracted = Extracted(title, text, language, published, changed)
    return Wording(url, extracted, Claim(deal, kind, official), *seen, latest)
