"""Errors as RFC 9457 problem details, in the request's language; never a trace, a path or a secret.

Below /v1 they have OpenAI's shape instead.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.answering import Assistant
from assistant.api.headers import headers_for
from assistant.api.language import language_of
from assistant.api.openai import errors as openai
from assistant.texts import Texts
from corpus.dense import DenseIndexError
from corpus.index import IndexUnusable

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """What is wrong with a field; `field` is its path, such as `history.0.role`."""

    field: str
    message: str


class Problem(BaseModel):
    """An error. `type` is about:blank: the status code says all there is to tell by machine."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []


def responses(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For the API page: that these codes come with a problem."""
    return {
        code: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": HTTPStatus(code).phrase} for code in codes
    }


class ProblemResponse(Exception):
    """Raised in a route to answer with a problem: `key` and its `title_` in the table `error` of the texts."""

    def __init__(
        self,
        status: int,
        key: str,
        *,
        errors: list[FieldError] | None = None,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.errors = errors or []
        self.headers = dict(headers or {})
        self.values = values


def problem(request: Request, raised: ProblemResponse) -> Response:
    """A problem as a response, in the language that the request speaks."""
    if request.url.path.startswith(openai.PATH):
        status = 400 if raised.status == 422 else raised.status
        return JSONResponse(openai_error(request, raised).model_dump(), status, headers=raised.headers)
    texts = _texts(request)
    content = Problem(
        title=texts.get("error", f"title_{raised.key}"),
        status=raised.status,
        detail=texts.get("error", raised.key, **raised.values),
        errors=raised.errors,
    )
    return JSONResponse(
        content.model_dump(exclude=set() if raised.errors else {"errors"}),
        raised.status,
        headers=raised.headers,
        media_type=MEDIA_TYPE,
    )


def openai_error(request: Request, raised: ProblemResponse) -> openai.ErrorsOut:
    """The same in OpenAI's shape, which has room for one field: the first."""
    texts, fault = _texts(request), next(iter(raised.errors), None)
    if raised.key == "validation" and fault:
        message = texts.get("error", "field", field=fault.field, message=fault.message)
    else:
        message = texts.get("error", raised.key, **raised.values)
    return openai.error_of(raised.status, raised.key, message, fault.field if fault else None)


def internal(request: Request, headers: Mapping[str, str] | None = None) -> ProblemResponse:
    """A part of ours failed: 500, and whom to ask."""
    return ProblemResponse(500, "internal", contact=_contact(request), headers=headers)


def unavailable(request: Request, error: IndexUnusable | DenseIndexError) -> ProblemResponse:
    """The index cannot be searched: 503 with the reason."""
    log.error("the index cannot be searched: %s", error)
    reason = _reason(error, _texts(request))
    return ProblemResponse(503, "unavailable", reason=reason, headers={"Retry-After": "30"})


def unavailable_because(error: IndexUnusable | DenseIndexError, texts: Texts) -> str:
    """That the index cannot be searched, and why, in plain words."""
    return texts.get("error", "unavailable", reason=_reason(error, texts))


def _reason(error: IndexUnusable | DenseIndexError, texts: Texts) -> str:
    return texts.get("reason", error.reason if isinstance(error, IndexUnusable) else "vectors_failed")


def install(app: FastAPI) -> None:
    """Make every error of the application a problem."""

    @app.exception_handler(ProblemResponse)
    def _problem(request: Request, error: ProblemResponse) -> Response:
        return problem(request, error)

    @app.exception_handler(IndexUnusable)
    @app.exception_handler(DenseIndexError)
    def _unavailable(request: Request, error: IndexUnusable | DenseIndexError) -> Response:
        return problem(request, unavailable(request, error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        if isinstance(error.body, dict):
            request.state.language = error.body.get("language")
        fields = [FieldError(field=_path(e["loc"]), message=str(e["msg"])) for e in error.errors()]
        return problem(request, ProblemResponse(422, "validation", errors=fields))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return problem(request, _of_http(request, error))

    @app.exception_handler(Exception)
    async def _internal(request: Request, error: Exception) -> Response:
        log.exception("a request failed", exc_info=error)
        # made outside every middleware, so the headers are put on here
        return problem(request, internal(request, headers_for(request)))


def _of_http(request: Request, error: HTTPException) -> ProblemResponse:
    """What the framework itself refuses: an unknown address, a method that is not taken, a body that is no JSON."""
    match error.status_code:
        case 404:
            return ProblemResponse(404, "not_found")
        case 405:
            allowed = (error.headers or {}).get("Allow", "")
            return ProblemResponse(405, "method", allowed=allowed, headers=error.headers)
        case 400:
            return ProblemResponse(422, "validation", errors=[FieldError(field="body", message="No JSON in UTF-8")])
        case code:
            return ProblemResponse(code, "internal", contact=_contact(request))


def _texts(request: Request) -> Texts:
    assistant: Assistant = request.app.state.assistant
    return assistant.texts[language_of(request)]


def _contact(request: Request) -> str:
    assistant: Assistant = request.app.state.assistant
    texts = _texts(request)
    return texts.whom_to_ask(assistant.contact(texts.language))


def _path(location: tuple[int | str, ...]) -> str:
    if location and location[0] in ("body", "query", "path"):
        location = location[1:]
    return ".".join(str(part) for part in location) or "body"
