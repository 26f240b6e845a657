"""GET /v1/models and POST /v1/chat/completions."""

import logging
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.api.limits import RateLimit
from assistant.api.openai.conversation import known_model, read_conversation
from assistant.api.openai.errors import responses
from assistant.api.openai.schema import (
    ChatIn,
    ChoiceOut,
    ChunkChoice,
    ChunkOut,
    CompletionOut,
    MessageOut,
    ModelOut,
    ModelsOut,
    UsageOut,
)
from assistant.api.problems import internal, openai_error
from assistant.api.routes import TheAssistant, TheRecords
from assistant.api.schema import AnswerOut, answer_json
from assistant.api.written import written
from assistant.types import Answer

log = logging.getLogger(__name__)

router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])


@router.get("/models", summary="List the models")
def models() -> ModelsOut:
    """The one model there is."""
    return ModelsOut()


@router.get("/models/{model}", responses=responses(404), summary="Look up a model")
def model(model: str) -> ModelOut:
    """The model of this name."""
    known_model(model)
    return ModelOut()


@router.post(
    "/chat/completions",
    response_model=CompletionOut,
    responses={
        200: {"content": {"text/event-stream": {}}, "description": "The answer, or its pieces with `stream`"},
        **responses(400, 404, 413, 429, 500),
    },
    summary="Answer the last message",
)
async def complete(
    body: ChatIn, request: Request, after: BackgroundTasks, assistant: TheAssistant, records: TheRecords
) -> Response | CompletionOut:
    """The last message of the user is the question, what was said before is its history; keys are not looked at.

    The text ends with the sources; `green_deal` holds what POST /api/ask gives.
    """
    limit: RateLimit = request.app.state.rate_limit
    limit.check(request)
    question, history = read_conversation(body)

    def work() -> Answer:
        return assistant.ask(question, history=history)

    async def answer() -> tuple[Answer, str, UsageOut]:
        answer = await run_in_threadpool(work)
        after.add_task(records.save, assistant, answer, question)  # kept once it has gone out
        text = written(answer, assistant.texts[answer.language])
        return answer, text, UsageOut.of([question, *(turn.content for turn in history)], text)

    if body.stream:
        with_usage = bool(body.stream_options and body.stream_options.include_usage)
        return EventSourceResponse(_events(request, answer, with_usage), ping=15, background=after)
    given, text, usage = await answer()
    return CompletionOut(
        id=f"chatcmpl-{given.id}",
        created=int(time.time()),
        choices=[ChoiceOut(message=MessageOut(content=text))],
        usage=usage,
        green_deal=answer_json(given),
    )


async def _events(
    request: Request, answer: Callable[[], Awaitable[tuple[Answer, str, UsageOut]]], with_usage: bool
) -> AsyncIterator[ServerSentEvent]:
    """The pieces of the answer, each checked before it goes out: a line at a time, then the whole as a field."""
    number, created = f"chatcmpl-{uuid.uuid4().hex}", int(time.time())

    def piece(
        *choices: ChunkChoice, usage: UsageOut | None = None, green_deal: AnswerOut | None = None
    ) -> ServerSentEvent:
        chunk = ChunkOut(id=number, created=created, choices=list(choices), usage=usage, green_deal=green_deal)
        # clients that did not ask for the usage do not expect the field
        left_out = ({"usage"} if not with_usage else set()) | ({"green_deal"} if green_deal is None else set())
        return ServerSentEvent(data=chunk.model_dump_json(exclude=left_out))

    yield piece(ChunkChoice(delta={"role": "assistant", "content": ""}))
    try:
        given, text, usage = await answer()
    except Exception:
        log.exception("a question could not be answered")
        yield ServerSentEvent(data=openai_error(request, internal(request)).model_dump_json())
        return
    for line in text.splitlines(keepends=True):
        yield piece(ChunkChoice(delta={"content": line}))
    yield piece(ChunkChoice(finish_reason="stop"), green_deal=answer_json(given))
    if with_usage:
        yield piece(usage=usage)
    yield ServerSentEvent(data="[DONE]")
