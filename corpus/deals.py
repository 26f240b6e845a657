"""The deals, from `corpus/deals.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.analysis import analyse
from corpus.types import LANGUAGES, Language

DEALS_FILE = Path(__file__).parent / "deals.toml"

Texts = dict[Language, str]
"""A text in each language."""


class DealsError(Exception):
    """The file of the deals cannot be used; the message says where it breaks the form."""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that signed a deal or joined it. `joined_text` stands where no full date is known."""

    name: Texts
    source_url: str
    joined: date | None = None
    joined_text: Texts | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a deal says of a day."""

    date: date
    text: Texts
    source_url: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A green deal. `procurement` is true for the two that public buyers sign as buyers."""

    id: str
    names: Texts
    short: Texts
    aliases: dict[Language, tuple[str, ...]]
    procurement: bool
    parties: tuple[Party, ...]
    milestones: tuple[Milestone, ...]
    signed: date | None = None
    valid_until: date | None = None

    def in_force(self, today: date) -> bool:
        """Whether the term runs: a deal without a known end is taken to run on."""
        started = self.signed is None or self.signed <= today
        return started and (self.valid_until is None or today <= self.valid_until)


def lemmas_of_names(deal: Deal) -> list[frozenset[str]]:
    """The lemmas of each name and alias of a deal, in every language."""
    return [
        frozenset(word.lemma for word in analyse(name, language))
        for language in LANGUAGES
        for name in (*deal.aliases[language], deal.short[language], deal.names[language])
    ]


def read_deals(path: Path = DEALS_FILE) -> dict[str, Deal]:
    """The deals by id, in the order of the file. Raises DealsError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        deals = TypeAdapter(tuple[Deal, ...]).validate_python(table.get("deal", []))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise DealsError(f"{path}: {error}") from error
    return {deal.id: deal for deal in deals}
