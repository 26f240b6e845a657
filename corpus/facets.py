"""What the ranking looks at in each passage beside its words, in arrays that are read without reading the passages."""

import json
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.asks import read_ask
from corpus.types import LANGUAGES, Passage

Codes = NDArray[np.int64]
"""A number for each passage: where what it has stands in a list."""

_T = TypeVar("_T", bound=Hashable)


class Facets:
    """By the position of a passage: the `deal` (a place in `deals`), the `language` (a place in LANGUAGES), what the
    heading `asks` for (a place in `kinds`; None for no question), its `section`, whether it is `current`.

    A section is a number that a passage shares with its translations.
    """

    def __init__(self, path: Path) -> None:
        """Read what `write_facets` wrote. Raises OSError, ValueError, KeyError."""
        content = json.loads(path.read_text(encoding="utf-8"))
        self.language, _ = _coded(content["language"], LANGUAGES)
        self.deal, self.deals = _coded(content["deal"])
        self.asks, self.kinds = _coded(content["asks"])
        self.section, self._keys = _coded(zip(content["subject"], content["number"], strict=True))
        self.current = np.array(content["current"], dtype=np.bool_)

    @cached_property
    def in_language(self) -> Codes:
        """By section and language: the position of the passage, -1 where there is none."""
        found = np.full((len(self._keys), len(LANGUAGES)), -1, dtype=np.int64)
        found[self.section, self.language] = np.arange(len(self.section))
        return found


def write_facets(path: Path, passages: Sequence[Passage]) -> None:
    """Write what is looked at of passages, a list for each facet."""
    asks = [read_ask(passage.heading, passage.language) for passage in passages]
    content = {
        "language": [passage.language for passage in passages],
        "deal": [passage.deal for passage in passages],
        "asks": [ask.what if ask else None for ask in asks],
        "subject": [passage.subject for passage in passages],
        "number": [passage.number for passage in passages],
        "current": [passage.current for passage in passages],
    }
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _coded(values: Iterable[_T], names: Sequence[_T] = ()) -> tuple[Codes, tuple[_T, ...]]:
    """Each value as its place in a list of the different ones, and that list, which begins with `names`."""
    codes = {name: code for code, name in enumerate(names)}
    found = [codes.setdefault(value, len(codes)) for value in values]
    return np.array(found, dtype=np.int64), tuple(codes)
