"""The first hits read once more, each with the question, by a cross-encoder (Nogueira & Cho 2019, arXiv:1901.04085)."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.types import Question
from corpus.index import Index
from corpus.types import Hit, Passage

_READ = 30  # hits; each costs a run of the model
_DIGITS = 4  # of a score: what padding changes comes after them, and equal passages must be equal


class UnknownReranker(ValueError):
    """The cross-encoder cannot be loaded; the message names it and says what failed."""


class Ranking(Protocol):
    """What ranks the passages of an index for a question."""

    def retrieve(self, question: Question, index: Index, k: int) -> list[Hit]:
        """The k best passages, best first, ties by id. Raises DenseIndexError."""
        ...


class Reader(Protocol):
    """Says how well passages answer a question, having read both."""

    def scores(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """A number for each passage, higher is better."""
        ...


class CrossEncoderReader:
    """A CrossEncoder of sentence-transformers, from a folder or from the hub by its name. Raises UnknownReranker."""

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder

        path = Path(model).expanduser()
        try:
            # a relative folder looks like a hub name, and the hub would be asked for it
            self._model = CrossEncoder(str(path.resolve()) if path.is_dir() else model, device="cpu")
        except Exception as error:
            where = "" if path.is_dir() else "; there is no such folder here, and the hub cannot give it"
            raise UnknownReranker(f"The cross-encoder “{model}” cannot be loaded{where}: {error}") from error
        if self._model.num_labels != 1:
            raise UnknownReranker(f"The model “{model}” gives {self._model.num_labels} numbers for a pair, not one.")

    def scores(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """See Reader."""
        from torch.nn import Identity

        pairs = [(question, f"{passage.heading}\n{passage.text}") for passage in passages]
        # as the model gives them: squeezed between 0 and 1, the best would all be 1
        found = self._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
        return [round(float(score), _DIGITS) for score in found]


class Reranked:
    """Another ranking, its first hits in the order in which a reader puts them."""

    def __init__(self, ranking: Ranking, reader: Reader) -> None:
        self._ranking = ranking
        self._reader = reader

    def retrieve(self, question: Question, index: Index, k: int) -> list[Hit]:
        """See Ranking. The scores stay on the scale of the ranking: the best hit gets the best of them, and so on."""
        hits = self._ranking.retrieve(question, index, max(k, _READ))
        read = hits[:_READ]
        if not read:
            return []
        scores = self._reader.scores(question.text, [hit.passage for hit in read])
        order = sorted(range(len(read)), key=lambda at: (-scores[at], read[at].passage.id))
        ranked = [replace(read[at], score=place.score) for at, place in zip(order, read, strict=True)]
        return [*ranked, *hits[_READ:]][:k]
