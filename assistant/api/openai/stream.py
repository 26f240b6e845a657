"""An answer as the pieces of a stream: each sentence as soon as it is proven, then what comes after the sentences."""

import asyncio
import logging
import threading
import time
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from sse_starlette import ServerSentEvent

from assistant.api.openai.schema import ChunkChoice, ChunkOut, UsageOut
from assistant.api.problems import internal, openai_error
from assistant.api.schema import AnswerOut
from assistant.types import Answer, Citation, Sentence, as_text

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it goes out: the contract's, all of its text, and what that took."""

    answer: AnswerOut
    text: str
    usage: UsageOut


class _Hearer:
    """Brings the text from the thread that answers to the stream, as it grows."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._sentences: list[Sentence] = []
        self.gone = threading.Event()
        self.heard = ""
        self.pieces: asyncio.Queue[str | None] = asyncio.Queue()

    def say(self, sentence: Sentence, _: tuple[Citation, ...]) -> None:
        """A sentence is proven: what it adds to the text is passed on."""
        self._sentences.append(sentence)
        text = as_text(self._sentences)
        self._loop.call_soon_threadsafe(self.pieces.put_nowait, text[len(self.heard) :])
        self.heard = text

    def end(self) -> None:
        """Nothing more comes."""
        self._loop.call_soon_threadsafe(self.pieces.put_nowait, None)


async def events(
    request: Request,
    ask: Callable[..., Answer],
    told: Callable[[Answer], Told],
    with_usage: bool,
) -> AsyncIterator[ServerSentEvent]:
    """The pieces of what `ask` says and answers; a fault of ours is told as an error in OpenAI's shape."""
    piece = _Pieces(with_usage)
    yield piece(ChunkChoice(delta={"role": "assistant", "content": ""}))
    hearer = _Hearer()

    def answer() -> Answer:
        try:
            return ask(say=hearer.say, stopped=hearer.gone.is_set)
        finally:
            hearer.end()

    answering = asyncio.ensure_future(run_in_threadpool(answer))
    try:
        while (said := await hearer.pieces.get()) is not None:
            yield piece(ChunkChoice(delta={"content": said}))
    finally:
        hearer.gone.set()
    try:
        whole = told(await answering)
    except Exception:
        log.exception("a question could not be answered")
        yield ServerSentEvent(data=openai_error(request, internal(request)).model_dump_json())
        return
    for line in _rest(whole.text, hearer.heard).splitlines(keepends=True):
        yield piece(ChunkChoice(delta={"content": line}))
    yield piece(ChunkChoice(finish_reason="stop"), green_deal=whole.answer)
    if with_usage:
        yield piece(usage=whole.usage)
    yield ServerSentEvent(data="[DONE]")


def _rest(text: str, heard: str) -> str:
    """What is yet to be sent. An answer that was begun and then made in another way is sent whole after it."""
    return text.removeprefix(heard) if text.startswith(heard) else f"\n\n{text}"


class _Pieces:
    """Makes the pieces of one stream, which share an id and a time."""

    def __init__(self, with_usage: bool) -> None:
        self._id = f"chatcmpl-{uuid.uuid4().hex}"
        self._created = int(time.time())
        # clients that did not ask for the usage do not expect the field
        self._never: set[str] = set() if with_usage else {"usage"}

    def __call__(
        self, *choices: ChunkChoice, usage: UsageOut | None = None, green_deal: AnswerOut | None = None
    ) -> ServerSentEvent:
        """A piece."""
        chunk = ChunkOut(id=self._id, created=self._created, choices=list(choices), usage=usage, green_deal=green_deal)
        left_out = self._never | ({"green_deal"} if green_deal is None else set())
        return ServerSentEvent(data=chunk.model_dump_json(exclude=left_out))
