"""BM25 over the words of the passages (Robertson & Zaragoza 2009), by bm25s (Lù 2024, arXiv:2407.03618)."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.analysis import named_words, tokens
from corpus.ragged import Numbers, Ragged, Reals, mapped
from corpus.translation import Alternative
from corpus.types import Language, Passage

_GROUP = 64  # passages whose best score is looked at first when the best of all are sought
_K1, _B = 1.5, 0.75  # best of the four pairs that were tried on Finnish text (docs/adr/0007-retrieval.md)


class Ranked(NamedTuple):
    """The positions of passages, best first, and their scores."""

    positions: NDArray[np.int64]
    scores: Reals


class LexicalIndex:
    """The words of all passages, and which passages hold them. A passage is known by its position.

    A token is known by its place in the `vocabulary`, which is in the order of the alphabet. `held` has the tokens of
    each passage, `in_heading` those of its heading, `holders` the passages of each token; `scores` says what each of
    `holders.values` gives to a passage's score: bm25s makes them all when the index is built, and to search is to add
    them up. `names` are the words that are written with a capital letter wherever they stand inside a sentence, in the
    order of the alphabet.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        names: Sequence[str],
        held: Ragged,
        in_heading: Ragged,
        holders: Ragged,
        scores: NDArray[np.float32],
    ) -> None:
        self.vocabulary = vocabulary
        self.names = names
        self.held = held
        self.in_heading = in_heading
        self._holders = holders
        self._scores = scores
        self._ids = {token: token_id for token_id, token in enumerate(vocabulary)}
        frequencies = np.append(holders.lengths, 0)  # last: of a token that no passage holds, whose id is -1
        self.weights: Reals = np.log(1 + (len(held) - frequencies + 0.5) / (frequencies + 0.5))
        self.is_name = np.zeros(len(vocabulary), dtype=np.bool_)
        self.is_name[[self._ids[name] for name in names if name in self._ids]] = True

    @classmethod
    def build(
        cls, passages: Sequence[Passage], tokens: Callable[[str, Language], list[str]] = tokens
    ) -> "LexicalIndex":
        """Index passages, of which there is at least one; `tokens` makes the tokens of a text."""
        import bm25s  # only here, so that a process that searches need not load it

        words = [tokens(passage.searchable, passage.language) for passage in passages]
        headings = [tokens(passage.heading, passage.language) for passage in passages]
        vocabulary = sorted({token for text in (*words, *headings) for token in text})
        ids = {token: token_id for token_id, token in enumerate(vocabulary)}
        bm25 = bm25s.BM25(k1=_K1, b=_B)
        in_order = [[ids[token] for token in text] for text in words]
        bm25.index((in_order, ids), create_empty_token=False, show_progress=False)
        return cls(
            vocabulary,
            _names(passages),
            Ragged.of([sorted(set(text)) for text in in_order]),
            Ragged.of([sorted({ids[token] for token in text}) for text in headings]),
            Ragged(bm25.scores["indptr"], bm25.scores["indices"]),
            bm25.scores["data"],
        )

    def save(self, folder: Path) -> None:
        """Write the index into a folder, which is made for it."""
        folder.mkdir()
        self.held.save(folder, "held")
        self.in_heading.save(folder, "in_heading")
        self._holders.save(folder, "holders")
        np.save(folder / "scores.npy", self._scores)
        words = {"vocabulary": self.vocabulary, "names": self.names}
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read what `save` wrote. Raises OSError, ValueError, KeyError."""
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        held, in_heading, holders = (Ragged.load(folder, name) for name in ("held", "in_heading", "holders"))
        return cls(words["vocabulary"], words["names"], held, in_heading, holders, mapped(folder / "scores.npy"))

    def __contains__(self, token: str) -> bool:
        return token in self._ids

    def ids(self, tokens: Iterable[str]) -> NDArray[np.int64]:
        """The places of tokens in the vocabulary, -1 for one that no passage holds."""
        return np.array([self._ids.get(token, -1) for token in tokens], dtype=np.int64)

    def weight(self, token: str) -> float:
        """How much a token tells: its inverse document frequency; that of a rarest word for an unknown one."""
        return float(self.weights[self._ids.get(token, -1)])

    def names_beginning(self, beginning: str) -> list[str]:
        """The names that begin so, in the order of the alphabet."""
        first = bisect_left(self.names, beginning)
        return list(takewhile(lambda name: name.startswith(beginning), self.names[first:]))

    def has_name(self, word: str) -> bool:
        """Whether a word is one of the names."""
        at = bisect_left(self.names, word)
        return at < len(self.names) and self.names[at] == word

    def search(self, query: Sequence[Sequence[Alternative]], k: int) -> Ranked:
        """The k best passages, best first, ties by position; none that holds no token of the query.

        The query has, for each word, the tokens by which it may be held: a passage's score for a word is that of the
        best of these, and the scores of the words add up.
        """
        total = np.zeros(len(self.held), dtype=np.float32)
        for alternatives in query:
            total += self._best(alternatives)
        # k groups have a passage that is as good as the k-th best group's best, so the k best of all are
        groups = total[: len(total) // _GROUP * _GROUP].reshape(-1, _GROUP).max(axis=1)
        least = np.partition(groups, -k)[-k] if len(groups) > k else 0.0
        found = np.flatnonzero((total >= least) & (total > 0))
        best = found[np.argsort(-total[found], kind="stable")][:k]
        return Ranked(best, total[best].astype(np.float64))

    def _best(self, alternatives: Sequence[Alternative]) -> NDArray[np.float32]:
        best = np.zeros(len(self.held), dtype=np.float32)
        for forms, weight in alternatives:
            known = [self._ids[token] for token in forms if token in self._ids]
            if len(known) == 1:  # most of them, and most words stand in few passages
                holders, scores = self._scores_of(known[0])
                best[holders] = np.maximum(best[holders], weight * scores)
            elif known:
                total = np.zeros_like(best)
                for token in known:
                    holders, scores = self._scores_of(token)
                    total[holders] += scores
                np.maximum(best, weight * total, out=best)
        return best

    def _scores_of(self, token: int) -> tuple[Numbers, NDArray[np.float32]]:
        """The passages that hold a token, and what it gives to the score of each."""
        start, end = self._holders.starts[token], self._holders.starts[token + 1]
        return self._holders.values[start:end], self._scores[start:end]


def _names(passages: Sequence[Passage]) -> list[str]:
    upper: set[str] = set()
    lower: set[str] = set()
    for passage in passages:
        for text in (passage.heading, *(statement.text for statement in passage.statements)):
            named, plain = named_words(text, passage.language)
            upper |= named
            lower |= plain
    return sorted(upper - lower)
