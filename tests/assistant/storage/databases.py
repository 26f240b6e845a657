"""A PostgreSQL server for the tests, made in a temporary folder, gone afterwards; and a table as it stands."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.processes import free_port

_INSTALL = "PostgreSQL is missing: apt-get install --no-install-recommends postgresql"


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a server of our own, with an empty database. Skips where PostgreSQL is missing, but never in CI."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        (pytest.fail if "CI" in os.environ else pytest.skip)(_INSTALL)
    programs, port = found[-1].parent, free_port()
    folder = Path(tempfile.mkdtemp(prefix="greendeal-postgresql-"))
    shutil.chown(folder, *(("nobody", "nogroup") if os.getuid() == 0 else (os.getuid(), os.getgid())))
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    locale = ["--no-locale", "-E", "UTF8"]  # the machine's own may not exist
    control = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-s", "-w"]
    try:
        _as_nobody(str(programs / "initdb"), "-D", str(folder / "data"), "-U", "tester", "-A", "trust", "-N", *locale)
        _as_nobody(*control, "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            _as_nobody(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _as_nobody(*command: str) -> None:
    """Run a program of PostgreSQL, which refuses to run as root."""
    prefix = ["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []
    done = subprocess.run(
        [*prefix, *command], cwd=tempfile.gettempdir(), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


def rows(engine: Engine, table: str) -> list[dict[str, object]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]  # noqa: S608
