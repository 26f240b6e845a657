"""The public calls."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from assistant.answering import Assistant
from assistant.api.language import language_of
from assistant.api.limits import RateLimit
from assistant.api.problems import FieldError, Problem, ProblemResponse, responses
from assistant.api.records import Records
from assistant.api.schema import (
    AnswerOut,
    AskIn,
    DealOut,
    DocumentOut,
    FeedbackIn,
    HandoverIn,
    HandoverOut,
    QuestionText,
    SearchOut,
    answer_json,
    citation_json,
    deal_json,
    document_json,
    hit_json,
    sentence_json,
)
from assistant.storage.store import StoreUnavailable, UnknownAnswer
from assistant.suggesting import Suggestions
from assistant.types import Answer, Citation, Sentence
from corpus.dense import DenseIndexError
from corpus.index import IndexUnusable
from corpus.types import Language

router = APIRouter()


def _assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant


def _rate_limit(request: Request) -> RateLimit:
    limit: RateLimit = request.app.state.rate_limit
    return limit


def _records(request: Request) -> Records:
    records: Records = request.app.state.records
    return records


TheAssistant = Annotated[Assistant, Depends(_assistant)]
TheRecords = Annotated[Records, Depends(_records)]


@router.post(
    "/api/ask",
    response_model=AnswerOut,
    responses={
        200: {"content": {"text/event-stream": {}}, "description": "The answer, or its events as they come"},
        **responses(413, 422, 429, 500),
    },
    summary="Answer a question",
)
async def ask(
    body: AskIn,
    request: Request,
    after: BackgroundTasks,
    assistant: TheAssistant,
    records: TheRecords,
    limit: Annotated[RateLimit, Depends(_rate_limit)],
) -> Response | AnswerOut:
    """Answer from the texts, each sentence with its source. With `Accept: text/event-stream`, as events."""
    request.state.language = body.language
    limit.check(request)
    _known_deal(assistant, body.deal)
    suggestions: Suggestions = request.app.state.suggestions
    if "text/event-stream" in request.headers.get("accept", ""):
        return _stream(assistant, suggestions, records, body, language_of(request))
    answer, content = await run_in_threadpool(_answer, assistant, suggestions, body)
    after.add_task(records.save, assistant, answer, body.question)
    return content


def _answer(
    assistant: Assistant, suggestions: Suggestions, body: AskIn, hearer: "_Hearer | None" = None
) -> tuple[Answer, AnswerOut]:
    """An answer, and the same as it is sent, with what to ask next."""
    asked = partial(
        assistant.ask,
        body.question,
        history=[turn.turn() for turn in body.history or ()],
        language=body.language,
        deal=body.deal,
    )
    answer = asked(stage=hearer.stage, say=hearer.say, stopped=hearer.gone.is_set) if hearer else asked()
    return answer, answer_json(answer, suggestions.after(answer, body.questions))


class _Hearer:
    """Brings what is told from the thread that answers to the stream; `gone` is set when nobody listens any more."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._citations: tuple[Citation, ...] | None = None
        self.events: asyncio.Queue[ServerSentEvent | None] = asyncio.Queue()
        self.gone = threading.Event()

    def stage(self, name: str) -> None:
        """A stage begins."""
        self._tell(_event("status", {"stage": name}))

    def say(self, sentence: Sentence, citations: tuple[Citation, ...]) -> None:
        """A sentence is proven: its citations first, where there are new ones."""
        if citations != self._citations:
            self._citations = citations
            self._tell(_event("citations", [citation_json(c).model_dump(mode="json") for c in citations]))
        self._tell(_event("sentence", sentence_json(sentence).model_dump(mode="json")))

    def end(self) -> None:
        """Nothing more comes."""
        self._tell(None)

    def _tell(self, event: ServerSentEvent | None) -> None:
        self._loop.call_soon_threadsafe(self.events.put_nowait, event)


def _stream(
    assistant: Assistant, suggestions: Suggestions, records: Records, body: AskIn, language: Language
) -> EventSourceResponse:
    """The answer as events; it is kept once the last one has gone out."""
    after = BackgroundTasks()

    def keep(answer: Answer) -> None:
        after.add_task(records.save, assistant, answer, body.question)

    return EventSourceResponse(_events(assistant, suggestions, body, language, keep), ping=15, background=after)


