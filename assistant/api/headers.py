"""What every response carries, and HEAD for every GET."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def headers_for(path: str) -> dict[str, str]:
    """The headers of a response to a request for `path`."""
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    if path.startswith("/page/"):
        headers["Cache-Control"] = "no-cache"  # asked again each time, and answered 304
    # the API page runs a script of its own inside itself; it may not be framed either
    headers["Content-Security-Policy"] = "frame-ancestors 'none'" if path == "/docs" else _POLICY
    return headers


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
