"""Whether a question is about procurement green deals at all, as far as its words tell."""

import re
from functools import lru_cache

from assistant.understand.words import read
from corpus.analysis import analyse, field_words
from corpus.asks import rephrase
from corpus.types import Language


def is_of_the_field(text: str, language: Language) -> bool:
    """Whether a text has a word of the field and none that shows it to be about something else."""
    if _elsewhere(language).search(text.lower()):
        return False
    if _taking_part(language).search(text.lower()):
        return True
    return not _tokens(rephrase(text, language), language).isdisjoint(_inside(language))


def is_about_something_else(text: str, language: Language) -> bool:
    """Whether a text has a word that shows it to be about something else than procurement green deals."""
    return bool(_elsewhere(language).search(text.lower()))


def speaks_of_the_whole(text: str, language: Language) -> bool:
    """Whether a text is about what no single deal has of its own: KEINO, the law, green deals as such."""
    return bool(_general(language).search(text.lower()))


def _tokens(text: str, language: Language) -> frozenset[str]:
    return frozenset(token for word in analyse(text, language) for token in word.tokens)


@lru_cache(maxsize=8)
def _inside(language: Language) -> frozenset[str]:
    words: list[str] = read("scope")["inside"][language]
    return field_words(language) | {analyse(word, language)[0].lemma for word in words}


@lru_cache(maxsize=8)
def _elsewhere(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(read('scope')['elsewhere'][language])})")


@lru_cache(maxsize=8)
def _taking_part(language: Language) -> re.Pattern[str]:
    return re.compile(read("scope")["taking_part"][language])


@lru_cache(maxsize=8)
def _general(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(read('scope')['general'][language])})")
