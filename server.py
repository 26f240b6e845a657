"""The door: the application, its lifespan and its pages."""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from fastapi_offline import FastAPIOffline
from starlette.routing import Route

from assistant import demonstration
from assistant.api import problems, widget
from assistant.api.access_log import WithoutQuery
from assistant.api.headers import HeadAsGet, headers_for
from assistant.api.language import accepted
from assistant.api.limits import BodyLimit, RateLimit
from assistant.api.mcp.door import McpDoor, hosts_for
from assistant.api.openai import routes as openai
from assistant.api.records import Records
from assistant.api.routes import router
from assistant.api.sites import Sites
from assistant.providers import UnknownProvider
from assistant.reranking import UnknownReranker
from assistant.settings import Settings
from assistant.starters import read_starters
from assistant.storage.database import DatabaseUrlError
from assistant.suggesting import Suggestions
from assistant.widget import Widget
from assistant.wiring import build_assistant, build_store, build_widget
from corpus.deals import DealsError
from corpus.dense import DenseIndexError
from corpus.embedding import UnknownEmbedder
from corpus.index import IndexUnusable
from corpus.settings import read_or_exit
from corpus.types import GENERAL, LANGUAGES

log = logging.getLogger("greendeal")


def create_app(settings: Settings) -> FastAPI:
    """The application with everything mounted.

    A missing index does not stop it: the answers and /health/ready say so. Nor does a database that is down: its log
    says so. Raises UnknownEmbedder, UnknownReranker, DealsError, DatabaseUrlError.
    """
    assistant, starters = build_assistant(settings), read_starters()
    records = Records(build_store(settings), settings.keep_days)
    rate_limit = RateLimit(settings.rate_limit)
    mcp = McpDoor(assistant, records, rate_limit, hosts_for(settings.host, settings.mcp_host_names))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            index = assistant.check()
            log.info("Index %s: %d passages.", index.manifest.build, len(index.passages))
        except (IndexUnusable, DenseIndexError) as error:
            log.error("No question can be answered yet. %s", error)
        beside = [asyncio.create_task(records.forget_daily()), asyncio.create_task(mcp.run())]
        yield
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await records.finish()
        records.close()
        assistant.close()

    # the API page's script and style come from the package: nothing is fetched from elsewhere
    app = FastAPIOffline(
        title="Procurement green deals",
        description="Answers on Finland's procurement green deals from their own texts, each sentence with its source.",
        lifespan=lifespan,
        redoc_url=None,
        redirect_slashes=False,  # a redirect would be built from a Host header that anyone can send
        static_url="/docs-files",
    )
    app.state.assistant = assistant
    app.state.records = records
    app.state.rate_limit = rate_limit
    app.state.feedback_limit = RateLimit(settings.rate_limit, "too_many_feedback")
    app.state.handover_limit = RateLimit(settings.handover_limit, "too_many_handovers")
    app.state.suggestions = Suggestions(assistant, starters[GENERAL])
    app.state.starters = starters
    app.state.sites = Sites(settings.widget_origins)
    app.state.widget = build_widget(settings, assistant, starters)
    app.include_router(router)
    app.include_router(widget.router)
    app.include_router(openai.router)
    app.router.routes.append(Route("/mcp", mcp, methods=["POST"], include_in_schema=False))
    app.mount("/demonstration", StaticFiles(directory=demonstration.STATIC), name="demonstration")
    problems.install(app)
    app.add_middleware(BodyLimit)
    app.add_middleware(HeadAsGet)

    @app.get("/", include_in_schema=False)
    def home(request: Request, lang: str | None = None, view: str | None = None) -> HTMLResponse:
        language = next((known for known in LANGUAGES if known == lang), None)
        language = language or accepted(request.headers.get("accept-language", ""))
        page = demonstration.Page(
            language=language,
            texts=assistant.texts[language].table("demonstration"),
            contact=assistant.contact(language),
            script=app.state.widget.script,
            address=str(request.base_url),
            sites=settings.widget_origins,
            keep_days=settings.keep_days,
            inline=view == "inline",
        )
        return HTMLResponse(demonstration.render(page), headers={"Vary": "Accept-Language"})

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = widget.answer_for_site(request) or await call_next(request)
        response.headers.update(headers_for(request))
        return response

    return app


def main() -> None:
    """Serve until stopped. Exit codes: 1 the port is taken or the address cannot be used, 2 wrong settings."""
    settings = read_or_exit(Settings)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(message)s")
    for noisy in ("httpx", "mcp", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        app = create_app(settings)
    except UnknownEmbedder as error:
        print(f"Wrong setting:\nGREENDEAL_EMBEDDER: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except UnknownReranker as error:
        print(f"Wrong setting:\nGREENDEAL_RERANKER: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except UnknownProvider as error:
        print(f"Wrong setting:\nGREENDEAL_CHAT_MODEL: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except DatabaseUrlError as error:
        print(f"Wrong setting:\nGREENDEAL_DATABASE_URL: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    except DealsError as error:
        print(f"The deals cannot be read: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    _claim(settings.host, settings.port)
    _tell(f"http://{settings.host}:{settings.port}/", app.state.widget, settings)
    logging.getLogger("uvicorn.access").addFilter(WithoutQuery())
    uvicorn.run(app, host=settings.host, port=settings.port, log_level=settings.log_level)


def _tell(address: str, widget: Widget, settings: Settings) -> None:
    """Where it is served, and what puts the widget on a page."""
    sites = ", ".join(sorted(settings.widget_origins)) or "the server's own pages alone"
    script = widget.script
    lines = (
        f"Open {address} (stop with Ctrl+C)",
        f"The chat widget on a page (GREENDEAL_WIDGET_SITES allows {sites}):",
        demonstration.line(address),
        f"Held to this version (integrity {script.integrity}):",
        demonstration.pinned_line(address, script),
    )
    print("\n".join(lines), flush=True)


def _claim(host: str, port: int) -> None:
    """Leave with one clear line where the port cannot be listened on."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except OSError as error:
        print(
            f"Cannot listen on {host}:{port}: {error.strerror}. Stop what uses it, or choose another port: "
            "PORT=8001 make serve",
            file=sys.stderr,
        )
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
