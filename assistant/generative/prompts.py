"""What a chat model is told, from `prompts/*.md`: what it is to do above a line of `---`, what it gets below."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.texts import PROMPTS
from corpus.types import LANGUAGES, Language

_TASKS = ("answer", "rephrase", "translate")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: `system` is ours, `user` holds the data."""

    system: str
    user: str


class PromptFile:
    """A prompt with its gaps. `digest` is SHA-256 of the file, shortened: another text has another."""

    def __init__(self, text: str) -> None:
        self._system, self._user = (part.strip() for part in text.split("\n---\n", 1))
        self.digest = hashlib.sha256(text.encode()).hexdigest()[:16]

    def fill(self, **values: str) -> Prompt:
        """The prompt with its gaps filled in; what is filled in has gone through `as_data`."""
        return Prompt(self._system, self._user.format(**values))


Prompts = Mapping[tuple[str, Language], PromptFile]
"""The prompts by task (`answer`, `rephrase`, `translate`) and language."""


def read_prompts(folder: Path = PROMPTS) -> Prompts:
    """Every prompt in every language."""
    return {
        (task, language): PromptFile((folder / f"{task}.{language}.md").read_text(encoding="utf-8"))
        for task in _TASKS
        for language in LANGUAGES
    }
