"""Text -> vectors. Embedders are chosen by name and loaded late; the fingerprint of one goes into the index."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest, sha256
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
_FILES = ("model.safetensors", "tokenizer.json")

Vectors = NDArray[np.float32]
"""A row a text, `dimensions` columns, each row of length 1 (all zero for a text of which the model knows nothing)."""


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What a model wants before a question and before a passage, such as "query: " and "passage: " (e5)."""

    query: str = ""
    passage: str = ""

    def __str__(self) -> str:
        """For the end of a fingerprint; empty without prefixes."""
        return f", prefixes {self.query!r} and {self.passage!r}" if self.query or self.passage else ""


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


class EmbedderFailed(Exception):
    """An embedder that is asked over the network does not answer as it should; the message says which and why."""


class StaticEmbedder:
    """Our own small model of Finnish, Swedish and English (`corpus/model/README.md`): the mean of a text's pieces.

    A passage is its heading and its text in equal shares. Passages are embedded by sentence-transformers, questions
    from the same files by model2vec, which needs no torch and gives the same vectors.
    """

    def __init__(self, folder: Path = MODEL) -> None:
        self._folder = folder

        if missing := [name for name in _FILES if not (folder / name).is_file()]:
            raise UnknownEmbedder(f"The model in {folder} is not whole: {', '.join(missing)} missing.")

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
        for name in _FILES:
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
    """A sentence-transformers model from a folder, or from the hub by its name where the machine may reach it.

    Where no prefixes are given, those that the model names itself are used. Raises UnknownEmbedder.
    """

    def __init__(self, model: str, prefixes: Prefixes = Prefixes()) -> None:
        from sentence_transformers import SentenceTransformer

        self._folder = _folder(model)
        self._name = model
        self._prefixes = prefixes
        try:
            # a relative folder looks like a hub name, and the hub would be asked for it
            self._model: SentenceTransformer = SentenceTransformer(str(self._folder or model), device="cpu")
        except Exception as error:
            where = "" if self._folder else "; there is no such folder here, and the hub cannot give it"
            raise UnknownEmbedder(f"The model “{model}” cannot be loaded{where}: {error}") from error

    @cached_property
    def fingerprint(self) -> str:
        """See Embedder. A folder is known by what is in it, so that it may be moved."""
        name = f"{self._folder.name} {_digest(self._folder)}" if self._folder else self._name
        return f"sentence-transformers {version('sentence-transformers')} {name}{self._prefixes}"

    @property
    def dimensions(self) -> int:
        """See Embedder."""
        return int(self._model.get_embedding_dimension() or 0)

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        """See Embedder."""
        vectors = self._model.encode_document(
            [passage.searchable for passage in passages],
            prompt=self._prefixes.passage or None,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_question(self, text: str, language: Language) -> Vectors:  # noqa: ARG002  # the model reads any
        """See Embedder."""
        vectors = self._model.encode_query(
            [text], prompt=self._prefixes.query or None, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _folder(model: str) -> Path | None:
    """The folder that is meant, None for a name of the hub. Raises UnknownEmbedder where a folder is missing."""
    path = Path(model).expanduser()
    if path.is_dir():
        return path.resolve()
    if path.is_absolute() or model.startswith(".") or len(path.parts) > 2:
        raise UnknownEmbedder(f"There is no folder {path} with a sentence-transformers model.")
    return None


def _digest(folder: Path) -> str:
    """Changes when a file of a model does; its description may change."""
    found = sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and path.suffix != ".md" and not any(part.startswith(".") for part in name.parts):
            found.update(name.as_posix().encode())
            with path.open("rb") as file:
                found.update(file_digest(file, "sha256").digest())
    return found.hexdigest()[:16]


class LangchainEmbedder:
    """An embedder of langchain, by provider and model (`openai:text-embedding-3-small`). Raises UnknownEmbedder.

    Its vectors may raise EmbedderFailed.
    """

    def __init__(self, model: str, prefixes: Prefixes = Prefixes()) -> None:
        from langchain.embeddings import init_embeddings

        self._name = model
        self._prefixes = prefixes
        try:
            self._model: Embeddings = init_embeddings(model)
        except ImportError as error:  # langchain's message names the package and the pip command
            raise UnknownEmbedder(f"The langchain embedder “{model}” is not installed. {error}") from error
        except Exception as error:
            raise UnknownEmbedder(f"The langchain embedder “{model}” cannot be loaded: {error}") from error

    @property
    def fingerprint(self) -> str:
        """See Embedder."""
        return f"langchain {self._name}{self._prefixes}"

    @cached_property
    def dimensions(self) -> int:
        """See Embedder."""
        return int(self.embed_question("green deal", "en").shape[1])

    def embed_passages(self, passages: Sequence[Passage]) -> Vectors:
        """See Embedder."""
        texts = [self._prefixes.passage + passage.searchable for passage in passages]
        with self._told():
            vectors = self._model.embed_documents(texts)
        return _normalised(np.asarray(vectors, dtype=np.float32))

    def embed_question(self, text: str, language: Language) -> Vectors:  # noqa: ARG002  # the model reads any
        """See Embedder."""
        with self._told():
            vector = self._model.embed_query(self._prefixes.query + text)
        return _normalised(np.asarray([vector], dtype=np.float32))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn any fault of a provider into an EmbedderFailed: each has its own kinds."""
        try:
            yield
        except Exception as error:
            raise EmbedderFailed(f"The langchain embedder “{self._name}” does not answer: {error}") from error


_KINDS: dict[str, Callable[[str, Prefixes], Embedder]] = {
    "sentence-transformers": SentenceTransformerEmbedder,
    "langchain": LangchainEmbedder,
}
KNOWN = "static, sentence-transformers:<folder or hub name>, langchain:<provider>:<model>"


def load_embedder(name: str, prefixes: Prefixes = Prefixes()) -> Embedder:
    """Load an embedder by name: one of KNOWN. Raises UnknownEmbedder."""
    if name == "static":
        if prefixes != Prefixes():
            raise UnknownEmbedder(
                "“static” takes no prefixes. Leave GREENDEAL_QUERY_PREFIX and GREENDEAL_PASSAGE_PREFIX empty."
            )
        return StaticEmbedder()
    kind, _, model = name.partition(":")
    if kind in _KINDS and model:
        return _KINDS[kind](model, prefixes)
    raise UnknownEmbedder(f"There is no embedder “{name}”. Known: {KNOWN}.")
