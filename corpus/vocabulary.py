"""The words of the texts, to find the one that a misspelt word is most like."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from corpus.ragged import starts_of

_MARGIN = 1e-6  # of an edit, so that rounding shuts out no word


class Vocabulary:
    """Words, none of them empty.

    Beside each stands the set of its letters in 64 bits (some letters share one). Two words are at least as many edits
    apart as there are letters that one of them has and the other has not, and comparing sets takes a nanosecond.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        self._letters = _letters(words, self._lengths)

    def nearest(self, word: str, like_enough: float) -> tuple[str, float] | None:
        """The word that is most like another, the first of equals, and its likeness (`fuzz.ratio`, 0 to 100).

        None where none is like enough. The ratio is 100 times one less the share of the letters of both words that have
        to be taken out or put in to make one of the other.
        """
        letters = self._lengths + len(word)
        apart = np.bitwise_count(self._letters ^ _letters([word], np.array([len(word)])))
        may_be = np.flatnonzero(apart <= (1 - like_enough / 100) * letters + _MARGIN)
        found = process.extractOne(
            word, [self.words[at] for at in may_be.tolist()], scorer=fuzz.ratio, score_cutoff=like_enough
        )
        return None if found is None else (found[0], found[1])


def _letters(words: Sequence[str], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32)
    return np.bitwise_or.reduceat(np.uint64(1) << (codes % 64).astype(np.uint64), starts_of(lengths)[:-1])
