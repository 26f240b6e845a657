"""BM25 over the words of the passages (Robertson & Zaragoza 2009), by bm25s (Lù 2024, arXiv:2407.03618)."""

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus.analysis import named_words, tokens
from corpus.translation import Alternative
from corpus.types import Language, Passage

_K1, _B = 1.5, 0.75  # best of the four pairs that were tried on Finnish text (docs/adr/0007-retrieval.md)


class LexicalIndex:
    """The words of all passages, and which passages hold them. A passage is known by its position.

    `held` has the tokens of each passage, `in_heading` those of its heading; `names` are the words that are written
    with a capital letter wherever they stand inside a sentence.
    """

    def __init__(
        self,
        bm25: bm25s.BM25,
        held: Sequence[frozenset[str]],
        in_heading: Sequence[frozenset[str]],
        names: frozenset[str],
    ) -> None:
        self._bm25 = bm25
        self.held = held
        self.in_heading = in_heading
        self.names = names
        frequencies = Counter(token for passage_tokens in held for token in passage_tokens)
        self._weights = {token: self._inverse_frequency(count) for token, count in frequencies.items()}
        self._weight_of_unknown = self._inverse_frequency(0)

    @classmethod
    def build(
        cls, passages: Sequence[Passage], tokens: Callable[[str, Language], list[str]] = tokens
    ) -> "LexicalIndex":
        """Index passages, of which there is at least one; `tokens` makes the tokens of a text."""
        words = [tokens(passage.searchable, passage.language) for passage in passages]
        bm25 = bm25s.BM25(k1=_K1, b=_B)
        bm25.index(words, show_progress=False)
        headings = [tokens(passage.heading, passage.language) for passage in passages]
        return cls(bm25, [frozenset(held) for held in words], [frozenset(held) for held in headings], _names(passages))

    def save(self, folder: Path) -> None:
        """Write the index into a folder that is made for it."""
        self._bm25.save(str(folder), show_progress=False)
        content = {
            "held": [sorted(held) for held in self.held],
            "in_heading": [sorted(held) for held in self.in_heading],
            "names": sorted(self.names),
        }
        (folder / "tokens.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote."""
        content = json.loads((folder / "tokens.json").read_text(encoding="utf-8"))
        return cls(
            bm25s.BM25.load(str(folder), show_progress=False),
            [frozenset(held) for held in content["held"]],
            [frozenset(held) for held in content["in_heading"]],
            frozenset(content["names"]),
        )

    def __contains__(self, token: str) -> bool:
        return token in self._weights

    def weight(self, token: str) -> float:
        """How much a token tells: its inverse document frequency; that of a rarest word for an unknown one."""
        return self._weights.get(token, self._weight_of_unknown)

    def _inverse_frequency(self, count: int) -> float:
        return math.log(1 + (len(self.held) - count + 0.5) / (count + 0.5))

    def search(self, query: Sequence[Sequence[Alternative]], k: int) -> list[tuple[int, float]]:
        """The positions of the k best passages with their scores, best first; none that holds no token of the query.

        The query has, for each word, the tokens by which it may be held: a passage's score for a word is that of the
        best of these, and the scores of the words add up.
        """
        total = np.zeros(len(self.held), dtype=np.float32)
        for alternatives in query:
            total += self._best(alternatives)
        best = np.lexsort((np.arange(len(total)), -total))[:k]
        return [(int(position), float(total[position])) for position in best if total[position] > 0]

    def _best(self, alternatives: Sequence[Alternative]) -> NDArray[np.float32]:
        best = np.zeros(len(self.held), dtype=np.float32)
        for forms, weight in alternatives:
            if known := [token for token in forms if token in self]:
                np.maximum(best, weight * self._bm25.get_scores(known), out=best)
        return best


def _names(passages: Sequence[Passage]) -> frozenset[str]:
    upper: set[str] = set()
    lower: set[str] = set()
    for passage in passages:
        for text in (passage.heading, *(statement.text for statement in passage.statements)):
            named, plain = named_words(text, passage.language)
            upper |= named
            lower |= plain
    return frozenset(upper - lower)
