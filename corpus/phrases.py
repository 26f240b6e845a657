"""The lists of `words/alike.toml` as patterns."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from corpus.types import Language

_LISTS = Path(__file__).parent / "words" / "alike.toml"


@lru_cache(maxsize=16)
def phrases(kind: str, language: Language) -> re.Pattern[str]:
    """What finds the phrases of a kind in a text in small letters."""
    listed: list[str] = tomllib.loads(_LISTS.read_text(encoding="utf-8"))[kind][language]
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)")
