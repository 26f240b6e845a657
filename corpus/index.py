"""The index: what ingest writes and the assistant searches.

Each build is a folder of its own under `<data>/index/`, and the file `current` names the one in use. A build becomes
current only when it is whole, so one that was cut off leaves the earlier one serving. Layout of a build:
`manifest.json` (what made it), `documents.jsonl`, `passages.jsonl`, `lexical/`, and `chroma/` unless a Chroma server
holds the vectors, in a collection named like the build.
"""

import copy
import json
import logging
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np
from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from corpus import analysis
from corpus.dense import DenseIndex, DenseIndexError
from corpus.embedding import Embedder, Vectors
from corpus.lexical import LexicalIndex
from corpus.types import LANGUAGES, Document, Language, Passage

_BUILD = re.compile(r"\d{8}T\d{12}")
"""What the folder of a build is called."""

_BATCH = 256  # passages embedded between two steps of the progress bar
_TRY_AGAIN = 10.0  # seconds until a build that could not be used is tried again
_KEPT_BUILDS = 2  # the one in use and the one before it, which open readers may still hold

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_DOCUMENT = TypeAdapter(Document)
_PASSAGE = TypeAdapter(Passage)


class IndexUnusable(Exception):
    """The index cannot be searched. `reason` is a key of the texts' table `reason`; the message is for the log."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class IndexBusy(Exception):
    """Another process is building; the message says how to find it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a build, and from what."""

    build: str
    created: str
    embedder: str
    splitter: str
    analyser: str
    chroma: str
    documents: int
    passages: int
    content: str


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


Progress = Callable[[int, int], object]
"""Called with how many passages are embedded so far and how many there are to embed."""


class Index:
    """A build that is open for searching."""

    def __init__(self, folder: Path, manifest: Manifest, embedder: Embedder, chroma_url: str | None) -> None:
        self._folder = folder
        self._embedder = embedder
        self._chroma_url = chroma_url
        self.manifest = manifest
        self.documents = {document.id: document for document in _read(folder / "documents.jsonl", _DOCUMENT)}
        self.passages: list[Passage] = list(_read(folder / "passages.jsonl", _PASSAGE))
        self.lexical = LexicalIndex.load(folder / "lexical")
        self._dense = DenseIndex.open(chroma_url or folder / "chroma", _collection(manifest.build))

    @cached_property
    def position(self) -> dict[str, int]:
        """By the id of a passage: where it stands in `passages` and in the lexical index."""
        return {passage.id: position for position, passage in enumerate(self.passages)}

    def vocabulary(self, language: Language) -> tuple[str, ...]:
        """Every word of the texts of a language, in the order of the alphabet."""
        return self._vocabularies[language]

    @cached_property
    def _vocabularies(self) -> dict[Language, tuple[str, ...]]:
        words: dict[Language, set[str]] = {language: set() for language in LANGUAGES}
        for passage, held in zip(self.passages, self.lexical.held, strict=True):
            words[passage.language] |= held
        return {language: tuple(sorted(held)) for language, held in words.items()}

    @cached_property
    def translations(self) -> dict[tuple[str, int], dict[str, Passage]]:
        """By the key of a passage: the passage in each language."""
        found: dict[tuple[str, int], dict[str, Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.key, {})[passage.language] = passage
        return found

    def search_words(self, tokens: Sequence[str], k: int) -> list[tuple[Passage, float]]:
        """The k best passages by their words (BM25), best first."""
        return [(self.passages[position], score) for position, score in self.lexical.search(tokens, k)]

    def search_meaning(self, text: str, k: int) -> list[tuple[Passage, float]]:
        """The k best passages by their vectors (cosine similarity), best first. Raises DenseIndexError."""
        vector = self._embedder.embed_question(text)
        if not vector.any():
            return []
        found = self._dense.search(vector, min(k, len(self.passages)))
        return [(self.passages[self.position[passage_id]], score) for passage_id, score in found]

    def check_vectors(self) -> None:
        """Raise DenseIndexError when the vectors cannot be searched or some are missing."""
        if (count := self._dense.count()) != len(self.passages):
            raise DenseIndexError(f"There are {count} vectors for {len(self.passages)} passages.")
        self._dense.search(self._embedder.embed_question("green deal"), 1)

    def with_lexical(self, lexical: LexicalIndex) -> "Index":
        """The same index with other words, to measure what the words give. It is closed with the one it came from."""
        other = copy.copy(self)
        other.lexical = lexical
        other.__dict__.pop("_vocabularies", None)  # computed from the words
        return other

    def close(self) -> None:
        """Let go of files and connections."""
        self._dense.close()


def open_index(data: Path, embedder: Embedder, chroma_url: str | None = None) -> Index:
    """Open the build in use.

    Raises IndexUnusable when there is none or another embedder or analyser made it, DenseIndexError when its vectors
    cannot be had.
    """
    folder = current_build(data)
    if folder is None:
        raise IndexUnusable("no_index", f"There is no index in {data}. Build it: python -m ingest")
    manifest = _read_manifest(folder)
    for part, in_use in (("embedder", embedder.fingerprint), ("analyser", analysis.fingerprint())):
        made_with = getattr(manifest, part)
        if made_with != in_use:
            raise IndexUnusable(
                "other_maker",
                f"The index in {data} was made with the {part} “{made_with}”, and “{in_use}” is in use now. "
                "Rebuild it: python -m ingest",
            )
    if not manifest.passages:
        raise IndexUnusable("no_passages", f"The index in {data} is empty. Build it again: python -m ingest --rebuild")
    try:
        return _proven(Index(folder, manifest, embedder, chroma_url))
    except (OSError, ValueError, KeyError) as error:  # a file of the build is gone or no longer what was written
        raise IndexUnusable(
            "search_failed",
            f"The index in {folder} cannot be read ({error}). Rebuild it: python -m ingest --rebuild",
        ) from error


def _proven(index: Index) -> Index:
    """The index, when a real query works and no vector is missing. Raises DenseIndexError."""
    try:
        index.check_vectors()
    except DenseIndexError:
        index.close()
        raise
    return index


def current_build(data: Path) -> Path | None:
    """The folder of the build in use, or None where there is none that can be read."""
    pointer = data / "index" / "current"
    try:
        name = pointer.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None
    folder = data / "index" / name
    return folder if _BUILD.fullmatch(name) and _manifest_of(folder) else None


def sync(
    data: Path,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    embedder: Embedder,
    splitter: str,
    *,
    chroma_url: str | None = None,
    rebuild: bool = False,
    progress: Progress = max,
) -> SyncReport:
    """Bring the index to what `documents` and their `passages` say, and make it current.

    Only passages that are new are embedded; documents that are not given any more are gone from the new build. When
    nothing differs, nothing is built. `rebuild` embeds everything anew. Raises IndexBusy when another process builds,
    DenseIndexError when Chroma fails; the index in use stays as it is.
    """
    root = data / "index"
    root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(root / "lock", timeout=0):
            return _Sync(data, documents, passages, embedder, splitter, chroma_url, rebuild).run(progress)
    except Timeout as error:
        raise IndexBusy(f"Another process is building the index (it holds {root / 'lock'}). Wait for it.") from error


class _Sync:
    """One run of `sync`, by the process that holds the lock."""

    def __init__(
        self,
        data: Path,
        documents: Sequence[Document],
        passages: Sequence[Passage],
        embedder: Embedder,
        splitter: str,
        chroma_url: str | None,
        rebuild: bool,
    ) -> None:
        self._root = data / "index"
        self._documents = documents
        self._passages = passages
        self._embedder = embedder
        self._chroma_url = chroma_url
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
        )
        self._old = current_build(data)
        self._data = data
        self._reusable = self._old is not None and not rebuild and self._same_makers(_read_manifest(self._old))

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
        _write_whole(self._root / "current", self._manifest.build + "\n")
        try:
            self._clear()
        except (OSError, DenseIndexError) as error:
            log.warning("Old builds could not be cleared away: %s", error)
        return self._report(old_digests, embedded, self._manifest.build)

    def _holds_the_same(self) -> bool:
        """Whether the build in use is of the same documents and can still be searched."""
        if self._old is None or _read_manifest(self._old).content != self._manifest.content:
            return False
        try:
            open_index(self._data, self._embedder, self._chroma_url).close()
        except (IndexUnusable, DenseIndexError) as error:
            log.warning("The index in use is damaged and is built anew: %s", error)
            return False
        return True

    def _write_build(self, folder: Path, progress: Progress) -> int:
        """Write everything, the manifest last, so that it stands for a whole build; count the passages embedded."""
        _write(folder / "documents.jsonl", self._documents)
        _write(folder / "passages.jsonl", self._passages)
        LexicalIndex.build(self._passages).save(folder / "lexical")
        embedded = self._build_dense(folder, progress)
        for path in sorted(folder.rglob("*"), reverse=True):
            _to_disk(path)
        _write_whole(folder / "manifest.json", json.dumps(asdict(self._manifest), indent=1))
        _to_disk(folder)
        return embedded

    def _old_digests(self) -> dict[str, str]:
        if self._old is None:
            return {}
        try:
            return {document.id: document.digest for document in _read(self._old / "documents.jsonl", _DOCUMENT)}
        except (OSError, ValueError):
            return {}  # damaged: everything counts as new

    def _build_dense(self, folder: Path, progress: Progress) -> int:
        """Put every passage's vector in, the old build's where the passage is the same; count those embedded."""
        dense = DenseIndex.create(self._chroma_url or folder / "chroma", _collection(self._manifest.build))
        try:
            reused = self._reusable_vectors()
            todo = [passage for passage in self._passages if passage.digest not in reused]
            kept = [passage for passage in self._passages if passage.digest in reused]
            if kept:
                dense.add([p.id for p in kept], np.stack([reused[p.digest] for p in kept]))
            progress(0, len(todo))
            for start in range(0, len(todo), _BATCH):
                batch = todo[start : start + _BATCH]
                vectors = self._embedder.embed_passages([passage.searchable for passage in batch])
                dense.add([passage.id for passage in batch], vectors)
                progress(start + len(batch), len(todo))
            return len(todo)
        finally:
            dense.close()

    def _reusable_vectors(self) -> dict[str, Vectors]:
        """By digest of the passage; empty when the old vectors cannot be used or read."""
        if self._old is None or not self._reusable:
            return {}
        try:
            digests = {passage.id: passage.digest for passage in _read(self._old / "passages.jsonl", _PASSAGE)}
        except (OSError, ValueError):
            return {}  # damaged: everything is embedded anew
        wanted = {passage.digest for passage in self._passages}
        ids = [passage_id for passage_id, passage_digest in digests.items() if passage_digest in wanted]
        try:
            old = DenseIndex.open(self._chroma_url or self._old / "chroma", _collection(self._old.name))
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
        folders = sorted(path for path in self._root.iterdir() if path.is_dir() and _BUILD.fullmatch(path.name))
        whole = [path for path in folders if _manifest_of(path)]
        in_use = current_build(self._data)
        for folder in folders:
            if folder not in whole[-_KEPT_BUILDS:] and folder != in_use:
                self._remove(folder)

    def _remove(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if self._chroma_url:
            with suppress(DenseIndexError):  # out of reach now; its collection only takes room
                DenseIndex.drop(self._chroma_url, _collection(folder.name))


def _collection(build: str) -> str:
    return f"greendeal-{build}"


def _read_manifest(folder: Path) -> Manifest:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Manifest(**{field.name: content[field.name] for field in fields(Manifest)})


def _manifest_of(folder: Path) -> Manifest | None:
    """The manifest of a build, None where there is none that can be read."""
    try:
        return _read_manifest(folder)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _to_disk(path: Path) -> None:
    """See that a file or folder survives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read(path: Path, adapter: TypeAdapter[_T]) -> Iterator[_T]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield adapter.validate_json(line)


