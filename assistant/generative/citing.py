"""Which statements of the passages that a sentence cites it rests on: those that share its figures, names and words."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.analysis import Word, analyse, content_words, synonyms
from corpus.figures import figures
from corpus.translation import Translator
from corpus.types import Language, Passage, Statement

_TELLING = 2.0  # a figure or a name, beside a word
_WORTH_ANOTHER = 2.0  # what a further quote must add: a figure, a name, or two words
_MOST_QUOTES = 4

Quote = tuple[Passage, Statement]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or figure of a sentence: the tokens of which all must be there, in each way that it may be said."""

    ways: tuple[frozenset[str], ...]
    weight: float

    def stands_in(self, tokens: frozenset[str]) -> bool:
        """Whether it is there."""
        return any(way <= tokens for way in self.ways)


def choose_quotes(text: str, language: Language, passages: Sequence[Passage], translator: Translator) -> list[Quote]:
    """The statements that a sentence rests on, in their order; none where none shares anything with it.

    Greedy: always the statement that holds most of what is not held yet, until none adds enough.
    """
    candidates = [
        (passage, statement, _tokens(statement.text, passage.language), _terms(text, language, passage, translator))
        for passage in passages
        for statement in passage.statements
    ]
    missing = set(range(len(candidates[0][3]))) if candidates else set()
    chosen: list[int] = []
    while len(chosen) < min(_MOST_QUOTES, len(candidates)):
        gains = [(_gain(terms, missing, tokens), -at) for at, (_, _, tokens, terms) in enumerate(candidates)]
        gain, position = max(gains)
        if gain < (_WORTH_ANOTHER if chosen else 1.0):
            break
        chosen.append(-position)
        _, _, tokens, terms = candidates[-position]
        missing = {at for at in missing if not terms[at].stands_in(tokens)}
    return [candidates[at][:2] for at in sorted(chosen)]


def _gain(terms: Sequence[Term], missing: set[int], tokens: frozenset[str]) -> float:
    return sum(terms[at].weight for at in missing if terms[at].stands_in(tokens))


def _tokens(text: str, language: Language) -> frozenset[str]:
    words = {token for word in analyse(text, language) for token in (word.surface, *word.tokens)}
    return frozenset(words | {f"={figure}" for figure in figures(text, language)})


def _terms(text: str, language: Language, passage: Passage, translator: Translator) -> tuple[Term, ...]:
    """The figures, names and words of a sentence as they may stand in a passage, in its language."""
    words = [word for word in content_words(text, language) if not word.surface[0].isdigit()]
    told = [Term((frozenset({f"={figure}"}),), _TELLING) for figure in figures(text, language)]
    names = {word.casefold() for word in text.split()[1:] if word[:1].isupper()}
    if passage.language == language:
        others: list[tuple[frozenset[str], ...]] = [
            tuple(frozenset({other}) for other in synonyms(word.lemma, language)) for word in words
        ]
    else:
        translated = translator.translate(words, language, passage.language)
        others = [tuple(frozenset(tokens) for tokens, _ in alternatives) for alternatives in translated]
    return (
        *told,
        *(
            Term((*_own(word), *ways), _TELLING if any(name.startswith(word.surface) for name in names) else 1.0)
            for word, ways in zip(words, others, strict=True)
        ),
    )


def _own(word: Word) -> tuple[frozenset[str], ...]:
    ways = (frozenset({word.surface}), frozenset({word.lemma}))
    return (*ways, frozenset(word.parts)) if word.parts else ways
