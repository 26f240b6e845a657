"""The words of a question as they should have been typed, by what the texts and the dictionaries have."""

from dataclasses import replace

from assistant.types import Question
from corpus.analysis import Word, analyse, is_word, named_words, stop_words
from corpus.index import Index
from corpus.spelling import corrections
from corpus.types import Language

_SHORTEST = 5
_LIKE_ENOUGH = 84.0  # of 100: a word of the texts so near to a misspelt one is taken for it
_COMPOUND_LIKE_ENOUGH = 92.0  # the same for what may be a compound that the texts have not


def rightly_spelt(question: Question, index: Index) -> Question:
    """The question with each misspelt word as the one that was meant, and without misspelt function words."""
    names = _names(question)
    words = [_meant(word, question.language, index, names) for word in question.words]
    carried = [_meant(word, question.language, index, names) for word in question.carried]
    return replace(
        question,
        words=tuple(word for word in words if word is not None),
        carried=tuple(word for word in carried if word is not None),
        naming=question.naming | _named_after(question, words),
    )


def _named_after(question: Question, words: list[Word | None]) -> frozenset[str]:
    """What names a deal still does so when it is spelt rightly."""
    pairs = zip(question.words, words, strict=True)
    return frozenset(new.lemma for old, new in pairs if new is not None and old.lemma in question.naming)


def _names(question: Question) -> frozenset[str]:
    """The lemmas that are typed as names are: with a capital letter, where other words have a small one."""
    upper, lower = named_words(question.as_asked, question.language)
    return frozenset(upper - lower) if lower else frozenset()


def _meant(word: Word, language: Language, index: Index, names: frozenset[str]) -> Word | None:
    """The word itself where it is rightly spelt or nothing is near; None for a function word.

    A name may be one of the texts' words misspelt, but is none of a dictionary.
    """
    if word.lemma in index.lexical or len(word.lemma) < _SHORTEST or is_word(word.surface, language):
        return word
    if near := _nearest(word, language, index):
        return Word(near, near, word.parts)
    if word.parts or word.lemma in names:
        return word
    bases = corrections(word.surface, language)
    if known := next((base for base in bases if index.knows(base, language)), None):
        return analyse(known, language)[0]
    return None if any(base in stop_words(language) for base in bases) else word


def _nearest(word: Word, language: Language, index: Index) -> str | None:
    """The word of the texts that is most like a misspelt one, if it is like enough."""
    enough = _COMPOUND_LIKE_ENOUGH if word.parts else _LIKE_ENOUGH
    found = [
        near
        for form in dict.fromkeys((word.lemma, word.surface))
        if (near := index.vocabulary(language).nearest(form, enough))
    ]
    return max(found, key=lambda near: near[1])[0] if found else None
