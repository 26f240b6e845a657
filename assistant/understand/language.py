"""The language of a question, also of a short or misspelt one: words, conversation and letters vote."""

import re
from collections.abc import Sequence
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from assistant.understand.words import read
from corpus.analysis import analyse, is_word, stop_words
from corpus.types import LANGUAGES, Language

_OWN_FUNCTION_WORD = 3.0  # of this language alone
_OWN_SPOKEN_WORD = 2.0
_WORD, _BASE_FORM = 1.0, 0.3  # in the dictionary; and typed in its base form, as single words mostly are
_COMPOUND = 0.8
_ENDING = 0.6
_CONVERSATION = 1.5  # what a question of three words at most gets from the conversation
_LETTERS = 1.0  # times the probability by letter statistics
_FEW = 3
_ENOUGH_FUNCTION_WORDS = 2

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def language_of(text: str, before: Language | None = None) -> Language:
    """The language that most of the words speak for; `before` is that of the conversation, which decides a draw."""
    words = [word.lower() for word in _TOKEN.findall(text)]
    if not words and before:
        return before
    if clear := _by_function_words(words):
        return clear
    votes = {language: sum(_vote(word, language) for word in words) for language in LANGUAGES}
    if before and len(words) <= _FEW:
        votes[before] += _CONVERSATION
    for language, share in _by_letters(text).items():
        votes[language] += _LETTERS * share
    return max(LANGUAGES, key=lambda language: (votes[language], language == before))


def _by_function_words(words: Sequence[str]) -> Language | None:
    """The language of the function words, where all of them are of one and there are two or more.

    To read every other word in three languages takes ten times as long.
    """
    counts = {language: sum(word in _own(language) for word in words) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: counts[language])
    alone = counts[best] == sum(counts.values())
    return best if alone and counts[best] >= _ENOUGH_FUNCTION_WORDS else None


@lru_cache(maxsize=20_000)
def _vote(word: str, language: Language) -> float:
    """How much a word speaks for a language."""
    if word in _own(language):
        return _OWN_FUNCTION_WORD
    if word in _spoken(language):
        return _OWN_SPOKEN_WORD
    if len(word) < _FEW or word in _anywhere():
        return 0.0
    vote = _ENDING if _endings(language).search(word) else 0.0
    if is_word(word, language):
        base = analyse(word, language)[0].lemma == word
        return vote + _WORD + (_BASE_FORM if base else 0.0)
    return vote + (_COMPOUND if analyse(word, language)[0].parts else 0.0)


@lru_cache(maxsize=8)
def _own(language: Language) -> frozenset[str]:
    """The function words of this language and of no other."""
    return stop_words(language).difference(*(stop_words(other) for other in LANGUAGES if other != language))


@lru_cache(maxsize=8)
def _spoken(language: Language) -> frozenset[str]:
    return frozenset(read("language")["spoken"][language])


@lru_cache(maxsize=1)
def _anywhere() -> frozenset[str]:
    return frozenset(read("language")["anywhere"])


@lru_cache(maxsize=8)
def _endings(language: Language) -> re.Pattern[str]:
    return re.compile(read("language")["endings"][language])


@lru_cache(maxsize=1000)
def _by_letters(text: str) -> dict[Language, float]:
    """The probability of each language by its letters."""
    found = {str(code): float(share) for code, share in _identifier().rank(text)}
    return {language: found[language] for language in LANGUAGES}


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
