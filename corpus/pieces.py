"""Text -> the pieces that the static model has vectors for: lemmas, and of a compound its smallest parts."""

from corpus.analysis import Word, analyse
from corpus.types import Language


def pieces(text: str, language: Language) -> str:
    """The pieces of a text, with spaces between. Function words stay: the model has learnt how little they tell."""
    return " ".join(piece for word in analyse(text, language) for piece in _smallest(word, language))


def _smallest(word: Word, language: Language) -> tuple[str, ...]:
    """The smallest parts of a compound, or the lemma."""
    smallest = tuple(part for part in word.parts if not analyse(part, language)[0].parts)
    return smallest or (word.lemma,)
