"""The embedded answerer: which passages are quoted, what is said before them, and what is folded."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering import Assistant
from assistant.extractive import ANSWERS, NEAREST, ExtractiveAnswerer
from assistant.texts import read_texts
from assistant.types import Question, Status
from corpus.types import Hit, Kind, Passage, SourcePage, Statement

SITES, DAYCARE = "emission-free-sites", "daycare-chemicals"
PAGE = SourcePage("https://example.org", "page", date(2026, 11, 24))
TEXTS = read_texts()


@pytest.fixture
def answerer() -> ExtractiveAnswerer:
    return ExtractiveAnswerer([SITES, DAYCARE], TEXTS)


@pytest.fixture
def question(assistant: Assistant) -> Question:
    return assistant.understand("what must a city do under a green deal", (), "en")


def passage(
    name: str, *texts: str, deal: str = "general", kind: Kind = Kind.SUMMARY, heading: str = "What?"
) -> Passage:
    return Passage(
        id=name, document_id=name, number=0, subject=name, deal=deal, language="en", kind=kind, title="t",
        section=(heading,), statements=tuple(Statement(text, "sentence", (PAGE,)) for text in texts or (f"{name}.",)),
        published=None, checked=date(2026, 11, 24), valid_until=None, current=True, official=False,
    )  # fmt: skip


def told(answerer: ExtractiveAnswerer, question: Question, *hits: Hit) -> list[str]:
    return [sentence.text for sentence in answerer.answer(question, hits).sentences]


def test_the_best_passage_comes_first_then_those_near_it(answerer: ExtractiveAnswerer, question: Question) -> None:
    hits = [Hit(passage(name), score, 1) for name, score in (("a", 0.8), ("b", 0.5), ("c", 0.1))]
    assert told(answerer, question, *hits) == ["a.", "b."]
    assert answerer.answer(question, hits).status is Status.ANSWERED


def test_what_hardly_answers_is_called_the_nearest(answerer: ExtractiveAnswerer, question: Question) -> None:
    reply = answerer.answer(question, [Hit(passage("a"), (ANSWERS + NEAREST) / 2, 1)])
    assert reply.status is Status.PARTIAL
    assert [s.kind for s in reply.sentences] == ["missing", "sentence"]
    assert reply.sentences[0].text == TEXTS["en"].get("answer", "nearest")


def test_nothing_likely_is_not_found_and_outside_the_field_out_of_scope(
    answerer: ExtractiveAnswerer, question: Question
) -> None:
    hits = [Hit(passage("a"), NEAREST / 2, 1)]
    assert answerer.answer(question, hits).status is Status.NOT_FOUND
    assert answerer.answer(replace(question, in_field=False), hits).status is Status.OUT_OF_SCOPE
    assert answerer.answer(question, []).status is Status.NOT_FOUND


def test_a_question_without_a_word_of_the_field_needs_more(answerer: ExtractiveAnswerer, question: Question) -> None:
    hits = [Hit(passage("a"), 0.1, 1)]
    assert answerer.answer(question, hits).status is Status.ANSWERED
    assert answerer.answer(replace(question, in_field=False), hits).status is Status.OUT_OF_SCOPE


def test_a_name_that_the_best_passage_does_not_mention_is_told(
    answerer: ExtractiveAnswerer, question: Question
) -> None:
    reply = answerer.answer(question, [Hit(passage("a"), 0.9, 1, ("Kuopio",))])
    assert reply.status is Status.PARTIAL
    assert "Kuopio" in reply.sentences[0].text


def test_a_name_that_another_quoted_passage_mentions_is_not_called_unmentioned(
    answerer: ExtractiveAnswerer, question: Question
) -> None:
    hits = [Hit(passage("a"), 0.9, 1, ("Kuopio",)), Hit(passage("b"), 0.8, 1)]
    reply = answerer.answer(question, hits)
    assert reply.status is Status.ANSWERED
    assert all(sentence.kind != "missing" for sentence in reply.sentences)


def test_what_is_told_to_be_missing_is_not_found_and_quoted_alone(
    answerer: ExtractiveAnswerer, question: Question
) -> None:
    hits = [Hit(passage("gap", kind=Kind.GAP), 0.9, 1), Hit(passage("b"), 0.6, 1)]
    reply = answerer.answer(question, hits)
    assert (reply.status, [s.text for s in reply.sentences]) == (Status.NOT_FOUND, ["gap."])


def test_a_passage_as_likely_as_one_on_a_gap_comes_before_it(answerer: ExtractiveAnswerer, question: Question) -> None:
    hits = [Hit(passage("gap", kind=Kind.GAP), 0.9, 1), Hit(passage("b"), 0.85, 1)]
    assert answerer.answer(question, hits).status is Status.ANSWERED
    assert told(answerer, question, *hits)[0] == "b."


def test_where_the_deal_is_open_the_other_deal_s_equal_follows(
    answerer: ExtractiveAnswerer, question: Question
) -> None:
    open_question = replace(question, deals=())
    hits = [
        Hit(replace(passage("d", deal=DAYCARE), valid_until=date(2025, 12, 31)), 0.8, 1),
        Hit(passage("x"), 0.7, 1),
        Hit(replace(passage("s", deal=SITES), valid_until=date(2030, 12, 31)), 0.4, 1),
    ]
    assert told(answerer, open_question, *hits)[:2] == ["s.", "d."], "the deal that runs longest comes first"


def test_a_passage_on_another_than_was_asked_about_is_left_out(
    assistant: Assistant, answerer: ExtractiveAnswerer
) -> None:
    asked = assistant.understand("what was the value of the Lukutori pilot", (), "en")
    hits = [
        Hit(passage("a", heading="What was the value of the Lukutori pilot?"), 0.8, 1),
        Hit(passage("b", heading="What was the value of the Kulosaari pilot?"), 0.7, 1),
    ]
    assert told(answerer, asked, *hits) == ["a."]


def test_six_sentences_are_in_sight(answerer: ExtractiveAnswerer, question: Question) -> None:
    long = passage("a", *[f"Sentence {n}." for n in range(9)])
    reply = answerer.answer(question, [Hit(long, 0.9, 1)])
    assert [s.more for s in reply.sentences] == [False] * 6 + [True] * 3


def test_a_list_that_has_begun_shows_six_items(answerer: ExtractiveAnswerer, question: Question) -> None:
    long = passage("a", *[f"Sentence {n}." for n in range(14)])
    lead = replace(long.statements[5], kind="lead")
    items = [replace(statement, kind="item") for statement in long.statements[6:]]
    listed = replace(long, statements=(*long.statements[:5], lead, *items))
    reply = answerer.answer(question, [Hit(listed, 0.9, 1)])
    assert [s.more for s in reply.sentences] == [False] * 12 + [True] * 2


def test_a_part_of_a_question_gets_its_share(answerer: ExtractiveAnswerer, question: Question) -> None:
    hits = [Hit(passage(name, *[f"{name}{n}." for n in range(4)]), 0.8, 1) for name in "abcd"]
    reply = answerer.answer(question, hits, parts=2)
    assert {c.passage.id for c in reply.citations} == {"a", "b"}
    assert sum(not s.more for s in reply.sentences) == 3


def test_no_sentence_is_said_twice(answerer: ExtractiveAnswerer, question: Question) -> None:
    hits = [Hit(passage("a", "Same.", "One."), 0.8, 1), Hit(passage("b", "Same.", "Two."), 0.7, 1)]
    assert told(answerer, question, *hits) == ["Same.", "One.", "Two."]
