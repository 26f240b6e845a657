"""Words are found whatever their form, and as parts of compounds."""

import pytest

from corpus.analysis import analyse, content_words, tokens
from corpus.types import Language


@pytest.mark.parametrize(
    ("typed", "language", "lemma"),
    [
        ("päiväkotiympäristön", "fi", "päiväkotiympäristö"),
        ("kemikaaleista", "fi", "kemikaali"),
        ("päästöttömien", "fi", "päästötön"),
        ("Helsingin", "fi", "helsinki"),
        ("KEINO:n", "fi", "keino"),
        ("undertecknade", "sv", "underteckna"),
        ("avtalen", "sv", "avtal"),
        ("commitments", "en", "commitment"),
        ("city's", "en", "city"),
        ("2,5", "fi", "2.5"),
    ],
)
def test_a_word_is_brought_to_its_lemma(typed: str, language: Language, lemma: str) -> None:
    assert analyse(typed, language)[0].lemma == lemma


@pytest.mark.parametrize(
    ("typed", "language", "part"),
    [
        ("työmaakuljetuksissa", "fi", "kuljetus"),
        ("hankintayksikköä", "fi", "yksikkö"),
        ("sisäleikkivälineiden", "fi", "leikki"),
        ("byggarbetsplatser", "sv", "arbetsplats"),
        ("HVO-diesel", "en", "diesel"),
        ("9.9.2020", "fi", "2020"),
    ],
)
def test_a_compound_is_found_by_its_parts(typed: str, language: Language, part: str) -> None:
    assert part in analyse(typed, language)[0].parts


@pytest.mark.parametrize("word", ["kemikaali", "sopimus", "velvoittaa", "toimittaja", "kunta"])
def test_a_simple_word_is_not_cut(word: str) -> None:
    assert analyse(word, "fi")[0].parts == ()


def test_a_lemma_that_is_longer_than_its_piece_ends_the_cutting() -> None:
    """Simplemma gives "täyssähköinen" for a piece of itself; cutting must come to an end all the same."""
    assert analyse("täyssähköisiä", "fi")[0].lemma


def test_function_words_and_question_words_do_not_count() -> None:
    assert [word.lemma for word in content_words("Millon se sopimus sit oikein päättyy?", "fi")][-1] == "päättyä"
    assert content_words("what is it", "en") == []


def test_tokens_are_lemmas_and_parts() -> None:
    assert tokens("työkoneet", "fi") == ["työkone", "työ", "kone"]
