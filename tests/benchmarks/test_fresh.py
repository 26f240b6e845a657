"""The fresh questions name sections that are in the texts, and are spread over the languages."""

from collections import Counter
from collections.abc import Sequence

from benchmarks.fresh import read_fresh, right_passages
from corpus.types import LANGUAGES, Passage


def test_every_fresh_question_has_a_section_that_answers_it(passages: Sequence[Passage]) -> None:
    questions = read_fresh()
    right = right_passages(questions, passages)
    assert len(right) == len(questions)
    assert all(right.values())


def test_fresh_questions_are_as_many_in_each_language() -> None:
    count = Counter(question.language for question in read_fresh())
    assert set(count) == set(LANGUAGES)
    assert len(set(count.values())) == 1
