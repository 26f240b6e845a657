"""How often a text's translation is found first: what the recipe was chosen by, and the table of the model card."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.embedding import StaticEmbedder, Vectors
from corpus.types import LANGUAGES, Language
from ingest.bundled import read_folder
from ingest.split import split
from training.held_out import HeldOut
from training.prepare import Rows
from training.train import encode

TEXTS = Path(__file__).parent.parent / "corpus" / "texts"
_DIRECTIONS: tuple[tuple[Language, Language], ...] = (
    ("en", "fi"),
    ("fi", "en"),
    ("sv", "fi"),
    ("fi", "sv"),
    ("en", "sv"),
)


class PudError(ValueError):
    """The file of PUD cannot be read; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Score:
    """On which set, among how many candidates, what share of the translations was found first."""

    name: str
    candidates: int
    found: float

    def __str__(self) -> str:
        return f"{self.name:24} {self.found:.3f} first among {self.candidates:,}"


def held_out_scores(vectors: Vectors, rows: Rows, held: Sequence[HeldOut]) -> Iterator[Score]:
    """The scores on the pairs that training did not see."""
    for one in held:
        source, candidates = encode(vectors, rows, one.source), encode(vectors, rows, one.candidates)
        yield Score(f"held-out {one.name}", len(candidates), found_first(source, candidates))


def own_scores(embedder: StaticEmbedder) -> Iterator[Score]:
    """The scores on the sentences of our bundled texts, which the model is not trained on either."""
    by_place: dict[tuple[object, int], dict[Language, str]] = {}
    for passage in (passage for document in read_folder(TEXTS) for passage in split(document)):
        for number, statement in enumerate(passage.statements):
            by_place.setdefault((passage.key, number), {})[passage.language] = statement.text
    rows = [texts for texts in by_place.values() if len(texts) == len(LANGUAGES)]
    yield from _scores("own texts", embedder, rows)


def pud_scores(embedder: StaticEmbedder, path: Path) -> Iterator[Score]:
    """The scores on the parallel sentences of Universal Dependencies' PUD. Raises PudError."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        sentences: list[dict[Language, str]] = [{language: row[language] for language in LANGUAGES} for row in rows]
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise PudError(f"{path} should be a table with the columns fi, sv and en: {error}") from error
    yield from _scores("PUD", embedder, sentences)


def _scores(name: str, embedder: StaticEmbedder, rows: Sequence[Mapping[Language, str]]) -> Iterator[Score]:
    vectors = {
        language: np.concatenate([embedder.embed_question(row[language], language) for row in rows])
        for language in LANGUAGES
    }
    for source, target in _DIRECTIONS:
        yield Score(f"{name} {source}-{target}", len(rows), found_first(vectors[source], vectors[target]))


def found_first(source: Vectors, candidates: Vectors) -> float:
    """The share of rows whose candidate of the same number is the nearest; ties count as found."""
    scores = source @ candidates.T
    right = scores[np.arange(len(source)), np.arange(len(source))]
    return float((right >= scores.max(axis=1) - 1e-6).mean())
