"""Vectors of the passages in Chroma: in a folder of the build, or on a Chroma server. Only this file knows Chroma."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from corpus.embedding import Vectors

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

_TIME_LIMIT = 10.0  # seconds for one request to a Chroma server
_BATCH = 5_000  # Chroma refuses more than 5,461 rows at once
_CONFIGURATION: "CreateCollectionConfiguration" = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 1000, "max_neighbors": 32}
}
"""With Chroma's defaults some rows are not found by their own vector. With an ef_search of 200, of the 150 nearest of
1,011 passages one or two were missing for every second question, others in each build: two builds must answer alike."""


class DenseIndexError(Exception):
    """Chroma cannot be reached or has lost the vectors; the message says which and where."""


class DenseIndex:
    """The vectors of one build. `place` is the folder of a local build or the address of a Chroma server."""

    def __init__(self, client: "Client", collection: "Collection") -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, place: Path | str, name: str) -> "DenseIndex":
        """Make an empty collection; one of that name from a build that was cut off is dropped first.

        Raises DenseIndexError.
        """
        client = _connect(place)
        with _told(f"Chroma at {place} cannot make the collection {name}"):
            if name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(name)
            collection = client.create_collection(name, embedding_function=None, configuration=_CONFIGURATION)
        return cls(client, collection)

    @classmethod
    def open(cls, place: Path | str, name: str) -> "DenseIndex":
        """Open a collection to read. Raises DenseIndexError."""
        client = _connect(place)
        try:
            return cls(client, client.get_collection(name, embedding_function=None))
        except Exception as error:
            client.close()
            raise DenseIndexError(f"There is no collection {name} in Chroma at {place}: {error}") from error

    @classmethod
    def drop(cls, place: str, name: str) -> None:
        """Delete a collection on a server, if it is there. Raises DenseIndexError."""
        with closing(_connect(place)) as client, _told(f"Chroma at {place} cannot delete the collection {name}"):
            if name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(name)

    def add(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Put vectors in, under ids that are new. Raises DenseIndexError."""
        with _told("Chroma cannot store vectors"):
            for start in range(0, len(ids), _BATCH):
                end = start + _BATCH
                self._collection.upsert(ids=list(ids[start:end]), embeddings=vectors[start:end])

    def count(self) -> int:
        """How many vectors there are. Raises DenseIndexError."""
        with _told("Chroma cannot count its vectors"):
            return self._collection.count()

    def vectors(self, ids: Sequence[str]) -> Vectors:
        """The vectors of ids that are in the index, in the order of `ids`. Raises DenseIndexError when one is lost."""
        found: dict[str, Any] = {}
        with _told("Chroma cannot give the vectors back"):
            for start in range(0, len(ids), _BATCH):
                answer = self._collection.get(ids=list(ids[start : start + _BATCH]), include=["embeddings"])
                rows = answer["embeddings"]
                if rows is not None:
                    found.update(zip(answer["ids"], rows, strict=True))
            return np.asarray([found[wanted] for wanted in ids], dtype=np.float32)

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """The ids of the k nearest passages with their cosine similarity, best first, ties by id.

        Raises DenseIndexError.
        """
        with _told("Chroma cannot search"):
            answer = self._collection.query(query_embeddings=vector, n_results=k, include=["distances"])
        ids, distances = answer["ids"][0], (answer["distances"] or [[]])[0]
        hits = [(found, 1.0 - float(distance)) for found, distance in zip(ids, distances, strict=True)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def close(self) -> None:
        """Let go of files and connections."""
        self._client.close()


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Turn any fault of Chroma into a DenseIndexError: its kinds differ between its local and its server form."""
    try:
        yield
    except Exception as error:
        raise DenseIndexError(f"{what}: {error}") from error


def _connect(place: Path | str) -> "Client":
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(place, Path):
        with _told(f"Chroma cannot work in {place}"):
            return cast("Client", chromadb.PersistentClient(path=str(place), settings=settings))
    address = urlsplit(place)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise DenseIndexError(f"“{place}” is no address of a Chroma server (http://host:port).")
    try:
        client = chromadb.HttpClient(
            host=address.hostname,
            port=address.port or (443 if address.scheme == "https" else 80),
            ssl=address.scheme == "https",
            settings=settings,
        )
        # Chroma sets no time limit of its own, and a server that hangs would hold every thread of ours
        client._server._session.timeout = _TIME_LIMIT  # type: ignore[attr-defined]
        return cast("Client", client)
    except Exception as error:
        raise DenseIndexError(f"The Chroma server at {place} cannot be reached: {error}") from error
