"""An error as OpenAI's API has it, so that its clients raise what their users expect."""

from typing import Any

from pydantic import BaseModel

PATH = "/v1/"
"""What is asked for below this gets its errors in this shape."""

_CODES = {"unknown_model": "model_not_found", "too_many": "rate_limit_exceeded"}


class ErrorOut(BaseModel):
    """What is wrong: `param` names the field, `code` tells it to a program."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorsOut(BaseModel):
    """The body of every error of these calls."""

    error: ErrorOut


def error_of(status: int, key: str, message: str, field: str | None) -> ErrorsOut:
    """The error of a status code; `key` is what we call it."""
    kind = {429: "rate_limit_error"}.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return ErrorsOut(error=ErrorOut(message=message, type=kind, param=field, code=_CODES.get(key, key)))


def responses(*codes: int) -> dict[int | str, dict[str, Any]]:
    """For the API page: that these codes, and any other of 4XX, come with such an error."""
    errors: dict[int | str, dict[str, Any]] = {code: {"model": ErrorsOut} for code in codes}
    return errors | {"4XX": {"model": ErrorsOut}}
