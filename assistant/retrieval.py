"""Question -> ranked passages: candidates by words and by vectors, fused, weighed, in the question's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.misspelt import rightly_spelt
from assistant.types import Question
from corpus.analysis import Word, field_words, synonyms
from corpus.asks import read_ask
from corpus.deals import Deal, lemmas_of_names
from corpus.index import Index
from corpus.translation import Alternative
from corpus.types import GENERAL, Hit, Language, Passage

_CANDIDATES = 150
_HEADING_BONUS = 1.5
_SAME_ASK = 1.4  # the heading asks for the same as the question: who, when, how much...
_OTHER_ASK = 0.85  # the heading asks for something else
_OTHER_DEAL = 0.2  # a passage of another deal than the one asked about
_GENERAL_FOR_A_DEAL = 0.7  # a passage on the model, where a deal was asked about
_COMPARING = 1.2  # a passage on the model, where both deals were asked about
_NAME_IN_GENERAL = 0.3  # how much the name of a deal tells of a passage on the model
_CARRIED = 0.4  # a word of the earlier question, beside one of this question
_NEIGHBOUR = 0.6  # a passage of a neighbouring deal, where no deal was named
_MODEL = 1.15  # a passage on the model, where no deal was named
_SUPERSEDED = 0.4
_NAME_NOT_ASKED = 0.6  # the heading is about someone whom the question does not name
_NAME_NOT_HELD = 0.5  # the question names someone of whom the passage says nothing
_SHORTEST_NAME = 5
_UNKNOWN = 1.3  # a word that no text holds tells more than the rarest that one does
_BY_TRANSLATION = 0.7  # how much a word counts that is held by a translation of it
_BY_SYNONYM = 0.8  # how much a word counts that is held by another word for it
_BY_PARTS = 0.8  # and a compound of which all parts are held


@dataclass(frozen=True, slots=True)
class Signals:
    """What the ranking takes into account; each can be switched off, to measure what it gives.

    `dense_share` is the weight of the vectors' list in the fusion, 0 to 1; the words' list has the rest.
    """

    dense_share: float = 0.4
    headings: bool = True
    asks: bool = True
    deals: bool = True
    names: bool = True
    synonyms: bool = True
    spelling: bool = True
    translations: bool = True
    across: bool = True


@dataclass(frozen=True, slots=True)
class _Term:
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
    def alternatives(self) -> tuple[Alternative, ...]:
        """The ways in which a passage may hold it."""
        return ((self.tokens, 1.0), (self.synonyms, _BY_SYNONYM), *self.translations)

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every token that stands for it."""
        return (*self.tokens, *self.synonyms, *(token for tokens, _ in self.translations for token in tokens))


class Retriever:
    """Ranks the passages of an index for questions."""

    def __init__(self, deals: Mapping[str, Deal], signals: Signals | None = None) -> None:
        self._signals = signals or Signals()
        self._procurement_deals = frozenset(deal.id for deal in deals.values() if deal.procurement)
        self._names = {deal.id: lemmas_of_names(deal) for deal in deals.values()}
        self._naming = {deal: frozenset[str]().union(*names) for deal, names in self._names.items()}

    def retrieve(self, question: Question, index: Index, k: int) -> list[Hit]:
        """The k best passages, best first, ties by id; each section once, in the question's language where it has it.

        Raises DenseIndexError when the vectors cannot be searched.
        """
        signals = self._signals
        if signals.spelling:
            question = rightly_spelt(question, index)
        terms = _terms(question, index, signals)
        spoken = frozenset(token for term in terms for token in term.spoken)
        asked = _asked_weights(terms)
        best: dict[tuple[str, int], tuple[float, Passage]] = {}
        for passage, score in self._candidates(question, terms, index):
            chosen = (
                index.translations[passage.key].get(question.language, passage) if signals.translations else passage
            )
            position = index.position[chosen.id]
            score *= self._factor(chosen, question) if signals.deals else 1.0
            # what every heading of a deal names makes it no less like a question that leaves the name out
            taken_for_granted = self._naming.get(chosen.deal, frozenset()) | field_words(chosen.language)
            heading = index.lexical.in_heading[position] - (taken_for_granted - spoken)
            score *= 1 + _HEADING_BONUS * _heading_fit(terms, asked, heading, index) if signals.headings else 1.0
            score *= _names_fit(terms, spoken, position, index, question) if signals.names else 1.0
            score *= _asks_fit(question.asks, chosen) if signals.asks else 1.0
            if chosen.key not in best or best[chosen.key][0] < score:
                best[chosen.key] = (score, chosen)
        first = sorted(best.values(), key=lambda hit: (-hit[0], hit[1].id))[:k]
        return [Hit(chosen, score, self._coverage(terms, chosen, question, index)) for score, chosen in first]

    def _candidates(self, question: Question, terms: Sequence[_Term], index: Index) -> list[tuple[Passage, float]]:
        """By words and by vectors; a question of which only a deal is left looks for what names the deal."""
        query = [term.alternatives for term in terms]
        text = " ".join(word.surface for word in (*question.words, *question.carried))
        if not query:
            query = [(((token,), 1.0),) for deal in question.deals for token in sorted(self._naming[deal])]
        return _fuse(
            index.search_words(query, _CANDIDATES),
            index.search_meaning(text or question.text, question.language, _CANDIDATES),
            self._signals.dense_share,
        )

    def _factor(self, passage: Passage, question: Question) -> float:
        factor = 1.0 if passage.current else _SUPERSEDED
        if len(question.deals) == 1:
            if passage.deal == GENERAL:
                factor *= _GENERAL_FOR_A_DEAL
            elif passage.deal not in question.deals:
                factor *= _OTHER_DEAL
        elif question.deals:
            if passage.deal == GENERAL:
                factor *= _COMPARING
            elif passage.deal not in question.deals:
                factor *= _OTHER_DEAL
        elif passage.deal == GENERAL:
            factor *= _MODEL
        elif passage.deal not in self._procurement_deals:
            factor *= _NEIGHBOUR
        return factor

    def _coverage(self, terms: Sequence[_Term], passage: Passage, question: Question, index: Index) -> float:
        """The share held. The name of a deal need not stand in a passage that is of that deal or names it otherwise."""
        held = index.lexical.held[index.position[passage.id]]
        named = bool(question.deals) and all(
            passage.deal == deal or any(name <= held for name in self._names[deal]) for deal in question.deals
        )
        share = 0.0 if named else _NAME_IN_GENERAL if passage.deal == GENERAL else 1.0
        needed = [
            replace(term, weight=term.weight * share) if term.names_deal else term for term in terms if not term.carried
        ]
        if not any(term.weight for term in needed):
            return 1.0 if named or (question.carried and not question.deals) else 0.0
        return _share_held(needed, held)


