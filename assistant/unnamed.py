"""The names in a question that a passage does not hold, to say so."""

import re

from assistant.terms import Terms
from assistant.types import Question
from corpus.analysis import named_words
from corpus.index import Index
from corpus.ragged import Numbers
from corpus.types import LANGUAGES

_COUNTRIES = frozenset({"suomi", "finland", "finnish", "eu", "european", "europe", "eurooppa", "europa"})
"""Names that are nobody's: a text on Finland's green deals need not name Finland."""


def unnamed_in(question: Question, terms: Terms, positions: Numbers, index: Index) -> list[tuple[str, ...]]:
    """By passage, the names in the question that it does not hold, as they were typed.

    A name is a word that the texts or the question write with a capital letter where others have a small one; the names
    of the deals are none. In another language a name may be written otherwise, so nothing is said of its passages.
    """
    typed, small = named_words(question.as_asked, question.language)
    words = (*question.words, *question.carried)
    asked = [
        at
        for at, (word, term) in enumerate(zip(words, terms.terms, strict=True))
        if not term.names_deal
        and word.lemma not in _COUNTRIES
        and (index.lexical.has_name(word.lemma) or word.lemma in typed - small)
    ]
    if not asked:
        return [()] * len(positions)
    shares = terms.shares(terms.held(index.lexical.held, positions))[asked]
    same_language = index.facets.language[positions] == LANGUAGES.index(question.language)
    return [
        tuple(
            _as_typed(words[at].surface, question.as_asked) for at, held in zip(asked, column, strict=True) if not held
        )
        if same
        else ()
        for column, same in zip(shares.T.tolist(), same_language.tolist(), strict=True)
    ]


def _as_typed(surface: str, text: str) -> str:
    """A word with the capital letters that it was typed with; a name that was typed small gets one."""
    found = re.search(rf"\b{re.escape(surface)}\b", text, re.IGNORECASE)
    return found[0] if found and found[0] != found[0].lower() else surface.capitalize()
