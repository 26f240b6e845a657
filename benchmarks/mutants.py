"""False sentences made from true ones by one change each: what the proof has to catch.

A change that leaves the meaning does not count: a figure or name that the cited text holds too, two figures that stand
side by side in a list ("2025 and 2030"), two names of one list, and what comes out as it went in.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

from assistant.proof.reading import Reading, read
from benchmarks.truths import Truth
from corpus.figures import Figure, read_figures
from corpus.types import Language

_CHANGES = Path(__file__).with_name("mutants.toml")
_LISTED = re.compile(r"[\s\w]{0,6}(?:[,/–-]|\b(?:ja|tai|sekä|och|eller|and|or|to|till)\b)[\s\w]{0,12}")
_LISTED_NAMES = re.compile(
    r"(?:,| and| or| och| eller| ja| tai| sekä| samt)(?: [A-ZÅÄÖ]\w+(?:,| and| or| och| eller| ja| tai))* "
)

KINDS = (
    "year",
    "day or month",
    "number",
    "unit",
    "name",
    "deal",
    "negation dropped",
    "negation added",
    "modality",
    "at least, at most, only",
    "before, after",
    "more, less",
    "dates exchanged",
    "numbers exchanged",
    "names exchanged",
)
WORD = "another word"
"""Reported apart: the proof promises figures, names and turned sentences, and sees other words as far as it can."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A truth with one thing changed."""

    kind: str
    truth: Truth
    text: str


