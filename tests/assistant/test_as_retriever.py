"""The search serves as a retriever in anyone's langchain chain."""

import asyncio
import re
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from assistant.answering import Assistant
from assistant.as_retriever import GreenDealRetriever
from assistant.settings import Settings
from assistant.wiring import build_assistant
from corpus.index import IndexUnusable
from tests.conftest import ROOT

QUESTION = "mitä päiväkotisopimus vaati ostajalta"


def test_it_finds_what_the_search_finds_in_the_same_order(assistant: Assistant) -> None:
    documents = GreenDealRetriever(assistant=assistant, k=7).invoke(QUESTION)
    hits = assistant.search(QUESTION, 7)
    assert [document.id for document in documents] == [hit.passage.id for hit in hits]
    assert [document.metadata["score"] for document in documents] == [hit.score for hit in hits]


def test_a_document_holds_heading_and_text_and_says_where_they_are_from(assistant: Assistant) -> None:
    document = GreenDealRetriever(assistant=assistant).invoke(QUESTION)[0]
    passage = assistant.search(QUESTION, 1)[0].passage
    assert document.page_content == f"{passage.heading}\n{passage.text}"
    assert document.metadata == {
        "document_id": passage.document_id,
        "title": passage.title,
        "url": passage.statements[0].sources[0].url,
        "section": " > ".join(passage.section),
        "language": "fi",
        "deal": "daycare-chemicals",
        "current": True,
        "score": document.metadata["score"],
    }
    assert document.metadata["url"].startswith("https://")


def test_it_gives_five_unless_told_otherwise_and_at_least_one(assistant: Assistant) -> None:
    assert len(GreenDealRetriever(assistant=assistant).invoke(QUESTION)) == 5
    with pytest.raises(ValidationError):
        GreenDealRetriever(assistant=assistant, k=0)


def test_it_works_without_waiting_too(assistant: Assistant) -> None:
    retriever = GreenDealRetriever(assistant=assistant)
    assert asyncio.run(retriever.ainvoke(QUESTION)) == retriever.invoke(QUESTION)


def test_it_is_a_part_of_a_chain(assistant: Assistant) -> None:
    def titles(documents: list[Document]) -> list[str]:
        return [document.metadata["title"] for document in documents]

    chain = GreenDealRetriever(assistant=assistant, k=3) | RunnableLambda(titles)
    assert chain.batch(["mikä KEINO on", "vad är KEINO"]) == [
        [hit.passage.title for hit in assistant.search(question, 3)] for question in ("mikä KEINO on", "vad är KEINO")
    ]


def test_without_an_index_it_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="python -m ingest"):
        GreenDealRetriever(assistant=build_assistant(Settings(data_dir=tmp_path))).invoke(QUESTION)


def test_the_readme_shows_it_as_it_works(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GREENDEAL_DATA_DIR", str(data))
    shown = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    exec(shown.group(1), {})  # noqa: S102  # our own README
    assert capsys.readouterr().out.count("https://") >= 5
