"""What was fetched and what it said, kept: responses as they came, wordings, and the outcomes of runs.

`<data>/fetched/archive.db` (SQLite) and `<data>/fetched/bodies/` (gzip, named by SHA-256). What a run learns of an
address is written in one transaction, so that a run that is killed has done an address wholly or not at all.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from pydantic import TypeAdapter

from corpus.types import digest
from ingest.bodies import ArchiveError, Bodies
from ingest.merging import rename_wording
from ingest.page_state import CLAIM, PageState, columns, stamp, state_of, time_of
from ingest.report.types import Entry
from ingest.types import Extracted, Fetched, Wording

_SCHEMA = """
create table if not exists page (
    url text primary key,
    found_on text,                       -- the page that linked here; null for a source
    link_text text not null default '',
    depth integer not null,              -- steps from a source
    claim text,                          -- what it is (JSON); null while it has no document
    etag text not null default '',
    last_modified text not null default '',
    checked text,                        -- the last run's fetch that told something of it
    wording text,                        -- digest of what it says now; null when it says nothing
    extractor text not null default '',  -- what read it
    failures integer not null default 0, -- runs in a row in which it was not there
    failing_since text,
    vanished text,                       -- since when its text is out of the answers
    removed text                         -- since when by hand
);
create table if not exists wording (
    url text not null, digest text not null, extracted text not null, first_seen text not null, last_seen text not null,
    primary key (url, digest)
);
create table if not exists response (    -- the last one that gave a wording, or that gave none
    url text not null, wording text not null, at text not null, final_url text not null, status integer not null,
    headers text not null, body text not null,
    primary key (url, wording)
);
create table if not exists run (started text primary key, ended text);
create table if not exists entry (
    run text not null references run, url text not null, entry text not null, primary key (run, url)
);
"""
_VERSION = 1
_FOLDER, _FILE = "fetched", "archive.db"

_EXTRACTED = TypeAdapter(Extracted)
_ENTRY = TypeAdapter(Entry)
_HEADERS = TypeAdapter(dict[str, str])


class Archive:
    """The archive, open. One process writes it at a time, which the lock of a run sees to; any may read.

    With `dry`, everything is written to a copy in memory and nothing to disk. Raises ArchiveError.
    """

    @staticmethod
    def is_in(data: Path) -> bool:
        """Whether anything was ever fetched into a data folder."""
        return (data / _FOLDER / _FILE).exists()

    def __init__(self, data: Path, *, dry: bool = False) -> None:
        self._folder = data / _FOLDER
        self._dry = dry
        self._bodies = Bodies(self._folder / "bodies", dry=dry)
        try:
            self._db = self._open()
        except (OSError, sqlite3.Error) as error:
            raise self._fault("opened", error) from error

    def _open(self) -> sqlite3.Connection:
        if not self._dry:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / _FILE
        db = sqlite3.connect(":memory:" if self._dry else path, isolation_level=None, timeout=30)
        try:
            if self._dry and path.exists():
                with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as on_disk:
                    on_disk.backup(db)
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.row_factory = sqlite3.Row
        if not self._dry:
            db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        version = db.execute("pragma user_version").fetchone()[0]
        if version > _VERSION:
            raise sqlite3.DatabaseError(f"a newer program made it (version {version}), which has to be used")
        db.executescript(_SCHEMA)
        db.execute(f"pragma user_version = {_VERSION}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Close it. What SQLite raised meanwhile becomes an ArchiveError: nothing of it was written."""
        self._db.close()
        if isinstance(error, sqlite3.Error):
            raise self._fault("read or written", error) from error

    def _fault(self, done: str, error: Exception) -> ArchiveError:
        return ArchiveError(
            f"The archive of fetched pages {self._folder / _FILE} cannot be {done}: {error}. Has the disk room, "
            "and may the folder be written? If the file is damaged, put a copy of the folder in its place, or move it "
            "away: the next run then fetches everything again, and former wordings are gone."
        )

    # what is known

    def page(self, url: str) -> PageState | None:
        """What is known of an address."""
        row = self._db.execute("select * from page where url = ?", (url,)).fetchone()
        return state_of(row) if row else None

    def pages(self) -> list[PageState]:
        """Every address that was ever met, in the order of the alphabet."""
        return [state_of(row) for row in self._db.execute("select * from page order by url")]

    def wording(self, url: str, wording: str) -> Extracted:
        """What an address said, by the digest of its wording."""
        row = self._db.execute("select extracted from wording where url = ? and digest = ?", (url, wording)).fetchone()
        return _EXTRACTED.validate_json(row["extracted"])

    def wordings(self) -> Iterator[Wording]:
        """Every wording of the addresses that have one now; none of what vanished or was removed."""
        for row in self._db.execute(
            "select w.*, p.wording = w.digest as latest, p.claim from wording w join page p using (url) where p.claim"
            " is not null and p.wording is not null and p.vanished is null and p.removed is null"
            " order by url, first_seen, digest"
        ):
            yield Wording(
                row["url"],
                _EXTRACTED.validate_json(row["extracted"]),
                CLAIM.validate_json(row["claim"]),
                time_of(row["first_seen"]),
                time_of(row["last_seen"]),
                bool(row["latest"]),
            )

    def response(self, url: str, wording: str | None) -> Fetched | None:
        """The last response of an address that gave this wording (with None: that gave none), where there was one."""
        row = self._db.execute("select * from response where url = ? and wording = ?", (url, wording or "")).fetchone()
        if row is None:
            return None
        headers = _HEADERS.validate_json(row["headers"])
        return Fetched(
            url, row["final_url"], row["status"], headers, self._bodies.read(row["body"]), time_of(row["at"])
        )

    def wording_at(self, url: str, at: datetime) -> str | None:
        """Which wording an address had at a time; None before the first."""
        row = self._db.execute(
            "select digest from wording where url = :url and first_seen <= :at"
            " order by last_seen >= :at desc, first_seen desc limit 1",
            {"url": url, "at": stamp(at)},
        ).fetchone()
        return row["digest"] if row else None

    # what a run learns

    def begin(self, now: datetime, resume_since: datetime) -> datetime:
        """Start a run, or go on with one that was cut off after `resume_since`; give the time when it started."""
        row = self._db.execute(
            "select started from run where ended is null and started >= ? order by started desc limit 1",
            (stamp(resume_since),),
        ).fetchone()
        if row:
            return time_of(row["started"])
        self._db.execute("insert into run (started) values (?)", (stamp(now),))
        return now

    def record(
        self,
        run: datetime,
        page: PageState,
        entry: Entry,
        fetched: Fetched | None = None,
        said: Extracted | None = None,
    ) -> None:
        """Write what a run learned of an address, all of it or nothing.

        `said` is what the page says now, which becomes its wording; without it, the wording of `page` stays.
        """
        page = replace(page, wording=wording_of(said)) if said else page
        body = self._bodies.keep(fetched.body) if fetched else ""
        at = stamp(page.checked or datetime.now(UTC))
        with _transaction(self._db):
            self._put("page", columns(page))
            if fetched:
                self._put("response", _response(fetched, page.wording if said else None, body))
            if said:
                self._db.execute(
                    "insert into wording values (?, ?, ?, ?, ?) on conflict do update set"
                    " last_seen = excluded.last_seen, extracted = excluded.extracted",
                    (page.url, page.wording, _EXTRACTED.dump_json(said).decode(), at, at),
                )
            self._put("entry", {"run": stamp(run), "url": entry.url, "entry": _ENTRY.dump_json(entry).decode()})

    def stale(self, extractor: str) -> list[tuple[str, str]]:
        """The wordings, as address and digest, of the addresses that were read in another way than `extractor`."""
        rows = self._db.execute(
            "select url, digest from page join wording using (url) where extractor <> ? order by url, first_seen",
            (extractor,),
        )
        return [(row["url"], row["digest"]) for row in rows]

    def reread(self, url: str, old: str, said: Extracted) -> None:
        """Put what a response says, read in a better way, in the place of how it was read before."""
        new = wording_of(said)
        with _transaction(self._db):
            if new != old:
                rename_wording(self._db, url, old, new)
            self._db.execute(
                "update wording set extracted = ? where url = ? and digest = ?",
                (_EXTRACTED.dump_json(said).decode(), url, new),
            )

    def all_read_by(self, extractor: str) -> None:
        """Note that every address with a wording has been read in this way."""
        self._db.execute("update page set extractor = ? where wording is not null", (extractor,))

    def entries(self, run: datetime) -> list[Entry]:
        """The outcomes of a run so far, in the order of the addresses."""
        rows = self._db.execute("select entry from entry where run = ? order by url", (stamp(run),))
        return [_ENTRY.validate_json(row["entry"]) for row in rows]

    def end(self, run: datetime, ended: datetime) -> None:
        """Close a run. The outcomes of the runs before it are in their reports alone from now on."""
        with _transaction(self._db):
            self._db.execute("update run set ended = ? where started = ?", (stamp(ended), stamp(run)))
            self._db.execute("delete from entry where run <> ?", (stamp(run),))

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """When the last run started and ended; it has no end while it goes on or after it was cut off."""
        row = self._db.execute("select started, ended from run order by started desc limit 1").fetchone()
        return (time_of(row["started"]), time_of(row["ended"]) if row["ended"] else None) if row else None

    def remove(self, url: str, now: datetime | None) -> None:
        """Take an address out of the answers by hand, or with None let it in again."""
        self._db.execute("update page set removed = ? where url = ?", (stamp(now) if now else None, url))

    def _put(self, table: str, values: Mapping[str, Any]) -> None:
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        self._db.execute(f"insert or replace into {table} ({names}) values ({marks})", tuple(values.values()))  # noqa: S608  # our own names


def wording_of(said: Extracted) -> str:
    """The digest by which a wording is known: of what is quoted. A date or a link that changes is no other wording."""
    return digest(replace(said, published=None, changed=None, canonical=None, breadcrumb=(), links=()))


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it is written, or nothing."""
    db.execute("begin immediate")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # SQLite itself takes back what a full disk cut off
            db.execute("rollback")
        raise
    db.execute("commit")


def _response(fetched: Fetched, wording: str | None, body: str) -> dict[str, str | int]:
    return {
        "url": fetched.url,
        "wording": wording or "",
        "at": stamp(fetched.at),
        "final_url": fetched.final_url,
        "status": fetched.status,
        "headers": _HEADERS.dump_json(dict(fetched.headers)).decode(),
        "body": body,
    }