class Mutator:
    """Makes mutants, with names and words of the texts to put in the place of others."""

    def __init__(self, truths: Iterable[Truth], seed: int = 5) -> None:
        self._random = Random(seed)  # noqa: S311 - no secret
        self._names: dict[tuple[Language, str], list[str]] = defaultdict(list)
        self._words: dict[tuple[Language, str], list[str]] = defaultdict(list)
        for truth in truths:
            if truth.kind == "whole":
                self._collect(read(truth.text, truth.language))

    def mutants(self, truth: Truth) -> Iterator[Mutant]:
        """One mutant of each kind that the sentence allows."""
        reading = read(truth.text, truth.language)
        makers: dict[str, Callable[[], str | None]] = {
            "year": lambda: self._figure(truth, _is_year),
            "day or month": lambda: self._figure(truth, lambda f: len(f.value) == 10),
            "number": lambda: self._figure(truth, lambda f: f.value.replace(".", "").isdigit() and not _is_year(f)),
            "name": lambda: self._name(truth, reading),
            "dates exchanged": lambda: self._exchanged(truth, lambda f: "-" in f.value or _is_year(f)),
            "numbers exchanged": lambda: self._exchanged(truth, lambda f: "-" not in f.value and not _is_year(f)),
            "names exchanged": lambda: self._names_exchanged(truth, reading),
            WORD: lambda: self._word(truth, reading),
        }
        for kind in (*KINDS, WORD):
            text = makers[kind]() if kind in makers else self._by_list(kind, truth)
            if text and text != truth.text:
                yield Mutant(kind, truth, text)

    def _collect(self, reading: Reading) -> None:
        for token in reading.tokens:
            ending = token.text[-2:]
            if token.kind == "known" and " " not in token.text:
                self._names[reading.language, ending].append(token.text)
            if token.kind == "word" and len(token.text) > 5:
                self._words[reading.language, ending].append(token.text)

    def _figure(self, truth: Truth, wanted: Callable[[Figure], bool]) -> str | None:
        """Another figure in the place of one."""
        held = {f.value for c in truth.citations for f in read_figures(c.quote, c.passage.language)}
        held |= {value[:4] for value in held}
        figures = [f for f in read_figures(truth.text, truth.language) if wanted(f) and not f.in_words]
        for figure in figures[:1]:
            written = truth.text[figure.start : figure.end]
            digits = list(re.finditer(r"\d+", written))
            if len(figure.value) == 10:  # the day or, where that is the text's own, the month
                other = self._other(int(digits[0][0]), 28, held)
                return _put(truth.text, figure.start, digits[0], str(other))
            step = self._random.choice([-3, -2, -1, 1, 2, 3])
            number = int(digits[-1][0])
            other = number + step if _is_year(figure) else self._other(number, max(30, 2 * number), held)
            if str(other) in held:
                return None
            return _put(truth.text, figure.start, digits[-1], str(other).zfill(len(digits[-1][0])))
        return None

    def _other(self, number: int, most: int, held: set[str]) -> int:
        choices = [n for n in range(1, most) if n != number and str(n) not in held][:200]
        return self._random.choice(choices)

    def _name(self, truth: Truth, reading: Reading) -> str | None:
        """Another known name with the same ending."""
        known = [token for token in reading.tokens if token.kind == "known" and " " not in token.text]
        held = {name for c in truth.citations for name in _named(c.quote, c.passage.language)}
        held |= {
            name
            for c in truth.citations
            for h in (c.passage.heading, c.passage.title)
            for name in _named(h, c.passage.language)
        }
        for token in known[:1]:
            pool = self._names[truth.language, token.text[-2:]] or []
            others = sorted(
                {n for n in pool if not held & set(_named(n, truth.language)) and n.lower() not in truth.text.lower()}
            )
            if others:
                return truth.text[: token.start] + self._random.choice(others) + truth.text[token.end :]
        return None

    def _word(self, truth: Truth, reading: Reading) -> str | None:
        """Another word with the same ending."""
        content = [reading.tokens[position] for position in reading.content if len(reading.tokens[position].text) > 5]
        if not content:
            return None
        token = self._random.choice(content)
        near = truth.text.lower() + " ".join(
            c.quote.lower() + " ".join(c.passage.section).lower() for c in truth.citations
        )
        others = [w for w in self._words[truth.language, token.text[-2:]] if w[:4].lower() not in near]
        return truth.text[: token.start] + self._random.choice(others) + truth.text[token.end :] if others else None

    def _exchanged(self, truth: Truth, wanted: Callable[[Figure], bool]) -> str | None:
        figures = [f for f in read_figures(truth.text, truth.language) if wanted(f) and not f.in_words]
        return _exchange(truth.text, [(f.start, f.end, f.value, f.value.count("-")) for f in figures])

    def _names_exchanged(self, truth: Truth, reading: Reading) -> str | None:
        spans = [(t.start, t.end, t.key, 0) for t in reading.tokens if t.kind == "known"]
        return _exchange(truth.text, spans)

    def _by_list(self, kind: str, truth: Truth) -> str | None:
        """The first change of the list that the sentence allows."""
        for pattern, other in _changes(kind, truth.language):
            text, count = re.subn(pattern, other, truth.text, count=1)
            if count:
                return text[0].upper() + text[1:] if truth.text[0].isupper() else text
        return None


def _is_year(figure: Figure) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", figure.value)) and not figure.unit


def _put(text: str, offset: int, match: re.Match[str], other: str) -> str:
    return text[: offset + match.start()] + other + text[offset + match.end() :]


def _named(text: str, language: Language) -> list[str]:
    return [token.key for token in read(text, language).tokens if token.kind in {"known", "name"}]


def _exchange(text: str, spans: Sequence[tuple[int, int, str, int]]) -> str | None:
    """Two different things of a form in one another's place, unless they only stand side by side in a list."""
    for one, other in combinations(spans, 2):
        between = text[one[1] : other[0]]
        if one[2] == other[2] or one[3] != other[3] or one[2][:4] == other[2][:4]:
            continue
        if _LISTED.fullmatch(between) or _LISTED_NAMES.fullmatch(between):
            continue
        if text[one[1] - 1] != text[other[1] - 1] and not text[one[0]].isdigit():
            continue  # a name in another case would only be bad grammar
        return text[: one[0]] + text[other[0] : other[1]] + between + text[one[0] : one[1]] + text[other[1] :]
    return None


def _changes(kind: str, language: Language) -> list[tuple[str, str]]:
    table: dict[str, list[list[str]]] = _READ[language]
    return [(pattern, other) for pattern, other in table[kind]]


_READ: dict[str, dict[str, list[list[str]]]] = tomllib.loads(_CHANGES.read_text(encoding="utf-8"))
