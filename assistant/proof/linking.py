"""Which words of a sentence say the same as which words of a quote, in one language or across two."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.proof.names import same_name
from assistant.proof.reading import Reading, Token
from corpus.analysis import Word, synonyms
from corpus.glossary import GLOSSARY_FILE, read_glossary
from corpus.translation import Translator
from corpus.types import Language

_SURE = 0.04
"""The least weight of a translation that counts."""
_PIVOT: dict[Language, tuple[Language, ...]] = {"fi": ("en", "sv"), "sv": ("en", "fi"), "en": ("sv", "fi")}

Links = tuple[frozenset[int], ...]
"""For each token of a sentence, the positions of the tokens of a quote that say the same."""


@lru_cache(maxsize=4096)
def link(sentence: Reading, quote: Reading) -> Links:
    """Link the tokens of a sentence to those of a quote."""
    said, told = _Senses.of(sentence, quote.language), _Senses.of(quote, sentence.language)
    return tuple(
        frozenset(at for at, other in enumerate(quote.tokens) if _same(token, other, said.at[position], told.at[at]))
        for position, token in enumerate(sentence.tokens)
    )


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word may be called in the other language, or in the same by way of a third; `own` are its own tokens."""

    own: frozenset[str]
    other: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Senses:
    """The senses of the tokens of a text."""

    at: tuple[Sense, ...]

    @staticmethod
    @lru_cache(maxsize=8192)
    def of(reading: Reading, language: Language) -> "_Senses":
        words = tuple(token.word for token in reading.tokens if token.word)
        found = iter(_translated(words, reading.language, language))
        return _Senses(
            tuple(next(found) if token.word else Sense(frozenset(), frozenset()) for token in reading.tokens)
        )


def _same(token: Token, other: Token, sense: Sense, others: Sense) -> bool:
    kinds = {token.kind, other.kind}
    if "figure" in kinds or "address" in kinds or "known" in kinds:
        return len(kinds) == 1 and token.key == other.key
    if "function" in kinds:
        return len(kinds) == 1 and token.key == other.key
    if "name" in kinds and same_name(token.text.lower(), other.text.lower()):
        return True
    if token.key == other.key or _same_stem(token.key, other.key):
        return True
    return bool(sense.other & others.own or others.other & sense.own or sense.own & others.own)


def _same_stem(one: str, other: str) -> bool:
    """ "liittyä" and "liittyminen", "commit" and "commitment"; but not "päästö" and "päästötön"."""
    shorter = min(len(one), len(other))
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return shared >= 5 and shared >= 0.7 * shorter and _is_privative(one) == _is_privative(other)


def _is_privative(lemma: str) -> bool:
    return lemma.endswith(("ton", "tön", "fri", "free", "less"))


@lru_cache(maxsize=16384)
def _translated(words: Sequence[Word], source: Language, target: Language) -> tuple[Sense, ...]:
    """The senses of words in a row: a term of several words is translated as one."""
    if source == target:
        return tuple(_sense_within(word, source) for word in words)
    translated = _translator().translate(words, source, target)
    return tuple(
        Sense(_own(word), frozenset(t for tokens, weight in alternatives if weight >= _SURE for t in tokens))
        for word, alternatives in zip(words, translated, strict=True)
    )


@lru_cache(maxsize=65536)
def _sense_within(word: Word, language: Language) -> Sense:
    """The synonyms of a word: those listed, and what shares a translation (Bannard & Callison-Burch 2005)."""
    pivots = {
        f"{pivot}:{token}"
        for pivot in _PIVOT[language]
        for tokens, weight in (_translator().translate([word], language, pivot) or [()])[0]
        if weight >= 0.1 and len(tokens) == 1
        for token in tokens
    }
    return Sense(_own(word) | frozenset(pivots), frozenset(synonyms(word.lemma, language)))


def _own(word: Word) -> frozenset[str]:
    return frozenset({word.lemma, *(part for part in word.parts if len(part) > 3)})


@lru_cache(maxsize=1)
def _translator() -> Translator:
    return Translator(read_glossary(GLOSSARY_FILE))
