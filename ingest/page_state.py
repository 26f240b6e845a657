"""What is known of an address, and how it stands in a row of the archive."""

import sqlite3
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from pydantic import TypeAdapter

from ingest.types import Claim, Validators

CLAIM = TypeAdapter(Claim)


@dataclass(frozen=True, slots=True)
class PageState:
    """What is known of an address from the runs before. Times are UTC."""

    url: str
    depth: int
    found_on: str | None = None
    link_text: str = ""
    claim: Claim | None = None
    etag: str = ""
    last_modified: str = ""
    checked: datetime | None = None
    wording: str | None = None
    extractor: str = ""
    failures: int = 0
    failing_since: datetime | None = None
    vanished: datetime | None = None
    removed: datetime | None = None

    @property
    def validators(self) -> Validators:
        """What to ask again by."""
        return Validators(self.etag, self.last_modified)


def stamp(moment: datetime) -> str:
    """A time as it is stored: one form, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(stamp: str) -> datetime:
    """The time that a stamp tells."""
    return datetime.fromisoformat(stamp)


def columns(page: PageState) -> dict[str, str | int | None]:
    """A page's state as a row of its table."""
    values = {field.name: getattr(page, field.name) for field in fields(page)}
    values["claim"] = CLAIM.dump_json(page.claim).decode() if page.claim else None
    return {name: stamp(value) if isinstance(value, datetime) else value for name, value in values.items()}


def state_of(row: sqlite3.Row) -> PageState:
    """A row of the table of pages as a page's state."""
    values = dict(row)
    for name in ("checked", "failing_since", "vanished", "removed"):
        values[name] = time_of(values[name]) if values[name] else None
    values["claim"] = CLAIM.validate_json(values["claim"]) if values["claim"] else None
    return PageState(**values)
