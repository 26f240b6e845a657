"""An engine of each kind of database, empty before and after."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData

from assistant.answering import Assistant
from assistant.storage.database import open_database
from assistant.types import Answer
from tests.assistant.storage.databases import postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgresql() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"sqlite:///{tmp_path / 'new' / 'answers.db'}"
    engine = open_database(request.getfixturevalue("server") if request.param == "postgresql" else url)
    yield engine
    tables = MetaData()
    tables.reflect(engine)
    tables.drop_all(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def given(assistant: Assistant) -> Answer:
    return assistant.ask("what does the daycare deal commit me to?")
