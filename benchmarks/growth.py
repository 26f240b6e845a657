"""One size of index: built in one process, searched in another, each telling what it took as a line of JSON."""

import json
import random
import resource
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

import chromadb
from chromadb.config import Settings

from assistant.evaluation.dataset import SetQuestion, read_set
from assistant.retrieval import Retriever
from assistant.understand.reading import Understanding
from assistant.understand.spelling import Speller
from benchmarks.material import make_documents
from corpus.builds import collection_of, current_build
from corpus.deals import read_deals
from corpus.embedding import load_embedder
from corpus.index import Index, open_index
from corpus.sync import sync
from corpus.types import LANGUAGES

_OF_A_LANGUAGE = 30  # questions
_ROUNDS = 3
_HITS = 10  # as many as an answer is made of
_CANDIDATES = 150  # as many as the product asks Chroma for
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build took: seconds, and the most memory of the process and the room on disk in megabytes."""

    passages: int
    seconds: float
    peak: float
    disk: float


@dataclass(frozen=True, slots=True)
class Searched:
    """What searching took: milliseconds (median, 95th percentile), seconds to open, memory in megabytes.

    `ours` and `bare` are of each question's median round; `first` is the median of ours when a question is new.
    `ratio` is the median over the questions of ours divided by bare.
    """

    passages: int
    opening: float
    memory: float
    ours: tuple[float, float]
    bare: tuple[float, float]
    first: float
    ratio: float


def build(count: int, data: Path) -> Built:
    """Build an index of `count` made passages from nothing, with the progress on the terminal."""
    shutil.rmtree(data, ignore_errors=True)
    documents, passages = make_documents(count)
    start = time.perf_counter()
    sync(data, documents, passages, load_embedder("static"), "made", progress=_show)
    seconds = time.perf_counter() - start
    print(file=sys.stderr)
    disk = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6
    return Built(count, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, disk)


def _show(done: int, total: int) -> None:
    print(f"\r  {done:,} of {total:,} passages embedded", end="", file=sys.stderr, flush=True)


def search(data: Path) -> Searched:
    """Ask questions of the tuning half: ours, a bare Chroma query, ours, a bare one, on the same index."""
    embedder = load_embedder("static")
    start = time.perf_counter()
    with closing(open_index(data, embedder)) as index:
        opening = time.perf_counter() - start
        warm_up, asked = _questions()
        whole = _whole_search(index)
        for question in warm_up:
            whole(question)
        memory = resident()
        bare = _bare_query(data, index)
        vectors = {q.id: embedder.embed_question(q.question, q.language) for q in asked}
        ours: dict[str, list[float]] = {q.id: [] for q in asked}
        theirs: dict[str, list[float]] = {q.id: [] for q in asked}
        for _ in range(_ROUNDS):
            for question in asked:
                ours[question.id].append(_milliseconds(whole, question))
                theirs[question.id].append(_milliseconds(bare, vectors[question.id]))
    middle = {name: (median(ours[name]), median(theirs[name])) for name in ours}
    return Searched(
        len(index.passages),
        opening,
        memory,
        _spread([mine for mine, _ in middle.values()]),
        _spread([other for _, other in middle.values()]),
        median(times[0] for times in ours.values()),
        median(mine / other for mine, other in middle.values()),
    )


def _whole_search(index: Index) -> Callable[[SetQuestion], object]:
    deals = read_deals()
    understanding, retriever = Understanding(deals, Speller(lambda: index, deals)), Retriever(deals)

    def whole(question: SetQuestion) -> object:
        return retriever.retrieve(understanding.understand(question.question), index, _HITS)

    return whole


def _bare_query(data: Path, index: Index) -> Callable[[object], object]:
    folder = current_build(data)
    assert folder is not None  # noqa: S101  # it has just been opened
    client = chromadb.PersistentClient(str(folder / "chroma"), Settings(anonymized_telemetry=False))
    collection = client.get_collection(collection_of(index.manifest.build), embedding_function=None)

    def bare(vector: object) -> object:
        return collection.query(query_embeddings=vector, n_results=_CANDIDATES, include=["distances"])  # type: ignore[arg-type]

    return bare


def _questions() -> tuple[list[SetQuestion], list[SetQuestion]]:
    """One of each language to warm up with, and those that are timed."""
    given = [q for q in read_set().questions if q.half == "tuning" and not q.history]
    random.Random(1).shuffle(given)  # noqa: S311  # repeatable, no secret
    by_language = [[q for q in given if q.language == language] for language in LANGUAGES]
    timed = [q for questions in by_language for q in questions[1 : 1 + _OF_A_LANGUAGE]]
    return [questions[0] for questions in by_language], timed


def _milliseconds(call: Callable[[_T], object], given: _T) -> float:
    start = time.perf_counter()
    call(given)
    return (time.perf_counter() - start) * 1000


def _spread(values: Sequence[float]) -> tuple[float, float]:
    return median(values), quantiles(values, n=20)[18]


def resident() -> float:
    """The memory that this process holds now, in megabytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """`build SIZE FOLDER` or `search FOLDER`."""
    match sys.argv[1:]:
        case ["build", count, folder]:
            told: Built | Searched = build(int(count), Path(folder))
        case ["search", folder]:
            told = search(Path(folder))
        case _:
            raise SystemExit("python -m benchmarks.growth build SIZE FOLDER | search FOLDER")
    print(json.dumps(asdict(told)))


if __name__ == "__main__":
    main()
