"""Real processes for tests: free ports, waiting until something answers, ending it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx

from tests.conftest import ROOT


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


def environment(**settings: object) -> dict[str, str]:
    """This process's environment with the settings given, and no other of ours."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GREENDEAL_")}
    return clean | {f"GREENDEAL_{name.upper()}": str(value) for name, value in settings.items()}


def run(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run one of our programs to its end."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def running(
    command: list[str], ready: str, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process, wait until `ready` answers 200, and kill it in the end."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            assert process.poll() is None, f"{command} ended with {process.returncode}"
            assert time.monotonic() < deadline, f"{command} did not answer at {ready} within a minute"
            try:
                if httpx.get(ready, timeout=2).status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
