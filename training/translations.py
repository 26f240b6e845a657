"""Pairs -> tables of word translations for the search: which words of another language a word may stand for.

Two sources are brought together: the dictionaries, and what IBM model 1 learns from manuals and software, which weighs
the dictionaries' translations and knows words that they do not have. The glossary is left out: the search reads it
beside the tables, so that a row that is changed there needs no new tables.
"""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import sqrt
from pathlib import Path

from corpus.analysis import analyse, content_words, is_word
from corpus.types import LANGUAGES, Language
from training.alignment import NULL, Table, Tokens, model_1
from training.texts import Pair

_SENTENCES = frozenset({"manuals", "software"})
_TERMS = frozenset({"terms", "pivots"})
_FEWEST = 3  # times that a word must stand in the sentences
_LONGEST = 30  # words of a sentence
_WORDS = 2  # of a term
_KEPT = 5  # translations a word
_LEAST = 0.2  # of the best translation's weight
_SURE = 0.25  # of what only the sentences say


def tables(pairs: Sequence[Pair]) -> Iterator[tuple[Language, Language, Table]]:
    """The table of every direction: for each word its translations, the best one with the weight 1."""
    for first, second in combinations(LANGUAGES, 2):
        facing = [side for pair in pairs if (side := _facing(pair, first, second))]
        learnt = _learnt([(_words(a, first), _words(b, second)) for where, a, b in facing if where in _SENTENCES])
        listed = _listed(((a, b) for where, a, b in facing if where in _TERMS), first, second)
        listed_back, learnt_back = _turned(listed), _turned(learnt)
        yield first, second, _table(listed, learnt, listed_back, second)
        yield second, first, _table(listed_back, learnt_back, listed, first)


def _facing(pair: Pair, first: Language, second: Language) -> tuple[str, str, str] | None:
    if (pair.left_language, pair.right_language) == (first, second):
        return pair.source, pair.left, pair.right
    if (pair.left_language, pair.right_language) == (second, first):
        return pair.source, pair.right, pair.left
    return None


def _words(text: str, language: Language) -> list[str]:
    """The lemmas of a text, each once.

    Not the parts of compounds, which the search looks up itself where it must: with them ajoneuvo, a vehicle, made
    neuvo, advice, one too.
    """
    lemmas = dict.fromkeys(word.lemma for word in content_words(text, language))
    return [lemma for lemma in lemmas if _is_word(lemma)][:_LONGEST]


def _is_word(token: str) -> bool:
    return len(token) > 1 and not token[0].isdigit()


def _lemmas(text: str, language: Language) -> str:
    return " ".join(word.lemma for word in content_words(text, language))


def _listed(terms: Iterable[tuple[str, str]], first: Language, second: Language) -> Table:
    """How often the dictionaries give a term for another: both dictionaries of two languages count, and each sense."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one, other in terms:
        left, right = _lemmas(one, first), _lemmas(other, second)
        if _is_word(left) and _is_word(right) and max(left.count(" "), right.count(" ")) < _WORDS:
            counts[left][right] += 1
    return {left: dict(found) for left, found in counts.items()}


def _learnt(sentences: Sequence[tuple[Tokens, Tokens]]) -> Table:
    """What both directions of the model agree on: the geometric mean of their probabilities.

    One direction alone gives every rare word to the rare words beside it (Liang, Taskar and Klein 2006, "Alignment by
    agreement").
    """
    seen = [Counter(token for sides in sentences for token in sides[side]) for side in (0, 1)]
    kept = [
        ([word for word in left if seen[0][word] >= _FEWEST], [word for word in right if seen[1][word] >= _FEWEST])
        for left, right in sentences
    ]
    there, back = model_1(kept), model_1([(right, left) for left, right in kept])
    return {
        word: {
            other: sqrt(likely * back.get(other, {}).get(word, 0.0)) for other, likely in found.items() if other != NULL
        }
        for word, found in there.items()
        if word != NULL
    }


def _turned(table: Table) -> Table:
    turned: Table = defaultdict(dict)
    for word, found in table.items():
        for other, weight in found.items():
            turned[other][word] = weight
    return dict(turned)


def _table(listed: Table, learnt: Table, listed_back: Table, target: Language) -> Table:
    words = sorted({*listed, *learnt})
    weights = {word: _weights(listed.get(word, {}), learnt.get(word, {}), target) for word in words}
    # the search leaves a word that it does not know as it is
    return {word: _best(found, listed_back) for word, found in weights.items() if found and set(found) != {word}}


def _weights(listed: Mapping[str, float], learnt: Mapping[str, float], target: Language) -> dict[str, float]:
    """The mean of what both say, so that what they agree on is highest.

    What only the sentences say must be sure, and a word of the language: translated software has untranslated words.
    """
    sure = {
        other: likely
        for other, likely in learnt.items()
        if other in listed or (likely >= _SURE and _known(other, target))
    }
    most = max(listed.values(), default=1.0)
    return {other: (listed.get(other, 0.0) / most + sure.get(other, 0.0)) / 2 for other in {*listed, *sure}}


def _best(weights: Mapping[str, float], listed_back: Table) -> dict[str, float]:
    """The best few, best first; of the same weight single words first, then what translates most words: the common."""

    def rank(other: str) -> tuple[float, int, int, str]:
        return -weights[other], other.count(" "), -len(listed_back.get(other, {})), other

    best = sorted(weights, key=rank)[:_KEPT]
    top = weights[best[0]]
    return {other: round(weights[other] / top, 2) for other in best if weights[other] >= _LEAST * top}


@lru_cache(maxsize=100_000)
def _known(lemma: str, language: Language) -> bool:
    return is_word(lemma, language) or any(word.parts for word in analyse(lemma, language))


def write_table(table: Table, path: Path) -> None:
    """A line a word: the word, then its translations with their weights in hundredths. The same for the same table."""
    lines = [
        "\t".join([word, *(f"{other}:{round(weight * 100)}" for other, weight in table[word].items())])
        for word in sorted(table, key=str.encode)  # the search halves the bytes
    ]
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
