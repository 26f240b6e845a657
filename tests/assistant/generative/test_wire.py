"""Over the wire: langchain's OpenAI client against a server of ours that speaks that protocol, well and badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from langchain_openai import ChatOpenAI  # noqa: F401  # loaded here, so that no test's time-out pays for it

from assistant.answering import Assistant
from assistant.settings import Settings
from assistant.types import Status
from assistant.wiring import build_assistant
from server import create_app
from tests.assistant.generative.conftest import Case
from tests.conftest import TODAY
from tests.processes import free_port

KEY = "sk-very-secret"


class Provider(ThreadingHTTPServer):
    """An OpenAI-compatible server that does what `act` says with each request; `closed` when a client has gone."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.act: Callable[[Handler], None] = lambda handler: handler.stream("")
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.closed = threading.Event()

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Provider

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""

    def do_POST(self) -> None:  # http.server's own name
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append(json.loads(body) | {"path": self.path})
        self.server.keys.append(self.headers["authorization"])
        self.server.act(self)

    def begin(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.end_headers()

    def send(self, delta: dict[str, Any], **more: Any) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": more.pop("finish_reason", None)}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice], **more}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.flush()

    def stream(self, text: str) -> None:
        self.begin()
        self.send({"role": "assistant", "content": ""})
        for at in range(0, len(text), 9):
            self.send({"content": text[at : at + 9]})
        usage = {"prompt_tokens": 70, "completion_tokens": 7, "total_tokens": 77}
        self.send({}, finish_reason="stop")
        self.wfile.write(f"data: {json.dumps({'choices': [], 'usage': usage, 'model': 'm'})}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def answer(self, status: int, content: str, kind: str = "application/json") -> None:
        self.begin(status, kind)
        self.wfile.write(content.encode())

    def wait_until_the_client_goes(self) -> None:
        self.connection.settimeout(30)
        if self.connection.recv(1) == b"":
            self.server.closed.set()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server
        server.shutdown()


def settings(provider: Provider, data: Path, tmp_path: Path, **more: Any) -> Settings:
    (tmp_path / "index").symlink_to(data / "index")
    address = f"http://127.0.0.1:{provider.server_port}/v1"
    given: dict[str, Any] = {"chat_first_token_s": 5, "chat_model": "openai:m", "chat_key": KEY, **more}
    return Settings(data_dir=tmp_path, chat_url=address, **given)


@pytest.fixture
def worded(provider: Provider, data: Path, tmp_path: Path) -> Iterator[Assistant]:
    assistant = build_assistant(settings(provider, data, tmp_path, chat_first_token_s=1, chat_total_s=3))
    assistant.today = lambda: TODAY
    yield assistant
    assistant.close()


def test_a_well_behaved_server_words_the_answer(
    provider: Provider, worded: Assistant, case: Case, tmp_path: Path
) -> None:
    provider.act = lambda handler: handler.stream(f"{case.true}\n{case.second}")
    answer = worded.ask(case.question)
    assert answer.status is Status.ANSWERED
    assert answer.answerer == "openai:m"
    assert [s.text for s in answer.sentences] == [text[: text.index(" [")] for text in (case.true, case.second)]
    [request] = provider.requests
    assert request["path"] == "/v1/chat/completions"
    assert (request["model"], request["stream"], request["temperature"]) == ("m", True, 0.0)
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert provider.keys == [f"Bearer {KEY}"]
    spent = json.loads((tmp_path / "chat-tokens.json").read_text(encoding="utf-8"))
    assert spent["tokens"] == 77, "as the server counts"


def cut(handler: Handler, text: str) -> None:
    """The connection breaks in the middle of a chunk."""
    handler.begin()
    handler.send({"content": text[:20]})
    handler.wfile.write(b'data: {"id": "1", "choi')
    handler.wfile.flush()
    handler.connection.close()


def hang(handler: Handler) -> None:
    handler.begin()
    handler.wait_until_the_client_goes()


BAD: dict[str, Callable[[Handler], None]] = {
    "500": lambda handler: handler.answer(500, '{"error": {"message": "boom"}}'),
    "429": lambda handler: handler.answer(429, '{"error": {"message": "rate limit"}}'),
    "401": lambda handler: handler.answer(401, json.dumps({"error": {"message": f"Incorrect API key: {KEY}"}})),
    "404": lambda handler: handler.answer(404, "no such model"),
    "a page of a proxy": lambda handler: handler.answer(200, "<html>Sign in</html>", "text/html"),
    "no JSON": lambda handler: handler.answer(200, "data: {nonsense\n\n", "text/event-stream"),
    "an error in the stream": lambda handler: handler.answer(
        200, 'data: {"error": {"message": "out of memory", "code": 500}}\n\n', "text/event-stream"
    ),
    "nothing": lambda handler: handler.stream(""),
    "a hang": hang,
    "a cut": lambda handler: cut(handler, "At least 50 per cent of machinery"),
    "a closed connection": lambda handler: handler.connection.close(),
}


@pytest.mark.parametrize("way", BAD)
def test_a_server_in_trouble_costs_no_answer_and_shows_no_key(
    way: str, provider: Provider, worded: Assistant, assistant: Assistant, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    provider.act = BAD[way]
    answer = worded.ask(case.question)
    without = assistant.ask(case.question)
    assert answer.sentences == without.sentences
    assert len(answer.notices) == len(without.notices) + 1
    assert KEY not in caplog.text + answer.text + " ".join(answer.notices)
    assert len(provider.requests) == 1, "it is not tried again and again while people wait"


def test_a_server_that_is_not_there_costs_no_answer(
    provider: Provider, data: Path, tmp_path: Path, assistant: Assistant, case: Case
) -> None:
    given = settings(provider, data, tmp_path)
    worded = build_assistant(given.model_copy(update={"chat_url": f"http://127.0.0.1:{free_port()}/v1"}))
    answer = worded.ask(case.question)
    worded.close()
    assert answer.sentences == assistant.ask(case.question).sentences
    assert answer.answerer == "extractive"


def test_the_connection_is_closed_when_it_takes_too_long(provider: Provider, worded: Assistant, case: Case) -> None:
    provider.act = hang
    worded.ask(case.question)
    assert provider.closed.wait(10)


def test_a_visitor_who_goes_away_ends_the_work_at_the_provider(
    provider: Provider, data: Path, tmp_path: Path, case: Case
) -> None:
    """The whole way: a stream of ours that is dropped after its first sentence closes the provider's connection."""
    import asyncio

    import uvicorn

    def act(handler: Handler) -> None:
        handler.begin()
        handler.send({"content": f"{case.true}\n"})
        handler.wait_until_the_client_goes()

    provider.act = act
    port = free_port()
    app = create_app(settings(provider, data, tmp_path, chat_first_token_s=60, chat_total_s=60))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="on"))
    serving = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    serving.start()
    while not server.started:
        time.sleep(0.05)
    heard: list[str] = []
    with httpx.stream(
        "POST",
        f"http://127.0.0.1:{port}/api/ask",
        json={"question": case.question},
        headers={"accept": "text/event-stream"},
        timeout=30,
    ) as stream:
        for line in stream.iter_lines():
            heard.append(line)
            if line == "event: sentence":
                break
    assert "event: citations" in heard
    assert provider.closed.wait(10)
    server.should_exit = True
    serving.join(timeout=20)
    assert not serving.is_alive()


def test_a_stream_sends_each_sentence_after_the_citations_it_needs(
    provider: Provider, data: Path, tmp_path: Path, case: Case
) -> None:
    provider.act = lambda handler: handler.stream(f"{case.true}\n{case.second}\nMISSING: x")
    told: list[tuple[str, Any]] = []
    with TestClient(create_app(settings(provider, data, tmp_path))) as client:
        response = client.post("/api/ask", json={"question": case.question}, headers={"accept": "text/event-stream"})
        for event in response.text.replace("\r", "").strip().split("\n\n"):
            name, data_line = event.split("\n", 1)
            told.append((name.removeprefix("event: "), json.loads(data_line.removeprefix("data: "))))
    names = [name for name, _ in told]
    whole = told[-1][1]
    assert names[:6] == ["status", "status", "citations", "sentence", "citations", "sentence"]
    assert names[-1] == "done"
    assert [sentence for name, sentence in told if name == "sentence"] == whole["sentences"]
    assert [citations for name, citations in told if name == "citations"][-1] == whole["citations"]
    known = 0
    for name, content in told:
        known = len(content) if name == "citations" else known
        assert name != "sentence" or max(content["citations"], default=0) <= known
    assert whole["status"] == "partial"
    assert whole["prompt_digest"]
