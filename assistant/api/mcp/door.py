"""MCP over HTTP (the streamable kind), at one address of the server."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.types import Receive, Scope, Send

from assistant.answering import Assistant
from assistant.api.limits import MAX_BODY, RateLimit
from assistant.api.records import Records

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class McpDoor:
    """Serves the tools over HTTP. The package is imported when the first client comes, so that no start waits for it.

    `hosts` are the names it may be called by; none means any.
    """

    def __init__(self, assistant: Assistant, records: Records, limit: RateLimit, hosts: Sequence[str]) -> None:
        self._build: Callable[[], StreamableHTTPSessionManager] = lambda: _manager(assistant, records, limit, hosts)
        self._wanted = asyncio.Event()
        self._ready: asyncio.Future[StreamableHTTPSessionManager] | None = None

    async def run(self) -> None:
        """Serve once somebody has asked; ends when it is cancelled."""
        self._ready = asyncio.get_running_loop().create_future()
        await self._wanted.wait()
        try:
            manager = await to_thread.run_sync(self._build)
            async with manager.run():
                self._ready.set_result(manager)
                await asyncio.Event().wait()
        except Exception as error:
            if not self._ready.done():
                self._ready.set_exception(error)
            raise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        self._wanted.set()
        if self._ready is None:
            raise RuntimeError("MCP is served only while the application runs")
        manager = await asyncio.shield(self._ready)
        await manager.handle_request(scope, receive, send)


def hosts_for(listens_on: str, named: Sequence[str]) -> tuple[str, ...]:
    """The names that MCP may be called by: those given and the machine's own; any, where it listens beyond itself.

    A page in a browser can have its own name point at 127.0.0.1 (DNS rebinding) and so read what only this machine
    should; then the request has that name in its Host header.
    """
    own = f"[{listens_on}]" if ":" in listens_on else listens_on
    return (*LOOPBACK, *named) if named or own in LOOPBACK else ()


def _manager(
    assistant: Assistant, records: Records, limit: RateLimit, hosts: Sequence[str]
) -> "StreamableHTTPSessionManager":
    from assistant.api.mcp.tools import build_server

    server = build_server(assistant, records, limit)
    # no sessions: nothing is remembered between calls, and any of several processes can answer
    server.streamable_http_app(
        stateless_http=True, json_response=True, max_request_body_size=MAX_BODY, transport_security=_security(hosts)
    )
    return server.session_manager


def _security(hosts: Sequence[str]) -> "TransportSecuritySettings":
    from mcp.server.transport_security import TransportSecuritySettings

    names = [name for host in hosts for name in (host, f"{host}:*")]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(names),
        allowed_hosts=names,
        allowed_origins=[f"{scheme}://{name}" for scheme in ("http", "https") for name in names],
    )
