"""Pairs -> tables of word translations for the search: which words of another language a word may stand for.

Two sources are brought together: the dictionaries, and IBM model 1 (Brown et al. 1993, "The mathematics of statistical
machine translation") learnt from the pairs of sentences, which knows the words of the field's neighbours that no
dictionary has and weighs those it has.
"""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus.analysis import content_words
from corpus.types import LANGUAGES, Language
from training.pairs import Pair

_SENTENCES = frozenset({"manuals", "software", "definitions"})
_WORDS = frozenset({"terms", "pivots", "glossary"})
_ROUNDS = 5
_FEWEST = 2  # times that a word must have been seen
_LEAST = 0.03  # probability of a translation that is kept
_KEPT = 6  # translations a word
_LONGEST = 30  # words of a sentence

Tokens = Sequence[str]
Table = dict[str, dict[str, float]]
"""A word (or words with spaces between), and how likely each translation is, the best one 1."""


def translation_table(pairs: Iterable[Pair], source: Language, target: Language) -> Table:
    """The translations of the words of a language."""
    facing = [side for pair in pairs if (side := _facing(pair, source, target))]
    learnt = model_1([(_tokens(a, source), _tokens(b, target)) for where, a, b in facing if where in _SENTENCES])
    listed = _listed([(a, b) for where, a, b in facing if where in _WORDS], source, target)
    return {word: _together(listed.get(word, {}), learnt.get(word, {})) for word in sorted({*listed, *learnt})}


def _facing(pair: Pair, source: Language, target: Language) -> tuple[str, str, str] | None:
    if (pair.left_language, pair.right_language) == (source, target):
        return pair.source, pair.left, pair.right
    if (pair.left_language, pair.right_language) == (target, source):
        return pair.source, pair.right, pair.left
    return None


def _tokens(text: str, language: Language) -> list[str]:
    """The words of a text and the parts of its compounds, as the index has them, each once."""
    return list(dict.fromkeys(token for word in content_words(text, language) for token in word.tokens))


def _lemmas(text: str, language: Language) -> str:
    return " ".join(word.lemma for word in content_words(text, language))


def _listed(terms: Iterable[tuple[str, str]], source: Language, target: Language) -> Table:
    """What the dictionaries say: each translation by how often it is given. Terms of up to three words."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for term, translation in terms:
        left, right = _lemmas(term, source), _lemmas(translation, target)
        if left and right and left.count(" ") < 3 and right.count(" ") < 3:
            counts[left][right] += 1
    return {left: _scaled(dict(found)) for left, found in counts.items()}


def model_1(sentences: Sequence[tuple[Tokens, Tokens]]) -> Table:
    """IBM model 1: the probability of each target word given a source word, the best one of each scaled to 1."""
    seen = [Counter(token for sides in sentences for token in sides[side]) for side in (0, 1)]
    kept = [
        tuple([token for token in sides[side] if seen[side][token] >= _FEWEST][:_LONGEST] for side in (0, 1))
        for sides in sentences
    ]
    kept = [sides for sides in kept if sides[0] and sides[1]]
    if not kept:
        return {}
    names = [sorted({token for sides in kept for token in sides[side]}) for side in (0, 1)]
    numbers = [{token: number for number, token in enumerate(found)} for found in names]
    rows, columns, places = _cells(kept, numbers)
    cells, at = np.unique(rows * len(names[1]) + columns, return_inverse=True)
    owners = cells // len(names[1])
    likely = np.ones(len(cells))
    for _ in range(_ROUNDS):
        share = likely[at]
        share /= np.bincount(places, weights=share)[places]
        counts = np.bincount(at, weights=share, minlength=len(cells))
        likely = counts / np.bincount(owners, weights=counts, minlength=len(names[0]))[owners]
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for cell in np.flatnonzero(likely > _LEAST):
        found[names[0][owners[cell]]][names[1][cells[cell] % len(names[1])]] = float(likely[cell])
    return {word: _scaled(translations) for word, translations in found.items()}


def _cells(
    kept: Sequence[tuple[list[str], ...]], numbers: Sequence[Mapping[str, int]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each target word in each sentence, a cell with each source word: row, column, and the target word's place."""
    rows: list[int] = []
    columns: list[int] = []
    places: list[int] = []
    place = 0
    for source, target in kept:
        from_ = [numbers[0][token] for token in source]
        for token in target:
            rows += from_
            columns += [numbers[1][token]] * len(from_)
            places += [place] * len(from_)
            place += 1
    return np.array(rows), np.array(columns), np.array(places)


def _scaled(found: dict[str, float]) -> dict[str, float]:
    top = max(found.values())
    return {word: value / top for word, value in found.items()}


def _together(listed: Mapping[str, float], learnt: Mapping[str, float]) -> dict[str, float]:
    """The mean of both where both speak; the best few, best first."""
    both = bool(listed) and bool(learnt)
    share = 0.5 if both else 1.0
    total = {word: share * (listed.get(word, 0.0) + learnt.get(word, 0.0)) for word in {*listed, *learnt}}
    best = sorted(total.items(), key=lambda entry: (-entry[1], entry[0]))[:_KEPT]
    return {word: round(value / best[0][1], 2) for word, value in best}


def write_table(table: Table, path: Path) -> None:
    """A line a word: the word, then its translations with their weights in hundredths. The same for the same table."""
    lines = [
        f"{word}\t" + "\t".join(f"{other}:{round(weight * 100)}" for other, weight in table[word].items())
        for word in sorted(table)
    ]
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


def tables(pairs: Sequence[Pair]) -> dict[tuple[Language, Language], Table]:
    """The tables of every direction."""
    return {
        (source, target): translation_table(pairs, source, target)
        for source in LANGUAGES
        for target in LANGUAGES
        if source != target
    }
