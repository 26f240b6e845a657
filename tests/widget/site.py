"""A site on the loopback with the widget on its pages, and a service beside it that does as a test tells it to."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from assistant.texts import read_texts
from assistant.widget.bundle import bundle
from corpus.deals import read_deals

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
STARTERS = {
    "fi": ["Mikä on green deal?", "Mitkä ovat tavoitteet vuodelle 2030?", "Miten kunta liittyy mukaan?"],
    "sv": ["Vad är en green deal?", "Vilka är målen för 2030?", "Hur ansluter sig en kommun?"],
    "en": ["What is a green deal?", "What are the goals for 2030?", "How does a municipality join?"],
}
DAYCARE = {
    "fi": ["Mihin päiväkotisopimus sitoi?"],
    "sv": ["Vad förband daghemsavtalet till?"],
    "en": ["What did the daycare deal commit to?"],
}


def config() -> dict[str, object]:
    """What the server puts into the script, from the real texts and deals."""
    texts = read_texts()
    contact = {"email": "palvelu@hankintakeino.fi", "url": "https://www.hankintakeino.fi"}
    return {
        "texts": {language: found.table("widget") for language, found in texts.items()},
        "contact": {language: {"name": found.get("contact", "name"), **contact} for language, found in texts.items()},
        "starters": {"": STARTERS},
        "keep_days": 365,
        "links": {"accessibility": "https://example.fi/saavutettavuus", "privacy": "https://example.fi/tietosuoja"},
        "version": "test",
    }


def deals() -> list[dict[str, object]]:
    """What `GET /api/deals` tells, from the real deals."""
    return [
        {
            "id": deal.id, "names": deal.names, "short": deal.short, "signed": str(deal.signed),
            "valid_until": str(deal.valid_until), "in_force": deal.in_force(date(2026, 11, 24)),
            "milestones": [{"date": str(m.date), "text": m.text, "source_url": m.source_url} for m in deal.milestones],
            "starters": DAYCARE if deal.id == "daycare-chemicals" else None,
        }
        for deal in read_deals().values()
    ]  # fmt: skip


def sentence(text: str, *citations: int) -> dict[str, Any]:
    """A sentence of an answer."""
    return {"text": text, "citations": list(citations), "kind": "sentence", "translated_from": None, "more": False}


def answer(*texts: str, **changes: object) -> dict[str, Any]:
    """A whole answer of these sentences, each with the same source."""
    source = {
        "number": 1, "document_id": "doc", "title": "Päästöttömät työmaat", "url": "https://example.fi/doc",
        "section": "Tavoitteet", "quote": "Tavoitteena on, että työmaat ovat päästöttömiä.", "language": "fi",
        "deal": "emission-free-sites", "kind": "page", "official": True, "published": "2020-09-09",
        "checked": "2026-11-24", "valid_until": "2030-12-31", "current": True, "sources": [],
    }  # fmt: skip
    return {
        "id": "0f1c", "status": "answered", "language": "en", "answer": " ".join(f"{text} [1]" for text in texts),
        "sentences": [sentence(text, 1) for text in texts], "citations": [source], "deals": ["emission-free-sites"],
        "notices": [], "question_used": None, "answerer": "extractive", "prompt_digest": None, "suggestions": [],
        "contact": {"name": "KEINO", "email": "palvelu@hankintakeino.fi", "url": "https://www.hankintakeino.fi"},
        "timings_ms": {"total": 12.3}, **changes,
    }  # fmt: skip


@dataclass(slots=True)
class Reply:
    """What the service does with a question: the events it sends; waiting at `gate` after `before`; then how it ends.

    With a `status` that is not 200 it refuses. With `cut` the connection breaks after the events that were sent.
    """

    answer: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = "{}"
    before: int = 0
    gate: threading.Event | None = None
    cut: bool = False
    error: bool = False

    def events(self) -> list[tuple[str, object]]:
        """In the order in which the real service sends them."""
        sentences = [("sentence", each) for each in self.answer.get("sentences", [])]
        stages = [("status", {"stage": "searching"}), ("status", {"stage": "answering"})]
        last: tuple[str, object] = ("error", {"status": 500}) if self.error else ("done", self.answer)
        return [*stages, ("citations", self.answer.get("citations", [])), *sentences, last]


class Site:
    """The site: `pages` by path, `replies` to the next questions, `asked` is what came."""

    def __init__(self, script: str, policy: str) -> None:
        self.pages: dict[str, str] = {}
        self.policy = policy
        self.replies: list[Reply] = []
        self.asked: list[dict[str, Any]] = []
        self.script = script
        self.knows_deals = True
        self.service = ""  # the address of a real service that answers instead
        self.others: list[str] = []  # addresses elsewhere that its pages may ask
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": self}))
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, body: str, *, lang: str = "fi", path: str = "/", head: str = "") -> str:
        """Put a page there, with the widget's line, and give its address."""
        self.pages[path] = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Esimerkkilä</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'{head}<script src="widget.js" async></script></head><body>{body}</body></html>'
        )
        return self.address + path

    def stop(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def site(policy: str = POLICY) -> Iterator[Site]:
    """A site that is served until the end."""
    made = Site(bundle(config()), policy)
    try:
        yield made
    finally:
        made.stop()


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        page = self.site.pages.get(self.path.split("?")[0])
        if self.path == "/widget.js":
            self._send(200, {"Content-Type": "text/javascript; charset=utf-8"}, self.site.script.encode())
        elif self.path == "/api/site":  # which any page may read
            headers = {"Content-Type": "application/problem+json", "Access-Control-Allow-Origin": "*"}
            self._send(403, headers, json.dumps({"detail": "The setting GREENDEAL_WIDGET_SITES"}).encode())
        elif self.path == "/api/deals" and self.site.knows_deals:
            self._send(200, {"Content-Type": "application/json"}, json.dumps(deals()).encode())
        elif page is not None:
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": self.site.policy}
            self._send(200, headers, page.encode())
        else:
            self._send(404, {}, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.site.asked.append(json.loads(body))
        if self.site.service:
            self._forward(body)
            return
        reply = self.site.replies.pop(0)
        if reply.status != 200:
            headers = {"Content-Type": "application/problem+json", **reply.headers}
            self._send(reply.status, headers, reply.body.encode())
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        self._stream(reply)

    def _forward(self, body: bytes) -> None:
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept", "Accept-Language")}
        address = self.site.service + self.path
        with httpx.stream("POST", address, content=body, headers=headers, timeout=30) as response:
            self.send_response(response.status_code)
            self.send_header("Content-Type", response.headers.get("Content-Type", ""))
            self.end_headers()
            for chunk in response.iter_raw():
                self.wfile.write(chunk)

    def _stream(self, reply: Reply) -> None:
        for number, (name, data) in enumerate(reply.events()):
            if reply.gate and number == reply.before:
                reply.gate.wait(20)
            if reply.cut and number == reply.before:
                return
            try:
                self.wfile.write(f"event: {name}\r\ndata: {json.dumps(data)}\r\n\r\n".encode())
            except OSError:  # the user has stopped it
                return

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that the base class gives
        pass
