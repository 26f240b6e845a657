"""What several tests share: the bundled texts read once, one index of them, one assistant, one client."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from assistant.answering import Assistant
from assistant.settings import Settings
from corpus.embedding import load_embedder
from corpus.sync import sync
from corpus.types import Document, Passage
from ingest.bundled import read_folder
from ingest.split import fingerprint, split
from server import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "corpus" / "texts"
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True, scope="session")
def _no_settings_from_outside() -> None:
    """The machine's own GREENDEAL_ variables must not change what the tests see."""
    for name in [name for name in os.environ if name.startswith("GREENDEAL_")]:
        del os.environ[name]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A real Chromium, for tests that are marked with `tests.widget.browsing.IN_BROWSER`."""
    from playwright.sync_api import sync_playwright  # only where a browser is asked for

    from tests.widget.browsing import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    return read_folder(TEXTS)


@pytest.fixture(scope="session")
def passages(documents: list[Document]) -> list[Passage]:
    return [passage for document in documents for passage in split(document)]


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, documents: list[Document], passages: list[Passage]) -> Path:
    """A data folder with the index of the bundled texts."""
    folder = tmp_path_factory.mktemp("data")
    sync(folder, documents, passages, load_embedder("static"), fingerprint())
    return folder


@pytest.fixture(scope="session")
def client(data: Path) -> Iterator[TestClient]:
    """A client of the whole application over the bundled texts, with no limit that a test run would meet."""
    settings = Settings(data_dir=data, rate_limit="100000/minute")
    app = create_app(settings)
    app.state.assistant.today = lambda: TODAY
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def assistant(client: TestClient) -> Assistant:
    found: Assistant = client.app.state.assistant  # type: ignore[attr-defined]  # Starlette types app as a callable
    return found
