"""The chat widget: one script that a site puts on its page, with what it needs to know written into it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.texts import Texts
from assistant.types import Contact
from assistant.widget.bundle import bundle
from assistant.widget.config import Links, config_of
from assistant.widget.kept import KeptScripts
from assistant.widget.script import Script, make_script
from corpus.deals import Deal
from corpus.types import Language

__all__ = ["Contents", "Links", "Script", "Widget"]


@dataclass(frozen=True, slots=True)
class Contents:
    """What the script holds beside its code: what is the same for every visitor, and nothing that a visitor wrote."""

    texts: Mapping[Language, Texts]
    contact: Callable[[Language], Contact]
    deals: Collection[Deal]
    starters: Mapping[Language, Sequence[str]]
    keep_days: int
    links: Links


class Widget:
    """Makes the script, and gives out earlier ones that pages have pinned by their hash."""

    def __init__(self, contents: Contents, kept: KeptScripts) -> None:
        self._contents = contents
        self._kept = kept
        self._made: dict[tuple[bool, ...], Script] = {}

    def script(self, today: date) -> Script:
        """The script as it is now: another one when a deal's term begins or ends. Raises BundleError."""
        in_force = tuple(deal.in_force(today) for deal in self._contents.deals)
        if in_force not in self._made:
            contents = self._contents
            config = config_of(
                contents.texts,
                contents.contact,
                contents.deals,
                contents.starters,
                contents.keep_days,
                contents.links,
                today,
            )
            made = make_script(bundle(config))
            self._kept.keep(made)
            self._made[in_force] = made
        return self._made[in_force]

    def version(self, name: str, today: date) -> Script | None:
        """The script of that version, an earlier one too as long as it is kept."""
        newest = self.script(today)
        return newest if name == newest.version else self._kept.find(name)
