"""Text -> vectors. Embedders are chosen by name and loaded late; the fingerprint of one goes into the index."""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import HashingVectorizer

Vectors = NDArray[np.float32]
"""A row a text, `dimensions` columns, each row of length 1 (or all zero for a text without letters)."""


class Embedder(Protocol):
    """Turns texts into vectors whose scalar product says how alike the texts are."""

    @property
    def fingerprint(self) -> str:
        """Names the model and its version: vectors of another fingerprint must not be mixed in."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts that are searched."""
        ...

    def embed_question(self, text: str) -> Vectors:
        """The vector (one row) of a question."""
        ...


class UnknownEmbedder(ValueError):
    """There is no embedder of that name, or it cannot be loaded; the message says which there are or what failed."""


class NgramEmbedder:
    """Hashed character n-grams of three to five letters: no model, no download, any language.

    Words that look alike come near each other, so inflected, compound and misspelt words match; words of another
    language do not.
    """

    dimensions = 1024

    @cached_property
    def _vectorizer(self) -> "HashingVectorizer":
        from sklearn.feature_extraction.text import HashingVectorizer

        return HashingVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), n_features=self.dimensions, norm="l2", dtype=np.float32
        )

    @property
    def fingerprint(self) -> str:
        """See Embedder."""
        return f"ngrams-3-5-{self.dimensions}/scikit-learn {version('scikit-learn')}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        return np.asarray(self._vectorizer.transform(texts).toarray(), dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        return self.embed_passages([text])


class SentenceTransformerEmbedder:
    """A sentence-transformers model from a folder, or from the hub by its name where the machine may reach it."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        # a relative folder looks like a hub name, and the hub would be asked for it
        path = Path(model).expanduser()
        self._name = str(path.resolve()) if path.exists() else model
        try:
            self._model: SentenceTransformer = SentenceTransformer(self._name, device="cpu")
        except Exception as error:
            raise UnknownEmbedder(f"The sentence-transformers model “{model}” cannot be loaded: {error}") from error

    @property
    def fingerprint(self) -> str:
        """See Embedder."""
        return f"{self._name}/sentence-transformers {version('sentence-transformers')}"

    @property
    def dimensions(self) -> int:
        """See Embedder."""
        return int(self._model.get_embedding_dimension() or 0)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """See Embedder."""
        vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def embed_question(self, text: str) -> Vectors:
        """See Embedder."""
        vectors = self._model.encode_query([text], normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


_BY_NAME: dict[str, Callable[[], Embedder]] = {"ngrams": NgramEmbedder}
_PREFIX = "sentence-transformers:"


def load_embedder(name: str) -> Embedder:
    """Load an embedder by name: `ngrams`, or `sentence-transformers:` and a folder or hub name.

    Raises UnknownEmbedder.
    """
    if name in _BY_NAME:
        return _BY_NAME[name]()
    if name.startswith(_PREFIX) and len(name) > len(_PREFIX):
        return SentenceTransformerEmbedder(name.removeprefix(_PREFIX))
    raise UnknownEmbedder(
        f"There is no embedder “{name}”. Known: {', '.join(_BY_NAME)}, {_PREFIX}<folder or hub name>."
    )
