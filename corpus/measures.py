"""The figures of a statement as they are compared: what each measures, and how exactly.

"By 31.12.2025", "by the end of 2025" and "in 2026" may say the same of a goal, 9.9.2020 and September 2020 agree, 50 %
and 50 tonnes have nothing to do with each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analysis import analyse, stop_words
from corpus.figures import Figure, read_figures
from corpus.phrases import phrases
from corpus.types import Language

DAY = "day"
"""What a date measures, whole or in part (2020, 2020-09)."""

CLASS = "class"
"""What begins the kind of a class of emissions: "class stage", "class euro"."""

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_NEXT_WORD = re.compile(r" ([^\W\d_]{2,40})")
_CLASS = re.compile(r"\b(stage|euro)[ -](\d|[ivx]{1,4})([ab]?)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure: what it is `of` (a unit, the lemma of what is counted, DAY, "act", a CLASS), and how it is written."""

    of: str
    value: str
    text: str


def measures(text: str, language: Language) -> tuple[tuple[Measure, ...], str]:
    """The figures of a text, and the text with spaces in their place."""
    rest = text
    told: list[Measure] = []
    for match in _CLASS.finditer(text):
        told.append(Measure(f"{CLASS} {match[1].lower()}", f"{match[2]}{match[3]}".lower(), match[0]))
        rest = _blanked(rest, match.start(), match.end())
    lower = rest.lower()
    for figure in read_figures(rest, language):
        told.append(_measure(figure, lower, text, language))
        rest = _blanked(rest, figure.start, figure.end)
    return tuple(told), rest


def holds(others: Sequence[Measure], own: Measure) -> bool:
    """Whether one of the others says the same as our own, as exactly or more so."""
    return any(other.of == own.of and _says(other.value, own.value) for other in others)


def contradicted(own: Sequence[Measure], others: Sequence[Measure]) -> list[tuple[Measure, Measure]]:
    """The pairs of figures that measure the same and agree with none of the other side."""
    mine = [measure for measure in own if not _agrees(measure, others)]
    theirs = [measure for measure in others if not _agrees(measure, own)]
    return [(one, other) for one in mine for other in theirs if one.of == other.of and one.of]


def _agrees(measure: Measure, others: Sequence[Measure]) -> bool:
    return holds(others, measure) or any(holds([measure], other) for other in others)


def _says(value: str, own: str) -> bool:
    """Whether a value says what our own does: 2020-09-09 says 2020, and 2026 says the end of 2025."""
    if value == own or value.startswith(f"{own}-"):
        return True
    first, last = sorted((value, own))
    return first.endswith("-12-31") and last in _next_year(first)


def _next_year(last_day: str) -> tuple[str, str]:
    year = str(int(last_day[:4]) + 1)
    return year, f"{year}-01-01"


def _measure(figure: Figure, lower: str, text: str, language: Language) -> Measure:
    written = text[figure.start : figure.end].strip()
    if figure.unit:
        return Measure(figure.unit, figure.value, written)
    if "/" in figure.value:
        return Measure("act", figure.value, written)
    if "-" in figure.value:
        return Measure(DAY, figure.value, written)
    if _YEAR.fullmatch(figure.value):
        last = f"{figure.value}-12-31" if _is_last_day(figure, lower, language) else figure.value
        return Measure(DAY, last, written)
    counted, word = _counted(text[figure.end :], language)
    return Measure(counted, figure.value, f"{written} {word}".strip())


def _blanked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def _is_last_day(figure: Figure, lower: str, language: Language) -> bool:
    around = f"{lower[max(0, figure.start - 30) : figure.start]}_{lower[figure.end : figure.end + 15]}"
    return any("_" in match[0] for match in phrases("last_day", language).finditer(around))


def _counted(after: str, language: Language) -> tuple[str, str]:
    """What a number counts: the lemma of the word right after it, and the word; empty where that says nothing."""
    if (following := _NEXT_WORD.match(after)) and following[1].lower() not in stop_words(language):
        return analyse(following[1], language)[0].lemma, following[1]
    return "", ""
