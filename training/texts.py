"""What a pair of texts is, and which strings of a package make one."""

import html
import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from corpus.types import Language

OTHERS: tuple[Language, ...] = ("fi", "sv")
"""The languages that software is translated into; it is written in English."""
_ORDER: tuple[Language, ...] = ("en", *OTHERS)


class Pair(NamedTuple):
    """Two texts that mean the same; `source` says what kind of text they are and how they were found together."""

    source: str
    left_language: Language
    left: str
    right_language: Language
    right: str


def aligned(source: str, english: Mapping[str, str], others: Mapping[Language, Mapping[str, str]]) -> Iterator[Pair]:
    """Texts of the same key, in every pair of languages, where they may be translations of each other."""
    for key, text in english.items():
        found: dict[Language, str] = {"en": clean(text)}
        found |= {language: clean(texts[key]) for language, texts in others.items() if key in texts}
        for left, right in combinations(_ORDER, 2):
            if left in found and right in found and alike(found[left], found[right]):
                yield Pair(source, left, found[left], right, found[right])


_TAG = re.compile(r"<[^<>]{1,200}>")
_PLACE = re.compile(
    r"%[-+ #0]*\d*(?:\.\d+)?(?:\$|l|h)*[sdifgxucn%]|%\d\$?[sd]?|\$\{?[A-Za-z_]+\}?|\{[^{}]{0,40}\}|\\n|%[A-Z]+%?"
)
"""Where a program puts a value: %s, %1$d, ${name}, { $count }, %PRODUCTNAME."""
_ACCELERATOR = re.compile(r"(?<=\w)[_&~](?=\w)|(?<!\w)[_&~](?=\w)|\([_&~][A-Za-zÅÄÖ]\)|~")
_LONGEST = 600  # characters
_SHORT = 25  # characters; of texts so short the lengths tell nothing


def clean(text: str) -> str:
    """A text without markup, places for values, and marks of shortcut keys."""
    text = _ACCELERATOR.sub("", _PLACE.sub(" ", _TAG.sub(" ", html.unescape(text))))
    return re.sub(r"\s+", " ", re.sub(r'[\\|*`"„”“»«]+', " ", text)).strip(" :.…-–—,;")


def is_text(text: str) -> bool:
    """Whether a string is made of words, and neither too short nor too long."""
    letters = sum(letter.isalpha() or letter == " " for letter in text)
    return 3 <= len(text) <= _LONGEST and letters / len(text) > 0.8


def alike(left: str, right: str) -> bool:
    """Whether two texts may be translations: both texts, not the same, of like length."""
    if not is_text(left) or not is_text(right) or left.lower() == right.lower():
        return False
    short, long = sorted((len(left), len(right)))
    return long <= _SHORT or long <= 2.8 * short
