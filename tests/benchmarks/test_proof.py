"""The proof catches what it promises to, on a sample of what benchmarks/proof.py measures whole."""

import pytest

from benchmarks.mutants import KINDS
from benchmarks.proof import TRUTHS, Tally, measure, share
from benchmarks.truths import read_truths
from corpus.types import Document, Passage

_EVERY = 13
_CAUGHT, _STRUCK = 0.98, 0.035
"""The whole held-out half has 0.990 and 0.020 (docs/verification.md), this sample of 778 false and 412 true sentences
0.990 and 0.027. Other samples of this size stray from the whole by 0.004 and 0.007 (one standard deviation): the floors
stand between two and three of these from it, so that a rule that got worse is seen and an added text is not."""


@pytest.fixture(scope="module")
def tallies(passages: list[Passage], documents: list[Document]) -> tuple[Tally, Tally]:
    held_out = [truth for truth in read_truths(passages) if truth.held_out]
    return measure(held_out[::_EVERY], {document.id: document for document in documents})


def test_of_the_false_sentences_nearly_all_are_caught(tallies: tuple[Tally, Tally]) -> None:
    caught, number = share(tallies[1], KINDS)
    assert number > 200
    assert caught >= _CAUGHT


def test_of_the_true_sentences_nearly_none_are_struck(tallies: tuple[Tally, Tally]) -> None:
    struck, number = share(tallies[0], TRUTHS)
    assert number > 100
    assert struck < _STRUCK
