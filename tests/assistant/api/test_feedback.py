"""POST /api/feedback keeps the contract; answers are kept after they went out, and a failing database harms none."""

import logging
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.problems import MEDIA_TYPE
from assistant.settings import Settings
from server import create_app
from tests.processes import environment, free_port, run, running

QUESTION = {"question": "mikä KEINO on", "language": "fi"}


def read(path: Path, statement: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.db"


@pytest.fixture
def visitor(data: Path, path: Path) -> Iterator[TestClient]:
    settings = Settings(data_dir=data, database_url=SecretStr(f"sqlite:///{path}"), rate_limit="20/minute")
    with TestClient(create_app(settings)) as client:
        yield client


def ask(client: TestClient, question: str = "mikä KEINO on") -> str:
    answer_id: str = client.post("/api/ask", json={"question": question}).json()["id"]
    return answer_id


def test_feedback_is_kept_with_its_answer(visitor: TestClient, path: Path) -> None:
    answer_id = ask(visitor, "mikä KEINO on, t. matti@example.fi")
    response = visitor.post("/api/feedback", json={"answer_id": answer_id, "helpful": True})
    assert (response.status_code, response.content) == (204, b"")
    said = {"answer_id": answer_id, "helpful": False, "comment": "puuttui: 0401234567"}
    assert visitor.post("/api/feedback", json=said).status_code == 204
    assert read(path, "SELECT helpful, comment FROM feedback") == [(0, "puuttui: [phone]")]
    assert read(path, "SELECT id, question, index_build IS NULL FROM answers") == [
        (answer_id, "mikä KEINO on, t. [email]", 0)
    ]


def test_an_answer_that_was_streamed_is_kept_too(visitor: TestClient, path: Path) -> None:
    with visitor.stream("POST", "/api/ask", json=QUESTION, headers={"accept": "text/event-stream"}) as response:
        assert "event: done" in response.read().decode()
    ((answer_id,),) = read(path, "SELECT id FROM answers")
    assert visitor.post("/api/feedback", json={"answer_id": answer_id, "helpful": True}).status_code == 204


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "ei ole tallessa"), ("sv", "finns inte sparat"), ("en", "is not stored")]
)
def test_an_unknown_answer_is_404_in_the_visitor_s_language(visitor: TestClient, language: str, words: str) -> None:
    body = {"answer_id": "nothing", "helpful": True}
    response = visitor.post("/api/feedback", json=body, headers={"accept-language": language})
    assert response.status_code == 404
    assert response.headers["content-type"] == MEDIA_TYPE
    assert words in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"helpful": True}, "answer_id"),
        ({"answer_id": "", "helpful": True}, "answer_id"),
        ({"answer_id": "\u0000", "helpful": True}, "answer_id"),
        ({"answer_id": 7, "helpful": True}, "answer_id"),
        ({"answer_id": "a" * 65, "helpful": True}, "answer_id"),
        ({"answer_id": "x"}, "helpful"),
        ({"answer_id": "x", "helpful": None}, "helpful"),
        ({"answer_id": "x", "helpful": "yes"}, "helpful"),
        ({"answer_id": "x", "helpful": 1}, "helpful"),
        ({"answer_id": "x", "helpful": True, "comment": "a" * 2001}, "comment"),
        ({"answer_id": "x", "helpful": True, "comment": 7}, "comment"),
        ([], "body"),
    ],
)
def test_a_wrong_body_is_422_with_its_field(visitor: TestClient, body: object, field: str) -> None:
    response = visitor.post("/api/feedback", json=body)
    assert response.status_code == 422
    assert field in {error["field"] for error in response.json()["errors"]}


@pytest.mark.parametrize("comment", ["", "  ", "\u200b", None])
def test_a_blank_comment_is_none(visitor: TestClient, path: Path, comment: str | None) -> None:
    body = {"answer_id": ask(visitor), "helpful": True, "comment": comment}
    assert visitor.post("/api/feedback", json=body).status_code == 204
    assert read(path, "SELECT comment FROM feedback") == [(None,)]


