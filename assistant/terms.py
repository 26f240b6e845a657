"""The words of a question as they are looked up, and how much of them a passage holds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.types import Question
from corpus.analysis import Word, synonyms
from corpus.index import Index
from corpus.ragged import Numbers, Ragged, Reals, hold, starts_of
from corpus.translation import Alternative
from corpus.types import Language

_CARRIED = 0.4  # a word of the earlier question, beside one of this question
_SHORTEST_NAME = 5
_UNKNOWN = 1.3  # a word that no text holds tells more than the rarest that one does
_BY_TRANSLATION = 0.7  # how much a word counts that is held by a translation of it
_BY_SYNONYM = 0.8  # how much a word counts that is held by another word for it
_BY_PARTS = 0.8  # and a compound of which all parts are held

Held = NDArray[np.bool_]
"""Whether each token that is spoken (a row) stands in each of some texts (a column)."""

Shares = Reals
"""How much of each word (a row) stands in each of some texts (a column), 0 to 1."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the question: what it is looked up by, other words for it, what it may be in the languages of passages
    that have no translation, and how much it tells.

    One that is carried over from an earlier question guides the search, and need not be held by what answers.
    """

    tokens: tuple[str, ...]
    synonyms: tuple[str, ...]
    translations: tuple[Alternative, ...]
    weight: float
    names_deal: bool
    carried: bool

    @property
    def own(self) -> tuple[Alternative, ...]:
        """The tokens of the question's language whose scores add up when passages are searched by words."""
        return (self.tokens, 1.0), (self.synonyms, _BY_SYNONYM)

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The same with what the word may be in other languages."""
        return (*self.own, *self.translations)

    @property
    def ways(self) -> tuple[Alternative, ...]:
        """The words of which one is enough for a passage to hold the term: a lemma and its parts each."""
        return ((self.tokens, 1.0), *(((synonym,), _BY_SYNONYM) for synonym in self.synonyms), *self.translations)


class Terms:
    """The words of a question over one index.

    `spoken` are the tokens that stand for them; `counts` says how much each of these tells where it stands in a
    heading. `weights` says how much each word tells, `names_deal` and `carried` which words do so (see Term).
    """

    def __init__(self, terms: Sequence[Term], index: Index) -> None:
        self.terms = terms
        asked = {token: share for term in terms for tokens, share in term.translations for token in tokens}
        asked |= {token: _BY_SYNONYM for term in terms for token in term.synonyms}
        asked |= {token: 1.0 for term in terms for token in term.tokens}
        self.spoken = frozenset(asked)
        self._ids = index.lexical.ids(asked)
        self.counts = index.lexical.weights[self._ids] * np.array(list(asked.values()))
        self.weights = np.array([term.weight for term in terms])
        self.names_deal = np.array([term.names_deal for term in terms], dtype=np.bool_)
        self.carried = np.array([term.carried for term in terms], dtype=np.bool_)
        row = {token: at for at, token in enumerate(asked)}
        ways = [([row[token] for token in tokens], share) for term in terms for tokens, share in term.ways]
        self._shares = np.array([[share] for _, share in ways])
        self._lemmas = np.array([rows[0] for rows, _ in ways], dtype=np.int64)
        self._compounds = np.array([way for way, (rows, _) in enumerate(ways) if len(rows) > 1], dtype=np.int64)
        self._parts = Ragged.of([rows[1:] for rows, _ in ways if len(rows) > 1])
        self._firsts = starts_of(len(term.ways) for term in terms)[:-1]

    def held(self, texts: Ragged, positions: Numbers) -> Held:
        """Which tokens stand in which texts, such as the headings of some passages."""
        return texts.holds(self._ids, positions)

    def held_of(self, gathered: tuple[Numbers, Numbers], texts: int) -> Held:
        """The same for texts that were gathered before (`Ragged.gather`)."""
        return hold(self._ids, *gathered, texts)

    def shares(self, held: Held) -> Shares:
        """How much of each word stands in each text: the best of the ways in which it may; of a compound the parts."""
        if not self.terms:
            return np.zeros((0, held.shape[1]))
        by_way = held[self._lemmas].astype(np.float64)
        if len(self._compounds):
            parts = np.add.reduceat(held[self._parts.values].astype(np.float64), self._parts.starts[:-1])
            by_parts = _BY_PARTS * parts / self._parts.lengths[:, np.newaxis]
            by_way[self._compounds] = np.maximum(by_way[self._compounds], by_parts)
        return np.maximum.reduceat(self._shares * by_way, self._firsts)


def read_terms(question: Question, index: Index, *, with_synonyms: bool, across: bool) -> Terms:
    """The words of a question with what they are looked up by: synonyms, and translations (`across`), where wanted."""
    terms = []
    for words, carried in ((question.words, False), (question.carried, True)):
        translated = [() for _ in words] if not across else _translations(words, question.language, index)
        for word, others in zip(words, translated, strict=True):
            named = _forms_of_a_name(word.lemma, index)
            meant = synonyms(word.lemma, question.language) if with_synonyms else ()
            terms.append(
                Term(
                    tokens=word.tokens,
                    synonyms=tuple(dict.fromkeys((*named, *meant))),
                    translations=others,
                    weight=_weight(word, index) * (_CARRIED if carried else 1.0),
                    names_deal=word.lemma in question.naming,
                    carried=carried,
                )
            )
    return Terms(terms, index)


def _weight(word: Word, index: Index) -> float:
    weight = max(index.lexical.weight(token) for token in word.tokens)
    return weight if any(token in index.lexical for token in word.tokens) else weight * _UNKNOWN


def _translations(words: Sequence[Word], language: Language, index: Index) -> list[tuple[Alternative, ...]]:
    """For each word, what it may be called in the languages of passages that the question's language has not."""
    found: list[tuple[Alternative, ...]] = [() for _ in words]
    for other in index.untranslated(language):
        translated = index.translator.translate(words, language, other)
        found = [
            (*before, *((tokens, _BY_TRANSLATION * share) for tokens, share in alternatives))
            for before, alternatives in zip(found, translated, strict=True)
        ]
    return found


def _forms_of_a_name(token: str, index: Index) -> list[str]:
    """Other forms in which the texts write a name: "Kulosaaren" in English, "Helsingfors" beside "Helsinki"."""
    if len(token) < _SHORTEST_NAME or not index.lexical.has_name(token):
        return []
    beginning = token[: max(_SHORTEST_NAME, len(token) - 2)]
    return [name for name in index.lexical.names_beginning(beginning) if name != token]
