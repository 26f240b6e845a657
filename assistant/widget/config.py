"""What the script knows without asking: texts, contact, deals, starters. No visitor's words, no secret."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from assistant import __version__
from assistant.texts import Texts
from assistant.types import Contact
from corpus.deals import Deal
from corpus.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Links:
    """Pages that the widget links to, where they are set."""

    accessibility: str | None
    privacy: str | None


def config_of(
    texts: Mapping[Language, Texts],
    contact: Callable[[Language], Contact],
    deals: Collection[Deal],
    starters: Mapping[Language, Sequence[str]],
    keep_days: int,
    links: Links,
    today: date,
) -> dict[str, object]:
    """What the modules import as `CONFIG`."""
    return {
        "texts": {language: texts[language].table("widget") for language in LANGUAGES},
        "contact": {language: asdict(contact(language)) for language in LANGUAGES},
        "deals": [_deal(deal, today) for deal in deals],
        "starters": {"": starters},
        "keep_days": keep_days,
        "links": asdict(links),
        "version": __version__,
    }


def _deal(deal: Deal, today: date) -> dict[str, object]:
    """What the choice of a deal shows. Milestones and starters are long: the script asks /api/deals for them."""
    return {
        "id": deal.id,
        "short": deal.short,
        "signed": deal.signed and deal.signed.isoformat(),
        "valid_until": deal.valid_until and deal.valid_until.isoformat(),
        "in_force": deal.in_force(today),
    }
