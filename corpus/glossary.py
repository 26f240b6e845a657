"""KEINO's glossary: the terms of the field in Finnish, Swedish and English (`corpus/glossary.csv`, edited by hand)."""

import csv
import io
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from corpus.analysis import content_words
from corpus.types import LANGUAGES, Language

GLOSSARY_FILE = Path(__file__).parent / "glossary.csv"

Phrases = dict[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""The lemmas of a term, and the tokens of each of its translations."""


class GlossaryError(ValueError):
    """The glossary cannot be read; the message names the file, the line and what is expected."""


class Glossary:
    """Terms that mean the same, each with its forms by language."""

    def __init__(self, terms: Iterable[dict[Language, tuple[str, ...]]]) -> None:
        self._terms = tuple(terms)

    @property
    def digest(self) -> str:
        """Changes when a term does."""
        return sha256(repr(self._terms).encode()).hexdigest()[:16]

    def __len__(self) -> int:
        return len(self._terms)

    def phrases(self, source: Language, target: Language) -> Phrases:
        """What each term of one language is called in another."""
        found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        for term in self._terms:
            for form in term.get(source, ()):
                lemmas = tuple(word.lemma for word in content_words(form, source))
                for other in term.get(target, ()):
                    tokens = tuple(token for word in content_words(other, target) for token in word.tokens)
                    if lemmas and tokens:
                        found.setdefault(lemmas, {})[tokens] = None
        return {lemmas: tuple(others) for lemmas, others in found.items()}


def read_glossary(path: Path) -> Glossary:
    """Read a glossary: columns fi, sv, en and any others; forms of a cell are parted by `;`. Raises GlossaryError."""
    rows = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        missing = [language for language in LANGUAGES if language not in (rows.fieldnames or ())]
        if missing:
            raise GlossaryError(
                f"{path}, line 1: the columns fi, sv and en must be named, with commas between "
                f"({', '.join(missing)} missing)."
            )
        return Glossary([_term(row, path, rows.line_num) for row in rows if any(row.values())])
    except csv.Error as error:
        raise GlossaryError(f"{path}, line {rows.line_num + 1}: the row cannot be read ({error}).") from error


def _text(path: Path) -> str:
    """What the file holds. Raises GlossaryError."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path} cannot be read: {error}") from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise GlossaryError(f"{path}, line {line}: not UTF-8. Save the table as “CSV UTF-8”.") from error


def _term(row: dict[str, str | None], path: Path, line: int) -> dict[Language, tuple[str, ...]]:
    if None in row or any(row[language] is None for language in LANGUAGES):
        raise GlossaryError(f"{path}, line {line}: another number of columns than in the first line.")
    term = {language: forms for language in LANGUAGES if (forms := _forms(row[language] or ""))}
    if len(term) < 2:
        raise GlossaryError(f"{path}, line {line}: a term is given in two languages or three.")
    return term


def _forms(cell: str) -> tuple[str, ...]:
    """The forms of a term in a cell, without remarks in brackets."""
    parts = (re.sub(r"\s*\([^)]*\)", "", part).strip() for part in cell.split(";"))
    return tuple(part for part in parts if part)
