"""What the script knows without asking: texts, contact, how to begin. No visitor's words, and no secret."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from assistant import __version__
from assistant.texts import Texts
from assistant.types import Contact
from corpus.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Config:
    """`starters` begin a conversation on no deal. The pages to link to may not be set."""

    texts: Mapping[Language, Texts]
    contact: Callable[[Language], Contact]
    starters: Mapping[Language, Sequence[str]]
    keep_days: int
    accessibility_url: str | None
    privacy_url: str | None

    def as_json(self) -> dict[str, object]:
        """What the modules import as `CONFIG`. The deals are long: they ask /api/deals for them when somebody talks."""
        return {
            "texts": {language: self.texts[language].table("widget") for language in LANGUAGES},
            "contact": {language: asdict(self.contact(language)) for language in LANGUAGES},
            "starters": {"": self.starters},
            "keep_days": self.keep_days,
            "links": {"accessibility": self.accessibility_url, "privacy": self.privacy_url},
            "version": __version__,
        }
