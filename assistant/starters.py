"""The questions that a conversation may begin with, from `prompts/starters.toml`."""

import tomllib
from pathlib import Path

from pydantic import TypeAdapter

from assistant.texts import PROMPTS
from corpus.types import Language

Starters = dict[str, dict[Language, tuple[str, str, str]]]
"""Three in each language, by the id of a deal, or by `general` where none is chosen."""


def read_starters(path: Path = PROMPTS / "starters.toml") -> Starters:
    """All of them. Raises OSError, ValueError where the file breaks its form."""
    return TypeAdapter(Starters).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
