"""Question -> ranked passages: candidates by words and by vectors, fused, weighed, the best judged by all known facts.

Passages come in the question's language where the section has it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evidence import Evidence, Facts, read_evidence
from assistant.fusion import best, fuse, of_section, translated, with_untranslated
from assistant.terms import Shares, Terms, read_terms
from assistant.types import Question
from assistant.unnamed import unnamed_in
from corpus.analysis import field_words
from corpus.deals import Deal, lemmas_of_names
from corpus.index import Index
from corpus.lexical import LexicalIndex, Ranked
from corpus.ragged import Numbers, Reals, places_in
from corpus.types import GENERAL, LANGUAGES, Hit

_CANDIDATES = 150
_ACROSS = 4  # as many are looked through for those that a language has not
_LEAST_ASKED = 5.0  # the weight of a rare word: what says less is not held to be found whole
_JUDGED = 30  # of the candidates: the first by their weighed scores
_HEADING_BONUS = 1.5
_SAME_ASK = 1.4  # the heading asks for the same as the question: who, when, how much...
_OTHER_ASK = 0.85  # the heading asks for something else
_OTHER_DEAL = 0.2  # a passage of another deal than the one asked about
_GENERAL_FOR_A_DEAL = 0.7  # a passage on the model, where a deal was asked about
_COMPARING = 1.2  # a passage on the model, where both deals were asked about
_NAME_IN_GENERAL = 0.3  # how much the name of a deal tells of a passage on the model
_NEIGHBOUR = 0.6  # a passage of a neighbouring deal, where no deal was named
_MODEL = 1.15  # a passage on the model, where no deal was named
_SUPERSEDED = 0.4
_NAME_NOT_ASKED = 0.6  # the heading is about someone whom the question does not name
_COUNTED_NOT_HELD = 0.2  # the question counts something of which the passage says nothing
_NAME_NOT_HELD = 0.5  # the question names someone of whom the passage says nothing

Factors = Reals
"""A number for each candidate, by which its score is multiplied."""

Tokens = tuple[Numbers, Numbers]
"""The tokens of each candidate's heading one after another, and for each the place of its candidate."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the ranking takes into account; each can be switched off, to measure what it gives.

    `dense_share` is the weight of the vectors' list in the fusion, 0 to 1; the words' list has the rest.
    """

    dense_share: float = 0.5
    headings: bool = True
    asks: bool = True
    deals: bool = True
    names: bool = True
    synonyms: bool = True
    translations: bool = True
    across: bool = True
    evidence: bool = True


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """The granted words and the names of the deals as the tokens of an index, -1 for one that it has not."""

    lexical: LexicalIndex
    granted: Numbers
    names: Mapping[str, list[frozenset[int]]]


class Retriever:
    """Ranks the passages of an index for questions."""

    def __init__(
        self, deals: Mapping[str, Deal], signals: Signals | None = None, evidence: Evidence | None = None
    ) -> None:
        self._signals = signals or Signals()
        self._evidence = evidence or read_evidence()
        self._procurement_deals = frozenset(deal.id for deal in deals.values() if deal.procurement)
        self._names = {deal.id: lemmas_of_names(deal) for deal in deals.values()}
        self._naming = {deal: frozenset[str]().union(*names) for deal, names in self._names.items()}
        # what the headings of a deal, and those in a language, have in common
        shared = self._naming | {language: field_words(language) for language in LANGUAGES} | {GENERAL: frozenset()}
        self._granted = sorted(frozenset[str]().union(*shared.values()))
        self._place = {token: at for at, token in enumerate(self._granted)}
        self._looked_up: _LookedUp | None = None
        self._grants = {of: np.array([token in words for token in self._granted]) for of, words in shared.items()}

    def retrieve(self, question: Question, index: Index, k: int) -> list[Hit]:
        """The k best passages, best first, ties by id; each section once, in the question's language where it has it.

        A hit's score is how likely the passage answers (see `assistant.evidence`). Raises DenseIndexError when the
        vectors cannot be searched.
        """
        found, facts, terms = self.judged(question, index, max(k, _JUDGED))
        scores = found.scores
        if self._signals.evidence:
            scores = self._evidence.probability(facts)
            scores = scores * _counted_fit(question, terms, found.positions, index)
            if self._signals.deals:
                # once more: the evidence has learned from hardly any right passage of another deal
                scores = scores * np.minimum(self._deals_fit(question, found.positions, index), 1.0)
            # only the first are judged among each other; those behind them stay there, in their order
            scores[_JUDGED:] = np.minimum(scores[_JUDGED:], scores[:_JUDGED].min(initial=1.0))
            scores[_JUDGED:] = np.minimum.accumulate(scores[_JUDGED:])
        order = np.lexsort((np.arange(len(scores)), -scores))[:k]
        unnamed = unnamed_in(question, terms, found.positions[order], index)
        return [
            Hit(passage := index.passages[position], score, covered, names, index.official_of(passage))
            for position, score, covered, names in zip(
                found.positions[order].tolist(),
                scores[order].tolist(),
                facts.coverage[order].tolist(),
                unnamed,
                strict=True,
            )
        ]

    def judged(self, question: Question, index: Index, k: int) -> tuple[Ranked, Facts, Terms]:
        """The k best passages by their weighed scores, ties by id; what is known of each; and the question's words."""
        signals = self._signals
        terms = read_terms(question, index, with_synonyms=signals.synonyms, across=signals.across)
        words, meaning = self._candidates(question, terms, index)
        found = fuse(words, meaning, signals.dense_share)
        if signals.translations:
            found = translated(found, question.language, index)
        in_heading = index.lexical.in_heading.gather(found.positions)
        headings = self._heading_fit(terms, found.positions, in_heading, index)
        first = best(self._weighed(question, terms, found, headings, in_heading, index), index, k)
        by_ask = _asks_fit(question.asks, first.positions, index)
        return (
            first,
            Facts(
                score=first.scores,
                words=of_section(words, first.positions, index) / max(terms.weights.sum(), _LEAST_ASKED),
                meaning=of_section(meaning, first.positions, index),
                coverage=self._coverage(terms, first.positions, question, index),
                heading=headings[np.searchsorted(found.positions, first.positions)],
                same_ask=(by_ask > 1).astype(np.float64),
                other_ask=(by_ask < 1).astype(np.float64),
            ),
            terms,
        )

    def _weighed(
        self, question: Question, terms: Terms, found: Ranked, headings: Factors, in_heading: Tokens, index: Index
    ) -> Ranked:
        """The candidates with their scores multiplied by what their deals, headings, names and asks give."""
        signals, (positions, scores) = self._signals, found
        if signals.deals:
            scores = scores * self._deals_fit(question, positions, index)
        if signals.headings:
            scores = scores * (1 + _HEADING_BONUS * headings)
        if signals.names:
            scores = scores * _names_fit(terms, positions, in_heading, index, question)
        if signals.asks:
            scores = scores * _asks_fit(question.asks, positions, index)
        return Ranked(positions, scores)

    def _candidates(self, question: Question, terms: Terms, index: Index) -> tuple[Ranked, Ranked]:
        """By words and by vectors; a question of which only a deal is left looks for what names the deal."""
        query = [term.own for term in terms.terms]
        # the vectors read the whole sentence, and the words that tell once more
        text = " ".join((question.as_asked, *(word.surface for word in (*question.words, *question.carried))))
        if not query:
            query = [(((token,), 1.0),) for deal in question.deals for token in sorted(self._naming[deal])]
        words = index.search_words(query, _CANDIDATES)
        if any(term.translations for term in terms.terms):
            across = index.search_words([term.alternatives for term in terms.terms], _ACROSS * _CANDIDATES)
            words = with_untranslated(words, across, terms.weights.sum(), question.language, index)
        return words, index.search_meaning(text, question.language, _CANDIDATES)

    def _deals_fit(self, question: Question, positions: Numbers, index: Index) -> Factors:
        by_deal: Factors = np.array([self._deal_fit(deal, question) for deal in index.facets.deals])
        return by_deal[index.facets.deal[positions]] * np.where(index.facets.current[positions], 1.0, _SUPERSEDED)

    def _deal_fit(self, deal: str, question: Question) -> float:
        if not question.deals:
            return _MODEL if deal == GENERAL else 1.0 if deal in self._procurement_deals else _NEIGHBOUR
        if deal == GENERAL:
            return _GENERAL_FOR_A_DEAL if len(question.deals) == 1 else _COMPARING
        return 1.0 if deal in question.deals else _OTHER_DEAL

    def _heading_fit(self, terms: Terms, positions: Numbers, in_heading: Tokens, index: Index) -> Factors:
        """How alike the question and each heading are, 0 to 1: what each holds of the other, the question's first.

        It is the F measure (van Rijsbergen 1979) with recall weighing half as much again as precision.
        """
        held = terms.held_of(in_heading, len(positions))
        told = (terms.counts[:, np.newaxis] * held).sum(axis=0)
        whole = self._weight_of_heading(terms, positions, in_heading, index)
        weights = np.where(terms.names_deal, 0.0, terms.weights)
        recall = _share(weights if weights.any() else terms.weights, terms.shares(held))
        precision = np.divide(told, whole, out=np.zeros(len(positions)), where=whole > 0)
        both = 2.25 * precision + recall
        fit: Factors = 3.25 * precision * recall / np.where(both > 0, both, 1.0)
        return fit

    def _weight_of_heading(self, terms: Terms, positions: Numbers, in_heading: Tokens, index: Index) -> Factors:
        """How much the words of each heading tell.

        What every heading of a deal or of a language has makes none less like a question that leaves it out: of these
        words only those that are spoken count.
        """
        lexical, facets = index.lexical, index.facets
        tokens, owners = in_heading
        granted_ids = self._in(lexical).granted.copy()
        granted_ids[[self._place[token] for token in terms.spoken if token in self._place]] = -1
        places = places_in(granted_ids, tokens)
        of_deals = np.array([self._grants.get(deal, self._grants[GENERAL]) for deal in facets.deals])
        of_languages = np.array([self._grants[language] for language in LANGUAGES])
        granted = of_deals[facets.deal[positions][owners], places]
        granted |= of_languages[facets.language[positions][owners], places]
        weights = np.where((places >= 0) & granted, 0.0, lexical.weights[tokens])
        return np.bincount(owners, weights, len(positions)).astype(np.float64)

    def _in(self, lexical: LexicalIndex) -> "_LookedUp":
        """The tokens of an index that every question needs, looked up once for each index."""
        if self._looked_up is None or self._looked_up.lexical is not lexical:
            names = {
                deal: [frozenset(lexical.ids(sorted(name)).tolist()) for name in names]
                for deal, names in self._names.items()
            }
            self._looked_up = _LookedUp(lexical, lexical.ids(self._granted), names)
        return self._looked_up

    def _coverage(self, terms: Terms, positions: Numbers, question: Question, index: Index) -> Factors:
        """The share held. The name of a deal need not stand in a passage that is of that deal or names it otherwise."""
        named = np.zeros(len(positions), dtype=np.bool_)
        if question.deals:
            named[:] = [self._is_named(question.deals, position, index) for position in positions.tolist()]
        general = np.array([deal == GENERAL for deal in index.facets.deals])[index.facets.deal[positions]]
        of_a_name = np.where(named, 0.0, np.where(general, _NAME_IN_GENERAL, 1.0))
        needed = np.where(terms.carried, 0.0, terms.weights)[:, np.newaxis]
        weights = needed * np.where(terms.names_deal[:, np.newaxis], of_a_name, 1.0)
        held: Factors = (weights * terms.shares(terms.held(index.lexical.held, positions))).sum(axis=0)
        whole = weights.sum(axis=0)
        without = named | (bool(question.carried) and not question.deals)  # where no word is needed
        share: Factors = np.divide(held, whole, out=without.astype(np.float64), where=whole > 0)
        return share

    def _is_named(self, deals: Sequence[str], position: int, index: Index) -> bool:
        """Whether a passage is of each of some deals or names it."""
        of = index.facets.deals[index.facets.deal[position]]
        if all(deal == of for deal in deals):
            return True
        held = set(index.lexical.held[position].tolist())
        names = self._in(index.lexical).names
        return all(deal == of or any(name <= held for name in names[deal]) for deal in deals)


