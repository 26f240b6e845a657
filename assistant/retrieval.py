"""Question -> ranked passages: candidates by words and by vectors, fused, weighed, in the question's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.types import Question
from corpus.analysis import Word, content_words, field_words, synonyms
from corpus.asks import asks_for
from corpus.deals import Deal, words_that_name
from corpus.index import Index
from corpus.types import GENERAL, Hit, Passage

_CANDIDATES = 60
_DENSE_SHARE = 0.4
_HEADING_BONUS = 1.5
_SAME_ASK = 1.4  # the heading asks for the same as the question: who, when, how much...
_OTHER_ASK = 0.85  # the heading asks for something else
_OTHER_DEAL = 0.3  # a passage of another deal than the one asked about
_GENERAL_FOR_A_DEAL = 0.75  # a passage on the model, where a deal was asked about
_NEIGHBOUR = 0.8  # a passage of a neighbouring deal, where no deal was named
_MODEL = 1.15  # a passage on the model, where no deal was named
_SUPERSEDED = 0.4
_NAME_NOT_ASKED = 0.7  # the heading is about someone whom the question does not name
_NAME_NOT_HELD = 0.5  # the question names someone of whom the passage says nothing
_LIKE_ENOUGH = 84.0  # of 100: a word of the index so near to a misspelt one is taken for it
_SHORTEST_MISSPELT = 5
_UNKNOWN = 1.3  # a word that no text holds tells more than the rarest that one does
_BY_SYNONYM = 0.8  # how much a word counts that is held by another word for it
_BY_PARTS = 0.8  # and a compound of which all parts are held


@dataclass(frozen=True, slots=True)
class _Term:
    """A word of the question: what it is looked up by, other words for it, and how much it tells."""

    tokens: tuple[str, ...]
    synonyms: tuple[str, ...]
    weight: float
    names_deal: bool


class Retriever:
    """Ranks the passages of an index for questions."""

    def __init__(self, deals: Mapping[str, Deal]) -> None:
        self._procurement_deals = frozenset(deal.id for deal in deals.values() if deal.procurement)
        self._naming = {deal.id: words_that_name(deal) for deal in deals.values()}

    def retrieve(self, question: Question, index: Index, k: int) -> list[Hit]:
        """The k best passages, best first, ties by id; each section once, in the question's language where it has it.

        Raises DenseIndexError when the vectors cannot be searched.
        """
        terms = _terms(question, index)
        query = [token for term in terms for token in (*term.tokens, *term.synonyms)]
        fused = _fuse(index.search_words(query, _CANDIDATES), index.search_meaning(question.text, _CANDIDATES))
        asks = asks_for(question.as_asked, question.language)
        best: dict[tuple[str, int], Hit] = {}
        for passage, score in fused:
            chosen = index.translations[passage.key].get(question.language, passage)
            position = index.position[chosen.id]
            score *= self._factor(chosen, question)
            # what every heading of a deal names makes it no less like a question that leaves the name out
            taken_for_granted = self._naming.get(chosen.deal, frozenset()) | field_words(chosen.language)
            heading = index.lexical.in_heading[position] - (taken_for_granted - set(query))
            score *= 1 + _HEADING_BONUS * _heading_fit(terms, heading, index)
            score *= _names_fit(terms, position, index, question)
            score *= _asks_fit(asks, asks_for(chosen.heading, chosen.language))
            if passage.key not in best or best[passage.key].score < score:
                best[passage.key] = Hit(chosen, score, _coverage(terms, index.lexical.held[position], chosen, question))
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.passage.id))[:k]

    def _factor(self, passage: Passage, question: Question) -> float:
        factor = 1.0 if passage.current else _SUPERSEDED
        if question.deals:
            if passage.deal == GENERAL:
                factor *= _GENERAL_FOR_A_DEAL
            elif passage.deal not in question.deals:
                factor *= _OTHER_DEAL
        elif passage.deal == GENERAL:
            factor *= _MODEL
        elif passage.deal not in self._procurement_deals:
            factor *= _NEIGHBOUR
        return factor


def _terms(question: Question, index: Index) -> list[_Term]:
    terms = []
    for word in content_words(question.text, question.language):
        found = _lookup(word, index)
        weight = max(index.lexical.weight(token) for token in found)
        if not any(token in index.lexical for token in found):
            weight *= _UNKNOWN
        others = dict.fromkeys((*synonyms(found[0], question.language), *_forms_of_a_name(found[0], index)))
        terms.append(_Term(found, tuple(others), weight, word.lemma in question.naming))
    return terms


def _lookup(word: Word, index: Index) -> tuple[str, ...]:
    """The tokens to look up; for a word that the index lacks altogether, those of the nearest one that it has."""
    if any(token in index.lexical for token in word.tokens) or len(word.lemma) < _SHORTEST_MISSPELT:
        return word.tokens
    near = process.extractOne(word.surface, index.lexical.vocabulary, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return (near[0],) if near else word.tokens


def _forms_of_a_name(token: str, index: Index) -> list[str]:
    """Other forms in which the texts write a name: "Kulosaaren" in English, "Helsingfors" beside "Helsinki"."""
    if token not in index.lexical.names or len(token) < _SHORTEST_MISSPELT:
        return []
    beginning = token[: max(_SHORTEST_MISSPELT, len(token) - 2)]
    return [name for name in sorted(index.lexical.names) if name != token and name.startswith(beginning)]


def _fuse(
    lexical: Sequence[tuple[Passage, float]], dense: Sequence[tuple[Passage, float]]
) -> list[tuple[Passage, float]]:
    """Each list's scores over its maximum, then their weighted sum."""
    total: dict[str, tuple[Passage, float]] = {}
    for hits, share in ((lexical, 1 - _DENSE_SHARE), (dense, _DENSE_SHARE)):
        top = max((score for _, score in hits), default=0.0)
        for passage, score in hits:
            if top > 0 and score > 0:
                _, before = total.get(passage.id, (passage, 0.0))
                total[passage.id] = (passage, before + share * score / top)
    return list(total.values())


