"""The widget's script, and which sites may show it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from assistant.api.problems import ProblemResponse, problem, responses
from assistant.api.sites import SITE, Sites
from assistant.widget import Script, Widget

router = APIRouter()

_JAVASCRIPT = "text/javascript; charset=utf-8"
_FIVE_MINUTES = "public, max-age=300, must-revalidate"
_FOR_EVER = "public, max-age=31536000, immutable"


class SiteOut(BaseModel):
    """The site whose page asks, and that it may show the widget."""

    origin: str | None
    allowed: bool


def _widget(request: Request) -> Widget:
    widget: Widget = request.app.state.widget
    return widget


TheWidget = Annotated[Widget, Depends(_widget)]


@router.get("/widget.js", response_class=Response, summary="The chat widget")
def newest(request: Request, widget: TheWidget) -> Response:
    """One script, and no other file is needed. It may be held for five minutes, and then be asked for anew."""
    return _sent(request, widget.script, _FIVE_MINUTES)


@router.get("/widget-{version}.js", response_class=Response, responses=responses(404), summary="One version of it")
def version(version: str, request: Request, widget: TheWidget) -> Response:
    """The same script for as long as it is kept, for a page that holds it to its `integrity`."""
    if not (script := widget.version(version)):
        raise ProblemResponse(404, "unknown_version")
    return _sent(request, script, _FOR_EVER)


@router.get(SITE, responses=responses(403), summary="May this site show the widget?")
async def site(request: Request) -> SiteOut:
    """200 or 403, for the site that the header `Origin` names. Any page may read it, unlike a refused call."""
    sites: Sites = request.app.state.sites
    if not sites.allow(request):
        raise _refused(request)
    return SiteOut(origin=request.headers.get("origin"), allowed=True)


def answer_for_site(request: Request) -> Response | None:
    """The answer where a site alone decides: it may not call, or its browser asks whether it may. Else None.

    What is refused is refused before anything reads it, also where a browser would not have asked first.
    """
    sites: Sites = request.app.state.sites
    if not sites.concern(request):
        return None
    if not sites.allow(request):
        return problem(request, _refused(request))
    if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
        return Response(status_code=204)
    return None


def _refused(request: Request) -> ProblemResponse:
    return ProblemResponse(403, "refused_site", origin=request.headers.get("origin", "")[:200])


def _sent(request: Request, script: Script, cached: str) -> Response:
    """The script as the request takes it; 304 where the browser has it."""
    zipped = _takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{script.version}-gzip"' if zipped else f'"{script.version}"'
    headers = {
        "ETag": tag,
        "Cache-Control": cached,
        "Vary": "Accept-Encoding",
        # any page may load it: which site may use it is seen when it calls, and then said so
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    known = [other.strip().removeprefix("W/") for other in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(script.compressed if zipped else script.body, headers=headers, media_type=_JAVASCRIPT)


def _takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding names gzip, or anything, with another weight than none (RFC 9110, 12.5.3)."""
    weights = dict.fromkeys(("gzip", "*"), "")
    for entry in accepted.lower().split(","):
        name, _, weight = entry.replace(" ", "").partition(";q=")
        if name in weights:
            weights[name] = weight or "1"
    return (weights["gzip"] or weights["*"] or "0").strip("0.") != ""
