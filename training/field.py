"""Pairs of the field itself: KEINO's glossary, and the bundled texts, which say the same in three languages."""

import csv
import re
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

from corpus.types import LANGUAGES, Language
from training.texts import Pair, clean


def glossary_pairs(path: Path) -> list[Pair]:
    """Each term with each of its translations, in every pair of languages."""
    with path.open(encoding="utf-8", newline="") as file:
        return [pair for row in csv.DictReader(file) for pair in _row_pairs(row)]


def _row_pairs(row: dict[str, str]) -> Iterator[Pair]:
    for left, right in combinations(LANGUAGES, 2):
        for one, other in product(_forms(row[left]), _forms(row[right])):
            if one.lower() != other.lower():
                yield Pair("glossary", left, one, right, other)


def _forms(cell: str) -> list[str]:
    """The forms of a term in a cell, without remarks in brackets."""
    return [form for part in cell.split(";") if (form := clean(re.sub(r"\([^)]*\)", "", part)))]


def pivot_pairs(pairs: list[Pair]) -> list[Pair]:
    """English and Swedish terms that share a Finnish translation, where it has few: FreeDict has no such dictionary
    under a licence that allows it."""
    found: dict[Language, dict[str, list[str]]] = {"en": {}, "sv": {}}
    for pair in pairs:
        if pair.source == "terms":
            sides = {pair.left_language: pair.left, pair.right_language: pair.right}
            for language in ("en", "sv"):
                if language in sides and "fi" in sides:
                    found[language].setdefault(sides["fi"], []).append(sides[language])
    return list(
        dict.fromkeys(
            Pair("pivots", "en", english, "sv", swedish)
            for finnish, swedishes in found["sv"].items()
            if max(len(set(swedishes)), len(set(found["en"].get(finnish, ())))) <= _FEW
            for english in found["en"].get(finnish, ())
            for swedish in swedishes
        )
    )


_FEW = 3  # translations; a word with more has several meanings
