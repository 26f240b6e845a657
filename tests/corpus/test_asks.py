"""What a question asks for is read from its words."""

import pytest

from corpus.asks import asks_for
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
        ("What is it?", "en", None),
    ],
)
def test_the_longest_phrase_decides(question: str, language: Language, expected: str | None) -> None:
    assert asks_for(question, language) == expected
