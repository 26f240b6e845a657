"""What a run did: each address with its outcome, and what of the index changed by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ingest.types import Reason, Unsure


class Outcome(StrEnum):
    """What became of an address. A key of the report's texts."""

    ADDED = "added"  # its first text
    CHANGED = "changed"  # another text than last time
    UNCHANGED = "unchanged"
    VANISHED = "vanished"  # gone for so many runs that its text has left the answers
    FAILED = "failed"  # not had this time; what it said before stays
    SKIPPED = "skipped"  # had, or not asked for, and gives no document
    REMOVED = "removed"  # taken out by hand


ORDER = (
    Outcome.CHANGED,
    Outcome.ADDED,
    Outcome.VANISHED,
    Outcome.FAILED,
    Outcome.SKIPPED,
    Outcome.REMOVED,
    Outcome.UNCHANGED,
)
"""The outcomes in the order in which people want to know of them."""

ALLOW_SHRINKING = "python -m ingest run --allow-shrinking"
"""What to run where a run was refused and what it would take away should go."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One address. `before` and `after` are its texts, for the difference of a page that changed; else empty.

    `detail` says in English what was seen; `alias_of` is the address whose document has this one's text, if another's.
    """

    url: str
    title: str
    outcome: Outcome
    reason: Reason | None = None
    detail: str = ""
    alias_of: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A bundled text and an official page that tell the same with other numbers or dates."""

    document: str
    statement: str
    figures: tuple[str, ...]
    official_url: str
    official_statement: str
    official_figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index holds after the run; `embedded` counts the passages embedded now."""

    build: str
    documents: int
    passages: int
    embedded: int


class Loss(StrEnum):
    """What a run would have taken away too much of. A key of the report's texts."""

    DOCUMENTS = "documents"  # fetched ones would leave
    TEXT = "text"  # the text of those that stay would shrink; counted in characters


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a run was refused: so much `of` so much would have gone. `names` are some of the documents, if of these."""

    loss: Loss
    lost: int
    of: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One run. `indexed` is None where nothing was put into the index: a dry run, or a refusal that `refused` tells.

    `suspicious` are lines that instruct the machine that reads them, left out of the index. `unsure` are pairs of
    addresses of which a person has to tell what they are to each other.
    """

    started: datetime  # UTC
    ended: datetime  # UTC
    dry: bool
    entries: tuple[Entry, ...]
    differences: tuple[Difference, ...]
    suspicious: tuple[str, ...]
    indexed: Indexed | None
    refused: Refusal | None = None
    unsure: tuple[Unsure, ...] = ()

    def of(self, outcome: Outcome) -> tuple[Entry, ...]:
        """The addresses with this outcome."""
        return tuple(entry for entry in self.entries if entry.outcome is outcome)


def by_reason(entries: Iterable[Entry]) -> list[tuple[Reason | None, list[Entry]]]:
    """Entries with the same reason together, the commonest first, and last what is as it should be."""
    groups: dict[Reason | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.reason, []).append(entry)
    return sorted(groups.items(), key=lambda group: (group[0] is Reason.LISTING, -len(group[1])))
