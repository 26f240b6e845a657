"""The server as a process: it starts, answers, goes over to a new index, and says in a line why it cannot."""

import re
import shutil
import socket
import sys
import tomllib
from pathlib import Path

import httpx

from corpus.types import LANGUAGES
from tests.conftest import ROOT, TEXTS
from tests.processes import environment, free_port, run, running


def test_it_serves_and_goes_over_to_a_new_index_without_a_restart(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    shutil.copytree(TEXTS / "general", texts)
    settings = {"data_dir": tmp_path / "data", "texts_dir": texts, "port": (port := free_port())}
    assert run("-m", "ingest", **settings).returncode == 0
    address = f"http://127.0.0.1:{port}"
    with running([sys.executable, "server.py"], f"{address}/health/ready", environment(**settings)):

        def ask(question: str) -> dict[str, object]:
            answer: dict[str, object] = httpx.post(f"{address}/api/ask", json={"question": question}).json()
            return answer

        assert ask("mikä KEINO on")["status"] == "answered"
        assert ask("Kulosaaren puistotien pilotti")["status"] != "answered"
        shutil.copytree(TEXTS / "emission-free-sites", texts / "sites")
        assert run("-m", "ingest", **settings).returncode == 0
        assert ask("Kulosaaren puistotien pilotti")["status"] == "answered"


def test_it_serves_from_a_chroma_server(tmp_path: Path) -> None:
    """The whole way with a real `chroma run`: ingest into it, then answer from it; when it dies, say so."""
    chroma = f"http://127.0.0.1:{(chroma_port := free_port())}"
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(tmp_path / "chroma")]
    settings = {"data_dir": tmp_path / "data", "chroma_url": chroma, "port": (port := free_port())}
    address = f"http://127.0.0.1:{port}"
    with running([*command, "--host", "127.0.0.1", "--port", str(chroma_port)], f"{chroma}/api/v2/heartbeat"):
        built = run("-m", "ingest", **settings)
        assert built.returncode == 0, built.stderr
        build = (tmp_path / "data" / "index" / "current").read_text(encoding="utf-8").strip()
        assert not (tmp_path / "data" / "index" / build / "chroma").exists()
        with running([sys.executable, "server.py"], f"{address}/health/ready", environment(**settings)) as server:
            body = {"question": "what does the daycare deal commit me to?"}
            assert httpx.post(f"{address}/api/ask", json=body).json()["status"] == "answered"
            assert "Nothing has changed" in run("-m", "ingest", **settings).stdout
            assert server.poll() is None


def test_a_taken_port_is_one_clear_line(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("server.py", data_dir=data, port=port)
    assert done.returncode == 1
    assert str(port) in done.stderr
    assert "PORT=" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_embedder_stops_the_start(data: Path) -> None:
    done = run("server.py", data_dir=data, embedder="nothing")
    assert done.returncode == 2
    assert "GREENDEAL_EMBEDDER" in done.stderr


def test_the_three_languages_have_the_same_texts_with_the_same_gaps() -> None:
    def shape(value: object) -> object:
        """Tables and lists as they are, a text as its gaps."""
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [shape(inner) for inner in value]
        return sorted(re.findall(r"\{\w+\}", str(value)))

    finnish, swedish, english = (
        shape(tomllib.loads((ROOT / "prompts" / f"texts.{language}.toml").read_text(encoding="utf-8")))
        for language in LANGUAGES
    )
    assert finnish == swedish == english
    assert finnish


def test_the_version_is_that_of_the_project() -> None:
    from assistant import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
