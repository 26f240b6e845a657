"""The assistant as an MCP server on standard input and output, for a client that starts it itself."""

import asyncio
import logging
import sys

from assistant.answering import Assistant
from assistant.api.mcp.tools import build_server
from assistant.api.records import Records
from assistant.settings import Settings
from assistant.wiring import build_store


def serve(assistant: Assistant, settings: Settings) -> None:
    """Serve until the input ends. Only the protocol goes to standard output; the log goes to standard error.

    Raises DatabaseUrlError.
    """
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s: %(message)s", stream=sys.stderr)
    for noisy in ("httpx", "mcp", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    asyncio.run(_serve(assistant, Records(build_store(settings), settings.keep_days)))


async def _serve(assistant: Assistant, records: Records) -> None:
    forgetting = asyncio.create_task(records.forget_daily())
    try:
        await build_server(assistant, records).run_stdio_async()
    finally:
        forgetting.cancel()
        await asyncio.gather(forgetting, return_exceptions=True)
        await records.finish()
        records.close()
