"""The database that a URL names: SQLite or PostgreSQL, with waits that end."""

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

_WAIT_S = 5


class DatabaseUrlError(Exception):
    """The database's URL cannot be used; the message tells why and never holds the URL, which may have a password."""


def open_database(url: str) -> Engine:
    """An engine for the URL; nothing is connected to yet. Raises DatabaseUrlError."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUrlError("It is no database URL, such as sqlite:///answers.db or postgresql://…") from error
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql":
            return _postgresql(parsed)
        case other:
            raise DatabaseUrlError(f"The database “{other}” is not known. Known: sqlite, postgresql.")


def open_file(path: Path) -> Engine:
    """An engine for a SQLite file, which is made when it is missing."""
    return _sqlite(URL.create("sqlite", database=str(path)))


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url.set(drivername="sqlite"), hide_parameters=True, connect_args={"isolation_level": None})

    @event.listens_for(engine, "do_connect")
    def _make_file(*_: object) -> None:
        if url.database and not url.database.startswith((":", "file:")):
            path = Path(url.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)  # what people ask is nobody else's to read

    @event.listens_for(engine, "connect")
    def _set(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        # secure_delete: what is to be forgotten must not stay in the file's free room
        wait = f"busy_timeout = {int(_WAIT_S * 1000)}"
        for pragma in (wait, "journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # one that read before it writes could not be made to wait for another writer
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL) -> Engine:
    if find_spec("psycopg") is None:
        raise DatabaseUrlError(
            "PostgreSQL needs the package psycopg. Install it: "
            ".venv/bin/python -m pip install 'psycopg[binary]>=3.2,<4'"
        )
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=_WAIT_S,
        connect_args={"connect_timeout": _WAIT_S, "options": f"-c statement_timeout={_WAIT_S * 1000}"},
    )
