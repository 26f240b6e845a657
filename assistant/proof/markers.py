"""Words that turn what a sentence says: negation, modality, comparison (`markers.toml`).

Markers are counted, not placed. A class is `added` when the sentence sets it more often than what it cites, `dropped`
when it sets it less often. What may stand for the class (`soft`: "voluntary" for "not required") makes up for a
difference only as far as the sentence has more of it, or less, than what it cites: a word that both have explains
nothing.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.types import Fault, Rule
from corpus.types import Language

_LIST = Path(__file__).with_name("markers.toml")

NOR = "nor"
"""The words that carry a "not" on, or bring the first, as a class of a copy."""

RULES = {"negation": Rule.NEGATION, NOR: Rule.NEGATION, "must": Rule.MODALITY, "may": Rule.MODALITY}
"""The rule of each class; the others are comparisons."""

KEPT = frozenset({"negation", NOR, "must", "may", "at_least", "at_most", "only", "before", "after", "more", "less"})
"""The classes that a copy may not leave out."""

HELD = frozenset({"negation", "at_least", "at_most", "only"})
"""The classes that no sentence may add or leave out: other words for them are few."""

SOFTLY_TURNED = frozenset({"may", "before", "after"})
"""The classes that take the place of what may stand for their opposite, too."""

OPPOSITE = {
    "must": "may",
    "may": "must",
    "at_least": "at_most",
    "at_most": "at_least",
    "before": "after",
    "after": "before",
    "more": "less",
    "less": "more",
}


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or phrase of a class, from `start` to `end` in the text.

    `first` is true for a word that is strong only where none stands before it.
    """

    name: str
    strong: bool
    start: int
    end: int
    first: bool = False


def find_markers(lower: str, language: Language) -> tuple[Marker, ...]:
    """The markers of a text in small letters, in which figures are written as `_`."""
    found: list[Marker] = []
    for name, kind, pattern in _patterns(language):
        before = min((marker.start for marker in found if marker.name == name and marker.strong), default=len(lower))
        for match in pattern.finditer(lower):
            strong = kind == "strong" or (kind == "first" and match.start() < before)
            before = min(before, match.start()) if strong else before
            found.append(Marker(name, strong, match.start(), match.end(), kind == "first"))
    return tuple(found)


def faults_of_markers(
    said: Sequence[Marker], told: Sequence[Marker], covered: Sequence[Marker], lower: str, is_copy: bool
) -> Iterator[Fault]:
    """The classes that a sentence turns, adds to all that is `told`, or drops of what it covers of that.

    A copy is held to each marker. Otherwise a class is turned when it takes the place of its opposite; negation and
    bounds may be neither added nor dropped.
    """
    here, there, kept = (_counts(markers, is_copy) for markers in (said, told, covered))
    # "voluntary" is told as "not obliged": a "must" that such a "not" takes away is none
    negated = min(here["negation", True] - there["negation", True], there["negation", False])
    for name in {name for name, _ in (*here, *kept)}:
        gained, excused = here[name, True] - there[name, True], max(0, there[name, False] - here[name, False])
        lost, replaced = kept[name, True] - here[name, True], max(0, here[name, False] - kept[name, False])
        opposite = OPPOSITE.get(name, "")
        turned = gained > 0 and there[opposite, True] > here[opposite, True]
        turned |= name in SOFTLY_TURNED and gained > excused and there[opposite, False] > here[opposite, False]
        turned |= name == "may" and gained > here["negation", True] and not there[name, True] + there[name, False]
        turned |= name == "must" and here[name, True] > negated and not there[name, True] and not there[name, False]
        if turned or (gained > (0 if is_copy else excused) and (is_copy or name in HELD)):
            written = next((lower[m.start : m.end] for m in said if m.name == name and m.strong), name)
            yield Fault(RULES.get(name, Rule.COMPARISON), written)
        elif lost > (0 if is_copy else replaced) and name in (KEPT if is_copy else HELD):
            yield Fault(RULES.get(name, Rule.COMPARISON), name)


def _counts(markers: Sequence[Marker], is_copy: bool) -> Counter[tuple[str, bool]]:
    """How many strong and soft markers each class has; a copy has each "nor" where its source has it."""
    return Counter((NOR, True) if is_copy and marker.first else (marker.name, marker.strong) for marker in markers)


@lru_cache(maxsize=8)
def _patterns(language: Language) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(_LIST.read_text(encoding="utf-8"))[language]
    return tuple(
        (name, kind, re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)"))
        for name, kinds in table.items()
        for kind, forms in kinds.items()
    )
