"""How the material stands: read from the archive, the reports and the builds of the index."""

from collections import Counter
from datetime import datetime

from corpus.builds import Manifest, current_build, pointed_at
from corpus.lines import DOCUMENT, Lines
from corpus.lock import Busy, held
from corpus.sync import builds
from corpus.types import Kind, Language
from ingest.archive import Archive
from ingest.report.as_json import NotAReport, from_json
from ingest.report.page import latest
from ingest.report.status import Build, Ending, Failing, LastRun, Status
from ingest.report.types import Outcome, Report
from ingest.settings import IngestSettings


def read_status(settings: IngestSettings) -> Status:
    """How the material stands now. Raises ArchiveError, OSError."""
    data = settings.data_dir
    now = pointed_at(data)
    there = {build.build: _build(build) for build in builds(data)}
    report = _last_report(settings)
    last_run, failing = _of_archive(settings, report)
    return Status(
        last_run=last_run,
        build=there.get(now),
        outcomes=Counter(entry.outcome for entry in report.entries) if report else {},
        failing=failing,
        documents=_documents(settings),
        earlier=tuple(build for name, build in there.items() if name != now),
    )


def _of_archive(settings: IngestSettings, report: Report | None) -> tuple[LastRun | None, tuple[Failing, ...]]:
    if not Archive.is_in(settings.data_dir):
        return None, ()
    with Archive(settings.data_dir, dry=True) as archive:
        entries = {entry.url: entry for entry in report.entries} if report else {}
        failing = tuple(
            Failing(page.url, entry.reason if entry else None, page.failing_since, page.vanished is not None)
            for page in archive.pages()
            for entry in (entries.get(page.url),)
            if page.failing_since and not page.removed and (page.wording or (entry and entry.outcome is Outcome.FAILED))
        )
        last = archive.last_run()
    if last is None:
        return None, failing
    started, ended = last
    return LastRun(started, ended, _ending(settings, started, ended, report)), failing


def _ending(settings: IngestSettings, started: datetime, ended: datetime | None, report: Report | None) -> Ending:
    if ended:
        return Ending.REFUSED if report and report.started == started and report.refused else Ending.DONE
    try:
        with held(settings.fetched_lock, "telling the status"):
            return Ending.CUT_OFF
    except Busy:
        return Ending.RUNNING


def _last_report(settings: IngestSettings) -> Report | None:
    folder = latest(settings.reports)
    try:
        return from_json((folder / "report.json").read_text(encoding="utf-8")) if folder else None
    except (OSError, ValueError, NotAReport):
        return None


def _documents(settings: IngestSettings) -> Counter[tuple[str, Kind, Language]]:
    folder = current_build(settings.data_dir)
    if folder is None:
        return Counter()
    return Counter((known.deal, known.kind, known.language) for known in Lines(folder / "documents.jsonl", DOCUMENT))


def _build(build: Manifest) -> Build:
    return Build(build.build, datetime.fromisoformat(build.created), build.documents, build.passages)
