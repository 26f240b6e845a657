"""A sentence without proof is struck; a proven one stays."""

from dataclasses import replace

import pytest

from assistant.proof import verify
from assistant.types import Citation, Reply, Rule, Sentence, SentenceKind, Status
from corpus.types import Document, Language, Passage
from tests.assistant.proof.cited import cite, stored


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


def _reply(*sentences: Sentence, citations: tuple[Citation, ...] = (), status: Status = Status.ANSWERED) -> Reply:
    return Reply(status, sentences, citations)


@pytest.fixture(scope="module")
def signed() -> Citation:
    return cite("The agreement was signed in 2020.", "en")


def test_a_lead_goes_with_its_last_item_and_stays_with_one(signed: Citation) -> None:
    lead = Sentence("The agreement was signed in 2020.", (1,), "lead")
    wrong = Sentence("It was signed in 2021.", (1,), "item")
    right = Sentence("It was signed in 2020.", (1,), "item")
    after = Sentence("The agreement was signed in 2020.", (1,))
    documents = stored(signed)
    kept = verify(_reply(lead, wrong, after, citations=(signed,)), documents, "en")
    assert kept.sentences == (after,)
    kept = verify(_reply(lead, wrong, right, citations=(signed,)), documents, "en")
    assert kept.sentences == (lead, right)


def test_a_lead_that_had_no_items_stays(signed: Citation) -> None:
    reply = _reply(Sentence(signed.quote, (1,), "lead"), Sentence(signed.quote, (1,)), citations=(signed,))
    assert verify(reply, stored(signed), "en") == reply


@pytest.mark.parametrize(
    ("status", "wrong_first", "expected"),
    [
        (Status.ANSWERED, True, Status.PARTIAL),
        (Status.ANSWERED, False, Status.ANSWERED),
        (Status.PARTIAL, False, Status.PARTIAL),
    ],
)
def test_an_answer_that_lost_its_opening_is_partial(
    signed: Citation, status: Status, wrong_first: bool, expected: Status
) -> None:
    right, wrong = Sentence(signed.quote, (1,)), Sentence("The agreement was signed in 2021.", (1,))
    sentences = (wrong, right) if wrong_first else (right, wrong)
    kept = verify(_reply(*sentences, citations=(signed,), status=status), stored(signed), "en")
    assert (kept.status, kept.sentences) == (expected, (right,))
    assert [struck.sentence for struck in kept.struck] == [wrong]


@pytest.mark.parametrize(
    ("language", "missing", "verdict"),
    [
        ("fi", "Aineisto ei kerro, kuka mittaa melun.", "Kyllä."),
        ("sv", "Materialet berättar inte vem som mäter bullret.", "Ja."),
        ("en", "The material does not tell who measures the noise.", "Yes."),
    ],
)
def test_our_own_words_need_the_proof_that_they_name(
    signed: Citation, language: Language, missing: str, verdict: str
) -> None:
    documents = stored(signed)
    told = _reply(Sentence(missing, (), "missing"))
    assert verify(told, {}, language) == told
    proven = _reply(Sentence(verdict, (1,), "verdict"), citations=(signed,))
    assert verify(proven, documents, language) == proven
    for bare in (Sentence(verdict, (), "verdict"), Sentence(missing, ())):
        assert verify(_reply(bare), documents, language).sentences == ()
    lost = replace(signed, quote="The agreement was signed in 2021.")
    kinds: tuple[SentenceKind, ...] = ("verdict", "missing")
    for kind in kinds:
        kept = verify(replace(proven, sentences=(Sentence(verdict, (1,), kind),), citations=(lost,)), documents, "en")
        assert kept.status is Status.NOT_FOUND


def test_a_number_that_stands_for_no_citation_proves_nothing(signed: Citation) -> None:
    kept = verify(_reply(Sentence(signed.quote, (2,)), citations=(signed,)), stored(signed), "en")
    assert [(f.rule, f.detail) for struck in kept.struck for f in struck.faults] == [(Rule.NO_CITATION, "[2]")]


def test_how_an_answer_came_about_survives_the_proof(signed: Citation) -> None:
    wrong = Sentence("The agreement was signed in 2021.", (1,))
    made = {"notices": ("model_failed",), "answerer": "a:model", "prompt_digest": "abc"}
    for sentences in ((wrong,), (Sentence(signed.quote, (1,)), wrong)):
        reply = Reply(Status.ANSWERED, sentences, (signed,), notices=("model_failed",), answerer="a:model")
        kept = verify(replace(reply, prompt_digest="abc"), stored(signed), "en")
        assert {"notices": kept.notices, "answerer": kept.answerer, "prompt_digest": kept.prompt_digest} == made
        assert [struck.sentence for struck in kept.struck] == [wrong]


def test_an_answer_without_sentences_is_left_alone() -> None:
    refused = Reply(Status.REFUSED, notices=("out_of_scope",))
    assert verify(refused, {}, "en") == refused
