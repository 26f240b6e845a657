"""How a question is put: what it asks for, and phrases that stand for one word."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.types import Language

_WORDS_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for (`who`, `until`, `still`, `when`, `how_much`, `why`, `how`, `where`, `what`).

    `words` are those that only ask.
    """

    what: str
    words: frozenset[str]


@lru_cache(maxsize=20_000)
def read_ask(text: str, language: Language) -> Ask | None:
    """What a question asks for, or None for any other question; of the phrases that it holds the longest decides."""
    lower = text.lower()
    for phrase, what in _asks(language):
        if found := phrase.search(lower):
            return Ask(what, frozenset(found[0].split()) - frozenset(_read("asks.toml")["telling"][language]))
    return None


@lru_cache(maxsize=8)
def asking_words(language: Language) -> frozenset[str]:
    """The words by which people ask, as they are typed, also the spoken forms."""
    table: dict[str, list[str]] = _read("asks.toml")[language]
    return frozenset(word for phrases in table.values() for phrase in phrases for word in phrase.split())


def implied_words(ask: Ask | None, language: Language) -> str:
    """What a question is about that has no other word than what asks; empty where that does not tell."""
    implied: dict[str, str] = _read("asks.toml")["implied"][language]
    return implied.get(ask.what, "") if ask else ""


def rephrase(text: str, language: Language) -> str:
    """The text with each phrase that people use put as the word that the texts use ("gå med": "ansluta")."""
    lower = text.lower()
    for phrase, word in _phrases(language):
        lower = phrase.sub(word, lower)
    return lower


def means_the_other(text: str) -> bool:
    """Whether a follow-up speaks of "the other one" of the two procurement green deals."""
    return any(phrase.search(text.lower()) for phrase in _others())


@lru_cache(maxsize=8)
def _asks(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    table: dict[str, list[str]] = _read("asks.toml")[language]
    pairs = [(phrase, what) for what, phrases in table.items() for phrase in phrases]
    pairs.sort(key=lambda pair: (-pair[0].count(" "), -len(pair[0])))
    return tuple((re.compile(rf"\b{re.escape(phrase)}\b"), what) for phrase, what in pairs)


@lru_cache(maxsize=8)
def _phrases(language: Language) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs: list[list[str]] = _read("phrases.toml")[language]
    return tuple((re.compile(rf"\b(?:{phrase})"), word) for phrase, word in pairs)


@lru_cache(maxsize=1)
def _others() -> tuple[re.Pattern[str], ...]:
    phrases: list[str] = _read("phrases.toml")["other"]
    return tuple(re.compile(phrase) for phrase in phrases)


@lru_cache(maxsize=8)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_WORDS_FOLDER / name).read_text(encoding="utf-8"))
