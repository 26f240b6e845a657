"""Figures are compared by what they measure, and dates as exactly as both tell them."""

import pytest

from corpus.measures import contradicted, holds, measures
from corpus.types import Language


def read(text: str, language: Language = "fi") -> list[tuple[str, str]]:
    return [(measure.of, measure.value) for measure in measures(text, language)[0]]


def test_a_figure_is_read_with_what_it_counts() -> None:
    assert read("kaksi ministeriötä, 50 % työkoneista ja 30 000 euroa") == [
        ("ministeriö", "2"),
        ("percent", "50"),
        ("euro", "30000"),
    ]


def test_a_class_of_emissions_is_no_money() -> None:
    assert read("Stage IIIB ja Euro VI, 6 euroa") == [("class stage", "iiib"), ("class euro", "vi"), ("euro", "6")]


def test_the_words_are_left_where_the_figures_were() -> None:
    assert measures("noin 20 prosenttia koneista", "fi")[1].split() == ["noin", "koneista"]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "vuoden 2025 loppuun mennessä", "31.12.2025 mennessä"),
        ("fi", "vuoden 2025 loppuun mennessä", "vuonna 2026"),
        ("fi", "9.9.2020", "syyskuussa 2020"),
        ("sv", "före utgången av 2025", "den 31 december 2025"),
        ("en", "by the end of 2025", "from 1 January 2026"),
        ("en", "19 products", "19 products of 30"),
    ],
)
def test_figures_that_say_the_same_do_not_contradict(language: Language, one: str, other: str) -> None:
    assert not contradicted(measures(one, language)[0], measures(other, language)[0])


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fi", "vuonna 2025", "vuonna 2026"),
        ("fi", "9.9.2020", "10.9.2020"),
        ("sv", "fem enheter", "sex enheter"),
        ("en", "20 per cent", "25 %"),
    ],
)
def test_figures_of_the_same_that_are_not_equal_contradict(language: Language, one: str, other: str) -> None:
    [(first, second)] = contradicted(measures(one, language)[0], measures(other, language)[0])
    assert (first.of, first.text in one, second.text in other) == (second.of, True, True)


def test_figures_of_different_things_do_not_contradict() -> None:
    assert not contradicted(measures("20 prosenttia", "fi")[0], measures("25 tonnia", "fi")[0])


def test_a_day_says_the_year_and_a_year_does_not_say_the_day() -> None:
    day, year = measures("9.9.2020", "fi")[0], measures("vuonna 2020", "fi")[0]
    assert (holds(day, year[0]), holds(year, day[0])) == (True, False)
