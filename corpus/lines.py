"""Documents and passages on disk: JSON lines, each read when it is asked for."""

import json
import mmap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.types import Document, Passage

DOCUMENT = TypeAdapter(Document)
PASSAGE = TypeAdapter(Passage)
_KEPT = 2_000  # of the values that were read, about 10 MB
_T = TypeVar("_T")


class Lines(Sequence[_T]):
    """The values of a file that `write_lines` wrote; `ids` are theirs, in the same order.

    The values that were read last are kept. Raises OSError, ValueError when the file is not as it was written.
    """

    def __init__(self, path: Path, adapter: TypeAdapter[_T]) -> None:
        content = json.loads(_contents_of(path).read_text(encoding="utf-8"))
        self.ids: list[str] = content["ids"]
        self._starts = np.array(content["starts"], dtype=np.int64)
        with path.open("rb") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._file) != self._starts[-1]:
            raise ValueError(f"{path} has {len(self._file)} bytes instead of {self._starts[-1]}")
        self._adapter = adapter
        self._read = lru_cache(maxsize=_KEPT)(self._parse)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, position: int) -> _T: ...

    @overload
    def __getitem__(self, position: slice) -> list[_T]: ...

    def __getitem__(self, position: int | slice) -> _T | list[_T]:
        found = range(len(self))[position]
        return self._read(found) if isinstance(found, int) else [self._read(at) for at in found]

    def __iter__(self) -> Iterator[_T]:
        return map(self._parse, range(len(self)))

    def _parse(self, position: int) -> _T:
        return self._adapter.validate_json(self._file[self._starts[position] : self._starts[position + 1]])

    @cached_property
    def position(self) -> dict[str, int]:
        """Where the value of an id stands."""
        return {value_id: position for position, value_id in enumerate(self.ids)}

    @cached_property
    def rank(self) -> NDArray[np.int64]:
        """By position: the place of the id among all ids in the order of the alphabet."""
        rank = np.empty(len(self), dtype=np.int64)
        rank[sorted(range(len(self)), key=self.ids.__getitem__)] = np.arange(len(self))
        return rank

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class ById(Mapping[str, _T]):
    """The values of lines by their ids."""

    def __init__(self, lines: Lines[_T]) -> None:
        self._lines = lines

    def __getitem__(self, value_id: str) -> _T:
        return self._lines[self._lines.position[value_id]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines.ids)

    def __len__(self) -> int:
        return len(self._lines)


def write_lines(path: Path, values: Sequence[Document] | Sequence[Passage]) -> None:
    """Write values as JSON lines, and beside them a file that tells their ids and where each line starts, in bytes."""
    starts = [0]
    with path.open("wb") as file:
        for value in values:
            file.write(json.dumps(asdict(value), ensure_ascii=False, default=str).encode() + b"\n")
            starts.append(file.tell())
    content = {"ids": [value.id for value in values], "starts": starts}
    _contents_of(path).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _contents_of(path: Path) -> Path:
    return path.with_suffix(".contents.json")
