"""A misspelt word becomes the one that was meant; a name stays what it is."""

import pytest

from assistant.answering import Assistant
from corpus.types import Language


def lemmas(assistant: Assistant, question: str, language: Language) -> set[str]:
    return {word.lemma for word in assistant.understand(question, (), language).words}


@pytest.mark.parametrize(
    ("question", "language", "meant"),
    [
        ("what are the obligatons", "en", "obligation"),
        ("kemikalien enimmäispitoisus", "fi", "kemikaali"),
        ("vilka krav ställs på byggarbetsplattser", "sv", "byggarbetsplats"),
    ],
)
def test_a_misspelt_word_is_read_as_the_one_meant(
    assistant: Assistant, question: str, language: Language, meant: str
) -> None:
    assert meant in lemmas(assistant, question, language)


def test_a_name_is_no_misspelt_word_of_the_dictionary(assistant: Assistant) -> None:
    assert "melania" in lemmas(assistant, "har Melania anslutit sig", "sv")


def test_a_name_of_the_texts_may_be_misspelt(assistant: Assistant) -> None:
    assert any("kulosaar" in lemma for lemma in lemmas(assistant, "What was saved at Kulosari?", "en"))


def test_a_question_in_capitals_has_no_names(assistant: Assistant) -> None:
    assert "obligation" in lemmas(assistant, "WHAT ARE THE OBLIGATONS", "en")
