"""The two ways of bringing the index up to date: `build`, with what is here, and `run`, which fetches before that."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from corpus.analysis import choose_analyser
from corpus.builds import current_build
from corpus.embedding import load_embedder
from corpus.lines import DOCUMENT, Lines
from corpus.lock import held
from corpus.sync import Progress, SyncReport, sync
from corpus.types import Document
from ingest import extract
from ingest.archive import Archive
from ingest.bodies import ArchiveError
from ingest.bundled import read_folder
from ingest.clean import suspicions
from ingest.crawl import Crawl, Reader, orphans
from ingest.crawl import Progress as CrawlProgress
from ingest.differences import differences
from ingest.fetch import Fetcher, Limits
from ingest.report.page import write
from ingest.report.types import Entry, Indexed, Outcome, Report
from ingest.settings import IngestSettings
from ingest.shrinking import suspicion
from ingest.sources import Sources, read_sources
from ingest.split import fingerprint, split
from ingest.types import NotExtracted
from ingest.versions import Settled, settle

_GOES_ON = timedelta(hours=20)  # a run that was cut off is gone on with; one of yesterday's is begun anew
_MEGABYTE = 1_000_000
_AGENT = "green-deal-assistant/1 (+{contact})"

log = logging.getLogger(__name__)


class NothingToIngest(Exception):
    """The folder of texts is missing or empty; the message names it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did, and the lines of the texts that it left out of the index."""

    synced: SyncReport
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `fetching` while pages are asked for, `embedding` while passages are."""

    fetching: CrawlProgress
    embedding: Progress


def build(settings: IngestSettings, *, rebuild: bool, progress: Progress) -> Built:
    """Bring the index to the bundled texts and what was fetched so far; nothing is fetched.

    Raises Busy while a run goes on, NothingToIngest, TextError, SourcesError, ArchiveError and what embedding and
    `sync` raise.
    """
    choose_analyser(settings.analyser)
    bundled = _bundled(settings)
    fetched: tuple[Document, ...] = ()
    if Archive.is_in(settings.data_dir):
        sources = read_sources(settings.sources)
        with held(settings.fetched_lock, "reading what was fetched"), Archive(settings.data_dir) as archive:
            read_anew(archive, reader(), sources)
            fetched = _settled(archive, sources).documents
    documents = [*bundled, *fetched]
    return Built(_sync(settings, documents, rebuild=rebuild, progress=progress), _left_out(documents))


