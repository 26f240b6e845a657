"""Dictionaries -> pairs: words with their translations, and with their definitions."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from corpus.types import Language
from training.texts import Pair, clean, is_text

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_FREEDICT: tuple[tuple[str, Language, Language, Language], ...] = (
    ("fin-eng", "fi", "en", "fi"),
    ("eng-fin", "en", "fi", "en"),
    ("swe-fin", "sv", "fi", "sv"),
    ("fin-swe", "fi", "sv", "fi"),
)
"""The dictionaries, their languages from and to, and the language of their definitions."""
_TRANSLATIONS = 4  # of a sense; the first are the best


def freedict(root: Path) -> Iterator[Pair]:
    """Headwords with their translations, and both with the definition."""
    for name, source, target, defined_in in _FREEDICT:
        for headword, body in entries(root / "usr/share/dictd", name):
            for translations, definition in senses(body):
                terms = _terms(translations)
                yield from (Pair("terms", source, headword, target, term) for term in terms[:_TRANSLATIONS])
                if len(definition.split()) > 2 and is_text(definition):
                    yield Pair("definitions", source, headword, defined_in, definition)
                    if terms:
                        yield Pair("definitions", target, " ".join(terms[:3]), defined_in, definition)


def entries(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """The headwords of a FreeDict dictionary (the format of dictd) with the text of their entries."""
    data = gzip.decompress((folder / f"freedict-{name}.dict.dz").read_bytes())
    for line in (folder / f"freedict-{name}.index").read_text(encoding="utf-8").splitlines():
        headword, offset, length = line.split("\t")[:3]
        if not headword.startswith("00"):  # what tells of the dictionary itself
            start = _number(offset)
            yield headword.split(" /")[0].strip() or headword, data[start : start + _number(length)].decode()


def _number(text: str) -> int:
    value = 0
    for digit in text:
        value = value * 64 + _DIGITS.index(digit)
    return value


def senses(body: str) -> Iterator[tuple[str, str]]:
    """The senses of an entry: what it is translated by, and its definition."""
    current: list[str] | None = None
    for line in body.strip().split("\n")[1:]:
        numbered = re.match(r"^(\d+)\. (.*)", line)
        if numbered or current is None:
            if current:
                yield current[0], clean(" ".join(current[1:]))
            current = [numbered[2] if numbered else line]
        else:
            current.append(line)
    if current:
        yield current[0], clean(" ".join(current[1:]))


def _terms(text: str) -> list[str]:
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|\s\d\.?$", "", text.strip())  # remarks, and the number of the next sense
    terms = (clean(term) for term in re.split(r"[,;]\s*", plain))
    return [term for term in terms if 1 < len(term) < 60]


def wordnet(root: Path) -> Iterator[Pair]:
    """English words with their glosses."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (root / f"usr/share/wordnet/data.{part}").read_text(encoding="latin-1").splitlines():
            if not line.startswith("  "):  # the licence at the head of the file
                words, meaning = _synset(line)
                if meaning:
                    yield Pair("glosses", "en", " ".join(words[:4]), "en", meaning)


def _synset(line: str) -> tuple[list[str], str]:
    data, _, gloss = line.partition(" | ")
    fields = data.split()
    words = [fields[4 + 2 * number].replace("_", " ") for number in range(int(fields[3], 16))]
    return [re.sub(r"\([a-z]+\)", "", word) for word in words], clean(gloss.split('; "')[0])
