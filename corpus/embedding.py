"""Text -> vectors. Embedders are chosen by name and loaded late; the fingerprint of one goes into the index."""

from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.pieces import pieces
from corpus.types import Language, Passage

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from model2vec import StaticModel
    from sentence_transformers import SentenceTransformer

MODEL = Path(__file__).parent / "model"

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

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        """Vectors of the passages that are searched."""
        ...

    def embed_question(self, text: str, language: Language) -> Vectors:
        """The vector (one row) of a question in a language."""
        ...


class UnknownEmbedder(ValueError):
    """There is no embedder of that name, or it cannot be loaded; the message says which there are or what failed."""


class StaticEmbedder:
    """Our own small model of Finnish, Swedish and English (`corpus/model/README.md`): the mean of a text's pieces.

    A passage is its heading and its text in equal shares. Passages are embedded by sentence-transformers, questions
    from the same files by model2vec, which needs no torch and gives the same vectors.
    """

    def __init__(self, folder: Path = MODEL) -> None:
        self._folder = folder

    @cached_property
    def _for_passages(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(self._folder.resolve()), device="cpu")

    @cached_property
    def _for_questions(self) -> "StaticModel":
        from model2vec import StaticModel

        return StaticModel.from_pretrained(self._folder.resolve(), normalize=True, max_length=None)

    @cached_property
    def fingerprint(self) -> str:
        """See Embedder."""
        digest = sha256()
        for name in ("model.safetensors", "tokenizer.json"):
            digest.update((self._folder / name).read_bytes())
        return f"static-{digest.hexdigest()[:16]}"

    @property
    def dimensions(self) -> int:
        """See Embedder."""
        return self._for_questions.dim

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        """See Embedder."""
        headings = [pieces(passage.heading, passage.language) for passage in passages]
        texts = [pieces(passage.text, passage.language) for passage in passages]
        vectors = self._for_passages.encode(headings + texts, normalize_embeddings=True, show_progress_bar=False)
        return _normalised(vectors[: len(passages)] + vectors[len(passages) :])

    def embed_question(self, text: str, language: Language) -> Vectors:
        """See Embedder."""
        return np.asarray(self._for_questions.encode([pieces(text, language)]), dtype=np.float32)


def _normalised(vectors: NDArray[np.float32]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


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

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        """See Embedder."""
        texts = [passage.searchable for passage in passages]
        vectors = self._model.encode_document(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def embed_question(self, text: str, language: Language) -> Vectors:  # noqa: ARG002  # the model reads any
        """See Embedder."""
        vectors = self._model.encode_query([text], normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


class LangchainEmbedder:
    """An embedder of langchain, by provider and model (`openai:text-embedding-3-small`)."""

    def __init__(self, model: str) -> None:
        from langchain.embeddings import init_embeddings

        self._name = model
        try:
            self._model: Embeddings = init_embeddings(model)
        except Exception as error:
            raise UnknownEmbedder(f"The langchain embedder “{model}” cannot be loaded: {error}") from error

    @property
    def fingerprint(self) -> str:
        """See Embedder."""
        return f"langchain/{self._name}"

    @cached_property
    def dimensions(self) -> int:
        """See Embedder."""
        return int(self.embed_question("green deal", "en").shape[1])

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        """See Embedder."""
        vectors = self._model.embed_documents([passage.searchable for passage in passages])
        return _normalised(np.asarray(vectors, dtype=np.float32))

    def embed_question(self, text: str, language: Language) -> Vectors:  # noqa: ARG002  # the model reads any
        """See Embedder."""
        return _normalised(np.asarray([self._model.embed_query(text)], dtype=np.float32))


_KINDS: dict[str, Callable[[str], Embedder]] = {
    "sentence-transformers": SentenceTransformerEmbedder,
    "langchain": LangchainEmbedder,
}
KNOWN = "static, sentence-transformers:<folder or hub name>, langchain:<provider>:<model>"


def load_embedder(name: str) -> Embedder:
    """Load an embedder by name: one of KNOWN. Raises UnknownEmbedder."""
    if name == "static":
        return StaticEmbedder()
    kind, _, model = name.partition(":")
    if kind in _KINDS and model:
        return _KINDS[kind](model)
    raise UnknownEmbedder(f"There is no embedder “{name}”. Known: {KNOWN}.")
