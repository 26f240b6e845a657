"""What every response carries, and HEAD for every GET."""

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.sites import Sites

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)


def headers_for(request: Request) -> dict[str, str]:
    """The headers of a response to this request."""
    path = request.url.path
    sites: Sites = request.app.state.sites
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    if path.startswith("/demonstration/"):
        headers["Cache-Control"] = "no-cache"  # asked again each time, and answered 304
    # the API page runs a script of its own inside itself; it may not be framed either
    headers["Content-Security-Policy"] = "frame-ancestors 'none'" if path == "/docs" else _POLICY
    return headers | sites.headers(request)


class HeadAsGet:
    """Answers HEAD as GET without the body, which probes and load balancers ask for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)
