"""In what form an answer is wanted: yes or no, or a number of something."""

import re
from functools import lru_cache

from assistant.understand.words import read
from corpus.asks import Ask
from corpus.types import Language

_WITH_YES_OR_NO = frozenset({"still"})
"""What can be asked for beside yes or no ("is it still in force?")."""

_SIGNS = " \t\n.,!?"


def wants_yes_or_no(text: str, language: Language, ask: Ask | None) -> bool:
    """Whether yes or no answers a question: it begins with a verb, or asks for agreement ("..., right?")."""
    clause = without_politeness(text, language)
    if clause != text.lower().strip(_SIGNS) and _pattern("whether", language).match(clause):
        return True
    if _pattern("alternatives", language).search(clause) or begins_with_a_question_word(clause, language):
        return False
    if _pattern("agreement", language).search(clause):
        return True
    return begins_with_a_verb(clause, language) and (ask is None or ask.what in _WITH_YES_OR_NO or _late(clause, ask))


def counted(text: str, language: Language) -> str | None:
    """The word that stands right after "how many", in small letters: what is counted; None where nothing is."""
    found = _pattern("counted", language).search(text.lower())
    return found[1] if found else None


def without_politeness(text: str, language: Language) -> str:
    """The question in small letters without "could you tell me", "and", "hello" before it."""
    clause = text.lower().strip(_SIGNS)
    while found := _pattern("polite", language).match(clause):
        clause = clause[found.end() :].lstrip(" ,.!:")
    return clause


def begins_with_a_question_word(clause: str, language: Language) -> bool:
    """Whether a clause in small letters begins with "who", "what", "until when"…"""
    return bool(_pattern("interrogatives", language).match(clause))


def begins_with_a_verb(clause: str, language: Language) -> bool:
    """Whether a clause in small letters begins with a verb, also after what is said before it."""
    return bool(_pattern("verb_first", language).match(clause) or _pattern("verb_later", language).search(clause))


def _late(clause: str, ask: Ask) -> bool:
    """Whether what asks stands so late that it is part of what is asked about ("has anyone said how it ends?")."""
    return not any(word in ask.words for word in clause.split()[:3])


@lru_cache(maxsize=32)
def _pattern(name: str, language: Language) -> re.Pattern[str]:
    return re.compile(read("form")[name][language])
