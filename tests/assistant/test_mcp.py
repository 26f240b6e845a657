"""The MCP server through its own client: over stdio, where the client starts it, and over HTTP at a running server."""

import asyncio
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.types import CallToolResult, TextContent

from assistant.api.mcp.door import hosts_for
from tests.assistant.conftest import Served
from tests.conftest import ROOT
from tests.processes import environment, free_port, run, running

T = TypeVar("T")
Work = Callable[[Client], Awaitable[T]]
COMMAND = ["-m", "assistant", "mcp"]
QUESTION = "What does the daycare deal commit me to?"


def over_stdio(work: Work[T], **settings: object) -> T:
    parameters = StdioServerParameters(command=sys.executable, args=COMMAND, env=environment(**settings), cwd=ROOT)

    async def go() -> T:
        async with Client(stdio_client(parameters)) as client:
            return await work(client)

    return asyncio.run(go())


def over_http(work: Work[T], address: str, mode: str = "auto") -> T:
    async def go() -> T:
        async with Client(f"{address}/mcp", mode=mode) as client:
            return await work(client)

    return asyncio.run(go())


async def call(client: Client, tool: str, **arguments: object) -> CallToolResult:
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    return result


def text(result: CallToolResult) -> str:
    [content] = result.content
    assert isinstance(content, TextContent)
    return content.text


def parts(result: CallToolResult) -> Any:
    assert not result.is_error, text(result)
    return result.structured_content


async def ask_and_search(client: Client) -> tuple[CallToolResult, CallToolResult]:
    return await call(client, "ask", question=QUESTION), await call(client, "search", query="KEINO", k=3, language="fi")


def holds(answer: CallToolResult, hits: CallToolResult) -> None:
    """What both transports must give."""
    whole = parts(answer)
    assert (whole["status"], whole["language"], whole["deals"]) == ("answered", "en", ["daycare-chemicals"])
    assert text(answer).startswith(whole["answer"])
    assert "\n\nSources:\n- [1]" in text(answer)
    assert all(citation["quote"] for citation in whole["citations"])
    found = parts(hits)["hits"]
    assert len(found) == 3
    assert all(hit["text"] in text(hits) and hit["url"] in text(hits) for hit in found)


def test_a_client_that_starts_the_server_asks_and_searches(data: Path, tmp_path: Path) -> None:
    database = tmp_path / "answers.db"
    holds(*over_stdio(ask_and_search, data_dir=data, database_url=f"sqlite:///{database}"))
    with sqlite3.connect(database) as connection:
        kept = connection.execute("SELECT question, status FROM answers").fetchall()
    connection.close()
    assert kept == [(QUESTION, "answered")]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_of_a_running_server_asks_and_searches(served: Served, mode: str) -> None:
    """By today's protocol, and by the older one with a handshake, which most clients still speak."""
    holds(*over_http(ask_and_search, served.address, mode))


def test_what_is_answered_over_http_is_kept_masked(served: Served) -> None:
    question = "call 040 123 4567 about daycare and MCP"
    over_http(lambda client: call(client, "ask", question=question), served.address)
    deadline, kept = time.monotonic() + 10, 0
    while not kept and time.monotonic() < deadline:
        time.sleep(0.05)
        with sqlite3.connect(served.database) as connection:
            query = "SELECT count(*) FROM answers WHERE question = ?"
            (kept,) = connection.execute(query, ("call [phone] about daycare and MCP",)).fetchone()
        connection.close()
    assert kept == 1


def test_the_tools_tell_a_model_what_they_are_for_and_what_they_give(served: Served) -> None:
    async def look(client: Client) -> Any:
        return {tool.name: tool for tool in (await client.list_tools()).tools}, client.instructions

    tools, instructions = over_http(look, served.address)
    assert tools.keys() == {"ask", "search"}
    assert "green deals" in instructions
    for tool in tools.values():
        assert "Known deals: " in tool.description
        assert "daycare-chemicals" in tool.description
        assert tool.annotations.read_only_hint
        assert all("description" in field for field in tool.input_schema["properties"].values())
    ask, search = tools["ask"], tools["search"]
    assert ask.input_schema["required"] == ["question"]
    assert ask.input_schema["properties"].keys() == {"question", "language", "deal"}
    assert search.input_schema["properties"].keys() == {"query", "k", "language", "deal"}
    assert {"answer", "status", "citations", "notices"} <= ask.output_schema["properties"].keys()
    assert search.output_schema["properties"].keys() == {"hits"}


def test_a_given_language_and_deal_are_obeyed(served: Served) -> None:
    sites, daycare = "emission-free-sites", "daycare-chemicals"

    async def three(client: Client) -> list[Any]:
        return [
            parts(await call(client, "ask", question="parter", language="sv", deal=sites)),
            parts(await call(client, "search", query="parter", language="sv", deal=sites)),
            parts(await call(client, "search", query="parter", language="sv", deal=daycare)),
        ]

    answer, *searched = over_http(three, served.address)
    assert (answer["language"], answer["deals"]) == ("sv", [sites])
    of_sites, of_daycare = ({hit["deal"] for hit in found["hits"]} for found in searched)
    assert (sites in of_sites, daycare in of_sites) == (True, False)
    assert (sites in of_daycare, daycare in of_daycare) == (False, True)


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("ask", {"question": " "}, "The question is empty"),
        ("ask", {"question": "a" * 2001, "language": "fi"}, "2001 merkkiä; siinä saa olla enintään 2000"),
        ("ask", {"question": "x", "deal": "nothing"}, "no deal “nothing”. Known: "),
        ("ask", {"question": "x", "language": "de"}, "'fi', 'sv' or 'en'"),
        ("ask", {}, "question"),
        ("search", {"query": "\u200b", "language": "sv"}, "Frågan är tom"),
        ("search", {"query": "x", "k": 51}, "less than or equal to 50"),
        ("search", {"query": "x", "deal": "nothing"}, "no deal “nothing”. Known: "),
        ("nothing", {}, "nothing"),
    ],
)
def test_a_wrong_call_is_told_in_plain_words(served: Served, tool: str, arguments: Any, words: str) -> None:
    result = over_http(lambda client: call(client, tool, **arguments), served.address)
    assert result.is_error
    assert words in text(result)
    assert "Traceback" not in text(result)


