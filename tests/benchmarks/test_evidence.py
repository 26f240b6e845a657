"""The questions that calibrate when the assistant answers keep their form, and what they call told stands in the texts.

`benchmarks/evidence.jsonl` was written from the texts alone: by someone who saw neither the question set nor what the
assistant answers, so that the threshold is not decided by the questions that it is judged on.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from assistant.evaluation.dataset import normalise
from corpus.deals import read_deals
from corpus.types import LANGUAGES, Document, Language, Passage

PATH = Path(__file__).parent.parent.parent / "benchmarks" / "evidence.jsonl"

Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Fact(_Strict):
    """A value that a full answer holds, in any of its forms."""

    name: Words
    any: Annotated[tuple[Words, ...], Field(min_length=1)]


class _Question(_Strict):
    """A question and what the texts tell about it: the whole answer, a part, nothing, or it is about something else."""

    id: str = Field(pattern=r"^ev-(fi|sv|en)-\d{3}$")
    language: Language
    label: Literal["told", "partly", "not_told", "outside"]
    question: Words
    history: tuple[Words, ...]
    deal: str | None
    sources: tuple[Words, ...]
    headings: tuple[Words, ...]
    facts: tuple[_Fact, ...]
    style: Literal[
        "plain", "short", "colloquial", "typo", "yes-no", "false-premise", "two-part", "date", "number", "who", "how",
        "why", "list", "keyword", "hostile",
    ]  # fmt: skip
    register_: Literal["plain", "short", "colloquial", "typo"] = Field(alias="register")


@pytest.fixture(scope="module")
def questions() -> list[_Question]:
    return [_Question.model_validate(json.loads(line)) for line in PATH.read_text(encoding="utf-8").splitlines()]


def test_no_two_questions_have_the_same_id_or_the_same_words(questions: Sequence[_Question]) -> None:
    assert len({question.id for question in questions}) == len(questions)
    assert len({normalise(question.question) for question in questions}) == len(questions)


def test_an_id_has_the_language_of_its_question(questions: Sequence[_Question]) -> None:
    assert [q.id for q in questions if not q.id.startswith(f"ev-{q.language}-")] == []


def test_each_language_has_as_many_questions_of_each_label(questions: Sequence[_Question]) -> None:
    count = Counter((question.language, question.label) for question in questions)
    labels = {"told": 70, "partly": 5, "not_told": 35, "outside": 30}
    assert count == {(language, label): number for language in LANGUAGES for label, number in labels.items()}


def test_told_questions_are_of_many_kinds(questions: Sequence[_Question]) -> None:
    told = [question for question in questions if question.label == "told"]
    least = {"yes-no": 40, "false-premise": 25, "date": 30, "number": 30, "who": 25, "two-part": 15}
    assert Counter(question.style for question in told) >= Counter(least)
    assert sum(bool(question.history) for question in told) >= 15


def test_only_what_the_texts_tell_has_facts(questions: Sequence[_Question]) -> None:
    assert [q.id for q in questions if bool(q.facts) != (q.label in ("told", "partly"))] == []


def test_a_question_about_something_else_names_no_deal_and_no_text(questions: Sequence[_Question]) -> None:
    deals = {*read_deals(), "general"}
    assert {q.deal for q in questions if q.label != "outside"} <= deals
    assert [q.id for q in questions if q.label == "outside" and (q.deal or q.sources or q.headings)] == []


def test_every_form_of_a_fact_stands_in_a_named_text(
    questions: Sequence[_Question], documents: Sequence[Document]
) -> None:
    texts = {(document.subject, document.language): document.text for document in documents}
    missing = []
    for question in questions:
        told = normalise(" ".join(texts[source, question.language] for source in question.sources))
        missing += [(question.id, form) for fact in question.facts for form in fact.any if normalise(form) not in told]
    assert missing == []


def test_every_heading_is_one_of_a_named_text_and_every_named_text_has_one(
    questions: Sequence[_Question], passages: Sequence[Passage]
) -> None:
    sections = {(passage.subject, passage.language, passage.heading) for passage in passages}
    for question in questions:
        of = {
            heading: {source for source in question.sources if (source, question.language, heading) in sections}
            for heading in question.headings
        }
        assert all(of.values()), question.id
        assert set().union(*of.values()) == set(question.sources), question.id


def test_every_text_answers_a_question_in_each_language(
    questions: Sequence[_Question], documents: Sequence[Document]
) -> None:
    asked = {(source, q.language) for q in questions if q.label == "told" for source in q.sources}
    assert {(document.subject, document.language) for document in documents} - asked == set()
