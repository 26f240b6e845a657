"""A page of another site, on a port of its own, with the widget of a service on it; and what breaks its policy."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import Page

from tests.processes import free_port

BODY = "<main><h1>Hankinnat</h1></main><green-deal-chat></green-deal-chat>"

_LISTEN = """
  window.violations = [];
  addEventListener("securitypolicyviolation",
    ({ violatedDirective, blockedURI, sample }) => window.violations.push([violatedDirective, blockedURI, sample]));
"""


def strict(widget_origin: str) -> str:
    """The policy under which a site may have the widget: its origin alone, and Trusted Types."""
    return (
        f"default-src 'none'; script-src {widget_origin}; connect-src {widget_origin}; "
        "require-trusted-types-for 'script'"
    )


@contextmanager
def host_page(
    widget_origin: str,
    policy: str | None = None,
    body: str = BODY,
    *,
    lang: str = "fi",
    script: str | None = None,
    port: int | None = None,
) -> Iterator[str]:
    """The address of the page, served until the end. `script` is the widget's line where it is not the plain one."""
    line = script or f'<script src="{widget_origin}/widget.js" async></script>'
    html = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Esimerkkilä</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{line}</head><body>{body}</body></html>'
    ).encode()
    told = policy or strict(widget_origin)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", told)
            self.end_headers()
            self.wfile.write(html if found else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port or free_port()), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Watch:
    """What a page asked of others than those it may, and its errors."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def violations(self) -> list[object]:
        """What broke the policy."""
        found: list[object] = self.page.evaluate("window.violations")
        return found


def watch(page: Page, *allowed: str) -> Watch:
    """Watch a page that has not been opened yet; it may ask the origins that are `allowed`, and no other."""
    seen = Watch(page)
    page.add_init_script(_LISTEN)
    page.on("request", lambda sent: None if sent.url.startswith(allowed) else seen.elsewhere.append(sent.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    return seen
