"""Which sites' pages may call what the widget calls: CORS, refused otherwise (Fetch standard, "HTTP extensions")."""

from collections.abc import Set

from fastapi import Request, Response

from assistant.api.problems import ProblemResponse, problem
from assistant.origins import ANY

SITE = "/api/site"
"""Tells any page whether its site may show the widget; it holds nothing that another page might not know."""

_CALLS = frozenset({"/api/ask", "/api/feedback", "/api/handover", "/api/deals"})
_DAY_S = 24 * 60 * 60


class Sites:
    """The origins that may call, beside the server's own; `*` is any.

    A call without an origin comes from a program, not from another site's page, and is no matter of this.
    """

    def __init__(self, allowed: Set[str]) -> None:
        self._allowed = allowed

    def allow(self, request: Request) -> bool:
        """Whether the page that makes this request may."""
        origin = request.headers.get("origin")
        return origin is None or _is_own(request, origin) or ANY in self._allowed or origin in self._allowed

    def answer(self, request: Request) -> Response | None:
        """The answer to a request that needs no more: one of a page that may not call, or a browser's first question.

        It is refused before anything reads it, also where the browser would not have asked first.
        """
        if request.url.path not in _CALLS or "origin" not in request.headers:
            return None
        if not self.allow(request):
            return problem(request, refused(request))
        if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
            return Response(status_code=204)
        return None

    def headers(self, request: Request) -> dict[str, str]:
        """What tells the browser that the page may read the response; nothing for other calls than the widget's."""
        if request.url.path == SITE:
            return {"Access-Control-Allow-Origin": "*"}
        if request.url.path not in _CALLS:
            return {}
        if "origin" not in request.headers or not self.allow(request):
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


def refused(request: Request) -> ProblemResponse:
    """That the page's site may not use the service, and what its owner can ask for."""
    return ProblemResponse(403, "refused_site", origin=request.headers.get("origin", "")[:200])


def _is_own(request: Request, origin: str) -> bool:
    """Whether the page is the server's own. Behind a proxy the scheme differs, or the host; browsers tell it too."""
    if request.headers.get("sec-fetch-site") == "same-origin":
        return True
    return origin.partition("://")[2] == request.headers.get("host", "")
