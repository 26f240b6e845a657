"""Words that turn what a sentence says: negation, modality, comparison (`markers.toml`).

Markers are counted, not placed. A class is `added` when the sentence sets it more often than what it cites, `dropped`
when it sets it less often. What may stand for the class (`soft`: "voluntary" for "not required") makes up for a
difference only as far as the sentence has more of it, or less, than what it cites: a word that both have explains
nothing.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.types import Fault, Rule
from corpus.types import Language

_LIST = Path(__file__).with_name("markers.toml")

RULES = {"negation": Rule.NEGATION, "must": Rule.MODALITY, "may": Rule.MODALITY}
"""The rule of each class; the others are comparisons."""

KEPT = frozenset({"negation", "must", "may", "at_least", "at_most", "only", "before", "after"})
"""The classes that a sentence may not leave out."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or phrase of a class, from `start` to `end` in the text."""

    name: str
    strong: bool
    start: int
    end: int


def find_markers(lower: str, language: Language) -> tuple[Marker, ...]:
    """The markers of a text in small letters, in which figures are written as `_`."""
    return tuple(
        Marker(name, strong, match.start(), match.end())
        for name, strong, pattern in _patterns(language)
        for match in pattern.finditer(lower)
    )


def faults_of_markers(
    said: tuple[Marker, ...], told: tuple[Marker, ...], covered: tuple[Marker, ...], lower: str
) -> Iterator[Fault]:
    """The classes that a sentence adds to all that is `told`, or drops of what it covers of that."""
    said_counts, told_counts, covered_counts = _counts(said), _counts(told), _counts(covered)
    for name in {marker.name for marker in (*said, *covered)}:
        rule = RULES.get(name, Rule.COMPARISON)
        strong, soft = said_counts[name, True], said_counts[name, False]
        if strong > told_counts[name, True] + max(0, told_counts[name, False] - soft):
            written = next(lower[m.start : m.end] for m in said if m.name == name and m.strong)
            yield Fault(rule, written)
        elif name in KEPT and covered_counts[name, True] > strong + max(0, soft - covered_counts[name, False]):
            yield Fault(rule, name)


def _counts(markers: tuple[Marker, ...]) -> Counter[tuple[str, bool]]:
    return Counter((marker.name, marker.strong) for marker in markers)


@lru_cache(maxsize=8)
def _patterns(language: Language) -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_LIST.read_text(encoding="utf-8"))[language]
    return tuple(
        (name, kind == "strong", re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"))
        for name, kinds in table.items()
        for kind, forms in kinds.items()
    )
