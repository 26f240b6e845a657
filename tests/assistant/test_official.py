"""Official pages beside our own texts: quoted in their place where they tell the same, and only there."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.settings import Settings
from assistant.types import Answer, Citation, Status
from corpus.embedding import load_embedder
from corpus.sync import sync
from corpus.types import Document
from ingest.split import fingerprint, split
from server import create_app
from tests.official import read_official


@pytest.fixture(scope="module")
def with_official(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client over our texts and the made-up official pages."""
    data = tmp_path_factory.mktemp("official")
    every = [*documents, *read_official()]
    sync(data, every, [p for document in every for p in split(document)], load_embedder("static"), fingerprint())
    with TestClient(create_app(Settings(data_dir=data, rate_limit="100000/minute"))) as client:
        yield client


@pytest.fixture(scope="module")
def official(with_official: TestClient) -> Assistant:
    found: Assistant = with_official.app.state.assistant  # type: ignore[attr-defined]  # Starlette types app as a callable
    return found


def cited(answer: Answer, part: str) -> Citation:
    """The citation of the sentence that holds a text."""
    sentence = next(sentence for sentence in answer.sentences if part in sentence.text)
    return answer.citations[sentence.citations[0] - 1]


GOAL_2030 = "Mitä Päästöttömät työmaat -sopimuksessa pitää olla valmiina vuoden 2030 loppuun mennessä?"


@pytest.mark.parametrize(
    ("question", "told", "document", "address"),
    [
        (GOAL_2030, "vähintään 50 %", "agreement-sites.fi", "https://example.fi/sopimukset/paastottomat-tyomaat.pdf#page=1"),
        (
            "Kuka seuraa Päästöttömät työmaat -sopimuksen toteutumista?",
            "seuraa vuosittain johtoryhmä",
            "agreement-sites.fi",
            "https://example.fi/sopimukset/paastottomat-tyomaat.pdf#page=2",
        ),
        (
            "Vad ska vara klart före utgången av 2030 enligt avtalet om utsläppsfria byggarbetsplatser?",
            "minst 50 procent",
            "deal-page.sv",
            "https://example.fi/sv/utslappsfria-byggarbetsplatser",
        ),
        (
            "How much lower were the emissions in the Kulosaaren puistotie pilot?",
            "58 per cent",
            "pilots.en",
            "https://example.fi/en/pilots",
        ),
    ],
)  # fmt: skip
def test_the_official_page_is_quoted_where_it_tells_the_same(
    official: Assistant, assistant: Assistant, question: str, told: str, document: str, address: str
) -> None:
    quoted = cited(official.ask(question), told)
    assert (quoted.passage.document_id, quoted.passage.official, quoted.sources[0].url) == (document, True, address)
    ours = assistant.ask(question)
    assert ours.status is Status.ANSWERED
    assert not any(citation.passage.official for citation in ours.citations)


def test_the_rest_of_our_text_stays_beside_it(official: Assistant) -> None:
    answer = official.ask("Mitkä ovat Päästöttömät työmaat -sopimuksen tavoitteet eri vuosille?", language="fi")
    kinds = {sentence.text: sentence.kind for sentence in answer.sentences}
    assert kinds["Päästöttömät työmaat -sopimuksessa on tavoitteita vuosille 2020–2022, 2025 ja 2030:"] == "lead"
    assert cited(answer, "viimeistään 31.12.2025").passage.official
    assert not cited(answer, "välitavoitteita").passage.official


def test_nothing_is_quoted_twice(official: Assistant) -> None:
    for question in (GOAL_2030, "Päästöttömät työmaat -sopimuksen tavoitteet 2025 ja 2030"):
        quotes = [(citation.passage.id, citation.quote) for citation in official.ask(question).citations]
        assert len(set(quotes)) == len(quotes)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Olivatko työmaat fossiilittomia vuoden 2025 lopussa?", "62 prosenttia"),
        ("Vaatiiko Päästöttömät työmaat -sopimus Stage V -luokan työkoneita?", "Stage V -luokkaa vuodesta 2027"),
        ("Mikä on formaldehydin raja-arvo päiväkotisopimuksen kriteereissä?", "30 mg/kg"),
    ],
)
def test_a_gap_gives_way_where_an_official_page_tells_it(
    official: Assistant, assistant: Assistant, question: str, told: str
) -> None:
    assert assistant.ask(question).status is Status.NOT_FOUND
    answer = official.ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.sentences[0].text
    assert cited(answer, told).passage.official


@pytest.mark.parametrize(
    "question",
    ["Jatkuuko Päästöttömät työmaat -sopimus vuoden 2030 jälkeen?", "Koskeeko sopimus hyvin pieniä työmaita?"],
)
def test_a_gap_stays_where_no_official_page_tells_it(official: Assistant, question: str) -> None:
    answer = official.ask(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations[0].passage.official


def test_the_goals_of_one_signatory_do_not_stand_for_those_of_the_agreement(official: Assistant) -> None:
    answer = official.ask(GOAL_2030)
    assert "own-goals-of-an-agency.fi" not in {citation.passage.document_id for citation in answer.citations}


def test_what_another_wording_has_replaced_is_not_quoted_in_the_place_of_ours(official: Assistant) -> None:
    assert "negotiations.fi" not in {c.passage.document_id for c in official.ask(GOAL_2030).citations}


def test_the_language_of_the_question_goes_before_an_official_page_in_another(official: Assistant) -> None:
    answer = official.ask("Lukutori i Helsingfors, när gjordes det?", language="sv")
    assert {citation.passage.language for citation in answer.citations} == {"sv"}


def test_a_page_in_another_language_is_quoted_where_nothing_else_tells_it(official: Assistant) -> None:
    answer = official.ask(
        "How often does the steering group of the emission-free sites agreement convene at least?", language="en"
    )
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "what is a procurement green deal in finland",
        "Mitä tavoitteita Päästöttömät työmaat -sopimuksella on?",
        "Vad är en green deal för offentlig upphandling?",
    ],
)
def test_pages_in_one_language_do_not_make_other_passages_surer(
    official: Assistant, assistant: Assistant, question: str
) -> None:
    alone, beside = ([(hit.passage.id, hit.score) for hit in of.search(question, 3)] for of in (assistant, official))
    assert [found for found, _ in beside] == [found for found, _ in alone]
    assert [score for _, score in beside] == pytest.approx([score for _, score in alone], abs=0.03)


def test_sources_and_citations_tell_what_is_official(with_official: TestClient) -> None:
    listed = {source["document_id"]: source for source in with_official.get("/api/sources").json()}
    agreement, ours = listed["agreement-sites.fi"], listed["sites-goals.fi"]
    assert (agreement["kind"], agreement["official"], agreement["current"]) == ("agreement", True, True)
    assert (ours["kind"], ours["official"]) == ("summary", False)
    assert listed["negotiations.fi"]["current"] is False
    answer = with_official.post("/api/ask", json={"question": GOAL_2030}).json()
    told = next(citation for citation in answer["citations"] if citation["document_id"] == "agreement-sites.fi")
    assert told["official"] is True
    assert told["url"].endswith("paastottomat-tyomaat.pdf#page=1")
    assert told["section"] == "2 Tavoitteet > 2.2 Sähkö, biokaasu ja vety"
