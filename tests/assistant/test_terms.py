"""How much of a question's words a passage holds, for all passages at once, is what it is for each by itself."""

from collections.abc import Set

import numpy as np
import pytest

from assistant.answering import Assistant
from assistant.terms import Term, Terms, read_terms


def _held(term: Term, tokens: Set[str]) -> float:
    """How much of a word stands in a text, for one word and one text."""

    def by(tokens_of_word: tuple[str, ...]) -> float:
        lemma, *parts = tokens_of_word
        if lemma in tokens or not parts:
            return float(lemma in tokens)
        return 0.8 * sum(part in tokens for part in parts) / len(parts)

    others = [share * by(other) for other, share in term.translations]
    return max(by(term.tokens), 0.8 * any(synonym in tokens for synonym in term.synonyms), *others, 0.0)


@pytest.mark.parametrize(
    "question",
    [
        "mitä työkoneiden päästöttömyysvaatimukset maksavat Helsingissä",
        "vem får gå med i daghemsavtalet",
        "what was saved at the Kulosaari building site",
        "xyzzy",
    ],
)
def test_all_at_once_is_each_by_itself(assistant: Assistant, question: str) -> None:
    index = assistant.index.get()
    terms = read_terms(assistant.understand(question), index, with_synonyms=True, across=True)
    positions = np.arange(0, len(index.passages), 3)
    shares = terms.shares(terms.held(index.lexical.held, positions))
    for term, row in zip(terms.terms, shares, strict=True):
        lexical = index.lexical
        texts = [frozenset(lexical.vocabulary[token] for token in lexical.held[at]) for at in positions.tolist()]
        alone = [_held(term, text) for text in texts]
        assert row.tolist() == pytest.approx(alone)


def test_a_word_by_its_translation_counts_by_how_sure_that_is(assistant: Assistant) -> None:
    index = assistant.index.get()
    position = next(at for at, passage in enumerate(index.passages) if "KEINO" in passage.title)
    word = Term(("nonesuch",), (), ((("keino",), 0.5), (("neverheard", "keino"), 0.5)), 1.0, False, False)
    by_part = Term(("nonesuch",), (), ((("neverheard", "keino", "unheard"), 0.5),), 1.0, False, False)
    terms = Terms([word, by_part], index)
    shares = terms.shares(terms.held(index.lexical.held, np.array([position])))
    assert shares.tolist() == [[0.5], [pytest.approx(0.5 * 0.8 / 2)]]


def test_without_words_there_is_nothing_to_hold(assistant: Assistant) -> None:
    index = assistant.index.get()
    terms = Terms([], index)
    assert terms.shares(terms.held(index.lexical.held, np.arange(3))).shape == (0, 3)
