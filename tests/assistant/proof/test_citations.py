"""Without a citation, or with a quote that stands nowhere, a sentence proves nothing."""

from dataclasses import replace

import pytest

from assistant.proof import check_sentence
from assistant.types import Rule
from corpus.types import Language
from tests.assistant.proof.cited import broken, cite, stored

SAID: list[tuple[Language, str]] = [
    ("fi", "Sopimus allekirjoitettiin vuonna 2020."),
    ("sv", "Avtalet undertecknades år 2020."),
    ("en", "The agreement was signed in 2020."),
]


@pytest.mark.parametrize(("language", "text"), SAID)
def test_a_sentence_without_a_citation_is_struck(language: Language, text: str) -> None:
    assert broken(text, language) == {Rule.NO_CITATION}
    assert broken(text, language, cite(text, language)) == set()


@pytest.mark.parametrize(("language", "text"), SAID)
def test_a_quote_that_is_not_word_for_word_in_the_text_proves_nothing(language: Language, text: str) -> None:
    citation = cite(text, language)
    documents = stored(citation)
    for quote in (text.replace("2020", "2021"), text.replace(" ", "  "), text + " Jaa.", ""):
        faults = check_sentence(text, language, [replace(citation, quote=quote)], documents)
        assert {fault.rule for fault in faults} == {Rule.QUOTE_NOT_FOUND}


def test_a_quote_of_an_unknown_text_or_of_no_page_proves_nothing() -> None:
    citation = cite("The agreement was signed in 2020.", "en")
    lost = {Rule.QUOTE_NOT_FOUND}
    assert {fault.rule for fault in check_sentence(citation.quote, "en", [citation], {})} == lost
    assert broken(citation.quote, "en", replace(citation, sources=())) == lost


def test_one_lost_quote_of_two_strikes_the_sentence() -> None:
    good = cite("The agreement was signed in 2020.", "en")
    lost = replace(good, number=2, quote="The agreement was signed in 2021.")
    faults = check_sentence(good.quote, "en", [good, lost], stored(good))
    assert [(fault.rule, fault.detail) for fault in faults] == [(Rule.QUOTE_NOT_FOUND, lost.quote)]


def test_some_quotes_after_one_another_prove_themselves() -> None:
    quotes = (cite("It was signed in 2020.", "en"), cite("It ends in 2030.", "en", number=2))
    assert broken("It was signed in 2020. It ends in 2030.", "en", *quotes) == set()
