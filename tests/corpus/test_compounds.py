"""Compounds are cut where a hand cut them (tests/corpus/compounds.tsv, written without looking at any splitter)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.analysis import analyse
from corpus.compounds import compounds, geometric_mean
from corpus.types import Language

_LIST = Path(__file__).with_name("compounds.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    word: str
    parts: str

    def cut(self, language: Language) -> str:
        """The smallest parts that the word is cut in, as the list writes them."""
        return "+".join(part for word in analyse(self.word, language) for part in _smallest(word.lemma, language))


def _smallest(lemma: str, language: Language) -> Iterator[str]:
    for piece in lemma.split("-"):
        yield from compounds(language).smallest(piece)


def rows(language: Language, half: str) -> list[Row]:
    with _LIST.open(encoding="utf-8") as file:
        return [
            Row(row["word"], row["parts"])
            for row in csv.DictReader(file, delimiter="\t")
            if (row["language"], row["half"]) == (language, half)
        ]


# What was reached on the tuning half is near 1, because the lists of exceptions were written with it.
@pytest.mark.parametrize(
    ("language", "half", "floor"),
    [("fi", "tuning", 0.98), ("sv", "tuning", 0.98), ("fi", "test", 0.95), ("sv", "test", 0.9)],
)
def test_compounds_are_cut_as_by_hand(language: Language, half: str, floor: float) -> None:
    given = rows(language, half)
    wrong = [f"{row.word}: {row.cut(language)}, not {row.parts}" for row in given if row.cut(language) != row.parts]
    if half == "test":
        wrong = [f"row {number}" for number, _ in enumerate(wrong, 1)]  # the test half is for counting, not for reading
    assert 1 - len(wrong) / len(given) >= floor, f"{len(wrong)} of {len(given)} wrong: {wrong}"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("työmaakuljetuksissa", ("työ", "maa", "kuljetus", "työmaa")),
        ("päiväkotiympäristön", ("päivä", "koti", "ympäristö")),
        ("kemikaaleista", ()),
        ("yksityisoikeus", ("yksityinen", "oikeus")),
    ],
)
def test_the_parts_are_the_smallest_then_the_compounds_among_them(word: str, parts: tuple[str, ...]) -> None:
    found = analyse(word, "fi")[0].parts
    assert found[: len(parts)] == parts and bool(found) == bool(parts)


def test_a_part_that_is_in_no_word_makes_a_cut_worth_nothing() -> None:
    assert geometric_mean([4, 9]) == 6
    assert geometric_mean([4, 0]) == geometric_mean([4, -1]) == 0
