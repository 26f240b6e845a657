"""What people read that is not an answer's own sentence, from `prompts/texts.*.toml`."""

import tomllib
from pathlib import Path
from typing import Any

from assistant.types import Contact
from corpus.types import LANGUAGES, Language

PROMPTS = Path(__file__).parent.parent / "prompts"


class Texts:
    """The texts of one language, by table and key."""

    def __init__(self, language: Language, tables: dict[str, dict[str, Any]]) -> None:
        self.language = language
        self._tables = tables

    def get(self, table: str, key: str, **values: object) -> str:
        """A text with its gaps filled in."""
        return str(self._tables[table][key]).format(**values)

    def table(self, name: str) -> dict[str, Any]:
        """All texts of a table, gaps not filled in."""
        return dict(self._tables[name])

    def whom_to_ask(self, contact: Contact) -> str:
        """The contact in running text."""
        if contact.email:
            return self.get("contact", "with_email", name=contact.name, email=contact.email)
        if contact.url:
            return self.get("contact", "with_url", name=contact.name, url=contact.url)
        return contact.name


def read_texts(folder: Path = PROMPTS) -> dict[Language, Texts]:
    """The texts of every language."""
    return {
        language: Texts(language, tomllib.loads((folder / f"texts.{language}.toml").read_text(encoding="utf-8")))
        for language in LANGUAGES
    }
