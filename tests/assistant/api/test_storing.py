"""What fails in the database costs no answer of the other interfaces either, and texts go once a day."""

import asyncio
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openai
import pytest
from mcp.client import Client

from assistant.answering import Assistant
from assistant.api.records import Records
from assistant.storage.database import open_file
from assistant.storage.store import AnswerStore
from tests.processes import environment, free_port, running

MESSAGES: Any = [{"role": "user", "content": "mikä KEINO on"}]


def questions(path: Path) -> list[str | None]:
    connection = sqlite3.connect(path)
    found = [row[0] for row in connection.execute("SELECT question FROM answers")]
    connection.close()
    return found


def test_a_locked_database_holds_up_no_answer(data: Path, tmp_path: Path) -> None:
    """A wait for the lock takes 5 s; whoever waited for it would not answer within the 4 s of these clients."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    path = tmp_path / "answers.db"
    settings = environment(data_dir=data, port=port, database_url=f"sqlite:///{path}")

    async def by_mcp() -> bool:
        async with Client(f"{address}/mcp", read_timeout_seconds=4) as client:
            result = await client.call_tool("ask", {"question": "mikä KEINO on"})
            return bool(result.is_error)

    with (
        running([sys.executable, "server.py"], f"{address}/health/ready", settings),
        openai.OpenAI(base_url=f"{address}/v1", api_key="any", timeout=4, max_retries=0) as chat,
    ):
        # the tables are made and MCP is loaded
        chat.chat.completions.create(model="green-deal-assistant", messages=MESSAGES)
        asyncio.run(by_mcp())
        lock = sqlite3.connect(path, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        for stream in (False, True, False):
            answer: Any = chat.chat.completions.create(model="green-deal-assistant", messages=MESSAGES, stream=stream)
            assert list(answer) if stream else answer.choices
        assert asyncio.run(by_mcp()) is False
        lock.close()


def test_texts_go_again_each_day_while_the_server_runs(
    tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A day that takes a hundredth of a second: what is kept after the first time goes at a later one."""
    monkeypatch.setattr("assistant.api.records._DAY_S", 0.01)
    path = tmp_path / "answers.db"
    store = AnswerStore(open_file(path))
    answer = assistant.ask("mikä KEINO on")
    store.save(answer, "first", None)

    async def live() -> None:
        records = Records(store, keep_days=0)
        forgetting = asyncio.create_task(records.forget_daily())
        async with asyncio.timeout(20):
            for number in range(2):
                while questions(path) != [None] * (number + 1):
                    await asyncio.sleep(0.02)
                if number == 0:
                    await records.save(assistant, replace(answer, id="second"), "second")
        forgetting.cancel()
        await asyncio.gather(forgetting, return_exceptions=True)

    asyncio.run(live())
    assert sum(count.answers for count in store.counts(datetime.now(UTC) - timedelta(days=1))) == 2
    store.close()
