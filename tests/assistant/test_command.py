"""`python -m assistant`: the answer with its sources, and exit codes that tell."""

import json
from pathlib import Path

import pytest

from tests.processes import run


def test_an_answer_is_printed_with_its_sources(data: Path) -> None:
    done = run("-m", "assistant", "ask", "what does the daycare deal commit me to?", data_dir=data)
    assert done.returncode == 0, done.stderr
    assert "[1]" in done.stdout
    assert "https://" in done.stdout
    assert "31 December 2025" in done.stdout


def test_the_answer_can_be_had_as_json(data: Path) -> None:
    done = run("-m", "assistant", "ask", "vad är KEINO", "--json", data_dir=data)
    assert json.loads(done.stdout)["status"] == "answered"


def test_what_is_not_told_has_an_exit_code_of_its_own(data: Path) -> None:
    done = run("-m", "assistant", "ask", "montako desibeliä työmaalla", data_dir=data)
    assert done.returncode == 1
    assert "palvelu@hankintakeino.fi" in done.stdout


def test_wrong_options_are_told_in_a_line(data: Path) -> None:
    for option, value in (("--language", "de"), ("--deal", "nothing")):
        done = run("-m", "assistant", "ask", "x", option, value, data_dir=data)
        assert done.returncode == 2
        assert value in done.stderr
    assert run("-m", "assistant", "ask", " ", data_dir=data).returncode == 2


def test_without_an_index_the_way_out_is_told(tmp_path: Path) -> None:
    done = run("-m", "assistant", "ask", "mikä KEINO on", data_dir=tmp_path)
    assert done.returncode == 3
    assert "python -m ingest" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [(), ("ask",), ("mcp",)])
def test_help_imports_nothing_heavy(command: tuple[str, ...]) -> None:
    done = run("-X", "importtime", "-m", "assistant", *command, "--help")
    assert done.returncode == 0
    assert not command or "Exit codes" in done.stdout
    heavy = {"chromadb", "numpy", "fastapi", "mcp", "openai", "sqlalchemy", "alembic"}
    assert not heavy & {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