def _coverage(terms: Sequence[_Term], held: frozenset[str], passage: Passage, question: Question) -> float:
    """The share held; the name of the deal need not stand in a passage that is of that deal."""
    named = passage.deal in question.deals
    return _share_held([term for term in terms if not (named and term.names_deal)], held) if terms else 0.0


def _heading_fit(terms: Sequence[_Term], heading: frozenset[str], index: Index) -> float:
    """How alike the question and a heading are, 0 to 1: what each holds of the other, the question's words first.

    It is the F measure (van Rijsbergen 1979) with recall weighing half as much again as precision.
    """
    asked = {token: _BY_SYNONYM for term in terms for token in term.synonyms}
    asked |= {token: 1.0 for term in terms for token in term.tokens}
    whole = sum(index.lexical.weight(token) for token in heading)
    if not whole or not terms:
        return 0.0
    recall = _share_held([term for term in terms if not term.names_deal] or terms, heading)
    precision = sum(index.lexical.weight(token) * asked.get(token, 0.0) for token in heading) / whole
    return 3.25 * precision * recall / (2.25 * precision + recall) if precision and recall else 0.0


def _asks_fit(question: str | None, heading: str | None) -> float:
    if question is None or heading is None:
        return 1.0
    return _SAME_ASK if question == heading else _OTHER_ASK


def _names_fit(terms: Sequence[_Term], position: int, index: Index, question: Question) -> float:
    """Less than 1 where the heading names others than the question, or the passage none of those asked about."""
    names = index.lexical.names
    asked = [term for term in terms if term.tokens[0] in names and term.tokens[0] not in question.naming]
    factor = 1.0
    if (index.lexical.in_heading[position] & names) - {
        token for term in terms for token in (*term.tokens, *term.synonyms)
    }:
        factor *= _NAME_NOT_ASKED
    if any(not _match(term, index.lexical.held[position]) for term in asked):
        factor *= _NAME_NOT_HELD
    return factor


def _share_held(terms: Sequence[_Term], held: frozenset[str]) -> float:
    """The share of the terms' weight that is held; a compound of which a part is held counts by the part."""
    whole = sum(term.weight for term in terms)
    if not whole:
        return 1.0
    return sum(term.weight * _match(term, held) for term in terms) / whole


def _match(term: _Term, held: frozenset[str]) -> float:
    lemma, *parts = term.tokens
    if lemma in held:
        return 1.0
    if not held.isdisjoint(term.synonyms):
        return _BY_SYNONYM
    return _BY_PARTS * sum(part in held for part in parts) / len(parts) if parts else 0.0
