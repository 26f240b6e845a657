"""What the script knows without asking: texts, contact, deals, starters. No visitor's words, no secret."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from assistant import __version__
from assistant.starters import Starters
from assistant.texts import Texts
from assistant.types import Contact
from corpus.deals import Deal
from corpus.types import GENERAL, LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Links:
    """Pages that the widget links to, where they are set."""

    accessibility: str | None
    privacy: str | None


def config_of(
    texts: Mapping[Language, Texts],
    contact: Callable[[Language], Contact],
    deals: Collection[Deal],
    starters: Starters,
    keep_days: int,
    links: Links,
    today: date,
) -> dict[str, object]:
    """What the modules import as `CONFIG`."""
    return {
        "texts": {language: texts[language].table("widget") for language in LANGUAGES},
        "contact": {language: asdict(contact(language)) for language in LANGUAGES},
        "deals": [_deal(deal, today) for deal in deals],
        "starters": {"" if deal == GENERAL else deal: questions for deal, questions in starters.items()},
        "keep_days": keep_days,
        "links": asdict(links),
        "version": __version__,
    }


def _deal(deal: Deal, today: date) -> dict[str, object]:
    return {
        "id": deal.id,
        "names": deal.names,
        "short": deal.short,
        "signed": deal.signed and deal.signed.isoformat(),
        "valid_until": deal.valid_until and deal.valid_until.isoformat(),
        "in_force": deal.in_force(today),
        "milestones": [
            {"date": milestone.date.isoformat(), "text": milestone.text, "source_url": milestone.source_url}
            for milestone in deal.milestones
        ],
    }
