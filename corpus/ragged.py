"""Rows of different lengths in one array, read from disk as they are looked into (sparse matrices' CSR format)."""

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer]
Reals = NDArray[np.float64]


class Ragged:
    """Row `i` is `values[starts[i]:starts[i + 1]]`; `starts` has one number more than there are rows."""

    def __init__(self, starts: Numbers, values: Numbers) -> None:
        self.starts = starts
        self.values = values

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        """Put rows of numbers of 32 bits together."""
        return cls(starts_of(map(len, rows)), np.fromiter(chain.from_iterable(rows), dtype=np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> Numbers:
        return self.values[self.starts[row] : self.starts[row + 1]]

    @property
    def lengths(self) -> Numbers:
        """How many values each row has."""
        return np.diff(self.starts)

    def gather(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """The values of some rows one after another, and for each value the place in `rows` of the row it is of."""
        firsts, lengths = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        before = np.cumsum(lengths) - lengths
        return self.values[np.arange(len(owners)) + (firsts - before)[owners]], owners

    def holds(self, wanted: Numbers, rows: Numbers) -> NDArray[np.bool_]:
        """Whether each of some rows (a column each) has each of the values wanted (a row each)."""
        return hold(wanted, *self.gather(rows), len(rows))

    def save(self, folder: Path, name: str) -> None:
        """Write two files into a folder."""
        np.save(folder / f"{name}.starts.npy", self.starts)
        np.save(folder / f"{name}.values.npy", self.values)

    @classmethod
    def load(cls, folder: Path, name: str) -> "Ragged":
        """Map what `save` wrote. Raises OSError, ValueError."""
        return cls(mapped(folder / f"{name}.starts.npy"), mapped(folder / f"{name}.values.npy"))


def hold(wanted: Numbers, values: Numbers, owners: Numbers, rows: int) -> NDArray[np.bool_]:
    """`Ragged.holds` of rows that were gathered before."""
    held = np.zeros((len(wanted), rows), dtype=np.bool_)
    places = places_in(wanted, values)
    found = places >= 0
    held[places[found], owners[found]] = True
    return held


def places_in(wanted: Numbers, values: Numbers) -> NDArray[np.int64]:
    """Where each value stands among those wanted, -1 for one that does not."""
    if not len(wanted) or not len(values):
        return np.full(len(values), -1)
    table = np.full(max(values.max(), wanted.max()) + 2, -1)  # quicker than to search; -1 is the last place
    table[wanted] = np.arange(len(wanted))
    table[-1] = -1
    return table[values]


def starts_of(lengths: Iterable[int]) -> NDArray[np.int64]:
    """Where rows of these lengths start that stand one after another, and where the last one ends."""
    return np.cumsum([0, *lengths], dtype=np.int64)


def mapped(path: Path) -> NDArray[Any]:
    """An array as it lies on disk: its pages are read when they are looked into. Raises OSError, ValueError."""
    # as a plain array: each slice of a memmap is a memmap, which takes ten times as long to make
    return np.asarray(np.load(path, mmap_mode="r"))
