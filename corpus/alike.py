"""Whether two statements tell the same: by their words, weighed by rarity, and by their figures.

How alike the words are is an F measure (van Rijsbergen 1979) over words weighed by inverse document frequency (Spärck
Jones 1972). Deals, names, negation and what is only planned have to be the same.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.analysis import Word, analyse, content_words, is_word, name_stems, named_words, synonyms
from corpus.measures import Measure, contradicted, holds, measures
from corpus.phrases import phrases
from corpus.types import Language

_PROCUREMENT_DEALS = ("emission-free-sites", "daycare-chemicals")
_OF_PARTS = 0.8  # what the parts of a compound tell of it
_OF_FIGURE = 3.0  # the weight of a figure
_SHORTEST = 3  # letters of a name
_BETA = 1.5  # how much more it weighs that the other has our words than that we have theirs


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement as it is compared.

    `words` tell something, `tokens` are all that it can be found by, `above` those of what it is an item of, and
    `around` those of the title and headings that it stands under. `deals` are the procurement deals that it is about.
    """

    language: Language
    words: tuple[Word, ...]
    tokens: frozenset[str]
    above: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    measures: tuple[Measure, ...]
    deals: frozenset[str]
    negated: bool
    planned: bool

    @property
    def known(self) -> frozenset[str]:
        """The tokens of the statement and of all that it stands in."""
        return self.tokens | self.above | self.around


@lru_cache(maxsize=20_000)  # read for covers and again for differences
def read(
    text: str, language: Language, deal: str, leads: tuple[str, ...] = (), around: tuple[str, ...] = ()
) -> Reading:
    """Read a statement of a document about `deal`, with what it is an item of, and the title and headings around it.

    Who says it is left out, since the one who says it does not name himself.
    """
    told = phrases("attributed", language).sub(" ", " ".join((*leads, text)).lower())
    named = [known for known in _PROCUREMENT_DEALS if phrases(known, language).search(told)]
    for kind in (*_PROCUREMENT_DEALS, "any_deal"):
        text = _cut(text, kind, language)
    found, rest = measures(_cut(text, "attributed", language), language)
    words = {word.lemma: word for word in content_words(_cut(rest, "frame", language), language)}
    return Reading(
        language,
        tuple(words.values()),
        _tokens(text, language),
        frozenset[str]().union(*(_tokens(lead, language) for lead in leads)),
        frozenset[str]().union(*(_tokens(context, language) for context in around)),
        frozenset(_names(rest, language) & words.keys()),
        found,
        frozenset(named or [deal]),
        bool(phrases("negated", language).search(told)),
        bool(phrases("planned", language).search(told)),
    )


class Likeness:
    """How alike statements are; a word weighs the more, the fewer of the given ones have it."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._having = Counter(word.lemma for reading in readings for word in reading.words)
        self._count = len(readings)

    def of(self, own: Reading, other: Reading, *, with_figures: bool) -> float:
        """How alike two statements of a language are, 0 to 1; 0 where they cannot tell the same.

        `with_figures` counts figures among what is alike; else they are left out, and only the words are compared.
        """
        if own.deals != other.deals or (own.negated, own.planned) != (other.negated, other.planned):
            return 0.0
        if not _same_names(own, other):
            return 0.0
        recall = self.held(own, other, with_figures=with_figures)
        precision = self.held(other, own, with_figures=with_figures)
        below = _BETA**2 * precision + recall
        return (1 + _BETA**2) * precision * recall / below if below else 0.0

    def weight(self, lemma: str) -> float:
        """Inverse document frequency."""
        return math.log((self._count + 1) / (self._having[lemma] + 0.5))

    def held(
        self, one: Reading, other: Reading, *, with_figures: bool = False, within: frozenset[str] = frozenset()
    ) -> float:
        """The share of what one statement tells that the other has, or that is among the tokens it stands `within`."""
        known = other.tokens | within
        whole = sum(self.weight(word.lemma) for word in one.words)
        held = sum(self.weight(word.lemma) * _found(word, known, other.language) for word in one.words)
        if with_figures:
            whole += _OF_FIGURE * len(one.measures)
            held += _OF_FIGURE * sum(holds(other.measures, measure) for measure in one.measures)
        return held / whole if whole else 0.0


def tells_all_figures(other: Reading, own: Reading) -> bool:
    """Whether the other statement has every figure of our own, as exactly."""
    return all(holds(other.measures, measure) for measure in own.measures)


def differing(own: Reading, other: Reading) -> tuple[tuple[Measure, Measure], ...]:
    """The figures in which two statements differ; none where the time differs too, for then each may be right."""
    pairs = contradicted(own.measures, other.measures)
    return tuple(pairs) if len({one.of for one, _ in pairs}) == 1 else ()


def _same_names(own: Reading, other: Reading) -> bool:
    """Whether two statements name the same: each all that the other does, or one less by some, with one in common."""
    common = bool(own.names & other.tokens or other.names & own.tokens)
    if own.names and other.names and not common:
        return False
    ours, theirs = own.names - other.known, other.names - own.known
    return not (ours or theirs) or (common and not (ours and theirs))


def _found(word: Word, tokens: frozenset[str], language: Language) -> float:
    """How much of a word some tokens have: all, also by a synonym, or the share of its parts."""
    if word.lemma in tokens or not tokens.isdisjoint(synonyms(word.lemma, language)):
        return 1.0
    return _OF_PARTS * sum(part in tokens for part in word.parts) / len(word.parts) if word.parts else 0.0


def _cut(text: str, kind: str, language: Language) -> str:
    """The text with spaces in the place of the phrases of a kind."""
    for match in phrases(kind, language).finditer(text.lower()):
        text = f"{text[: match.start()]}{' ' * len(match[0])}{text[match.end() :]}"
    return text


def _names(text: str, language: Language) -> frozenset[str]:
    """The names in a text; "the Act" and "Ministry" are none."""
    inside = named_words(text, language)[0]
    known = {word.lemma for word in analyse(text, language)} & name_stems()
    return frozenset(known | {name for name in inside if len(name) >= _SHORTEST and not is_word(name, language)})


@lru_cache(maxsize=20_000)
def _tokens(text: str, language: Language) -> frozenset[str]:
    return frozenset(token for word in analyse(text, language) for token in word.tokens)
