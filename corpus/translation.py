"""Words of a question -> what they may be called in another language.

The glossary comes first. Then the tables that were made with the model (`training/translations.py`): dictionaries, and
what was learnt from parallel texts. A word that neither knows, such as a name, stays as it is.
"""

import gzip
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from corpus.analysis import Word, content_words
from corpus.glossary import Glossary, Phrases
from corpus.types import Language

Alternative = tuple[tuple[str, ...], float]
"""The tokens that a word may stand for in another language, and how sure that is, 0 to 1."""

MODEL = Path(__file__).parent / "model"
_LONGEST_TERM = 5  # words


class Table:
    """The translations of the words of one language into another; lines are parsed when they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _lines(self) -> list[bytes]:
        return gzip.decompress(self._path.read_bytes()).splitlines()

    def get(self, word: str) -> dict[str, float]:
        """What a word (or words with spaces between) may be, best first; empty for one that is not there."""
        key = word.encode() + b"\t"
        at = bisect_left(self._lines, key)
        if at == len(self._lines) or not self._lines[at].startswith(key):
            return {}
        pairs = (entry.rsplit(":", 1) for entry in self._lines[at].decode().split("\t")[1:])
        return {other: int(weight) / 100 for other, weight in pairs}


class Translator:
    """Translates the words of questions with a glossary and the tables of a folder."""

    def __init__(self, glossary: Glossary, folder: Path = MODEL) -> None:
        self._glossary = glossary
        self._folder = folder
        self._tables: dict[tuple[Language, Language], Table] = {}
        self._phrases: dict[tuple[Language, Language], Phrases] = {}

    def translate(self, words: Sequence[Word], source: Language, target: Language) -> list[tuple[Alternative, ...]]:
        """For each word, what it may be called in the target language; nothing for a word that is not known.

        Words that make a term together are translated together, the longest term first.
        """
        found: list[tuple[Alternative, ...]] = []
        while len(found) < len(words):
            length, alternatives = self._longest([word.lemma for word in words[len(found) :]], source, target)
            if alternatives:
                found += [alternatives] * length
            else:
                found.append(self._by_parts(words[len(found)], source, target))
        return found

    def knows(self, lemma: str, source: Language, target: Language) -> bool:
        """Whether there is a translation of a word."""
        return bool(self._longest([lemma], source, target)[1])

    def _longest(
        self, lemmas: Sequence[str], source: Language, target: Language
    ) -> tuple[int, tuple[Alternative, ...]]:
        """The longest term that the words begin with, and what it is called."""
        phrases = self._phrases_of(source, target)
        for length in range(min(len(lemmas), _LONGEST_TERM), 0, -1):
            if others := phrases.get(tuple(lemmas[:length])):
                return length, tuple((tokens, 1.0) for tokens in others)
            if listed := self._table_of(source, target).get(" ".join(lemmas[:length])):
                return length, _alternatives(listed, target)
        return 1, ()

    def _by_parts(self, word: Word, source: Language, target: Language) -> tuple[Alternative, ...]:
        """A compound that is not known is what its parts are."""
        table = self._table_of(source, target)
        return tuple(
            (tokens, weight / 2) for part in word.parts for tokens, weight in _alternatives(table.get(part), target)
        )

    def _phrases_of(self, source: Language, target: Language) -> Phrases:
        if (source, target) not in self._phrases:
            self._phrases[source, target] = self._glossary.phrases(source, target)
        return self._phrases[source, target]

    def _table_of(self, source: Language, target: Language) -> Table:
        if (source, target) not in self._tables:
            self._tables[source, target] = Table(self._folder / f"{source}-{target}.tsv.gz")
        return self._tables[source, target]


def _alternatives(listed: Mapping[str, float], target: Language) -> tuple[Alternative, ...]:
    return tuple((_tokens(other, target), weight) for other, weight in listed.items())


@lru_cache(maxsize=20_000)
def _tokens(text: str, language: Language) -> tuple[str, ...]:
    """The tokens of a translation, which is in lemmas already."""
    return tuple(token for word in content_words(text, language) for token in word.tokens) or (text,)
