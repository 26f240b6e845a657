"""The vectors live in a folder or on a real Chroma server, with the same behaviour."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.dense import DenseIndex, DenseIndexError
from corpus.embedding import Vectors
from tests.processes import free_port, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real `chroma run`."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(tmp_path_factory.mktemp("chroma"))]
    with running([*command, "--host", "127.0.0.1", "--port", str(port)], f"{address}/api/v2/heartbeat"):
        yield address


@pytest.fixture(params=["folder", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    return tmp_path / "chroma" if request.param == "folder" else str(request.getfixturevalue("server"))


def unit(rows: int, seed: int = 0) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(rows, 16))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_vectors_are_found_again_best_first(place: Path | str) -> None:
    vectors = unit(50)
    dense = DenseIndex.create(place, "found-again")
    dense.add([f"p{i}" for i in range(50)], vectors)
    dense.close()
    dense = DenseIndex.open(place, "found-again")
    hits = dense.search(vectors[7:8], 5)
    assert hits[0][0] == "p7"
    assert hits[0][1] == pytest.approx(1, abs=1e-4)
    assert [score for _, score in hits] == sorted((score for _, score in hits), reverse=True)
    dense.close()


def test_vectors_are_given_back_in_the_order_asked_for(place: Path | str) -> None:
    vectors = unit(10)
    dense = DenseIndex.create(place, "given-back")
    dense.add([f"p{i}" for i in range(10)], vectors)
    assert np.allclose(dense.vectors(["p3", "p9", "p0"]), vectors[[3, 9, 0]], atol=1e-6)
    with pytest.raises(DenseIndexError):
        dense.vectors(["p3", "lost"])
    dense.close()


def test_a_collection_of_a_build_that_broke_off_is_begun_anew(place: Path | str) -> None:
    dense = DenseIndex.create(place, "broke-off")
    dense.add(["old"], unit(1))
    dense.close()
    dense = DenseIndex.create(place, "broke-off")
    dense.add(["new"], unit(1, seed=1))
    assert [found for found, _ in dense.search(unit(1), 5)] == ["new"]
    dense.close()


def test_more_rows_than_chroma_takes_at_once(tmp_path: Path) -> None:
    vectors = unit(5_500)
    dense = DenseIndex.create(tmp_path, "many")
    dense.add([f"p{i}" for i in range(5_500)], vectors)
    assert dense.search(vectors[5_499:], 1)[0][0] == "p5499"
    dense.close()


def test_a_missing_collection_is_told_by_name(place: Path | str) -> None:
    with pytest.raises(DenseIndexError, match="nowhere"):
        DenseIndex.open(place, "nowhere")


def test_a_server_that_is_not_there_is_told_by_address() -> None:
    address = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(DenseIndexError, match=address):
        DenseIndex.open(address, "any")


def test_a_wrong_address_is_refused() -> None:
    with pytest.raises(DenseIndexError, match="ftp"):
        DenseIndex.open("ftp://127.0.0.1", "any")