def _share(weights: Factors, shares: Shares) -> Factors:
    """The share of the words' weight that is held; all where no word has any."""
    whole = weights.sum()
    held: Factors = (weights[:, np.newaxis] * shares).sum(axis=0)
    return held / whole if whole else np.ones(len(held))


def _asks_fit(asks: str | None, positions: Numbers, index: Index) -> Factors:
    """More than 1 where the heading asks for the same as the question, less where it asks for something else."""
    by_kind = np.array([_ask_fit(asks, kind) for kind in index.facets.kinds])
    return by_kind[index.facets.asks[positions]]


def _ask_fit(asks: str | None, heading: str | None) -> float:
    if asks is None or heading is None or {asks, heading} == {"until", "still"}:
        return 1.0
    return _SAME_ASK if asks == heading else _OTHER_ASK


def _names_fit(terms: Terms, positions: Numbers, in_heading: Tokens, index: Index, question: Question) -> Factors:
    """Less than 1 where the heading names others than the question, or the passage not all of those asked about.

    The latter holds within a language: in another, a name may be written otherwise, or be a word.
    """
    lexical = index.lexical
    tokens, owners = in_heading
    names = {token: lexical.vocabulary[token] for token in set(tokens[lexical.is_name[tokens]].tolist())}
    others = [token for token, name in names.items() if terms.spoken.isdisjoint({name, *name.split("-")})]
    factors = np.ones(len(positions))
    if others:
        factors[owners[np.isin(tokens, others)]] = _NAME_NOT_ASKED
    asked = [lexical.has_name(term.tokens[0]) and term.tokens[0] not in question.naming for term in terms.terms]
    if any(asked):
        shares = terms.shares(terms.held(lexical.held, positions))
        same_language = index.facets.language[positions] == LANGUAGES.index(question.language)
        factors[same_language & (shares[asked] == 0).any(axis=0)] *= _NAME_NOT_HELD
    return factors


def _counted_fit(question: Question, terms: Terms, positions: Numbers, index: Index) -> Factors:
    """Less than 1 for a passage without the word for what is counted: "how many decibels" is answered by none such."""
    asked = [term.tokens[0] == question.counted for term in terms.terms]
    if not any(asked):
        return np.ones(len(positions))
    held = terms.shares(terms.held(index.lexical.held, positions))[asked].max(axis=0)
    return np.where(held > 0, 1.0, _COUNTED_NOT_HELD)
