"""Read the bundled texts, split them, bring the index up to date."""

from dataclasses import dataclass
from pathlib import Path

from corpus.analysis import choose_analyser
from corpus.embedding import load_embedder
from corpus.settings import IndexSettings
from corpus.sync import Progress, SyncReport, sync
from ingest.bundled import read_folder
from ingest.clean import Suspicion, suspicions
from ingest.split import fingerprint, split


class NothingToIngest(Exception):
    """The folder of texts is missing or empty; the message names it."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did, and what of the texts it left out of the index."""

    synced: SyncReport
    left_out: tuple[Suspicion, ...]


def run(settings: IndexSettings, *, rebuild: bool, progress: Progress) -> RunReport:
    """Bring the index up to date. Raises what reading, embedding and `sync` raise."""
    choose_analyser(settings.analyser)
    documents = read_folder(_existing(settings.texts_dir))
    if not documents:
        raise NothingToIngest(f"There are no texts in {settings.texts_dir}. Set GREENDEAL_TEXTS_DIR to their folder.")
    synced = sync(
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
    return RunReport(synced, tuple(found for document in documents for found in suspicions(document)))


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise NothingToIngest(f"There is no folder {folder}. Set GREENDEAL_TEXTS_DIR to the folder of the texts.")
    return folder