async def _events(
    assistant: Assistant,
    suggestions: Suggestions,
    body: AskIn,
    language: Language,
    keep: Callable[[Answer], None],
) -> AsyncIterator[ServerSentEvent]:
    """The stages, the checked sentences one by one, each after its citations, and the whole answer."""
    hearer = _Hearer()

    def work() -> tuple[Answer, AnswerOut]:
        try:
            return _answer(assistant, suggestions, body, hearer)
        finally:
            hearer.end()

    answering = asyncio.ensure_future(run_in_threadpool(work))
    try:
        while (event := await hearer.events.get()) is not None:
            yield event
    finally:
        hearer.gone.set()
    try:
        answer, content = await answering
        keep(answer)
    except Exception:
        texts = assistant.texts[language]
        problem = Problem(
            title=texts.get("error", "title_internal"),
            status=500,
            detail=texts.get("error", "internal", contact=texts.whom_to_ask(assistant.contact(language))),
        )
        yield _event("error", problem.model_dump(exclude={"errors"}))
        raise
    yield _event("done", content.model_dump(mode="json"))


def _event(name: str, data: object) -> ServerSentEvent:
    return ServerSentEvent(event=name, data=json.dumps(data, ensure_ascii=False))


@router.post(
    "/api/feedback",
    status_code=204,
    responses=responses(404, 413, 422, 429, 503),
    summary="Tell whether an answer helped",
)
async def feedback(body: FeedbackIn, request: Request, records: TheRecords) -> None:
    """Kept with the answer, without a word of who gave it; a second word on an answer replaces the first."""
    limit: RateLimit = request.app.state.feedback_limit
    limit.check(request)
    try:
        await records.give_feedback(body.answer_id, body.helpful, body.comment or None)
    except UnknownAnswer as error:
        raise ProblemResponse(404, "unknown_answer") from error
    except StoreUnavailable as error:
        raise ProblemResponse(503, "not_kept", headers={"Retry-After": "30"}) from error


@router.post(
    "/api/handover",
    status_code=201,
    responses=responses(404, 413, 422, 429, 503),
    summary="Send a question to an expert",
)
async def handover(body: HandoverIn, request: Request, records: TheRecords) -> HandoverOut:
    """The question goes to the staff with its answer. The message is masked, the e-mail address is kept to reply to."""
    limit: RateLimit = request.app.state.handover_limit
    limit.check(request)
    try:
        return HandoverOut(reference=await records.hand_over(body.answer_id, body.message or None, body.email))
    except UnknownAnswer as error:
        raise ProblemResponse(404, "unknown_handover") from error
    except StoreUnavailable as error:
        raise ProblemResponse(503, "not_handed_over", headers={"Retry-After": "30"}) from error


@router.get("/api/search", responses=responses(422, 503), summary="Search the passages")
def search(
    assistant: TheAssistant,
    q: Annotated[QuestionText, Query(description="What to search for")],
    k: Annotated[int, Query(ge=1, le=50, description="How many passages")] = 10,
    language: Language | None = None,
    deal: str | None = None,
) -> SearchOut:
    """The ranked passages alone."""
    _known_deal(assistant, deal)
    return SearchOut(hits=[hit_json(hit) for hit in assistant.search(q, k, language, deal)])


@router.get("/api/sources", responses=responses(503), summary="List the documents")
def sources(assistant: TheAssistant) -> list[DocumentOut]:
    """Every document known, with the pages that it rests on."""
    index = assistant.index.get()
    passages = Counter(passage.document_id for passage in index.passages)
    return [document_json(document, passages[document.id]) for document in index.documents.values()]


@router.get("/api/deals", summary="List the deals")
def deals(request: Request, assistant: TheAssistant) -> list[DealOut]:
    """The deals, with their parties and milestones."""
    today, starters = assistant.today(), request.app.state.starters
    return [deal_json(deal, today, starters[deal.id]) for deal in assistant.deals.values()]


@router.get("/health/live", summary="Does the process run?")
async def live() -> dict[str, str]:
    """200 while the process runs."""
    return {"status": "live"}


@router.get("/health/ready", responses=responses(503), summary="Can it answer?")
def ready(assistant: TheAssistant) -> dict[str, str | int]:
    """200 when a real query against the index works."""
    try:
        index = assistant.check()
    except (IndexUnusable, DenseIndexError):
        raise
    except Exception as error:  # whatever it is, it is not ready
        raise DenseIndexError(f"A query failed: {error}") from error
    return {"status": "ready", "index": index.manifest.build, "passages": len(index.passages)}


def _known_deal(assistant: Assistant, deal: str | None) -> None:
    if deal is not None and deal not in assistant.deals:
        known = ", ".join(assistant.deals)
        raise ProblemResponse(422, "validation", errors=[FieldError(field="deal", message=f"Known deals: {known}")])