def run(
    settings: IngestSettings,
    *,
    dry: bool,
    allow_shrinking: bool,
    watch: Watch,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Report:
    """Fetch every source and what its rules lead to, and bring the index up to date.

    A run that was cut off is gone on with. The report is also written to the folder of the reports. When `dry`, nothing
    is written. Raises Busy while another run goes on, and
    what `build` raises; what was fetched until then is kept.
    """
    choose_analyser(settings.analyser)
    sources = read_sources(settings.sources)
    bundled = _bundled(settings)
    with held(settings.fetched_lock, "fetching"), Archive(settings.data_dir, dry=dry) as archive:
        reads = reader()
        read_anew(archive, reads, sources)
        started = archive.begin(now(), now() - _GOES_ON)
        met = _crawl(settings, archive, sources, reads, started, watch.fetching)
        for page in orphans(archive.pages(), met):
            detail = "No source and no rule of corpus/sources.toml leads to it any more."
            archive.record(
                started,
                replace(page, claim=None),
                Entry(page.url, page.link_text or page.url, Outcome.REMOVED, detail=detail),
            )
        settled = _settled(archive, sources)
        documents = [*bundled, *settled.documents]
        removed = frozenset(page.url for page in archive.pages() if page.removed or not page.claim)
        refused = None if allow_shrinking else suspicion(_in_use(settings), documents, removed)
        indexed = None
        if not dry and not refused:
            synced = _sync(settings, documents, rebuild=False, progress=watch.embedding)
            indexed = Indexed(synced.build, len(documents), synced.passages, synced.embedded)
        report = Report(
            started,
            now(),
            dry,
            tuple(_settled_entry(entry, settled) for entry in archive.entries(started)),
            differences(documents),
            _left_out(documents),
            indexed,
            refused,
            settled.unsure,
        )
        if not dry:  # before the run is closed, so that each run that has ended has its report
            write(report, settings.reports)
        archive.end(started, report.ended)
    return report


def _crawl(
    settings: IngestSettings,
    archive: Archive,
    sources: Sources,
    reader: Reader,
    started: datetime,
    progress: CrawlProgress,
) -> frozenset[str]:
    with fetcher(settings, sources.hosts) as asks:
        crawl = Crawl(
            archive,
            sources,
            asks,
            reader,
            started,
            gone_after=settings.crawl_gone_after,
            workers=settings.crawl_hosts,
        )
        return crawl.run(progress)


def fetcher(settings: IngestSettings, hosts: frozenset[str]) -> Fetcher:
    """A fetcher as the settings want it."""
    limits = Limits(
        pace=settings.crawl_pace_s,
        response_bytes=settings.crawl_response_mb * _MEGABYTE,
        run_bytes=settings.crawl_run_mb * _MEGABYTE,
    )
    agent = _AGENT.format(contact=settings.crawl_contact)
    return Fetcher(limits, agent, hosts, loopback=settings.crawl_loopback)


def read_anew(archive: Archive, reader: Reader, sources: Sources) -> None:
    """Read the kept responses again where the way of reading has changed; what cannot be stays as it was read."""
    for url, wording in archive.stale(reader.fingerprint):
        try:
            if response := archive.response(url, wording):
                archive.reread(url, wording, reader.reads(sources.by_url.get(url))(response))
        except (NotExtracted, ArchiveError) as error:
            log.warning("%s stays as it was read before: %s", url, error)
    archive.all_read_by(reader.fingerprint)


def reader() -> Reader:
    """How responses are read."""
    return Reader(extract.extract, extract.listing, extract.fingerprint())


def _settled(archive: Archive, sources: Sources) -> Settled:
    """The documents of what was fetched, each source as its entry calls it now."""
    wordings = []
    for wording in archive.wordings():
        source = sources.by_url.get(wording.url)
        wordings.append(replace(wording, claim=source.claim) if source else wording)
    return settle(wordings)


def _settled_entry(entry: Entry, settled: Settled) -> Entry:
    """An outcome with what was seen once all pages were put side by side."""
    if reason := settled.left_out.get(entry.url):
        return replace(entry, outcome=Outcome.SKIPPED, reason=reason)
    return replace(entry, alias_of=settled.alias_of.get(entry.url))


def _in_use(settings: IngestSettings) -> list[Document]:
    """The documents of the index in use; none where there is no index that can be read."""
    folder = current_build(settings.data_dir)
    try:
        return list(Lines(folder / "documents.jsonl", DOCUMENT)) if folder else []
    except (OSError, ValueError, KeyError):
        return []


def _bundled(settings: IngestSettings) -> list[Document]:
    if not settings.texts_dir.is_dir():
        raise NothingToIngest(
            f"There is no folder {settings.texts_dir}. Set GREENDEAL_TEXTS_DIR to the folder of the texts."
        )
    documents = read_folder(settings.texts_dir)
    if not documents:
        raise NothingToIngest(f"There are no texts in {settings.texts_dir}. Set GREENDEAL_TEXTS_DIR to their folder.")
    return documents


def _sync(settings: IngestSettings, documents: Sequence[Document], *, rebuild: bool, progress: Progress) -> SyncReport:
    return sync(
        settings.data_dir,
        documents,
        [passage for document in documents for passage in split(document)],
        load_embedder(settings.embedder, settings.prefixes),
        fingerprint(),
        glossary=settings.glossary,
        chroma_url=settings.chroma_address,
        rebuild=rebuild,
        progress=progress,
    )


def _left_out(documents: Sequence[Document]) -> tuple[str, ...]:
    return tuple(str(found) for document in documents for found in suspicions(document))
