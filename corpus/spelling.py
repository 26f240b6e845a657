"""Other spellings of a word: without typing errors, with dots that were not typed, English in one of its two ways."""

import re
from collections.abc import Iterator
from itertools import product

from corpus.compounds import compounds
from corpus.dictionary import base_form
from corpus.types import Language

_TYPED: dict[Language, dict[str, str]] = {
    "fi": {"a": "aä", "o": "oö"},
    "sv": {"a": "aåä", "o": "oö", "e": "eé"},
    "en": {},
}
"""What a letter may stand for when people type without å, ä, ö and é."""
_MOST = 4096
"""Spellings that are tried at most: a word of twelve such letters in Finnish, of six in Swedish."""
_MOST_CUT = 256
"""Spellings that are tried as compounds, which takes a hundred times as long as to look one up."""
_AMERICAN = (
    (re.compile(r"is(e|ation|ing|ed|er|able)$"), r"iz\1"),
    (re.compile(r"our$"), "or"),
    (re.compile(r"(?<=[^aeiou])re$"), "er"),
    (re.compile(r"yse$"), "yze"),
    (re.compile(r"ence$"), "ense"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"amme$"), "am"),
    (re.compile(r"ll$"), "l"),
)
_SHORTEST = 5


def spellings(word: str, language: Language) -> tuple[str, ...]:
    """The words that a word may be when å, ä and ö were typed as a and o: those of the dictionary, else compounds.

    Fewest changes last: who leaves out one dot leaves out all. Nothing for a word that has such letters, or that has
    too many places for them.
    """
    if any(mark in word for mark in "åäöé"):
        return ()
    return tuple(_known(word, language)) or tuple(_compounds(word, language))


def _known(word: str, language: Language) -> Iterator[str]:
    return (variant for variant in _variants(word, language, _MOST) if base_form(variant, language))


def _compounds(word: str, language: Language) -> Iterator[str]:
    return (variant for variant in _variants(word, language, _MOST_CUT) if compounds(language).base(variant))


def _variants(word: str, language: Language, most: int) -> Iterator[str]:
    letters = [_TYPED[language].get(letter, letter) for letter in word]
    count = 1
    for letter in letters:
        count *= len(letter)
    if 1 < count <= most:
        tried = ("".join(variant) for variant in product(*(reversed(letter) for letter in letters)))
        yield from (variant for variant in tried if variant != word)


def american(lemma: str) -> str:
    """The American spelling of an English word where the dictionary has one (organisation: organization)."""
    if len(lemma) < _SHORTEST:
        return lemma
    others = (pattern.sub(replacement, lemma) for pattern, replacement in _AMERICAN)
    return next((other for other in others if other != lemma and base_form(other, "en") == other), lemma)


_LETTERS: dict[Language, str] = {
    "fi": "abcdefghijklmnoprstuvwyäöåqxzšž",
    "sv": "abcdefghijklmnopqrstuvwxyzåäöé",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
_LONGEST = 30


def corrections(word: str, language: Language) -> tuple[str, ...]:
    """The words of the dictionary that are one slip away, in base form, each once.

    A slip is two letters swapped, one left out, one too many or one wrong (Damerau 1964, "A technique for computer
    detection and correction of spelling errors"); a letter doubled or not comes first, as people slip there most.
    """
    if not _SHORTEST - 1 <= len(word) <= _LONGEST:
        return ()
    found = (base_form(variant, language) for variant in _slips(word, language) if variant != word)
    return tuple(dict.fromkeys(base.lower() for base in found if base))


def _slips(word: str, language: Language) -> Iterator[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (left + left[-1] + right for left, right in cuts if left)
    yield from (left + right[1:] for left, right in cuts if right and left.endswith(right[0]))
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    yield from (left + letter + right for left, right in cuts for letter in _LETTERS[language])
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS[language])
