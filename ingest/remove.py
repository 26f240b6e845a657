"""Taking a page out of the answers by hand."""

from datetime import UTC, datetime
from difflib import get_close_matches

from corpus.lock import held
from ingest.archive import Archive
from ingest.settings import IngestSettings


class UnknownAddress(Exception):
    """No run has met that address; the message names the ones like it."""


def mark(settings: IngestSettings, url: str, *, undo: bool) -> None:
    """Note that an address is to be out of the answers from now on, or with `undo` that it is not.

    What was fetched of it is kept; `build` brings the index up to date. Raises UnknownAddress, ArchiveError, Busy
    while a run goes on.
    """
    with held(settings.fetched_lock, "removing a page"), Archive(settings.data_dir) as archive:
        if archive.page(url) is None:
            near = get_close_matches(url, [known.url for known in archive.pages()], n=3)
            like = f"Like it are: {', '.join(near)}" if near else "None is like it; the report has the addresses."
            raise UnknownAddress(f"{url} is not known. {like}")
        archive.remove(url, None if undo else datetime.now(UTC))
