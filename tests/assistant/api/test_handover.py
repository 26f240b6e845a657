"""POST /api/handover keeps the contract: a question goes to the staff, and its asker gets a reference."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.api.problems import MEDIA_TYPE
from assistant.settings import Settings
from server import create_app
from tests.assistant.api.test_feedback import ask, read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.db"


@pytest.fixture
def visitor(data: Path, path: Path) -> Iterator[TestClient]:
    settings = Settings(data_dir=data, database_url=SecretStr(f"sqlite:///{path}"), handover_limit="3/hour")
    with TestClient(create_app(settings)) as client:
        yield client


def test_a_question_is_handed_over_and_its_reference_given(visitor: TestClient, path: Path) -> None:
    answer_id = ask(visitor)
    body = {"answer_id": answer_id, "message": "Soittakaa 040 123 4567", "email": " matti@example.fi "}
    response = visitor.post("/api/handover", json=body)
    assert response.status_code == 201
    reference = response.json()["reference"]
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}", reference)
    assert read(path, "SELECT reference, answer_id, message, email, state FROM handovers") == [
        (reference, answer_id, "Soittakaa [phone]", "matti@example.fi", "new")
    ]


@pytest.mark.parametrize("body", [{}, {"message": None, "email": None}, {"message": " ", "email": ""}])
def test_message_and_address_may_be_left_out(visitor: TestClient, path: Path, body: dict[str, object]) -> None:
    assert visitor.post("/api/handover", json={"answer_id": ask(visitor), **body}).status_code == 201
    assert read(path, "SELECT message, email FROM handovers") == [(None, None)]


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "ei ole tallessa"), ("sv", "finns inte sparat"), ("en", "is not stored")]
)
def test_an_unknown_answer_is_404_in_the_visitor_s_language(visitor: TestClient, language: str, words: str) -> None:
    response = visitor.post("/api/handover", json={"answer_id": "nothing"}, headers={"accept-language": language})
    assert response.status_code == 404
    assert response.headers["content-type"] == MEDIA_TYPE
    assert words in response.json()["detail"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "answer_id"),
        ({"answer_id": 7}, "answer_id"),
        ({"answer_id": "x", "message": "a" * 2001}, "message"),
        ({"answer_id": "x", "email": "matti"}, "email"),
        ({"answer_id": "x", "email": "matti@example"}, "email"),
        ({"answer_id": "x", "email": "a@b@example.fi"}, "email"),
        ({"answer_id": "x", "email": "matti @example.fi"}, "email"),
        ({"answer_id": "x", "email": "a" * 250 + "@example.fi"}, "email"),
        ({"answer_id": "x", "email": ["matti@example.fi"]}, "email"),
    ],
)
def test_a_wrong_body_is_422_with_its_field(visitor: TestClient, body: object, field: str) -> None:
    response = visitor.post("/api/handover", json=body)
    assert response.status_code == 422
    assert {error["field"] for error in response.json()["errors"]} == {field}


def test_too_many_are_429_in_the_visitor_s_language_and_leave_questions_alone(visitor: TestClient) -> None:
    body = {"answer_id": ask(visitor)}
    assert [visitor.post("/api/handover", json=body).status_code for _ in range(3)] == [201] * 3
    response = visitor.post("/api/handover", json=body, headers={"accept-language": "sv"})
    assert response.status_code == 429
    assert 1 <= int(response.headers["retry-after"]) <= 3600
    assert "skicka frågan" in response.json()["detail"]
    assert ask(visitor)


def test_a_database_that_is_down_is_told(visitor: TestClient, path: Path) -> None:
    answer_id = ask(visitor)
    read(path, "ALTER TABLE handovers RENAME TO away")
    response = visitor.post("/api/handover", json={"answer_id": answer_id}, headers={"accept-language": "fi"})
    assert response.status_code == 503
    assert response.json()["detail"].startswith("Lähettäminen ei toimi")
