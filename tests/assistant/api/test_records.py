"""Answers wait for a slow database in a line that ends."""

import asyncio
import logging
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.api.records import Records
from assistant.storage.database import open_file
from assistant.storage.store import AnswerStore


def test_what_does_not_fit_in_the_line_is_lost_and_told(
    tmp_path: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("assistant.api.records._MOST_WAITING", 2)
    answer = assistant.ask("mikä KEINO on")
    store = AnswerStore(open_file(tmp_path / "answers.db"))
    store.save(answer, "first", None)
    other = sqlite3.connect(tmp_path / "answers.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")

    async def save_four() -> None:
        records = Records(store, 365)
        saving = [
            asyncio.ensure_future(records.save(assistant, replace(answer, id=str(n)), f"question {n}"))
            for n in range(4)
        ]
        await asyncio.sleep(0.2)
        other.close()
        await asyncio.gather(*saving)

    with caplog.at_level(logging.WARNING):
        asyncio.run(save_four())
    connection = sqlite3.connect(tmp_path / "answers.db")
    kept = [row[0] for row in connection.execute("SELECT question FROM answers ORDER BY asked_at")]
    connection.close()
    store.close()
    assert kept == ["first", "question 0", "question 1"]
    assert [record.levelname for record in caplog.records if record.name == "assistant.api.records"] == [
        "ERROR",
        "WARNING",
    ]