def _write(path: Path, values: Iterable[Document] | Iterable[Passage]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for value in values:
            file.write(json.dumps(asdict(value), ensure_ascii=False, default=str) + "\n")


def _write_whole(path: Path, content: str) -> None:
    """Write so that a reader sees the old content or the new one, also when the machine stops in between."""
    new = path.with_suffix(".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


class LiveIndex:
    """The build in use, opened anew whenever the pointer has moved; for a process that serves while others build."""

    def __init__(self, data: Path, embedder: Embedder, chroma_url: str | None = None) -> None:
        self._data = data
        self._embedder = embedder
        self._chroma_url = chroma_url
        self._lock = threading.Lock()
        self._open: Index | None = None
        self._former: Index | None = None
        self._refused = ""
        self._refused_at = 0.0

    def get(self) -> Index:
        """The index to use for one question. Raises what `open_index` raises; an index that is open serves on."""
        pointer = current_build(self._data)
        index = self._open
        if index is not None and (pointer is None or pointer.name == index.manifest.build):
            return index
        with self._lock:
            if self._open is None or (pointer is not None and pointer.name != self._open.manifest.build):
                if self._open and pointer and self._was_just_refused(pointer.name):
                    return self._open
                try:
                    fresh = open_index(self._data, self._embedder, self._chroma_url)
                except (IndexUnusable, DenseIndexError) as error:
                    if self._open is None or pointer is None:
                        raise
                    self._refuse(pointer.name, error)
                    return self._open
                # questions under way may still use the one that was open; the one before it is free by now
                if self._former is not None:
                    self._former.close()
                self._former, self._open = self._open, fresh
            return self._open

    def _was_just_refused(self, build: str) -> bool:
        return build == self._refused and time.monotonic() - self._refused_at < _TRY_AGAIN

    def _refuse(self, build: str, error: Exception) -> None:
        """Note that a new build cannot be used, once in the log, and try it again after a while."""
        if build != self._refused:
            log.error(
                "The new index %s cannot be used; %s serves on. %s",
                build,
                self._open and self._open.manifest.build,
                error,
            )
        self._refused, self._refused_at = build, time.monotonic()

    def close(self) -> None:
        """Let go of files and connections."""
        for index in (self._open, self._former):
            if index is not None:
                index.close()
        self._open = self._former = None
