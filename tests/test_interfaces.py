"""The examples of docs/interfaces.md work as they stand there."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from tests.conftest import ROOT
from tests.processes import environment, free_port, running

PAGE = (ROOT / "docs" / "interfaces.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address = f"http://127.0.0.1:{(port := free_port())}"
    database = tmp_path_factory.mktemp("answers") / "answers.db"
    settings = {"data_dir": data, "port": port, "database_url": f"sqlite:///{database}"}
    with running([sys.executable, "server.py"], f"{address}/health/ready", environment(**settings)):
        yield address


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_an_example_in_python_prints_an_answer(example: str, address: str) -> None:
    program = example.replace("http://127.0.0.1:8000", address)
    assert program != example
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout


def test_the_settings_of_a_client_start_a_server_from_any_folder(data: Path, tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    example = example.replace("/path/to/green-deal/data", str(data)).replace("/path/to/green-deal", str(ROOT))
    server = json.loads(example)["mcpServers"]["green-deals"]
    parameters = StdioServerParameters(
        command=sys.executable, args=server["args"], env=environment() | server["env"], cwd=tmp_path
    )

    async def status() -> object:
        async with Client(stdio_client(parameters)) as client:
            answer = await client.call_tool("ask", {"question": "mikä KEINO on"})
            return answer.structured_content and answer.structured_content["status"]

    assert asyncio.run(status()) == "answered"
