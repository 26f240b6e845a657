"""A site on loopback, over real HTTP, whose pages a test changes between runs."""

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class SmallSite:
    """Bodies by path, with or without a content type; a path that has none answers 404. `asked` counts responses."""

    pages: dict[str, str | bytes] = field(default_factory=dict)
    delay: float = 0.0
    asked: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def answer(self, path: str, known: str | None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for a path."""
        time.sleep(self.delay)
        page = self.pages.get(path)
        if page is None:
            return 404, {"content-type": "text/plain"}, b"not here"
        body = page.encode() if isinstance(page, str) else page
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if known == etag:
            return 304, {"etag": etag}, b""
        kind = "application/pdf" if path.endswith(".pdf") else "text/html; charset=utf-8"
        return 200, {"etag": etag, "content-type": kind}, body


@contextmanager
def small_site(pages: dict[str, str | bytes]) -> Iterator[SmallSite]:
    """Serve the pages while the block runs."""
    site = SmallSite(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, body = site.answer(self.path, self.headers.get("If-None-Match"))
            site.asked.append((self.path, status))
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(title: str, *paragraphs: str, links: tuple[tuple[str, str], ...] = ()) -> str:
    """A plain page of a site: a head, a menu, the text, a foot."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    linked = "".join(f'<li><a href="{url}">{words}</a></li>' for url, words in links)
    return (
        f'<!doctype html><html lang="fi"><head><title>{title} | Esimerkkisivusto</title></head><body>'
        '<nav><ul><li><a href="/">Etusivu</a></li><li><a href="/haku">Haku</a></li></ul></nav>'
        f"<main><article><h1>{title}</h1>{text}<ul>{linked}</ul></article></main>"
        "<footer>Esimerkkisivusto, Helsinki</footer></body></html>"
    )
