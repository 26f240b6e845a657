"""The words of the field as types: Document, Statement, Passage, Hit."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

GENERAL = "general"
"""The `deal` of a document that is not one deal's own."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A public page that a statement rests on, and the day on which it was read."""

    url: str
    title: str
    seen: date


class Kind(StrEnum):
    """What a document is. `SUMMARY` and `GAP` are our own texts; the others are fetched."""

    SUMMARY = "summary"
    GAP = "gap"
    AGREEMENT = "agreement"
    PAGE = "page"
    NEWS = "news"
    CRITERIA = "criteria"
    CONCEPT = "concept"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Proof:
    """Says which source pages the text up to `end` rests on, from the proof before it on.

    `end` counts characters from the start of `Document.text`; `sources` are positions in `Document.sources`.
    """

    end: int
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One text about one subject in one language, as it is quoted.

    `text` is Markdown with one line a paragraph or list item. `subject` is the same for a text and its translations,
    which have the same sections in the same order. `superseded_by` names the subject that replaced this one. `aliases`
    are the other addresses that show this text.
    """

    id: str
    subject: str
    deal: str
    language: Language
    kind: Kind
    title: str
    text: str
    sources: tuple[SourcePage, ...]
    proofs: tuple[Proof, ...]
    published: date | None
    checked: date
    valid_from: date | None
    valid_until: date | None
    superseded_by: str | None
    confidence: Literal["high", "medium", "low"]
    official: bool
    aliases: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of the first source page."""
        return self.sources[0].url

    @property
    def current(self) -> bool:
        """False when a newer text has replaced this one. A term that has run out does not change it."""
        return self.superseded_by is None

    @property
    def digest(self) -> str:
        """SHA-256 over all fields, as hexadecimal digits."""
        return digest(self)


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole sentence, a list item, or the line that leads into a list; `sources` are the pages that say it.

    `text` stands word for word in the document. `lead` is the position, in the passage, of the line that an item
    belongs to: the one before its list, the item above a nested one, or the first row of a table.
    """

    text: str
    kind: Literal["sentence", "lead", "item"]
    sources: tuple[SourcePage, ...]
    lead: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of a document, short enough to be read as one answer. `section` is its path of headings."""

    id: str
    document_id: str
    number: int
    subject: str
    deal: str
    language: Language
    kind: Kind
    title: str
    section: tuple[str, ...]
    statements: tuple[Statement, ...]
    published: date | None
    checked: date
    valid_until: date | None
    current: bool
    official: bool

    @property
    def text(self) -> str:
        """The statements as one text."""
        return " ".join(statement.text for statement in self.statements)

    @property
    def heading(self) -> str:
        """The innermost heading, or the title where there is none."""
        return self.section[-1] if self.section else self.title

    @property
    def searchable(self) -> str:
        """What is searched: title, headings and text."""
        return "\n".join((self.title, *self.section, self.text))

    @property
    def embedded(self) -> str:
        """SHA-256 of all that an embedder reads: the same for a passage of which only a date has changed."""
        return hashlib.sha256(f"{self.language}\n{self.searchable}".encode()).hexdigest()

    @property
    def key(self) -> tuple[str, int]:
        """The same for a passage and its translations."""
        return self.subject, self.number

    @property
    def digest(self) -> str:
        """SHA-256 over all fields, as hexadecimal digits."""
        return digest(self)


@dataclass(frozen=True, slots=True)
class Official:
    """The statements `told` of an official passage tell what the one at `statement` of another passage does."""

    statement: int
    passage: Passage
    told: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    `score` ranks it, higher is better; of our own ranking it is how likely the passage answers, 0 to 1. `coverage`, 0
    to 1, is the share of what the question tells (words weighted by rarity) that the passage holds. `unnamed` are the
    names in the question that the passage does not hold, as they were typed. `official` are the official statements
    that are told in the place of the passage's own.
    """

    passage: Passage
    score: float
    coverage: float
    unnamed: tuple[str, ...] = ()
    official: tuple[Official, ...] = ()


def digest(value: Any) -> str:
    """SHA-256 over all fields of a dataclass, as hexadecimal digits, so that no field can be forgotten."""
    content = json.dumps(asdict(value), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()
