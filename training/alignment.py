"""IBM model 1: which word of a sentence translates which of the other, learnt from pairs of sentences alone.

Brown, Della Pietra, Della Pietra and Mercer 1993, "The mathematics of statistical machine translation".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Tokens = Sequence[str]
Table = dict[str, dict[str, float]]
"""A word of one language, and what it may be in the other."""

NULL = ""
"""The empty word that each source sentence has: what no word of it accounts for comes from there."""


def model_1(sentences: Sequence[tuple[Tokens, Tokens]], rounds: int = 5) -> Table:
    """The probability of each target word given a source word, by expectation maximisation from even shares."""
    kept = [((NULL, *source), target) for source, target in sentences if source and target]
    if not kept:
        return {}
    sources = sorted({token for source, _ in kept for token in source})
    targets = sorted({token for _, target in kept for token in target})
    row_of = {token: number for number, token in enumerate(sources)}
    column_of = {token: number for number, token in enumerate(targets)}
    rows, columns, places = _cells(kept, row_of, column_of)
    cells, at = np.unique(rows * len(targets) + columns, return_inverse=True)
    likely = _maximised(at, places, cells // len(targets), rounds)
    found: Table = defaultdict(dict)
    for cell in np.flatnonzero(likely > _LEAST):
        row, column = divmod(int(cells[cell]), len(targets))
        found[sources[row]][targets[column]] = float(likely[cell])
    return dict(found)


_LEAST = 1e-3  # probability; what is below is noise, and most of the table


def _cells(
    sentences: Sequence[tuple[Tokens, Tokens]], row_of: Mapping[str, int], column_of: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each target word of each sentence with each source word: row, column, and the number of the target word."""
    rows: list[int] = []
    columns: list[int] = []
    places: list[int] = []
    place = 0
    for source, target in sentences:
        from_ = [row_of[token] for token in source]
        for token in target:
            rows += from_
            columns += [column_of[token]] * len(from_)
            places += [place] * len(from_)
            place += 1
    return np.array(rows), np.array(columns), np.array(places)


def _maximised(
    at: NDArray[np.int64], places: NDArray[np.int64], owners: NDArray[np.int64], rounds: int
) -> NDArray[np.float64]:
    """The probability of each cell of the table, whose row is its owner."""
    likely = np.ones(len(owners))
    for _ in range(rounds):
        share = likely[at]
        share /= np.bincount(places, weights=share)[places]
        counts = np.bincount(at, weights=share, minlength=len(owners))
        likely = counts / np.bincount(owners, weights=counts)[owners]
    return likely
