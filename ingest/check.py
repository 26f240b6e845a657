"""What one address gives: as the passages that a user would be quoted. Nothing is written."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.types import GENERAL, Kind, Passage
from ingest.archive import Archive
from ingest.bodies import ArchiveError
from ingest.clean import suspicions
from ingest.run import fetcher, reader
from ingest.settings import IngestSettings
from ingest.sources import host_of, read_sources
from ingest.split import split
from ingest.types import Claim, Extracted, Fetched, NotFetched, NotModified, Wording
from ingest.versions import settle


@dataclass(frozen=True, slots=True)
class Checked:
    """What an address gives. `claim` is None where it is no source and was not followed from one.

    `followed` are its links that a rule allows.
    """

    fetched: Fetched
    said: Extracted
    claim: Claim | None
    passages: tuple[Passage, ...]
    left_out: tuple[str, ...]
    followed: tuple[str, ...]


def check(settings: IngestSettings, url: str, *, at: datetime | None = None) -> Checked | NotFetched:
    """Fetch an address and read it, or with `at` read what was kept of it as it stood then.

    Its host need not be one of the sources'. Raises NotExtracted, SourcesError, ArchiveError.
    """
    sources = read_sources(settings.sources)
    fetched: Fetched | NotModified | NotFetched
    if at:
        fetched = _kept(settings.data_dir, url, at)
    else:
        with fetcher(settings, sources.hosts | {host_of(url)}) as asks:
            fetched = asks.fetch(url)
    if isinstance(fetched, NotFetched):
        return fetched
    assert not isinstance(fetched, NotModified)  # noqa: S101  # nothing was known to be unchanged since
    source = sources.by_url.get(url)
    said = reader().reads(source)(fetched)
    claim = source.claim if source else _known_claim(settings.data_dir, url)
    documents = settle(
        [Wording(url, said, claim or Claim(GENERAL, Kind.PAGE, False), fetched.at, fetched.at, latest=True)]
    ).documents
    deal = claim.deal if claim else GENERAL
    return Checked(
        fetched,
        said,
        claim,
        tuple(passage for document in documents for passage in split(document)),
        tuple(str(found) for document in documents for found in suspicions(document)),
        tuple(link.url for link in said.links if sources.follow(url, deal, 0, link)),
    )


def _known_claim(data: Path, url: str) -> Claim | None:
    if not Archive.is_in(data):
        return None
    with Archive(data, dry=True) as archive:
        page = archive.page(url)
    return page.claim if page else None


def _kept(data: Path, url: str, at: datetime) -> Fetched:
    with Archive(data, dry=True) as archive:
        if (wording := archive.wording_at(url, at)) and (response := archive.response(url, wording)):
            return response
        raise ArchiveError(f"Nothing of {url} was kept by {at.astimezone(UTC):%Y-%m-%d}.")
