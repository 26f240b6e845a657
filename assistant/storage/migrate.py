"""Brings the tables to the version that this program knows, without loss; a newer program's are refused."""

import logging
import threading
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

log = logging.getLogger(__name__)

_FOLDER = Path(__file__).parent / "migrations"
_LOCK_TIMEOUT_MS = 5000
_LOCK_NUMBER = 5_011_953  # ours alone among PostgreSQL's advisory locks
_one_at_a_time = threading.Lock()  # Alembic's context is one for the whole process


class NewerTables(Exception):
    """The tables are of a version that this program does not know."""


def migrate(engine: Engine) -> None:
    """Make the tables, or upgrade them, in one transaction that other processes wait for; else leave them alone.

    Raises NewerTables, and SQLAlchemyError where the database fails; then nothing has changed.
    """
    with _one_at_a_time, engine.begin() as connection:  # SQLite locks its file as this begins
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER})
            # to change a large table may take its time; to wait for somebody else's lock may not
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text(f"SET LOCAL lock_timeout = {_LOCK_TIMEOUT_MS}"))
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    # imported here: only the first use of a store needs them
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    found = MigrationContext.configure(connection).get_current_revision()
    before_alembic = found is None and inspect(connection).has_table("schema_version")
    if before_alembic:
        found = str(connection.scalar(text("SELECT version FROM schema_version")))
    if found is not None and found not in revisions:
        raise NewerTables(
            f"Its tables have version {found}, and this program knows {revisions[0]}. "
            "Start the newer program that made them, or name another database."
        )
    if before_alembic:
        command.stamp(config, found or "")
    if found != revisions[0]:
        command.upgrade(config, "head")
        log.info("The tables of answers went from version %s to %s.", found or "none", revisions[0])
