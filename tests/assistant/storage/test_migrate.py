"""The tables of an older version are upgraded without loss, once; those of a newer one are refused and left alone."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from assistant import storage
from assistant.storage.database import open_file
from assistant.storage.migrate import migrate
from assistant.storage.store import AnswerStore, StoreUnavailable
from assistant.storage.tables import Base
from assistant.types import Answer
from tests.assistant.storage.databases import rows
from tests.processes import run

VERSION_1 = (Path(__file__).parent / "version-1.sql").read_text(encoding="utf-8")
ADDED = {"prompt_digest", "struck"}


def as_version_1_made_it(path: Path) -> Engine:
    """A file as version 0.1.0 filled it: what `sqlite3 answers.db .dump` gave."""
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    connection.close()
    return open_file(path)


def test_the_migrations_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: (kind, name) != ("table", "schema_version")},
        )
        assert compare_metadata(context, Base.metadata) == []


def test_a_file_of_version_1_is_upgraded_with_everything_in_it(tmp_path: Path, given: Answer) -> None:
    engine = as_version_1_made_it(tmp_path / "answers.db")
    answers, feedback = rows(engine, "answers"), rows(engine, "feedback")
    assert (len(answers), len(feedback)) == (3, 2)
    store = AnswerStore(engine)
    store.save(replace(given, id="new", struck=1), "x", None)
    *old, new = rows(engine, "answers")
    assert [{key: value for key, value in row.items() if key not in ADDED} for row in old] == answers
    assert [(row["prompt_digest"], row["struck"]) for row in old] == [(None, 0)] * 3
    assert (new["id"], new["struck"]) == ("new", 1)
    assert rows(engine, "feedback") == feedback
    assert rows(engine, "schema_version") == [{"version": 3}]  # so that version 0.1.0 leaves them alone
    store.give_feedback(str(old[0]["id"]), False, "still known")
    store.close()


def test_a_database_of_version_1_is_upgraded_in_postgresql_too(engine: Engine, given: Answer) -> None:
    """The tables as the first migration makes them, which are those of version 0.1.0, without Alembic's mark."""
    migrate(engine)
    AnswerStore(engine).save(given, "x", None)
    with engine.begin() as connection:
        for column in ADDED:
            connection.execute(text(f"ALTER TABLE answers DROP COLUMN {column}"))
        connection.execute(text("DROP TABLE handovers"))
        connection.execute(text("DROP TABLE alembic_version"))
        connection.execute(text("UPDATE schema_version SET version = 1"))
    AnswerStore(engine).save(replace(given, id="new"), "y", None)
    assert [(row["id"], row["struck"]) for row in rows(engine, "answers")] == [(given.id, 0), ("new", 0)]


def test_the_table_of_handovers_comes_and_goes_and_leaves_the_answers(engine: Engine, given: Answer) -> None:
    store = AnswerStore(engine)
    store.save(given, "x", None)
    store.hand_over(given.id)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
        command.downgrade(config, "2")
    assert not inspect(engine).has_table("handovers")
    assert rows(engine, "schema_version") == [{"version": 2}]
    migrate(engine)
    assert (rows(engine, "handovers"), len(rows(engine, "answers"))) == ([], 1)
    assert rows(engine, "schema_version") == [{"version": 3}]


def test_a_second_start_changes_nothing(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "assistant.storage.migrate"):
        migrate(engine)
        migrate(engine)
    assert [record.getMessage() for record in caplog.records if record.name == "assistant.storage.migrate"] == [
        "The tables of answers went from version none to 3."
    ]


@pytest.mark.parametrize("table", ["alembic_version", "schema_version"])
def test_tables_of_a_newer_program_are_refused_and_left_alone(engine: Engine, given: Answer, table: str) -> None:
    AnswerStore(engine).save(given, "x", None)
    with engine.begin() as connection:
        if table == "alembic_version":
            connection.execute(text("UPDATE alembic_version SET version_num = '9'"))
        else:
            connection.execute(text("DROP TABLE alembic_version"))
            connection.execute(text("UPDATE schema_version SET version = 9"))
    with pytest.raises(StoreUnavailable, match=r"version 9, and this program knows 3\. Start the newer program"):
        AnswerStore(engine).save(replace(given, id="new"), "x", None)
    assert len(rows(engine, "answers")) == 1


def test_processes_that_start_at_once_upgrade_once(engine: Engine) -> None:
    program = (
        "import sys; from assistant.storage.database import open_database; "
        "from assistant.storage.migrate import migrate; migrate(open_database(sys.argv[1]))"
    )
    url = engine.url.set(drivername=engine.url.get_backend_name()).render_as_string(hide_password=False)
    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(lambda _: run("-c", program, url), range(3)))
    assert [(process.returncode, process.stderr) for process in done] == [(0, "")] * 3
    assert rows(engine, "alembic_version") == [{"version_num": "3"}]


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, given: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    import alembic.op

    engine = as_version_1_made_it(tmp_path / "answers.db")
    before = rows(engine, "answers")

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(alembic.op, "execute", broken)  # the last step of the upgrade
        with pytest.raises(StoreUnavailable, match="disk is full"):
            AnswerStore(engine).save(replace(given, id="new"), "x", None)
    assert rows(engine, "answers") == before
    assert rows(engine, "schema_version") == [{"version": 1}]
    AnswerStore(engine).save(replace(given, id="new"), "x", None)
    assert len(rows(engine, "answers")) == 4
    engine.dispose()
