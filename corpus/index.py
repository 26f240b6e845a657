"""The index open for searching: the words, the vectors and the documents of one build."""

import copy
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus import analysis
from corpus.builds import GLOSSARY, Manifest, collection_of, current_build, pointed_at, read_manifest
from corpus.covers import read_covers
from corpus.dense import DenseIndex, DenseIndexError
from corpus.embedding import Embedder, EmbedderFailed, Vectors
from corpus.facets import Facets
from corpus.glossary import read_glossary
from corpus.lexical import LexicalIndex, Ranked
from corpus.lines import DOCUMENT, PASSAGE, ById, Lines
from corpus.translation import Alternative, Translator
from corpus.types import LANGUAGES, Document, Language, Official, Passage
from corpus.vocabulary import Vocabulary

_TRY_AGAIN = 10.0  # seconds until a build that could not be used is tried again

log = logging.getLogger(__name__)


class IndexUnusable(Exception):
    """The index cannot be searched. `reason` is a key of the texts' table `reason`; the message is for the log."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Index:
    """A build that is open for searching. `facets` and `lexical` know a passage by its position in `passages`."""

    def __init__(self, folder: Path, manifest: Manifest, embedder: Embedder, chroma_url: str | None) -> None:
        self._embedder = embedder
        self.manifest = manifest
        self._documents = Lines(folder / "documents.jsonl", DOCUMENT)
        self.documents: Mapping[str, Document] = ById(self._documents)
        self.passages: Lines[Passage] = Lines(folder / "passages.jsonl", PASSAGE)
        self.facets = Facets(folder / "facets.json")
        self._covers = read_covers(folder / "covers.json")
        self.lexical = LexicalIndex.load(folder / "lexical")
        self.translator = Translator(read_glossary(folder / GLOSSARY))
        self._vocabularies: dict[Language, Vocabulary] = {}
        self._untranslated = _untranslated(self.facets)
        self._dense = DenseIndex.open(chroma_url or folder / "chroma", collection_of(manifest.build))

    def official_of(self, passage: Passage) -> tuple[Official, ...]:
        """The official statements that tell what statements of a passage of ours do."""
        return tuple(
            Official(cover.statement, self.passages[self.passages.position[cover.passage]], cover.told)
            for cover in self._covers.get(passage.id, ())
        )

    def vocabulary(self, language: Language) -> Vocabulary:
        """Every word of the texts of a language, in the order of the alphabet."""
        if language not in self._vocabularies:
            passages = np.flatnonzero(self.facets.language == LANGUAGES.index(language))
            in_language = np.zeros(len(self.lexical.vocabulary), dtype=np.bool_)
            in_language[self.lexical.held.gather(passages)[0]] = True
            words = [self.lexical.vocabulary[token] for token in np.flatnonzero(in_language).tolist()]
            self._vocabularies[language] = Vocabulary(words)
        return self._vocabularies[language]

    def knows(self, lemma: str, language: Language) -> bool:
        """Whether a word can be found: in the texts, or by a translation of it where texts have none."""
        return lemma in self.lexical or any(
            self.translator.knows(lemma, language, other) for other in self.untranslated(language)
        )

    def untranslated(self, language: Language) -> tuple[Language, ...]:
        """The other languages in which there are passages that the language itself has not."""
        return self._untranslated[language]

    def search_words(self, query: Sequence[Sequence[Alternative]], k: int) -> Ranked:
        """The k best passages by their words (BM25), best first; see `LexicalIndex.search`."""
        return self.lexical.search(query, k)

    def search_meaning(self, text: str, language: Language, k: int) -> Ranked:
        """The k best passages by their vectors (cosine similarity), best first, ties by id. Raises DenseIndexError."""
        vector = self._vector_of(text, language)
        if not vector.any():
            return Ranked(np.empty(0, dtype=np.int64), np.empty(0))
        found = self._dense.search(vector, min(k, len(self.passages)))
        positions = [self.passages.position[passage_id] for passage_id, _ in found]
        return Ranked(np.array(positions, dtype=np.int64), np.array([score for _, score in found]))

    def check_vectors(self) -> None:
        """Raise DenseIndexError when the vectors cannot be searched or some are missing."""
        if (count := self._dense.count()) != len(self.passages):
            raise DenseIndexError(f"There are {count} vectors for {len(self.passages)} passages.")
        self._dense.search(self._vector_of("green deal", "en"), 1)

    def _vector_of(self, question: str, language: Language) -> Vectors:
        try:
            return self._embedder.embed_question(question, language)
        except EmbedderFailed as error:
            raise DenseIndexError(str(error)) from error

    def with_lexical(self, lexical: LexicalIndex) -> "Index":
        """The same index with other words, to measure what the words give. It is closed with the one it came from."""
        other = copy.copy(self)
        other.lexical = lexical
        other._vocabularies = {}  # made from the words
        return other

    def close(self) -> None:
        """Let go of files and connections."""
        self._dense.close()
        self._documents.close()
        self.passages.close()


def _untranslated(facets: Facets) -> dict[Language, tuple[Language, ...]]:
    """For each language, the others that have a section which it has not."""
    has = facets.in_language >= 0
    return {
        language: tuple(other for o, other in enumerate(LANGUAGES) if (has[:, o] & ~has[:, at]).any())
        for at, language in enumerate(LANGUAGES)
    }


def open_index(data: Path, embedder: Embedder, chroma_url: str | None = None) -> Index:
    """Open the build in use.

    Raises IndexUnusable when there is none or another embedder or analyser made it, DenseIndexError when its vectors
    cannot be had.
    """
    folder = current_build(data)
    if folder is None:
        raise IndexUnusable("no_index", f"There is no index in {data}. Build it: python -m ingest")
    return open_build(folder, embedder, chroma_url)


def open_build(folder: Path, embedder: Embedder, chroma_url: str | None = None) -> Index:
    """Open one build, in use or not. Raises what `open_index` raises."""
    data = folder.parent.parent
    manifest = read_manifest(folder)
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
    except (
        OSError,
        ValueError,
        KeyError,
        EOFError,
    ) as error:  # a file of the build is gone or no longer what was written
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
        index = self._open
        if index is not None and pointed_at(self._data) == index.manifest.build:
            return index  # as nearly always: each question asks, and more than once
        pointer = current_build(self._data)
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