def _terms(question: Question, index: Index, signals: Signals) -> list[_Term]:
    terms = []
    for words, carried in ((question.words, False), (question.carried, True)):
        translated = [() for _ in words] if not signals.across else _translations(words, question.language, index)
        terms += [
            _term(word, others, question, index, signals, carried=carried)
            for word, others in zip(words, translated, strict=True)
        ]
    return terms


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


def _term(
    word: Word,
    translations: tuple[Alternative, ...],
    question: Question,
    index: Index,
    signals: Signals,
    *,
    carried: bool,
) -> _Term:
    weight = max(index.lexical.weight(token) for token in word.tokens)
    if not any(token in index.lexical for token in word.tokens):
        weight *= _UNKNOWN
    others = dict.fromkeys(_forms_of_a_name(word.lemma, index))
    if signals.synonyms:
        others |= dict.fromkeys(synonyms(word.lemma, question.language))
    weight *= _CARRIED if carried else 1.0
    return _Term(word.tokens, tuple(others), translations, weight, word.lemma in question.naming, carried)


def _forms_of_a_name(token: str, index: Index) -> list[str]:
    """Other forms in which the texts write a name: "Kulosaaren" in English, "Helsingfors" beside "Helsinki"."""
    if token not in index.lexical.names or len(token) < _SHORTEST_NAME:
        return []
    beginning = token[: max(_SHORTEST_NAME, len(token) - 2)]
    return [name for name in sorted(index.lexical.names) if name != token and name.startswith(beginning)]


def _fuse(
    lexical: Sequence[tuple[Passage, float]], dense: Sequence[tuple[Passage, float]], dense_share: float
) -> list[tuple[Passage, float]]:
    """Each list's scores over its maximum, then their weighted sum."""
    total: dict[str, tuple[Passage, float]] = {}
    for hits, share in ((lexical, 1 - dense_share), (dense, dense_share)):
        top = max((score for _, score in hits), default=0.0)
        for passage, score in hits:
            if top > 0 and score > 0 and share > 0:
                _, before = total.get(passage.id, (passage, 0.0))
                total[passage.id] = (passage, before + share * score / top)
    return list(total.values())


def _asked_weights(terms: Sequence[_Term]) -> dict[str, float]:
    """How much each token counts that stands for a word of the question."""
    asked = {token: share for term in terms for tokens, share in term.translations for token in tokens}
    asked |= {token: _BY_SYNONYM for term in terms for token in term.synonyms}
    return asked | {token: 1.0 for term in terms for token in term.tokens}


def _heading_fit(terms: Sequence[_Term], asked: Mapping[str, float], heading: frozenset[str], index: Index) -> float:
    """How alike the question and a heading are, 0 to 1: what each holds of the other, the question's words first.

    It is the F measure (van Rijsbergen 1979) with recall weighing half as much again as precision.
    """
    whole = sum(index.lexical.weight(token) for token in heading)
    if not whole or not terms:
        return 0.0
    recall = _share_held([term for term in terms if not term.names_deal] or terms, heading)
    precision = sum(index.lexical.weight(token) * asked.get(token, 0.0) for token in heading) / whole
    return 3.25 * precision * recall / (2.25 * precision + recall) if precision and recall else 0.0


def _asks_fit(asks: str | None, passage: Passage) -> float:
    """More than 1 where the heading asks for the same as the question, less where it asks for something else."""
    heading = read_ask(passage.heading, passage.language)
    if asks is None or heading is None:
        return 1.0
    if {asks, heading.what} == {"until", "still"}:
        return 1.0
    return _SAME_ASK if asks == heading.what else _OTHER_ASK


def _names_fit(
    terms: Sequence[_Term], spoken: frozenset[str], position: int, index: Index, question: Question
) -> float:
    """Less than 1 where the heading names others than the question, or the passage none of those asked about."""
    names = index.lexical.names
    asked = [term for term in terms if term.tokens[0] in names and term.tokens[0] not in question.naming]
    factor = 1.0
    if any(spoken.isdisjoint({name, *name.split("-")}) for name in index.lexical.in_heading[position] & names):
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
    by_parts = _share_of_parts(parts, held)
    return max([by_parts, *(share * _match_tokens(tokens, held) for tokens, share in term.translations)])


def _match_tokens(tokens: Sequence[str], held: frozenset[str]) -> float:
    return 1.0 if tokens[0] in held else _share_of_parts(tokens[1:], held)


def _share_of_parts(parts: Sequence[str], held: frozenset[str]) -> float:
    return _BY_PARTS * sum(part in held for part in parts) / len(parts) if parts else 0.0
