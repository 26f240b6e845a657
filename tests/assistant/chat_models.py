"""A chat model that writes what a test tells it, piece by piece, and assistants that use it."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.answering import Assistant
from assistant.budget import TokenBudget
from assistant.extractive import ExtractiveAnswerer
from assistant.generative.answerer import GenerativeAnswerer
from assistant.generative.breaker import CircuitBreaker
from assistant.generative.model import ChatModel, Limits
from assistant.generative.prompts import read_prompts
from assistant.retrieval import Retriever
from assistant.understand.reading import Understanding
from corpus.index import LiveIndex
from corpus.types import Document

NAME = "openai:scripted"
LIMITS = Limits(first_token_s=5.0, total_s=20.0, tokens=500)


class Hang:
    """A step at which the model says nothing more, until the test ends."""


Step = str | Exception | AIMessageChunk | Hang
Script = Callable[[str], Iterable[Step]]
"""What it writes, seeing what it was sent."""


class Scripted(BaseChatModel):
    """Writes the steps of its script. `sent` holds what it was sent; `ended` is set when it may not go on."""

    script: Any
    _sent: list[str] = PrivateAttr(default_factory=list)
    _free: threading.Event = PrivateAttr(default_factory=threading.Event)
    _written: int = PrivateAttr(default=0)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    @property
    def sent(self) -> list[str]:
        """What it was sent, call by call."""
        return self._sent

    @property
    def written(self) -> int:
        """How many pieces it has written."""
        return self._written

    def let_go(self) -> None:
        """End every call that hangs."""
        self._free.set()

    def _generate(self, *_: object, **__: object) -> ChatResult:
        raise NotImplementedError("only streaming is used")

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002  # langchain's own signature
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **_: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self._sent.append("\n".join(str(message.content) for message in messages))
        for step in self.script(self._sent[-1]):
            if isinstance(step, Hang):
                self._free.wait(60)
                return
            if isinstance(step, Exception):
                raise step
            chunk = step if isinstance(step, AIMessageChunk) else AIMessageChunk(content=step)
            self._written += 1
            yield ChatGenerationChunk(message=chunk)


def writes(*steps: Step) -> Scripted:
    """A model that always writes the same."""
    return Scripted(script=lambda _: steps)


def in_pieces(text: str, size: int = 7) -> Iterator[str]:
    """A text as a model streams it."""
    return (text[at : at + size] for at in range(0, len(text), size))


def worded_by(
    model: BaseChatModel,
    assistant: Assistant,
    folder: Path,
    limits: Limits = LIMITS,
    daily: int = 0,
    breaker: CircuitBreaker | None = None,
    index: LiveIndex | None = None,
) -> Assistant:
    """The assistant as it is with this chat model set."""
    chat = ChatModel(NAME, model, limits, TokenBudget(folder / "tokens.json", daily), breaker)
    return Assistant(
        index=index or assistant.index,
        understanding=Understanding(assistant.deals),
        retriever=Retriever(assistant.deals),
        answerer=ExtractiveAnswerer(
            (deal.id for deal in assistant.deals.values() if deal.procurement), assistant.texts
        ),
        deals=assistant.deals,
        texts=assistant.texts,
        contact=assistant.contact,
        today=assistant.today,
        model=GenerativeAnswerer(chat, read_prompts(), assistant.texts, 8),
    )


def quotes_stand(answer_citations: Iterable[Any], documents: Iterable[Document]) -> bool:
    """Whether every quote stands word for word in its document."""
    texts = {document.id: document.text for document in documents}
    return all(citation.quote in texts[citation.passage.document_id] for citation in answer_citations)
