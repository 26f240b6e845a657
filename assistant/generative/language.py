"""Whether a text is in the language that it should be in."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from corpus.analysis import stop_words
from corpus.types import LANGUAGES, Language

_WORD = re.compile(r"[^\W\d_]+")
_MARGIN = 2  # function words of another language beyond those of its own
_TELLING_LENGTH = 5  # words from which on a text without any function word of its language is looked at by its letters
_LATIN_SHARE = 0.7


def speaks(text: str, language: Language) -> bool:
    """False where a text is clearly in another language; a short item that could be in any passes."""
    letters = [character for character in text if character.isalpha()]
    if sum(ord(letter) < 0x250 for letter in letters) < _LATIN_SHARE * len(letters):
        return False
    words = [word.lower() for word in _WORD.findall(text)]
    votes = {code: sum(word in _own(code) for word in words) for code in LANGUAGES}
    if max(votes.values()) - votes[language] >= _MARGIN:
        return False
    if votes[language] or len(words) < _TELLING_LENGTH:
        return True
    best, share = _identifier().classify(text)
    return bool(best == language or share < 0.9)


@lru_cache(maxsize=8)
def _own(language: Language) -> frozenset[str]:
    """The function words of this language and of no other."""
    return stop_words(language).difference(*(stop_words(other) for other in LANGUAGES if other != language))


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
