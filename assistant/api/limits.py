"""How large a request may be, and how many questions a visitor may ask."""

import math
import time

from fastapi import Request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.problems import ProblemResponse, problem

MAX_BODY = 64 * 1024


class BodyLimit:
    """Answers 413 to a request whose body is over 64 KiB, by its header or as it comes in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        length = Headers(scope=scope).get("content-length", "")
        if length.isdigit() and int(length) > MAX_BODY:
            await self._refuse(scope, receive, send)
            return
        # the body is read here, before the application: what is too large never reaches a parser
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > MAX_BODY:
                await self._refuse(scope, receive, send)
                return
            if message["type"] != "http.request" or not message.get("more_body", False):
                break

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = problem(Request(scope), ProblemResponse(413, "too_large", kib=MAX_BODY // 1024))
        await response(scope, receive, send)


class RateLimit:
    """Counts what each visitor sends, by address, in this process's memory; `key` is the text for too much of it."""

    def __init__(self, rate: str, key: str = "too_many") -> None:
        self._key = key
        self._item = parse(rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, request: Request) -> None:
        """Count a request. Raises a 429 problem with `Retry-After` when there have been too many."""
        visitor = request.client.host if request.client else "unknown"
        if not self._limiter.hit(self._item, visitor):
            window = self._limiter.get_window_stats(self._item, visitor)
            seconds = max(1, math.ceil(window.reset_time - time.time()))
            raise ProblemResponse(429, self._key, seconds=seconds, headers={"Retry-After": str(seconds)})
