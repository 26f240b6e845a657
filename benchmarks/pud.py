"""Finding a sentence's translation among the 1,000 of Universal Dependencies PUD, which its user must have."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.evaluation.run import LISTS
from assistant.retrieval import Retriever
from assistant.understand.reading import Understanding
from assistant.understand.spelling import Speller
from benchmarks.baselines import Baselines
from benchmarks.rows import Row
from corpus.deals import Deal
from corpus.embedding import Embedder
from corpus.index import Index, open_index
from corpus.sync import sync
from corpus.types import GENERAL, Document, Kind, Language, Passage, Proof, SourcePage, Statement

_PAIRS: tuple[tuple[Language, Language], ...] = (("en", "fi"), ("fi", "en"), ("sv", "fi"))
_FLOORS = {
    ("en", "fi"): {"fused": 0.985, "vectors": 0.985},
    ("fi", "en"): {"fused": 0.985, "vectors": 0.985},
    ("sv", "fi"): {"fused": 0.975, "vectors": 0.965},
}
_PAGE = SourcePage("https://universaldependencies.org/", "Universal Dependencies PUD", date(2017, 5, 15))

Sentences = Mapping[Language, Sequence[str]]
"""The same sentences in each language, in the same order."""


def read_pud(path: Path) -> Sentences:
    """Read a file with a column a language (fi, sv, en), separated by tabs. Raises OSError, KeyError."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    languages: tuple[Language, ...] = ("fi", "sv", "en")
    return {language: [line[language] for line in lines] for language in languages}


def measure(sentences: Sentences, embedder: Embedder, deals: Mapping[str, Deal]) -> list[Row]:
    """For each pair of languages, how often the translation is the first hit."""
    rows = []
    for target in dict.fromkeys(target for _, target in _PAIRS):
        documents = [_document(text, number, target) for number, text in enumerate(sentences[target])]
        passages = [_passage(document) for document in documents]
        baselines = Baselines(passages)
        with _opened(documents, passages, embedder) as index:
            for source in [source for source, other in _PAIRS if other == target]:
                found = baselines.rank(sentences[source], source, 1) | _ours(sentences[source], source, index, deals)
                values = {name: _first(hits, passages) for name, hits in found.items()}
                measure = f"PUD {source}-{target}: first of {len(passages):,}"
                rows.append(Row(measure, len(passages), values, _FLOORS[source, target]))
    return rows


def _ours(
    texts: Sequence[str], language: Language, index: Index, deals: Mapping[str, Deal]
) -> dict[str, list[list[str]]]:
    """By the product's whole path, the understanding of the question included."""
    understanding = Understanding(deals, Speller(lambda: index, deals))
    asked = [understanding.understand(text, (), language) for text in texts]
    retrievers = {name: Retriever(deals, signals) for name, signals in LISTS.items()}
    return {
        name: [[hit.passage.id for hit in retriever.retrieve(question, index, 1)] for question in asked]
        for name, retriever in retrievers.items()
    }


def _first(found: Sequence[Sequence[str]], passages: Sequence[Passage]) -> float:
    right = sum(hits[:1] == [passage.id] for hits, passage in zip(found, passages, strict=True))
    return right / len(passages)


@contextmanager
def _opened(documents: Sequence[Document], passages: Sequence[Passage], embedder: Embedder) -> Iterator[Index]:
    with TemporaryDirectory(prefix="greendeal-") as folder:
        sync(Path(folder), documents, passages, embedder, "one sentence a passage")
        with closing(open_index(Path(folder), embedder)) as index:
            yield index


def _document(text: str, number: int, language: Language) -> Document:
    return Document(
        id=f"pud-{number:04}.{language}",
        subject=f"pud-{number:04}",
        deal=GENERAL,
        language=language,
        kind=Kind.PAGE,
        title="",
        text=text,
        sources=(_PAGE,),
        proofs=(Proof(len(text), (0,)),),
        published=None,
        checked=_PAGE.seen,
        valid_from=None,
        valid_until=None,
        superseded_by=None,
        confidence="high",
        official=False,
    )


def _passage(document: Document) -> Passage:
    return Passage(
        id=f"{document.id}#0",
        document_id=document.id,
        number=0,
        subject=document.subject,
        deal=document.deal,
        language=document.language,
        kind=document.kind,
        title=document.title,
        section=(),
        statements=(Statement(document.text, "sentence", document.sources),),
        published=document.published,
        checked=document.checked,
        valid_until=document.valid_until,
        current=document.current,
        official=document.official,
    )
