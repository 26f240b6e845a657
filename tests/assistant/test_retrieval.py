"""The right passage comes first, once, in the question's language, and always in the same order."""

import pytest

from assistant.answering import Assistant
from assistant.retrieval import Retriever, Signals
from corpus.types import Language


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("mitä päiväkotisopimus vaati ostajalta", "daycare-commitments"),
        ("vad krävde daghemsavtalet av köparen", "daycare-commitments"),
        ("what did the daycare deal commit a buyer to", "daycare-commitments"),
        ("mitä työmailla pitää olla valmiina vuonna 2030", "sites-goals"),
        ("mikä KEINO on", "keino"),
        ("What was saved at Kulosaari?", "sites-pilots"),
        ("muovikassien tavoite", "plastic-bags"),
    ],
)
def test_the_text_that_answers_comes_first(assistant: Assistant, question: str, subject: str) -> None:
    assert assistant.search(question, 5)[0].passage.subject == subject


@pytest.mark.parametrize(
    ("misspelt", "subject"),
    [("kemikalien enimmäispitoisus formaldehydi", "gap-daycare"), ("kulosaren pilotti", "sites-pilots")],
)
def test_a_misspelt_word_is_brought_to_the_nearest_known_one(assistant: Assistant, misspelt: str, subject: str) -> None:
    assert subject in {hit.passage.subject for hit in assistant.search(misspelt, 3)}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_section_stands_once_and_in_the_question_s_language(assistant: Assistant, language: Language) -> None:
    hits = assistant.search("green deal KEINO 2030", 20, language)
    assert {hit.passage.language for hit in hits} == {language}
    assert len({hit.passage.key for hit in hits}) == len(hits)


def test_a_section_stands_once_where_its_translations_are_not_looked_for(assistant: Assistant) -> None:
    retriever = Retriever(assistant.deals, Signals(translations=False))
    hits = retriever.retrieve(assistant.understand("green deal KEINO 2030"), assistant.index.get(), 40)
    assert len({hit.passage.language for hit in hits}) > 1
    assert len({hit.passage.key for hit in hits}) == len(hits) == 40
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_word_of_another_language_finds_the_section_in_the_asked_one(assistant: Assistant) -> None:
    hits = assistant.search("what is vähimmäiskriteerit", 5, "en")
    assert any(hit.passage.subject == "sites-concept" and hit.passage.language == "en" for hit in hits)


def test_the_same_query_gives_the_same_list(assistant: Assistant) -> None:
    first, second = (assistant.search("työmaiden päästöt", 10) for _ in range(2))
    assert first == second


def test_a_deal_that_is_asked_about_comes_before_others(assistant: Assistant) -> None:
    hits = assistant.search("when was it signed", 1, "en", "plastic-bags")
    assert hits[0].passage.deal == "plastic-bags"


def test_superseded_texts_stand_behind_what_replaced_them(assistant: Assistant) -> None:
    hits = assistant.search("neuvotellaanko sopimuksista vielä", 10)
    current = [hit.passage.current for hit in hits]
    assert current[0]


def test_a_question_without_a_known_word_finds_nothing_that_covers_it(assistant: Assistant) -> None:
    assert all(hit.coverage == 0 for hit in assistant.search("xyzzy plugh", 5, "en"))


@pytest.mark.parametrize(
    "question", ["vad är KEINO", "who signed the sites agreement", "xyzzy plugh", "montako desibeliä"]
)
def test_scores_are_probabilities_best_first_also_behind_those_that_were_judged(
    assistant: Assistant, question: str
) -> None:
    scores = [hit.score for hit in assistant.search(question, 60)]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("k", [1, 5, 29, 31, 45])
def test_fewer_hits_are_the_first_of_more(assistant: Assistant, k: int) -> None:
    question = "mitä päiväkotisopimus vaatii ostajalta"
    assert assistant.search(question, k) == assistant.search(question, 60)[:k]


@pytest.mark.parametrize("deal", ["daycare-chemicals", "emission-free-sites", "plastic-bags"])
@pytest.mark.parametrize("question", ["when does it end", "what is its goal"])
def test_a_given_deal_decides_among_equals(assistant: Assistant, question: str, deal: str) -> None:
    assert assistant.search(question, 1, "en", deal)[0].passage.deal == deal


def test_a_passage_that_does_not_hold_what_is_counted_is_unlikely(assistant: Assistant) -> None:
    """Nothing in the texts is measured in decibels; signatories are counted."""
    unheard = assistant.search("how many decibels are allowed on construction sites", 1, "en")[0]
    told = assistant.search("how many signatories does the construction sites agreement have", 1, "en")[0]
    assert unheard.score < 0.06 < told.score
