"""Sites on loopback for tests: real HTTP servers that say what they are told to, also what no server should."""

import ssl
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SO_LINGER, SOL_SOCKET
from threading import Lock, Thread


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. `headers` have lower-case names; `at` is by `time.monotonic`."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True, slots=True)
class Reply:
    """A proper response; `Content-Length` is added."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0.0  # seconds to wait first


@dataclass(frozen=True, slots=True)
class Raw:
    """What is sent as it stands, piece by piece, before the connection ends; with `reset`, as if the server died."""

    pieces: Sequence[bytes]
    pause: float = 0.0  # seconds before each piece but the first
    reset: bool = False


Page = Reply | Raw | Callable[[Request], Reply | Raw]
NOT_FOUND = Reply("<h1>Sivua ei löytynyt</h1>", 404)


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": to})


def html(body: str, title: str = "Sivu", **headers: str) -> Reply:
    page = f"<!doctype html><html lang=fi><head><title>{title}</title></head><body>{body}</body></html>"
    return Reply(page, headers={"Content-Type": "text/html; charset=utf-8"} | headers)


def in_turn(*pages: Reply | Raw) -> Callable[[Request], Reply | Raw]:
    """One after another, then always the last."""
    left = list(pages)
    lock = Lock()

    def answer(_: Request) -> Reply | Raw:
        with lock:
            return left.pop(0) if len(left) > 1 else left[0]

    return answer


def with_etag(page: Reply, etag: str) -> Callable[[Request], Reply]:
    """The page, or 304 for whoever has it."""

    def answer(request: Request) -> Reply:
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(page.body, page.status, {**page.headers, "ETag": etag})

    return answer


class Site:
    """A server's pages by path (with the query, where the address has one), and what was asked of it.

    `pages` may be changed while it serves; a path that is not in it answers 404, robots.txt too.
    """

    def __init__(self, port: int, scheme: str) -> None:
        self.port = port
        self.scheme = scheme
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """The requests for a path, in their order."""
        return [request for request in self.requests if request.path == path]

    def answer(self, request: Request) -> Reply | Raw:
        self.requests.append(request)
        page = self.pages.get(request.path, NOT_FOUND)
        return page(request) if callable(page) else page


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.site.answer(Request(self.command, self.path, headers, time.monotonic()))
        self.close_connection = True
        try:
            if isinstance(answer, Raw):
                self._send_raw(answer)
            else:
                self._send(answer)
        except OSError:
            pass  # whoever asked has seen enough

    def _send(self, reply: Reply) -> None:
        time.sleep(reply.after)
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_raw(self, raw: Raw) -> None:
        for number, piece in enumerate(raw.pieces):
            time.sleep(raw.pause if number else 0)
            self.wfile.write(piece)
            self.wfile.flush()
        if raw.reset:
            # closing without lingering sends RST in place of FIN
            self.request.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
            self.request.close()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news: many tests are about that."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site on a free port of 127.0.0.1, over TLS where a context is given."""
    handler = type("Handler", (_Handler,), {})
    with _Server(("127.0.0.1", 0), handler) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        site = Site(server.server_address[1], "https" if context else "http")
        handler.site = site  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
