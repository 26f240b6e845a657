"""A question is answered rightly, in its language, each sentence with its proof; or told to be not told."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Status, Turn
from assistant.wiring import build_assistant
from corpus.types import Document, Language

SITES, DAYCARE = "emission-free-sites", "daycare-chemicals"


def ask(assistant: Assistant, question: str, *earlier: str) -> Answer:
    history = [turn for before in earlier for turn in (Turn("user", before), Turn("assistant", "…"))]
    return assistant.ask(question, history)


def quotes_stand(answer: Answer, documents: Sequence[Document]) -> bool:
    texts = {document.id: document.text for document in documents}
    return all(citation.quote in texts[citation.passage.document_id] for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "language", "deals", "facts"),
    [
        (
            "what does the daycare deal commit me to?",
            "en",
            {DAYCARE},
            ["total exposure", "Nordic", "fragrances", "36 months", "SVHC", "criteria"],
        ),
        (
            "entä työmaat, mitä pitää olla valmiina 2030?",
            "fi",
            {SITES},
            [
                "2030",
                "50 prosenttia",
                "sähköllä",
                "vedyllä",
            ],
        ),
        (
            "vem har undertecknat?",
            "sv",
            {SITES, DAYCARE},
            [
                "Helsingfors",
                "Esbo",
                "Åbo",
                "Vanda",
                "Senatfastigheter",
                "Tammerfors",
                "Monetra Oulu",
                "miljöministeriet",
            ],
        ),
    ],
)
def test_the_three_first_questions_are_answered_right(
    assistant: Assistant,
    documents: list[Document],
    question: str,
    language: Language,
    deals: set[str],
    facts: list[str],
) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert answer.language == language
    assert set(answer.deals) == deals
    assert [fact for fact in facts if fact not in answer.text] == []
    assert all(sentence.citations for sentence in answer.sentences)
    assert {citation.passage.language for citation in answer.citations} == {language}
    assert quotes_stand(answer, documents)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("kuka on allekirjoittanut päiväkotisopimuksen", ["Helsin", "Tampere", "Vantaa", "Monetra"]),
        ("when does the sites agreement end", ["2030"]),
        ("onko tämä pakollinen", ["vapaaehtoi"]),
        ("vad är KEINO", ["kompetenscentr"]),
        ("mitkä tuoteryhmät", ["siivous", "sisäleikkiväline", "ulkoleikkiväline"]),
        ("Mitä valtio lupaa?", ["asiantuntija"]),
    ],
)
def test_plain_questions_are_answered_with_their_facts(assistant: Assistant, question: str, facts: list[str]) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert [fact for fact in facts if fact.lower() not in answer.text.lower()] == []


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("mitä päiväkotisopimus vaatii", "joutsenmerkittyjä"),
        ("mihin päiväkotisopimus sitouttaa minut?", "joutsenmerkittyjä"),
        ("vad kräver daghemsavtalet?", "Svanenmärkta"),
        ("vad förbinder daghemsavtalet mig till?", "Svanenmärkta"),
        ("what does the daycare deal require of us", "Nordic Ecolabel"),
        ("what must be ready on construction sites by 2030?", "50 per cent"),
        ("vad ska vara klart på byggarbetsplatserna 2030?", "50 procent"),
        ("kuka on allekirjoittanut?", "Senaatti-kiinteistöt"),
        ("ketkä allekirjoittivat?", "Monetra Oulu Oy"),
        ("who has signed?", "Senate Properties"),
    ],
)
def test_the_first_questions_are_answered_in_each_language(assistant: Assistant, question: str, fact: str) -> None:
    assert fact in ask(assistant, question).text


def test_the_three_first_questions_in_one_conversation(assistant: Assistant) -> None:
    """As a newcomer asks them on the page, one after another."""
    first, second, third = (
        "what does the daycare deal commit me to?",
        "entä työmaat, mitä pitää olla valmiina 2030?",
        "vem har undertecknat?",
    )
    assert "Nordic Ecolabel" in ask(assistant, first).text
    goals = ask(assistant, second, first)
    assert "50 prosenttia" in goals.text
    assert goals.question_used is None, "it stands alone, so nothing was carried over"
    signed = ask(assistant, third, first, second)
    assert signed.deals == (SITES,)
    assert "Senatfastigheter" in signed.text


@pytest.mark.parametrize("question", ["5", "1 1 1 1 1", "?!"])
def test_what_asks_nothing_is_not_answered(assistant: Assistant, question: str) -> None:
    assert ask(assistant, question).citations == ()


def test_a_part_that_fails_in_whatever_way_is_told_in_plain_words(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def retrieve(self, *_: object) -> None:
            raise RuntimeError("secret /path/of/ours")

    monkeypatch.setattr(assistant, "_retriever", Broken())
    answer = ask(assistant, "mikä KEINO on")
    assert answer.status is Status.ERROR
    assert "palvelu@hankintakeino.fi" in answer.text
    assert "secret" not in answer.text


def test_lists_of_two_deals_keep_the_items_that_they_share(assistant: Assistant) -> None:
    """The ministry, Helsinki and Vantaa signed both deals: each list names them."""
    answer = ask(assistant, "who signed?")
    sites = [s.text for s in answer.sentences if answer.citations[s.citations[0] - 1].passage.deal == SITES]
    daycare = [s.text for s in answer.sentences if answer.citations[s.citations[0] - 1].passage.deal == DAYCARE]
    for shared in ("Ministry of the Environment", "Helsinki", "Vantaa"):
        assert any(shared in text for text in sites), shared
        assert any(shared in text for text in daycare), shared


def test_a_term_that_has_run_out_is_told_in_the_answer_s_language(assistant: Assistant) -> None:
    assert any("31.12.2025" in notice for notice in ask(assistant, "mitä päiväkotisopimus vaatii").notices)
    assert any("31 December 2025" in notice for notice in ask(assistant, "aims of the daycare deal").notices)
    assert any("den 31 december 2025" in notice for notice in ask(assistant, "vilka mål har daghemsavtalet").notices)
    assert ask(assistant, "entä työmaat, mitä pitää olla valmiina 2030?").notices == ()


def test_what_the_material_tells_to_be_missing_is_not_found_with_the_proof_and_the_contact(
    assistant: Assistant,
) -> None:
    answer = ask(assistant, "mikä on formaldehydin raja-arvo mg/kg")
    assert answer.status is Status.NOT_FOUND
    assert answer.citations
    assert "palvelu@hankintakeino.fi" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "montako desibeliä saa työmaalla olla",
        "how many decibels are allowed on sites",
        "hur många decibel på byggarbetsplatser",
    ],
)
def test_what_sounds_in_scope_and_is_nowhere_is_not_found(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.NOT_FOUND
    assert "palvelu@hankintakeino.fi" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "paljonko on ansiopäiväraha",
        "write a poem about cats",
        "hur blir vädret i morgon",
    ],
)
def test_what_is_about_something_else_is_out_of_scope(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.citations == ()
    assert "palvelu@hankintakeino.fi" in answer.text


def test_an_old_duty_is_put_right_from_the_current_text(assistant: Assistant) -> None:
    for question in ("neuvotellaanko sopimuksista vielä", "onko yhden mallin kehittäminen 2018-2020 yhä pakollista"):
        answer = ask(assistant, question)
        assert answer.status is Status.ANSWERED
        assert answer.citations[0].passage.current


def test_a_follow_up_is_answered_about_the_deal_of_the_conversation(assistant: Assistant) -> None:
    answer = ask(assistant, "och när tar det slut?", "vad kräver avtalet om byggarbetsplatser?")
    assert answer.deals == (SITES,)
    assert answer.question_used is not None


def test_a_false_date_is_not_confirmed(assistant: Assistant) -> None:
    answer = ask(assistant, "When did Tampere sign the construction sites deal?")
    assert "2020" not in answer.text.split("[1]")[0]


def test_an_index_that_cannot_be_searched_is_told_in_plain_words(tmp_path: Path) -> None:
    assistant = build_assistant(Settings(data_dir=tmp_path))
    answer = assistant.ask("mitä päiväkotisopimus vaatii")
    assert answer.status is Status.ERROR
    assert "palvelu@hankintakeino.fi" in answer.text
    assert str(tmp_path) not in answer.text


def test_the_stages_are_told_and_timed(assistant: Assistant) -> None:
    stages: list[str] = []
    answer = assistant.ask("mikä KEINO on", stage=stages.append)
    assert stages == ["searching", "answering"]
    assert {"understand", "retrieve", "answer", "verify", "total"} == set(answer.timings_ms)


@pytest.mark.parametrize(
    ("message", "language"), [("moi", "fi"), ("tack så mycket!", "sv"), ("are you a robot?", "en")]
)
def test_courtesy_is_returned_in_its_language_with_the_contact(
    assistant: Assistant, message: str, language: Language
) -> None:
    answer = ask(assistant, message)
    assert (answer.status, answer.language, answer.answerer) == (Status.OUT_OF_SCOPE, language, "courtesy")
    assert "palvelu@hankintakeino.fi" in answer.text
    assert "green deal" in answer.text