def test_without_an_index_the_tools_say_how_to_build_one(tmp_path: Path) -> None:
    async def both(client: Client) -> list[CallToolResult]:
        return [await call(client, "ask", question="mikä KEINO on"), await call(client, "search", query="KEINO")]

    asked, searched = over_stdio(both, data_dir=tmp_path)
    assert asked.is_error and "palvelu@hankintakeino.fi" in text(asked)
    assert searched.is_error and "python -m ingest" in text(searched)


def test_a_database_that_is_down_costs_no_answer(data: Path) -> None:
    down = f"postgresql://tester@127.0.0.1:{free_port()}/x"
    holds(*over_stdio(ask_and_search, data_dir=data, database_url=down))


def test_questions_over_http_are_limited_together_with_those_of_the_other_calls(data: Path, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{(port := free_port())}"
    settings = {"data_dir": data, "port": port, "rate_limit": "2/hour", "database_url": f"sqlite:///{tmp_path / 'a'}"}

    async def twice(client: Client) -> list[CallToolResult]:
        return [await call(client, "ask", question="mikä KEINO on", language="en") for _ in range(2)]

    with running([sys.executable, "server.py"], f"{address}/health/live", environment(**settings)):
        assert httpx.post(f"{address}/api/ask", json={"question": "x"}).status_code == 200
        first, second = over_http(twice, address)
    assert not first.is_error
    assert second.is_error and "and ask again" in text(second)


def post(address: str, **headers: str) -> httpx.Response:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    return httpx.post(f"{address}/mcp", json=body, headers={"accept": "application/json, text/event-stream"} | headers)


def test_a_name_that_is_not_the_machine_s_own_is_refused_until_it_is_named(data: Path, tmp_path: Path) -> None:
    """Against DNS rebinding, by which a page in a browser reads what only this machine should."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    settings = {"data_dir": data, "port": port, "database_url": f"sqlite:///{tmp_path / 'a'}"}
    named = settings | {"mcp_hosts": "ask.example.fi, other.example.fi"}
    with running([sys.executable, "server.py"], f"{address}/health/live", environment(**named)):
        assert post(address).status_code == 200
        assert post(address, host="ask.example.fi").status_code == 200
        assert post(address, host="ask.example.fi", origin="https://ask.example.fi").status_code == 200
        assert post(address, host="evil.example").status_code == 421
        assert post(address, origin="https://evil.example").status_code == 403


def test_which_names_are_served_follows_where_the_server_listens() -> None:
    assert hosts_for("127.0.0.1", ()) == hosts_for("::1", ()) == ("127.0.0.1", "localhost", "[::1]")
    assert hosts_for("192.0.2.1", ()) == hosts_for("::", ()) == ()
    assert hosts_for("192.0.2.1", ("a.fi",)) == ("127.0.0.1", "localhost", "[::1]", "a.fi")


def test_what_is_no_call_gets_an_error(served: Served) -> None:
    assert httpx.get(f"{served.address}/mcp").status_code == 405
    assert httpx.post(f"{served.address}/mcp", content=b"{").status_code in (400, 406, 415)
    assert httpx.post(f"{served.address}/mcp", content=b"a" * 70_000).status_code == 413


def test_standard_output_carries_nothing_but_the_protocol(data: Path, tmp_path: Path) -> None:
    """Also with everything logged: each line is a message, and the log is on standard error."""
    call = {"name": "ask", "arguments": {"question": QUESTION}}
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    messages: list[dict[str, object]] = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call},
    ]
    process = subprocess.Popen(
        [sys.executable, *COMMAND],
        cwd=ROOT,
        env=environment(data_dir=data, database_url=f"sqlite:///{tmp_path / 'a'}", log_level="debug"),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdin and process.stdout and process.stderr
        process.stdin.write("".join(json.dumps(message) + "\n" for message in messages))
        process.stdin.flush()
        lines = [process.stdout.readline() for _ in range(2)]
        process.stdin.close()
        rest, log = process.stdout.read(), process.stderr.read()
    assert [json.loads(line)["id"] for line in lines] == [1, 2]
    assert rest == ""
    assert "DEBUG" in log
    assert process.returncode == 0


def test_wrong_settings_are_told_in_a_line(data: Path) -> None:
    for name, value in (("database_url", "mysql://x"), ("embedder", "nothing"), ("mcp_hosts", "a b")):
        done = run(*COMMAND, **{"data_dir": data, name: value})
        assert (done.returncode, done.stdout) == (2, "")
        assert f"GREENDEAL_{name.upper()}" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_server_imports_mcp_only_when_it_is_asked_for() -> None:
    """It takes a second or more, which no start and no question in the terminal should wait for."""
    for program in ("import server", "import assistant.wiring"):
        done = run("-c", f"{program}, sys; print('mcp' in sys.modules, 'alembic' in sys.modules)")
        assert done.stdout.split() == ["False", "False"], done.stderr
