"""A question as it should have been typed, by the words of the texts, the names of the field and the dictionaries."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain, pairwise
from typing import Protocol

from corpus.analysis import Word, analyse, is_word, name_stems, named_words, stop_words
from corpus.asks import asking_words
from corpus.deals import Deal
from corpus.dense import DenseIndexError
from corpus.index import Index, IndexUnusable
from corpus.spelling import corrections
from corpus.types import LANGUAGES, Language
from corpus.vocabulary import Vocabulary

_SHORTEST = 5
_SHORTEST_FUNCTION_WORD = 4
_SHORTEST_HALF = 4
_LIKE_ENOUGH = 84.0  # of 100: a word of the texts so near to a misspelt one is taken for it
_COMPOUND_LIKE_ENOUGH = 92.0  # the same for what may be a compound that the texts have not
_MOST_JOINED = 3
_BEGINNING = 3
_PLAIN = str.maketrans("åäö", "aao")
_RARER = 1.0
"""How much rarer than its rarest part (in the weights of the index) a compound may be that was typed apart: "hankinta
yksikkö" is one word, "tavoite vuodelle" is two."""

_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐‑:'’][^\W\d_]+)*")


class Spell(Protocol):
    """What puts a text right."""

    def __call__(self, text: str, language: Language) -> str:
        """The text with each misspelt word as the one that was meant."""
        ...


def as_typed(text: str, language: Language) -> str:  # noqa: ARG001  # it obeys Spell
    """The text as it is: where no texts are known, nothing can be put right."""
    return text


class Speller:
    """Puts questions right by the index in use and the names of the deals."""

    def __init__(self, index: Callable[[], Index], deals: Mapping[str, Deal]) -> None:
        self._index = index
        self._names = {language: _words_of_names(deals.values(), language) for language in LANGUAGES}
        self._known: dict[Language, _Known] = {}

    def __call__(self, text: str, language: Language) -> str:
        """The text put right; as it is where no index can be had, which the search will tell."""
        try:
            index = self._index()
        except (IndexUnusable, DenseIndexError):
            return text
        known = self._known.get(language)
        if known is None or known.index is not index:
            known = self._known[language] = _Known(index, self._names[language], language)
        return known.put_right(text)


