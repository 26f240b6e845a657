"""Bringing the index to what the documents say: one build after another, by one process at a time."""

import json
import logging
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np

from corpus import analysis
from corpus.builds import (
    BUILD_NAME,
    GLOSSARY,
    Manifest,
    collection_of,
    current_build,
    manifest_of,
    pointed_at,
    read_manifest,
    to_disk,
    write_whole,
)
from corpus.covers import write_covers
from corpus.dense import DenseIndex, DenseIndexError
from corpus.embedding import Embedder, Vectors
from corpus.facets import write_facets
from corpus.glossary import GLOSSARY_FILE, read_glossary
from corpus.index import IndexUnusable, open_build, open_index
from corpus.lexical import LexicalIndex
from corpus.lines import DOCUMENT, PASSAGE, Lines, write_lines
from corpus.lock import held
from corpus.types import Document, Passage

_BATCH = 256  # passages embedded between two steps of the progress bar
_KEPT_BUILDS = 3  # the one in use and those before it, which open readers may still hold and `rollback` brings back

log = logging.getLogger(__name__)

Progress = Callable[[int, int], object]
"""Called with how many passages are embedded so far and how many there are to embed."""


class NoSuchBuild(Exception):
    """There is no earlier build to bring back, or it cannot be used; the message says why and which there are."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, counted in documents; `embedded` counts passages."""

    added: int
    changed: int
    unchanged: int
    deleted: int
    passages: int
    embedded: int
    build: str

    def __str__(self) -> str:
        if not (self.added or self.changed or self.deleted or self.embedded):
            return f"Nothing has changed: {self.unchanged} documents, {self.passages} passages."
        return (
            f"{self.added} documents added, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.deleted} deleted; {self.passages} passages, {self.embedded} of them embedded now."
        )


def _no_progress(done: int, total: int) -> None:
    """Nobody looks on."""


def sync(
    data: Path,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    embedder: Embedder,
    splitter: str,
    *,
    glossary: Path = GLOSSARY_FILE,
    chroma_url: str | None = None,
    rebuild: bool = False,
    progress: Progress = _no_progress,
) -> SyncReport:
    """Bring the index to what `documents` and their `passages` say, and make it current.

    Only passages that are new are embedded; documents that are not given any more are gone from the new build. When
    nothing differs, nothing is built. `rebuild` embeds everything anew. Raises Busy when another process builds,
    DenseIndexError when Chroma fails, GlossaryError for a glossary that cannot be read; the index in use stays as it
    is.
    """
    with held(data / "index" / "lock", "building the index"):
        return _Sync(data, documents, passages, embedder, splitter, glossary, chroma_url, rebuild).run(progress)


def builds(data: Path) -> list[Manifest]:
    """The builds that are whole, the newest first."""
    root = data / "index"
    found = [manifest_of(path) for path in root.iterdir() if BUILD_NAME.fullmatch(path.name)] if root.is_dir() else []
    return sorted((build for build in found if build), key=lambda build: build.build, reverse=True)


def rollback(data: Path, embedder: Embedder, chroma_url: str | None = None, to: str | None = None) -> tuple[str, str]:
    """Make an earlier build the one in use again: the one before it, or the one named.

    Gives the build that was in use and the one that is now. Nothing is deleted, and a server that is running goes over
    to it by itself. Raises NoSuchBuild, Busy; the one in use then stays.
    """
    with held(data / "index" / "lock", "bringing back an earlier index"):
        now = pointed_at(data)
        there = [build.build for build in builds(data)]
        wanted = to or next((build for build in there if build < now), None)
        if wanted is None or wanted not in there or wanted == now:
            known = ", ".join(build for build in there if build != now) or "none"
            raise NoSuchBuild(f"There is no such earlier build; in use is {now or 'none'}, beside it: {known}.")
        try:
            open_build(data / "index" / wanted, embedder, chroma_url).close()
        except (IndexUnusable, DenseIndexError) as error:
            raise NoSuchBuild(f"{wanted} cannot be used: {error}") from error
        write_whole(data / "index" / "current", wanted + "\n")
        return now, wanted


