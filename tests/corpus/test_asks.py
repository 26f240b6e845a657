"""What a question asks for is read from its words."""

import pytest

from corpus.asks import means_the_other, read_ask, rephrase
from corpus.types import Language


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("Ketkä allekirjoittivat sopimuksen?", "fi", "who"),
        ("millon se päättyy", "fi", "when"),
        ("kuinka kauan sopimus on voimassa", "fi", "until"),
        ("kuinka paljon päästöt vähenivät", "fi", "how_much"),
        ("mitä sopimus vaatii", "fi", None),
        ("Vem undertecknade?", "sv", "who"),
        ("Hur länge gäller avtalet?", "sv", "until"),
        ("Hur ansluter vi oss?", "sv", "how"),
        ("How many units signed?", "en", "how_much"),
        ("How do we join?", "en", "how"),
        ("Until when is it valid?", "en", "until"),
        ("What is it?", "en", "what"),
        ("onko sopimus vielä voimassa", "fi", "still"),
        ("Does it cost anything?", "en", None),
    ],
)
def test_the_longest_phrase_decides(question: str, language: Language, expected: str | None) -> None:
    ask = read_ask(question, language)
    assert (ask.what if ask else None) == expected


def test_the_words_that_ask_are_known() -> None:
    ask = read_ask("Kuinka kauan sopimus on voimassa?", "fi")
    assert ask is not None
    assert ask.words == {"kuinka", "kauan"}


@pytest.mark.parametrize(
    ("typed", "language", "word"),
    [
        ("miten kunta pääsee mukaan", "fi", "liittyä"),
        ("hur går man med", "sv", "ansluta"),
        ("vem skrev under avtalet", "sv", "underteckna"),
        ("how do we get out of it", "en", "withdraw"),
    ],
)
def test_a_phrase_is_read_as_the_word_that_the_texts_use(typed: str, language: Language, word: str) -> None:
    assert word in rephrase(typed, language)


def test_the_other_one_is_understood() -> None:
    assert means_the_other("what about the other one?")
    assert means_the_other("entä toinen?")
    assert not means_the_other("what about transports?")
