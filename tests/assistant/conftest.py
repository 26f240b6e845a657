"""The server as a process, for clients that speak to it over the wire."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.processes import environment, free_port, running


@dataclass(frozen=True)
class Served:
    """Where a server listens, and the file that it keeps its answers in."""

    address: str
    database: Path


@pytest.fixture(scope="session")
def served(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server over the bundled texts, with no limit that a test run would meet."""
    database = tmp_path_factory.mktemp("served") / "answers.db"
    served = Served(f"http://127.0.0.1:{(port := free_port())}", database)
    settings = {"data_dir": data, "port": port, "rate_limit": "100000/minute", "database_url": f"sqlite:///{database}"}
    with running([sys.executable, "server.py"], f"{served.address}/health/ready", environment(**settings)):
        yield served
