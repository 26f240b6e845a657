"""Greetings, thanks, goodbyes, and what people ask about the assistant itself."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from assistant.types import Courtesy
from assistant.understand.words import read
from corpus.types import LANGUAGES, Language

_LIKE_ENOUGH = 85.0  # of 100, of a whole message of letters enough
_SHORTEST = 4


_LAST_WORD: tuple[Courtesy, ...] = ("about", "goodbye", "thanks", "greeting")
"""Of several the first of these is answered."""


@dataclass(frozen=True, slots=True)
class Polite:
    """What a message of courtesy alone is, and the language of its phrase."""

    courtesy: Courtesy
    language: Language


def courtesy_of(text: str, before: Language | None = None) -> Polite | None:
    """What a message is that holds courtesy and nothing else; None for every other. `before`: of the conversation."""
    message = " ".join(re.findall(r"[^\W_]+", text.lower()))
    languages = sorted(LANGUAGES, key=lambda language: language != before)
    exact = (_exactly(message, language) for language in languages)
    return next((found for found in exact if found), None) or _nearly(message, languages)


def _exactly(message: str, language: Language) -> Polite | None:
    rest, kinds = message, set()
    while rest:
        found = _phrases(language).match(rest)
        if not found:
            return None
        if found[0].strip() in _kinds(language):
            kinds.add(_kinds(language)[found[0].strip()])
        rest = rest[found.end() :]
    return next((Polite(kind, language) for kind in _LAST_WORD if kind in kinds), None)


def _nearly(message: str, languages: list[Language]) -> Polite | None:
    """The same for a message with a typing error."""
    if len(message) < _SHORTEST:
        return None
    for language in languages:
        near = process.extractOne(message, list(_kinds(language)), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        if near:
            return Polite(_kinds(language)[near[0]], language)
    return None


@lru_cache(maxsize=8)
def _phrases(language: Language) -> re.Pattern[str]:
    """Any phrase or filler at the beginning, the longest first."""
    known = sorted((*_kinds(language), *read("courtesy")["fillers"][language]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?: |$)")


@lru_cache(maxsize=8)
def _kinds(language: Language) -> dict[str, Courtesy]:
    """The phrases by what they are."""
    table: dict[Courtesy, list[str]] = read("courtesy")[language]
    return {phrase: kind for kind, phrases in table.items() for phrase in phrases}