class _Known:
    """The words that an index and the names have in a language, and what other words may have meant."""

    def __init__(self, index: Index, names: frozenset[str], language: Language) -> None:
        self.index = index
        self._language = language
        self._names = names
        self._near_names = Vocabulary(sorted(names))
        self._own = frozenset(index.vocabulary(language).words)
        self._beginnings = sorted(word.translate(_PLAIN) for word in self._own | names)
        self._meant = lru_cache(maxsize=10_000)(self._find)

    def put_right(self, text: str) -> str:
        """The text with split compounds joined, then each word as it was meant; other signs stay as they are."""
        joined = self._joined(text)
        upper, lower = named_words(joined, self._language)
        capitals = upper - lower if lower else set()
        all_names = joined.istitle()
        return _TOKEN.sub(lambda found: self._meant(found[0], all_names or self._lemma(found[0]) in capitals), joined)

    def _lemma(self, word: str) -> str:
        return analyse(word, self._language)[0].lemma

    def _find(self, typed: str, is_name: bool) -> str:
        """The word itself where it is rightly spelt or nothing is near.

        A name may be one of the texts' words misspelt, but is none of a dictionary.
        """
        word = analyse(typed, self._language)[0]
        surface = typed.lower()
        if self._is_known(surface, word):
            return typed
        enough = _COMPOUND_LIKE_ENOUGH if word.parts else _LIKE_ENOUGH
        if len(word.lemma) >= _SHORTEST and (near := self._nearest((word.lemma, surface), enough)):
            return near
        if word.parts or is_name or len(surface) < _SHORTEST_FUNCTION_WORD:
            return typed
        return self._slip(surface) or self._halves(surface) or typed

    def _is_known(self, surface: str, word: Word) -> bool:
        return (
            word.lemma in self.index.lexical
            or surface in stop_words(self._language)
            or surface in asking_words(self._language)
            or surface in self._names
            or is_word(surface, self._language)
        )

    def _nearest(self, forms: Iterable[str], enough: float) -> str | None:
        """The word of the texts or of the names that is most like one of the forms, if it is like enough."""
        vocabularies = (self.index.vocabulary(self._language), self._near_names)
        found = [near for form in dict.fromkeys(forms) for v in vocabularies if (near := v.nearest(form, enough))]
        return max(found, key=lambda near: near[1])[0] if found else None

    def _halves(self, word: str) -> str | None:
        """Two words that were typed as one, both of them words of the texts in base form."""
        for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            left, right = word[:at], word[at:]
            if all(self._lemma(half) == half and half in self.index.lexical for half in (left, right)):
                return f"{left} {right}"
        return None

    def _slip(self, word: str) -> str | None:
        """A function word, or a word of the dictionary that can be found, that is one slip away."""
        bases = corrections(word, self._language)
        if function_word := next((base for base in bases if base in stop_words(self._language)), None):
            return function_word
        known = (base for base in bases if self.index.knows(base, self._language))
        return next(known, None) if len(word) >= _SHORTEST else None

    def _joined(self, text: str) -> str:
        """The text with compounds that were typed apart written as one: only those that the texts or names have."""
        for count in range(_MOST_JOINED, 1, -1):
            start = 0
            while found := self._compound(text, start, count):
                first, last, word = found
                text = f"{text[:first]}{word}{text[last:]}"
                start = first + len(word)
        return text

    def _compound(self, text: str, start: int, count: int) -> tuple[int, int, str] | None:
        """The next `count` neighbours that are one word of the texts: where they begin, where they end, the word."""
        found = list(_TOKEN.finditer(text, start))
        for at in range(len(found) - count + 1):
            pieces = found[at : at + count]
            gaps = (text[one.end() : other.start()] for one, other in pairwise(pieces))
            neighbours = all(gap == " " for gap in gaps)
            if neighbours and (word := self._compound_of([piece[0] for piece in pieces])):
                return pieces[0].start(), pieces[-1].end(), word
        return None

    def _has_beginning(self, letters: str) -> bool:
        """Whether a word begins so, dots left out: to read a word that nobody has written takes long."""
        beginning = letters.lower().translate(_PLAIN)
        at = bisect_left(self._beginnings, beginning)
        return at < len(self._beginnings) and self._beginnings[at].startswith(beginning)

    def _compound_of(self, pieces: list[str]) -> str | None:
        """The compound that some neighbours make, if the texts or the names have it and write it as often as these."""
        if any(len(piece) < 2 or piece.lower() in stop_words(self._language) for piece in pieces):
            return None
        if any(piece[0].isupper() for piece in pieces[1:]) and not pieces[0].isupper():
            return None
        word = "".join(pieces)
        if not self._has_beginning(pieces[0] + pieces[1][:_BEGINNING]):
            return None
        lemma = self._lemma(word)
        if self._language == "en":  # which writes many compounds either way
            return word if lemma in self._names and pieces[-1].lower() not in self._names else None
        if lemma not in self._names and lemma not in self._own:
            return None
        weights = [self.index.lexical.weight(self._lemma(piece)) for piece in pieces]
        common = self.index.lexical.weight(lemma) <= max(weights) + _RARER
        return word if lemma in self._names or common else None


def _words_of_names(deals: Iterable[Deal], language: Language) -> frozenset[str]:
    """The words of the names of deals, as they are written and in base form, and the names of the field."""
    of_deals = chain.from_iterable(
        (*deal.aliases[language], deal.short[language], deal.names[language]) for deal in deals
    )
    words = (form for name in of_deals for word in analyse(name, language) for form in (word.surface, word.lemma))
    return frozenset(word for word in chain(words, name_stems()) if len(word) >= _SHORTEST)
