"""Where the material has something in another language only: proven translations, marked as such, or the quote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.api.schema import answer_json
from assistant.types import Answer, Status
from corpus.embedding import load_embedder
from corpus.index import LiveIndex
from corpus.sync import sync
from corpus.types import Document
from ingest.split import fingerprint, split
from tests.assistant.chat_models import Scripted, worded_by

QUESTION = "what must be ready on construction sites by 2030?"
TRANSLATED = "At least 50 per cent of machinery and transports use electricity, biogas or hydrogen by the end of 2030."


@pytest.fixture(scope="module")
def finnish(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> Iterator[LiveIndex]:
    """An index of Finnish documents alone."""
    folder = tmp_path_factory.mktemp("finnish")
    own = [document for document in documents if document.language == "fi"]
    embedder = load_embedder("static")
    sync(folder, own, [passage for document in own for passage in split(document)], embedder, fingerprint())
    index = LiveIndex(folder, embedder, None)
    yield index
    index.close()


def ask(model: Scripted, assistant: Assistant, finnish: LiveIndex, folder: Path) -> Answer:
    worded = worded_by(model, assistant, folder, index=finnish)
    try:
        return worded.ask(QUESTION)
    finally:
        if worded.model:
            worded.model.close()


def translating(translation: str) -> Scripted:
    """A model that finds no answer itself, and translates every sentence so."""

    def script(sent: str) -> list[str]:
        if "<sentences>" not in sent:
            return ["NOT_FOUND"]
        lines = sent.split("<sentences>\n")[1].split("\n</sentences>")[0].splitlines()
        return [f"{line.split(':')[0]}: {translation if at == 0 else ''}\n" for at, line in enumerate(lines)]

    return Scripted(script=script)


def test_a_proven_translation_is_marked_and_quotes_the_original(
    assistant: Assistant, finnish: LiveIndex, tmp_path: Path
) -> None:
    answer = ask(translating(TRANSLATED), assistant, finnish, tmp_path)
    assert answer.language == "en"
    assert answer.sentences[0].text == TRANSLATED
    assert answer.sentences[0].translated_from == "fi"
    assert "50 prosenttia" in answer.citations[0].quote
    assert assistant.texts["en"].get("notice", "translated") in answer.notices


@pytest.mark.parametrize(
    "translation",
    [
        TRANSLATED.replace("50", "70"),
        TRANSLATED.replace("2030", "2035"),
        "Minst 50 procent av arbetsmaskinerna och transporterna drivs med el före utgången av 2030.",
        f"{TRANSLATED} See https://evil.example",
        "",
        "50 2030 " * 200,
    ],
)
def test_a_translation_that_is_not_proven_leaves_the_quote_as_it_stands(
    translation: str, assistant: Assistant, finnish: LiveIndex, tmp_path: Path
) -> None:
    answer = ask(translating(translation), assistant, finnish, tmp_path)
    assert "50 prosenttia" in answer.sentences[0].text
    assert answer.sentences[0].translated_from is None
    assert assistant.texts["en"].get("notice", "other_language") in answer.notices


def test_the_model_s_own_sentence_on_a_foreign_passage_is_marked(
    assistant: Assistant, finnish: LiveIndex, tmp_path: Path
) -> None:
    answer = ask(Scripted(script=lambda _: [f"{TRANSLATED} [1]"]), assistant, finnish, tmp_path)
    assert answer.status is Status.ANSWERED
    assert answer.sentences[0].text == TRANSLATED
    assert answer.sentences[0].translated_from == "fi"
    assert "50 prosenttia" in answer.citations[0].quote


def test_a_translation_in_the_answer_is_told_by_http(assistant: Assistant, finnish: LiveIndex, tmp_path: Path) -> None:
    answer = ask(translating(TRANSLATED), assistant, finnish, tmp_path)
    assert answer_json(answer).sentences[0].translated_from == "fi"
