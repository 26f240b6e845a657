"""The archive when disk or file are not as they should be: the fault is told, and nothing is written by half."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.archive import Archive
from ingest.bodies import ArchiveError, Bodies
from ingest.page_state import PageState
from ingest.report.types import Entry, Outcome

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://deals.fi/home"


def record(archive: Archive, url: str = URL) -> None:
    archive.record(archive.begin(NOW, NOW), PageState(url, 0), Entry(url, "Koti", Outcome.SKIPPED))


def test_a_full_disk_is_told_and_what_was_written_before_stands(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        record(archive)
    with (
        pytest.raises(ArchiveError, match=r"archive\.db cannot be read or written.*full.*room"),
        Archive(tmp_path) as archive,
    ):
        archive._db.execute("pragma max_page_count = 1")  # what SQLite meets on a full disk
        for number in range(1000):
            record(archive, f"{URL}/{number}/{'x' * 1000}")
    with Archive(tmp_path) as archive:
        assert archive.page(URL) is not None


@pytest.mark.parametrize("dry", [False, True])
def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path, dry: bool) -> None:
    with Archive(tmp_path):
        pass
    (tmp_path / "fetched" / "archive.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(ArchiveError, match=r"archive\.db cannot be opened.*move it away"):
        Archive(tmp_path, dry=dry)


def test_an_archive_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    with Archive(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "fetched" / "archive.db") as db:
        db.execute("pragma user_version = 99")
    db.close()
    with pytest.raises(ArchiveError, match="a newer program made it"):
        Archive(tmp_path)


def test_a_trial_reads_an_archive_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "data 100% #1?"
    with Archive(folder) as archive:
        record(archive)
    with Archive(folder, dry=True) as archive:
        assert archive.page(URL) is not None


def test_a_damaged_body_is_written_anew(tmp_path: Path) -> None:
    bodies = Bodies(tmp_path)
    name = bodies.keep(b"what was said")
    [path] = tmp_path.rglob("*.gz")
    path.write_bytes(b"damaged")
    with pytest.raises(ArchiveError, match=str(path)):
        bodies.read(name)
    assert bodies.keep(b"what was said") == name
    assert bodies.read(name) == b"what was said"