def test_a_comment_of_half_a_character_is_no_fault_of_ours(visitor: TestClient) -> None:
    content = b'{"answer_id": "%s", "helpful": true, "comment": "\\ud800"}' % ask(visitor).encode()
    response = visitor.post("/api/feedback", content=content, headers={"content-type": "application/json"})
    assert response.status_code in (204, 422)


def test_a_body_over_64_kib_is_413(visitor: TestClient) -> None:
    body = {"answer_id": "x", "helpful": True, "comment": "a" * 70_000}
    assert visitor.post("/api/feedback", json=body).status_code == 413


def test_too_much_feedback_is_429_and_leaves_the_questions_alone(visitor: TestClient) -> None:
    body = {"answer_id": ask(visitor), "helpful": True}
    assert {visitor.post("/api/feedback", json=body).status_code for _ in range(20)} == {204}
    response = visitor.post("/api/feedback", json=body, headers={"accept-language": "sv"})
    assert response.status_code == 429
    assert 1 <= int(response.headers["retry-after"]) <= 60
    assert "respons" in response.json()["detail"]
    assert visitor.post("/api/ask", json=QUESTION).status_code == 200


def test_a_database_that_is_down_is_logged_once_and_answers_go_out(
    visitor: TestClient, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer_id = ask(visitor)
    with caplog.at_level(logging.WARNING):
        read(path, "ALTER TABLE answers RENAME TO away")
        for _ in range(3):
            assert visitor.post("/api/ask", json=QUESTION).json()["status"] == "answered"
        body = {"answer_id": answer_id, "helpful": True}
        response = visitor.post("/api/feedback", json=body, headers={"accept-language": "fi"})
        assert response.status_code == 503
        assert response.headers["content-type"] == MEDIA_TYPE
        assert response.json()["detail"].startswith("Tallennus ei toimi")
        read(path, "ALTER TABLE away RENAME TO answers")
        assert visitor.post("/api/feedback", json=body).status_code == 204
    told = [record.message for record in caplog.records if record.name == "assistant.api.records"]
    assert len(told) == 2, told
    assert "not kept" in told[0]
    assert "works again" in told[1]
    assert not any("KEINO" in line for line in told)


def test_a_locked_database_slows_no_answer_and_feedback_may_follow_at_once(data: Path, path: Path) -> None:
    """With a real server: what runs after the response must not hold it up."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    settings = environment(data_dir=data, port=port, database_url=f"sqlite:///{path}")
    with (
        running([sys.executable, "server.py"], f"{address}/health/ready", settings),
        httpx.Client(base_url=address) as fast,
    ):
        for _ in range(3):
            body = {"answer_id": fast.post("/api/ask", json=QUESTION).json()["id"], "helpful": True}
            assert fast.post("/api/feedback", json=body).status_code == 204
        lock = sqlite3.connect(path, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        for _ in range(3):
            assert httpx.post(f"{address}/api/ask", json=QUESTION).json()["status"] == "answered"
            assert fast.post("/api/ask", json=QUESTION, headers={"accept": "text/event-stream"}).status_code == 200
        assert time.monotonic() - began < 4  # a single wait for the lock is 5 s
        lock.close()


def test_texts_past_their_time_are_erased_when_the_server_starts(data: Path, path: Path) -> None:
    settings = Settings(data_dir=data, database_url=SecretStr(f"sqlite:///{path}"), keep_days=30)
    with TestClient(create_app(settings)) as client:
        ask(client)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE answers SET asked_at = '2020-01-01 00:00:00.000000'")
    connection.commit()
    connection.close()
    with TestClient(create_app(settings)):
        deadline = time.monotonic() + 10
        while read(path, "SELECT question FROM answers") != [(None,)]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert read(path, "SELECT status FROM answers") == [("answered",)]


def test_a_wrong_database_stops_the_start_without_telling_its_password(data: Path) -> None:
    done = run("server.py", data_dir=data, database_url="mysql://u:geheim@h/x")
    assert done.returncode == 2
    assert "GREENDEAL_DATABASE_URL" in done.stderr
    assert "geheim" not in done.stderr
    assert "Traceback" not in done.stderr