class _Sync:
    """One run of `sync`, by the process that holds the lock."""

    def __init__(
        self,
        data: Path,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        embedder: Embedder,
        splitter: str,
        glossary: Path,
        chroma_url: str | None,
        rebuild: bool,
    ) -> None:
        self._root = data / "index"
        self._documents = documents
        self._passages = passages
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._glossary = glossary
        now = datetime.now(UTC)
        self._manifest = Manifest(
            build=now.strftime("%Y%m%dT%H%M%S%f"),
            created=now.isoformat(timespec="seconds"),
            embedder=embedder.fingerprint,
            splitter=splitter,
            analyser=analysis.fingerprint(),
            chroma=chroma_url or "local",
            documents=len(documents),
            passages=len(passages),
            content=sha256("".join(document.digest for document in documents).encode()).hexdigest(),
            glossary=read_glossary(glossary).digest,
        )
        self._old = current_build(data)
        self._data = data
        self._reusable = self._old is not None and not rebuild and self._same_makers(read_manifest(self._old))

    def _same_makers(self, old: Manifest) -> bool:
        return all(
            getattr(old, part) == getattr(self._manifest, part)
            for part in ("embedder", "splitter", "analyser", "chroma")
        )

    def run(self, progress: Progress) -> SyncReport:
        """Build, move the pointer, clear away what no one needs."""
        old_digests = self._old_digests()
        if self._old and self._reusable and self._holds_the_same():
            return self._report(old_digests, 0, self._old.name)
        self._clear()
        folder = self._root / self._manifest.build
        folder.mkdir()
        try:
            embedded = self._write_build(folder, progress)
        except BaseException:  # also Ctrl+C: half a build takes room and serves no one
            self._remove(folder)
            raise
        write_whole(self._root / "current", self._manifest.build + "\n")
        try:
            self._clear()
        except (OSError, DenseIndexError) as error:
            log.warning("Old builds could not be cleared away: %s", error)
        return self._report(old_digests, embedded, self._manifest.build)

    def _holds_the_same(self) -> bool:
        """Whether the build in use is of the same documents and can still be searched."""
        if self._old is None:
            return False
        old = read_manifest(self._old)
        if (old.content, old.glossary) != (self._manifest.content, self._manifest.glossary):
            return False
        try:
            open_index(self._data, self._embedder, self._chroma_url).close()
        except (IndexUnusable, DenseIndexError) as error:
            log.warning("The index in use is damaged and is built anew: %s", error)
            return False
        return True

    def _write_build(self, folder: Path, progress: Progress) -> int:
        """Write everything, the manifest last, so that it stands for a whole build; count the passages embedded."""
        write_lines(folder / "documents.jsonl", self._documents)
        write_lines(folder / "passages.jsonl", self._passages)
        write_facets(folder / "facets.json", self._passages)
        write_covers(folder / "covers.json", self._passages)
        shutil.copyfile(self._glossary, folder / GLOSSARY)
        LexicalIndex.build(self._passages).save(folder / "lexical")
        embedded = self._build_dense(folder, progress)
        for path in sorted(folder.rglob("*"), reverse=True):
            to_disk(path)
        write_whole(folder / "manifest.json", json.dumps(asdict(self._manifest), indent=1))
        to_disk(folder)
        return embedded

    def _old_digests(self) -> dict[str, str]:
        if self._old is None:
            return {}
        try:
            return {document.id: document.digest for document in Lines(self._old / "documents.jsonl", DOCUMENT)}
        except (OSError, ValueError, KeyError):
            return {}  # damaged: everything counts as new

    def _build_dense(self, folder: Path, progress: Progress) -> int:
        """Put every passage's vector in, the old build's where the passage is the same; count those embedded."""
        dense = DenseIndex.create(self._chroma_url or folder / "chroma", collection_of(self._manifest.build))
        try:
            reused = self._reusable_vectors()
            todo = [passage for passage in self._passages if passage.embedded not in reused]
            kept = [passage for passage in self._passages if passage.embedded in reused]
            if kept:
                dense.add([p.id for p in kept], np.stack([reused[p.embedded] for p in kept]))
            progress(0, len(todo))
            for start in range(0, len(todo), _BATCH):
                batch = todo[start : start + _BATCH]
                vectors = self._embedder.embed_passages(batch)
                dense.add([passage.id for passage in batch], vectors)
                progress(start + len(batch), len(todo))
            return len(todo)
        finally:
            dense.close()

    def _reusable_vectors(self) -> dict[str, Vectors]:
        """By what is embedded; empty when the old vectors cannot be used or read."""
        if self._old is None or not self._reusable:
            return {}
        try:
            digests = {passage.id: passage.embedded for passage in Lines(self._old / "passages.jsonl", PASSAGE)}
        except (OSError, ValueError, KeyError):
            return {}  # damaged: everything is embedded anew
        wanted = {passage.embedded for passage in self._passages}
        ids = [passage_id for passage_id, embedded in digests.items() if embedded in wanted]
        try:
            old = DenseIndex.open(self._chroma_url or self._old / "chroma", collection_of(self._old.name))
        except DenseIndexError:
            return {}  # lost or out of reach: everything is embedded anew
        try:
            return {digests[i]: vector for i, vector in zip(ids, old.vectors(ids), strict=True)}
        except DenseIndexError:
            return {}
        finally:
            old.close()

    def _report(self, old: dict[str, str], embedded: int, build: str) -> SyncReport:
        new = {document.id: document.digest for document in self._documents}
        return SyncReport(
            added=len(new.keys() - old.keys()),
            changed=sum(new[i] != old[i] for i in new.keys() & old.keys()),
            unchanged=sum(new[i] == old[i] for i in new.keys() & old.keys()),
            deleted=len(old.keys() - new.keys()),
            passages=len(self._passages),
            embedded=embedded,
            build=build,
        )

    def _clear(self) -> None:
        """Delete builds that were cut off and, of the whole ones, all but the last; nothing that is no build."""
        folders = sorted(path for path in self._root.iterdir() if path.is_dir() and BUILD_NAME.fullmatch(path.name))
        whole = [path for path in folders if manifest_of(path)]
        in_use = current_build(self._data)
        for folder in folders:
            if folder not in whole[-_KEPT_BUILDS:] and folder != in_use:
                self._remove(folder)

    def _remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if self._chroma_url:
            with suppress(DenseIndexError):  # out of reach now; its collection only takes room
                DenseIndex.drop(self._chroma_url, collection_of(folder.name))
