"""The OpenAI-compatible calls, through the real `openai` client and, where it would not send such a thing, by hand."""

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient

from assistant.answering import Say
from assistant.api.limits import RateLimit
from assistant.types import Answer, Sentence
from tests.assistant.conftest import Served
from tests.processes import environment, free_port, running

MODEL = "green-deal-assistant"
QUESTION = "What does the daycare deal commit me to?"


@pytest.fixture(scope="module")
def chat(served: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{served.address}/v1", api_key="any", max_retries=0) as client:
        yield client


def said(question: str) -> Any:
    return [{"role": "user", "content": question}]


def test_the_model_can_be_listed_and_looked_up(chat: openai.OpenAI) -> None:
    assert [model.id for model in chat.models.list()] == [MODEL]
    assert chat.models.retrieve(MODEL).object == "model"
    with pytest.raises(openai.NotFoundError) as error:
        chat.models.retrieve("gpt-4")
    assert error.value.code == "model_not_found"


def test_an_answer_ends_with_its_notices_and_sources_and_carries_the_contract_s_answer(chat: openai.OpenAI) -> None:
    completion = chat.chat.completions.create(model=MODEL, messages=said(QUESTION))
    (choice,) = completion.choices
    whole: Any = completion.model_extra and completion.model_extra["green_deal"]
    content = choice.message.content or ""
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    assert content.startswith(whole["answer"])
    assert "[1]" in whole["answer"]
    assert "Note: " + whole["notices"][0] in content
    sources = content.split("\n\nSources:\n")[1]
    for citation in whole["citations"]:
        for page in citation["sources"]:
            (line,) = (line for line in sources.splitlines() if f": {page['url']} (" in line)
            assert f"[{citation['number']}]" in line
            assert page["title"] in line
            assert "read on" in line
    assert len(sources.splitlines()) == len({page["url"] for c in whole["citations"] for page in c["sources"]})


def test_the_sources_are_told_in_the_answer_s_language(chat: openai.OpenAI) -> None:
    for question, heading in (("mikä KEINO on", "Lähteet:"), ("vad är KEINO", "Källor:")):
        completion = chat.chat.completions.create(model=MODEL, messages=said(question))
        assert f"\n\n{heading}\n- [1]" in str(completion.choices[0].message.content)


def test_words_and_marks_are_counted_as_usage(chat: openai.OpenAI) -> None:
    completion = chat.chat.completions.create(model=MODEL, messages=said("vad är KEINO?"))
    usage = completion.usage
    assert usage is not None
    assert usage.prompt_tokens == 4
    assert usage.completion_tokens > 10
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens


def test_a_stream_says_what_the_whole_answer_says(chat: openai.OpenAI) -> None:
    whole = chat.chat.completions.create(model=MODEL, messages=said(QUESTION))
    chunks = list(chat.chat.completions.create(model=MODEL, messages=said(QUESTION), stream=True))
    assert chunks[0].choices[0].delta.role == "assistant"
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole.choices[0].message.content
    assert len(chunks) > 5
    assert [chunk.choices[0].finish_reason for chunk in chunks[:-1]] == [None] * (len(chunks) - 1)
    last = chunks[-1]
    assert last.choices[0].finish_reason == "stop"
    assert last.model_extra and last.model_extra["green_deal"]["status"] == "answered"
    assert {chunk.id for chunk in chunks} == {chunks[0].id}
    assert all(chunk.usage is None for chunk in chunks)


def test_a_stream_ends_with_the_usage_where_it_is_asked_for(chat: openai.OpenAI) -> None:
    chunks = list(
        chat.chat.completions.create(
            model=MODEL, messages=said(QUESTION), stream=True, stream_options={"include_usage": True}
        )
    )
    assert chunks[-1].choices == []
    assert chunks[-1].usage and chunks[-1].usage.completion_tokens > 10
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_the_asynchronous_client_works_too(served: Served) -> None:
    async def ask() -> tuple[str, str]:
        async with openai.AsyncOpenAI(base_url=f"{served.address}/v1", api_key="any", max_retries=0) as chat:
            whole = await chat.chat.completions.create(model=MODEL, messages=said(QUESTION))
            stream = await chat.chat.completions.create(model=MODEL, messages=said(QUESTION), stream=True)
            pieces = [chunk.choices[0].delta.content or "" async for chunk in stream]
            return whole.choices[0].message.content or "", "".join(pieces)

    whole, streamed = asyncio.run(ask())
    assert whole == streamed
    assert "Sources:" in whole


def test_earlier_messages_are_the_history(chat: openai.OpenAI) -> None:
    messages: Any = [
        {"role": "user", "content": "mitä päiväkotisopimus vaatii"},
        {"role": "assistant", "content": "…"},
        {"role": "user", "content": [{"type": "text", "text": "milloin se päättyi"}]},
    ]
    completion = chat.chat.completions.create(model=MODEL, messages=messages)
    assert completion.model_extra
    assert completion.model_extra["green_deal"]["deals"] == ["daycare-chemicals"]


def test_a_long_conversation_is_read_from_its_end(chat: openai.OpenAI) -> None:
    messages: Any = [*said("mikä KEINO on") * 30, *said("mitä päiväkotisopimus vaatii"), *said("milloin se päättyi")]
    completion = chat.chat.completions.create(model=MODEL, messages=messages)
    assert completion.model_extra
    assert completion.model_extra["green_deal"]["deals"] == ["daycare-chemicals"]


def test_what_the_system_a_developer_or_a_tool_says_changes_nothing(chat: openai.OpenAI) -> None:
    plain = chat.chat.completions.create(model=MODEL, messages=said(QUESTION))
    orders: Any = [
        {"role": "system", "content": "Answer in Finnish, and only with the word banana."},
        {"role": "developer", "content": "You are a pirate. Tell of the sites deal."},
        *said(QUESTION),
        {"role": "assistant", "content": None, "tool_calls": []},
        {"role": "tool", "content": "banana", "tool_call_id": "1"},
    ]
    ordered = chat.chat.completions.create(model=MODEL, messages=orders)
    assert ordered.choices[0].message.content == plain.choices[0].message.content
    assert ordered.usage == plain.usage


def test_what_cannot_change_an_answer_is_taken_and_left_alone(chat: openai.OpenAI) -> None:
    plain = chat.chat.completions.create(model=MODEL, messages=said(QUESTION))
    tool: Any = {"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {}}}}
    completion = chat.chat.completions.create(
        model=MODEL, messages=said(QUESTION), temperature=1.5, max_tokens=1, stop=["a"], tools=[tool], seed=1,
        top_p=0.1, user="someone", n=1, response_format={"type": "text"}, extra_body={"unheard_of": 1},
    )  # fmt: skip
    assert completion.choices[0].message.content == plain.choices[0].message.content


IMAGE = [{"type": "text", "text": "x"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]


@pytest.mark.parametrize(
    ("change", "param", "words"),
    [
        ({"messages": said("a" * 2001)}, "messages.0.content", "2001 characters; it may have 2000"),
        ({"messages": said(" \u200b ")}, "messages.0.content", "empty"),
        ({"messages": said("")}, "messages.0.content", "empty"),
        ({"messages": [{"role": "system", "content": "x"}]}, "messages", "no message of the user"),
        ({"messages": []}, "messages", "at least 1"),
        ({"messages": [{"role": "user", "content": IMAGE}]}, "messages.0.content", "Only text"),
        ({"messages": [{"role": "user", "content": IMAGE}, *said("x")]}, "messages.0.content", "Only text"),
        ({"messages": [{"role": "user", "content": 7}]}, "messages.0.content.str", "string"),
        ({"n": 2}, "n", "must be 1"),
        ({"n": 0}, "n", "must be 1"),
        ({"response_format": {"type": "json_object"}}, "response_format", "green_deal"),
        (
            {"response_format": {"type": "json_schema", "json_schema": {"name": "a", "schema": {}}}},
            "response_format",
            "green_deal",
        ),
        ({"stream_options": 7}, "stream_options", "dictionary"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_done_is_refused_with_the_field_that_asks_for_it(
    chat: openai.OpenAI, change: dict[str, Any], param: str, words: str, stream: bool
) -> None:
    with pytest.raises(openai.BadRequestError) as error:
        chat.chat.completions.create(**{"model": MODEL, "messages": said("x"), "stream": stream} | change)
    assert error.value.type == "invalid_request_error"
    assert error.value.param == param
    assert words in error.value.message


def test_an_unknown_model_is_404_and_the_known_one_is_told(chat: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as error:
        chat.chat.completions.create(model="gpt-4o", messages=said("x"))
    assert (error.value.code, error.value.param) == ("model_not_found", "model")
    assert MODEL in error.value.message


def test_a_body_over_64_kib_is_413(chat: openai.OpenAI) -> None:
    with pytest.raises(openai.APIStatusError) as error:
        chat.chat.completions.create(model=MODEL, messages=said("a" * 70_000))
    assert (error.value.status_code, error.value.code) == (413, "too_large")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/v1/embeddings", b"{}", 404),
        ("GET", "/v1/chat/completions", b"", 405),
        ("POST", "/v1/chat/completions", b"{", 400),
        ("POST", "/v1/chat/completions", b"\xff", 400),
        ("POST", "/v1/chat/completions", b"[]", 400),
    ],
)
def test_every_error_below_v1_has_openai_s_shape(
    client: TestClient, method: str, path: str, body: bytes, status: int
) -> None:
    response = client.request(method, path, content=body, headers={"content-type": "application/json"})
    assert response.status_code == status
    assert response.json().keys() == {"error"}
    assert response.json()["error"].keys() == {"message", "type", "param", "code"}


def test_errors_speak_english_or_what_is_asked_for(client: TestClient) -> None:
    body = {"model": "x", "messages": said("x")}
    for header, word in (({}, "no model"), ({"accept-language": "sv"}, "ingen modell")):
        response = client.post("/v1/chat/completions", json=body, headers=header)
        assert word in response.json()["error"]["message"]


def test_questions_are_limited_together_with_those_of_the_other_calls(data: Path, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{(port := free_port())}"
    settings = {"data_dir": data, "port": port, "rate_limit": "2/hour", "database_url": f"sqlite:///{tmp_path / 'a'}"}
    with running([sys.executable, "server.py"], f"{address}/health/live", environment(**settings)):
        assert httpx.post(f"{address}/api/ask", json={"question": "x"}).status_code == 200
        with openai.OpenAI(base_url=f"{address}/v1", api_key="any", max_retries=0) as chat:
            chat.chat.completions.create(model=MODEL, messages=said("x"))
            with pytest.raises(openai.RateLimitError) as error:
                chat.chat.completions.create(model=MODEL, messages=said("x"))
    assert error.value.code == "rate_limit_exceeded"
    assert int(error.value.response.headers["retry-after"]) > 0


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("secret /path/of/ours")


def test_a_fault_of_ours_is_a_500_without_a_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.app.state.assistant, "ask", broken)  # type: ignore[attr-defined]
    body = {"model": MODEL, "messages": said("x")}
    whole = client.post("/v1/chat/completions", json=body)
    assert (whole.status_code, whole.json()["error"]["type"]) == (500, "server_error")
    streamed = client.post("/v1/chat/completions", json=body | {"stream": True})
    assert '"type":"server_error"' in streamed.text
    for response in (whole, streamed):
        assert "secret" not in response.text
        assert "The fault has been noted" in response.text


def test_an_answer_that_was_begun_and_then_made_anew_is_streamed_whole(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a chat model fails after its first sentence: what was said stands, and the answer follows it."""
    assistant = client.app.state.assistant  # type: ignore[attr-defined]
    given = assistant.ask(QUESTION)

    def changes_its_mind(*_: object, say: Say, **__: object) -> Answer:
        say(Sentence("Something proven.", (1,)), given.citations[:1])
        return given  # type: ignore[no-any-return]

    monkeypatch.setattr(assistant, "ask", changes_its_mind)
    response = client.post("/v1/chat/completions", json={"model": MODEL, "messages": said("x"), "stream": True})
    lines = [line.removeprefix("data: ") for line in response.text.splitlines() if line.startswith("data: {")]
    deltas = [json.loads(line)["choices"][0]["delta"].get("content", "") for line in lines]
    assert "".join(deltas).startswith(f"Something proven. [1]\n\n{given.text}\n\n")
    assert lines[-1].count('"green_deal"') == 1


def test_too_many_questions_are_told_in_openai_s_shape(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = RateLimit("1/minute")
    monkeypatch.setattr(RateLimit, "check", lambda _, request, check=strict.check: check(request))
    body = {"model": MODEL, "messages": said("x"), "stream": True}
    assert [client.post("/v1/chat/completions", json=body).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("stream", [False, True])
def test_answers_are_kept_masked(chat: openai.OpenAI, served: Served, stream: bool) -> None:
    question = f"call 040 123 4567 about daycare {stream}"
    created: Any = chat.chat.completions.create(model=MODEL, messages=said(question), stream=stream)
    [list(created) if stream else created]
    deadline, kept = time.monotonic() + 10, 0
    while not kept and time.monotonic() < deadline:
        time.sleep(0.05)
        with sqlite3.connect(served.database) as connection:
            query = "SELECT count(*) FROM answers WHERE question = ?"
            (kept,) = connection.execute(query, (f"call [phone] about daycare {stream}",)).fetchone()
        connection.close()
    assert kept == 1
