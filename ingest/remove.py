"""Taking a page out of the answers by hand."""

from datetime import UTC, datetime
from difflib import get_close_matches

from corpus.lock import held
from corpus.sync import Progress
from ingest.archive import Archive
from ingest.run import build
from ingest.settings import IngestSettings


class UnknownAddress(Exception):
    """No run has met that address; the message names the ones like it."""


def remove(settings: IngestSettings, url: str, *, undo: bool, progress: Progress) -> str:
    """Take an address out of the index now and in later runs, or with `undo` let it in again; tell what was done.

    What was fetched of it is kept. Raises UnknownAddress, Busy while a run goes on, and what `build` raises.
    """
    with held(settings.data_dir / "fetched.lock", "removing a page"), Archive(settings.data_dir) as archive:
        page = archive.page(url)
        if page is None:
            near = get_close_matches(url, [known.url for known in archive.pages()], n=3)
            raise UnknownAddress(
                f"{url} is not known. " + (f"Like it are: {', '.join(near)}" if near else "None is like it.")
            )
        archive.remove(url, None if undo else datetime.now(UTC))
    synced = build(settings, rebuild=False, progress=progress).synced
    done = "is let in again" if undo else "is out of the answers, now and in later runs"
    return f"{url} {done}. {synced} Index {synced.build}."
