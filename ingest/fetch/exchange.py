"""One request and its response, within the limits: no redirects, no cookies, no proxy, no second try.

Each request has a connection of its own, so that its deadline and its bytes are its own; at the pace that is kept, what
a connection costs does not count. Without httpx's client nothing is read from the environment (`HTTP_PROXY`, `.netrc`):
a proxy would look names up itself, and the check of what they lead to would be void. `SSL_CERT_FILE` is read, so that a
house with an authority of its own can fetch.
"""

import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore
import httpx

from ingest.fetch.connect import Allowance, Backend, Meter
from ingest.fetch.guard import Resolver
from ingest.fetch.limits import Limits
from ingest.fetch.status import WITH_BODY
from ingest.fetch.stopped import Stopped
from ingest.fetch.unpack import ACCEPTED, unpacked
from ingest.types import Reason

_PORTS = {"http": 80, "https": 443}
_HEADERS_TOO_LARGE = 431  # what h11 hints at


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. `headers` have lower-case names; `body` is unpacked, and empty where the status gives no page."""

    status: int
    headers: dict[str, str]
    body: bytes


class Exchange:
    """Asks, for all threads."""

    def __init__(self, limits: Limits, agent: str, resolve: Resolver, *, loopback: bool) -> None:
        self._limits = limits
        self._agent = agent
        self._resolve = resolve
        self._loopback = loopback
        self._meter = Meter(limits.run_bytes)
        self._trust = httpx.create_ssl_context()

    def ask(self, url: httpx.URL, headers: Mapping[str, str], *, enough: int | None = None) -> Answer:
        """GET a checked address. Of the body no more is read than `enough` bytes. Raises Stopped."""
        self._meter.add(0)
        allowance = Allowance(self._limits, self._meter)
        with (
            self._faults_told(allowance),
            self._connection(url, allowance) as connection,
            connection.stream(
                "GET", _wire(url), headers=self._headers(url, headers), extensions={"timeout": self._timeouts()}
            ) as response,
        ):
            given = dict(httpx.Headers(response.headers).items())
            body = self._body(response, given, enough) if response.status in WITH_BODY else b""
            return Answer(response.status, given, body)

    def _connection(self, url: httpx.URL, allowance: Allowance) -> httpcore.HTTPConnection:
        return httpcore.HTTPConnection(
            _wire(url).origin, self._trust, network_backend=Backend(self._resolve, self._loopback, allowance)
        )

    def _headers(self, url: httpx.URL, more: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
        ours = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": ACCEPTED, "Connection": "close"}
        return httpx.Headers({"Host": url.netloc.decode("ascii"), **ours, **more}).raw

    def _timeouts(self) -> dict[str, float]:
        limits = self._limits
        return {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}

    def _body(self, response: httpcore.Response, headers: Mapping[str, str], enough: int | None) -> bytes:
        limit = self._limits.response_bytes
        told = headers.get("content-length", "")
        if enough is None and told.isdecimal() and int(told) > limit:
            raise Stopped(Reason.TOO_LARGE, f"its {told} bytes are over {limit}")
        return _gathered(unpacked(response.iter_stream(), headers.get("content-encoding", ""), limit), enough)

    @contextmanager
    def _faults_told(self, allowance: Allowance) -> Iterator[None]:
        try:
            yield
        except httpcore.TimeoutException as error:
            connecting = isinstance(error, httpcore.ConnectTimeout)
            raise allowance.timed_out("no connection" if connecting else "nothing came") from error
        except httpcore.ProtocolError as error:
            raise _broken(error) from error
        except httpcore.NetworkError as error:
            raise _unreachable(error) from error


def _wire(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port or _PORTS[url.scheme], target=url.raw_path
    )


def _gathered(pieces: Iterable[bytes], enough: int | None) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if enough is not None and len(body) >= enough:
            return bytes(body[:enough])
    return bytes(body)


def _broken(error: httpcore.ProtocolError) -> Stopped:
    if getattr(error.__cause__, "error_status_hint", None) == _HEADERS_TOO_LARGE:
        return Stopped(Reason.TOO_LARGE, "its headers are too long")
    return Stopped(Reason.NOT_HTTP, f"the answer breaks HTTP: {error}")


def _unreachable(error: httpcore.NetworkError) -> Stopped:
    if isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return Stopped(Reason.NO_TRUST, f"its certificate does not hold: {error.__cause__.verify_message}")
    return Stopped(Reason.UNREACHABLE, f"no connection, or a broken one: {error}")
