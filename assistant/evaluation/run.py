"""Ask every question and write the answers to a file: generate first, score after."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.answering import Assistant
from assistant.api.schema import answer_json
from assistant.evaluation.dataset import QuestionSet, SetQuestion
from assistant.retrieval import Retriever, Signals
from assistant.types import Question, Turn
from corpus.builds import glossary_of
from corpus.embedding import Embedder
from corpus.index import Index, open_index
from corpus.sync import sync
from corpus.types import Hit

_DEPTH = 10

Record = dict[str, Any]
"""A line of the file: a header first, then a question's answer and rankings, as JSON has them."""

LISTS: dict[str, Signals] = {
    "words": Signals(dense_share=0.0),
    "vectors": Signals(dense_share=1.0, headings=False, asks=False, deals=False, names=False),
    "fused": Signals(),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A file that was read: its header and its records by question."""

    header: Record
    records: dict[str, Record]


def generate(
    assistant: Assistant,
    given: QuestionSet,
    finnish: Index | None = None,
    lists: Mapping[str, Signals] = LISTS,
    progress: Callable[[int, int], object] | None = None,
) -> Iterator[Record]:
    """A header, then a record a question. Two runs over the same index differ in the timings only.

    `finnish` is an index of the Finnish documents alone; English and Swedish questions are also ranked over it. `lists`
    are the rankings to keep, by name.
    """
    index = assistant.index.get()
    yield {
        "set": given.digest,
        "corpus": index.manifest.content[:16],
        "embedder": index.manifest.embedder,
        "analyser": index.manifest.analyser,
        "splitter": index.manifest.splitter,
        "versions": {name: version(name) for name in ("chromadb", "bm25s", "simplemma", "scikit-learn", "rapidfuzz")},
        "questions": len(given.questions),
    }
    retrievers = {name: Retriever(assistant.deals, signals) for name, signals in lists.items()}
    for done, question in enumerate(given.questions, start=1):
        answer = assistant.ask(question.question, turns(question))
        asked = assistant.understand(question.question, turns(question))
        body = answer_json(answer).model_dump(mode="json")
        del body["id"]
        rankings = _rankings(retrievers, asked, index)
        across = _rankings(retrievers, asked, finnish) if finnish and question.language != "fi" else {}
        yield {
            "id": question.id,
            "timings_ms": body.pop("timings_ms"),
            "answer": body,
            "rankings": _ids(rankings),
            "rankings_across": _ids(across),
            "evidence": _evidence(rankings["fused"]),
        }
        if progress:
            progress(done, len(given.questions))


@contextmanager
def finnish_only(index: Index, embedder: Embedder, data: Path) -> Iterator[Index]:
    """An index of the Finnish documents alone of the one in the folder `data`, in a folder that goes away after."""
    documents = [document for document in index.documents.values() if document.language == "fi"]
    passages = [passage for passage in index.passages if passage.language == "fi"]
    with TemporaryDirectory(prefix="greendeal-") as folder:
        glossary = glossary_of(data, index.manifest.build)
        sync(Path(folder), documents, passages, embedder, index.manifest.splitter, glossary=glossary)
        with closing(open_index(Path(folder), embedder)) as opened:
            yield opened


def _rankings(retrievers: Mapping[str, Retriever], asked: Question, index: Index) -> dict[str, list[Hit]]:
    return {name: retriever.retrieve(asked, index, _DEPTH) for name, retriever in retrievers.items()}


def _ids(rankings: Mapping[str, list[Hit]]) -> dict[str, list[str]]:
    return {name: [hit.passage.id for hit in hits] for name, hits in rankings.items()}


def turns(question: SetQuestion) -> list[Turn]:
    """The earlier questions as a conversation; what was answered to them plays no part."""
    return [turn for earlier in question.history for turn in (Turn("user", earlier), Turn("assistant", "…"))]


def _evidence(hits: list[Hit]) -> dict[str, float]:
    """Of the best hit: what the rule for enough evidence looks at."""
    return {"coverage": round(hits[0].coverage, 4), "score": round(hits[0].score, 4)} if hits else {}


def write(path: Path, records: Iterable[Record]) -> None:
    """Write records as JSON lines; the file is there when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")
    unfinished.replace(path)


def read(path: Path) -> Run:
    """Read what `write` wrote."""
    header, *records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Run(header, {record["id"]: record for record in records})
