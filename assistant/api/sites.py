"""Which sites' pages may call what the widget calls, beside the server's own (Fetch standard, CORS protocol)."""

from collections.abc import Set

from fastapi import Request

from assistant.origins import ANY

SITE = "/api/site"
"""Tells any page whether its site may call, and so may be read by any: a refused call itself cannot be read."""

_CALLS = frozenset({"/api/ask", "/api/feedback", "/api/handover", "/api/deals"})
_DAY_S = 24 * 60 * 60


class Sites:
    """The origins that may call, beside the server's own; `*` is any.

    A call without an origin comes from a program, not from another site's page, and is no matter of this.
    """

    def __init__(self, allowed: Set[str]) -> None:
        self._allowed = allowed

    def concern(self, request: Request) -> bool:
        """Whether it is a call of the widget, made by a page."""
        return request.url.path in _CALLS and "origin" in request.headers

    def allow(self, request: Request) -> bool:
        """Whether the page that makes this request may."""
        origin = request.headers.get("origin")
        return origin is None or _is_own(request, origin) or ANY in self._allowed or origin in self._allowed

    def headers(self, request: Request) -> dict[str, str]:
        """What tells the browser that the page may read the response; nothing for other calls than the widget's."""
        if request.url.path == SITE:
            return {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
        if request.url.path not in _CALLS:
            return {}
        if not self.concern(request) or not self.allow(request):
            return {"Vary": "Origin"}
        told = {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": request.headers["origin"],
            "Access-Control-Expose-Headers": "Retry-After",
        }
        if request.method == "OPTIONS":
            told |= {
                "Access-Control-Allow-Methods": "GET, POST",
                "Access-Control-Allow-Headers": "Content-Type",
                "Access-Control-Max-Age": str(_DAY_S),
            }
        return told


def _is_own(request: Request, origin: str) -> bool:
    """Whether the page is the server's own: by its host, or as the browser says where a proxy gives another host."""
    if request.headers.get("sec-fetch-site") == "same-origin":
        return True
    return origin.partition("://")[2] == request.headers.get("host", "")
