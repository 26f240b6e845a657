"""GET /v1/models and POST /v1/chat/completions."""

import time
from functools import partial

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from sse_starlette import EventSourceResponse

from assistant.api.limits import RateLimit
from assistant.api.openai.conversation import known_model, read_conversation
from assistant.api.openai.errors import responses
from assistant.api.openai.schema import (
    ChatIn,
    ChoiceOut,
    CompletionOut,
    MessageOut,
    ModelOut,
    ModelsOut,
    UsageOut,
)
from assistant.api.openai.stream import Told, events
from assistant.api.routes import TheAssistant, TheRecords
from assistant.api.schema import answer_json
from assistant.api.written import written
from assistant.types import Answer

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

    ask = partial(assistant.ask, question, history=history)

    def told(answer: Answer) -> Told:
        after.add_task(records.save, assistant, answer, question)  # kept once it has gone out
        text = written(answer, assistant.texts[answer.language])
        return Told(answer_json(answer), text, UsageOut.of([question, *(turn.content for turn in history)], text))

    if body.stream:
        with_usage = bool(body.stream_options and body.stream_options.include_usage)
        return EventSourceResponse(events(request, ask, told, with_usage), ping=15, background=after)
    whole = told(await run_in_threadpool(ask))
    return CompletionOut(
        id=f"chatcmpl-{whole.answer.id}",
        created=int(time.time()),
        choices=[ChoiceOut(message=MessageOut(content=whole.text))],
        usage=whole.usage,
        green_deal=whole.answer,
    )
