"""A sentence without proof is struck; a proven one stays."""

from dataclasses import replace

import pytest

from assistant.proof import verify
from assistant.types import Citation, Reply, Rule, Sentence, Status
from corpus.types import Document, Passage


@pytest.fixture(scope="module")
def passage(passages: list[Passage]) -> Passage:
    return next(p for p in passages if p.subject == "sites-goals" and p.language == "en" and "50 per cent" in p.text)


@pytest.fixture(scope="module")
def by_id(documents: list[Document]) -> dict[str, Document]:
    return {document.id: document for document in documents}


@pytest.fixture(scope="module")
def proven(passage: Passage) -> Reply:
    statements = [statement for statement in passage.statements if "50" in statement.text and "2030" in statement.text]
    statements = [statements[0], *(other for other in passage.statements if other is not statements[0])][:2]
    return Reply(
        Status.ANSWERED,
        tuple(Sentence(s.text, (number,)) for number, s in enumerate(statements, start=1)),
        tuple(Citation(number, passage, s.text, s.sources) for number, s in enumerate(statements, start=1)),
    )


def test_what_is_proven_stays_as_it_is(proven: Reply, by_id: dict[str, Document]) -> None:
    assert verify(proven, by_id, "en") == proven


def test_a_sentence_without_a_citation_is_struck(proven: Reply, by_id: dict[str, Document]) -> None:
    reply = replace(proven, sentences=(*proven.sentences, Sentence("Cats are nice.", ())))
    assert replace(verify(reply, by_id, "en"), struck=()) == proven


def test_a_quote_that_does_not_stand_in_the_document_is_struck_and_the_rest_numbered_anew(
    proven: Reply, by_id: dict[str, Document]
) -> None:
    first, second = proven.citations
    reply = replace(proven, citations=(replace(first, quote=first.quote.replace("2030", "2035")), second))
    kept = verify(reply, by_id, "en")
    assert [sentence.text for sentence in kept.sentences] == [proven.sentences[1].text]
    assert [citation.number for citation in kept.citations] == [1]
    assert kept.sentences[0].citations == (1,)


def test_a_number_that_no_quote_holds_is_struck(proven: Reply, by_id: dict[str, Document]) -> None:
    wrong = Sentence(proven.sentences[0].text.replace("50", "60"), (1,))
    assert wrong.text != proven.sentences[0].text
    kept = verify(replace(proven, sentences=(wrong, proven.sentences[1])), by_id, "en")
    assert [sentence.text for sentence in kept.sentences] == [proven.sentences[1].text]


def test_a_citation_of_an_unknown_document_or_without_a_page_proves_nothing(
    proven: Reply, by_id: dict[str, Document]
) -> None:
    assert verify(proven, {}, "en").status is Status.NOT_FOUND
    without_page = tuple(replace(citation, sources=()) for citation in proven.citations)
    assert verify(replace(proven, citations=without_page), by_id, "en").status is Status.NOT_FOUND


def test_when_nothing_is_left_the_status_says_so(proven: Reply, by_id: dict[str, Document]) -> None:
    reply = replace(proven, sentences=(Sentence("It is 2099.", (1,)),))
    kept = verify(reply, by_id, "en")
    assert (kept.status, kept.sentences, kept.citations) == (Status.NOT_FOUND, (), ())
    assert [fault.rule for struck in kept.struck for fault in struck.faults][:1] == [Rule.FIGURE]
