"""What a question asks for: a person, a time, an amount, a reason, a way, a place."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from corpus.types import Language


def asks_for(text: str, language: Language) -> str | None:
    """`who`, `when`, `how_much`, `why`, `how`, `where`, or None for any other question; the longest phrase decides."""
    lower = text.lower()
    for phrase, what in _phrases(language):
        if phrase.search(lower):
            return what
    return None


@lru_cache(maxsize=8)
def _phrases(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads((Path(__file__).parent / "words" / "asks.toml").read_text(encoding="utf-8"))[language]
    pairs = [(phrase, what) for what, phrases in table.items() for phrase in phrases]
    pairs.sort(key=lambda pair: (-pair[0].count(" "), -len(pair[0])))
    return tuple((re.compile(rf"\b{re.escape(phrase)}\b"), what) for phrase, what in pairs)
