"""Our search as a retriever of langchain, for those who have a chain of their own."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.answering import Assistant
from corpus.types import Hit


class GreenDealRetriever(BaseRetriever):
    """Finds passages for a question in Finnish, Swedish or English, best first; at most `k`.

    The content of a document is the passage's heading and its text; `url` in its metadata is the first page that the
    passage rests on. Raises IndexUnusable, DenseIndexError.
    """

    assistant: Assistant
    k: int = Field(default=5, ge=1)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002  # nothing of ours reports to it
        return [_document(hit) for hit in self.assistant.search(query, self.k)]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.id,
        page_content=f"{passage.heading}\n{passage.text}",
        metadata={
            "document_id": passage.document_id,
            "title": passage.title,
            "url": passage.statements[0].sources[0].url,
            "section": " > ".join(passage.section),
            "language": passage.language,
            "deal": passage.deal,
            "current": passage.current,
            "score": hit.score,
        },
    )
