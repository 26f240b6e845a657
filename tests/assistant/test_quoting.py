"""How statements become sentences where official pages tell some of them."""

from dataclasses import replace

import pytest

from assistant.answering import Assistant
from assistant.extractive import ExtractiveAnswerer
from assistant.quoting import first_told, in_own_words, passages_told, quote, tells_nothing
from assistant.texts import read_texts
from corpus.types import Hit, Kind, Official, Passage
from ingest.split import split
from tests.documents import document


def passage(subject: str, text: str, kind: Kind = Kind.SUMMARY, heading: str = "What?") -> Passage:
    given = replace(document(subject, f"## {heading}\n\n{text}\n", language="en"), kind=kind)
    [found] = split(replace(given, official=kind not in (Kind.SUMMARY, Kind.GAP)))
    return found


OURS = passage("ours", "The goal is half. The term is ten years.")
THEIRS = passage("theirs", "Half is the goal. More follows.", Kind.PAGE)
LISTED = passage("listed", "The goals are:\n\n- half of it\n- all of it", Kind.AGREEMENT)


def told(*hits: Hit) -> list[tuple[str, str]]:
    sentences, citations = quote(hits, 6)
    assert [citation.number for citation in citations] == list(range(1, len(citations) + 1))
    assert all(sentence.text == citation.quote for sentence, citation in zip(sentences, citations, strict=True))
    return [(sentence.kind, sentence.text) for sentence in sentences]


def covered(ours: Passage, *official: Official) -> Hit:
    return Hit(ours, 0.9, 1, (), official)


def test_an_official_statement_stands_in_the_place_of_ours() -> None:
    hit = covered(OURS, Official(0, THEIRS, (0,)))
    assert told(hit) == [("sentence", "Half is the goal."), ("sentence", "The term is ten years.")]


def test_an_item_comes_with_what_it_stands_under_and_that_once() -> None:
    hit = covered(OURS, Official(0, LISTED, (0, 1)), Official(1, LISTED, (0, 2)))
    assert told(hit) == [("lead", "The goals are:"), ("item", "half of it"), ("item", "all of it")]


def test_what_it_stands_under_is_said_again_after_something_else() -> None:
    hit = covered(passage("ours", "One. Two. Three."), Official(0, LISTED, (0, 1)), Official(2, LISTED, (0, 2)))
    assert told(hit) == [
        ("lead", "The goals are:"),
        ("item", "half of it"),
        ("sentence", "Two."),
        ("lead", "The goals are:"),
        ("item", "all of it"),
    ]


def test_an_official_sentence_in_the_place_of_an_item_is_an_item_of_our_list() -> None:
    ours = passage("ours", "The agreement has goals:\n\n- half\n- all")
    assert told(covered(ours, Official(1, THEIRS, (0,)))) == [
        ("lead", "The agreement has goals:"),
        ("item", "Half is the goal."),
        ("item", "all"),
    ]


def test_what_was_quoted_in_our_text_is_not_quoted_again_from_its_page() -> None:
    one = covered(OURS, Official(0, LISTED, (0, 1)), Official(1, LISTED, (0, 2)))
    assert told(one, Hit(LISTED, 0.5, 1)) == told(one)
    half = covered(OURS, Official(0, THEIRS, (0,)))
    assert told(half, Hit(THEIRS, 0.5, 1))[-1] == ("sentence", "More follows.")


def test_a_gap_that_is_told_after_all_gives_way_whole() -> None:
    gap = passage("gap", "The material does not tell the goal. Ask the ministry.", Kind.GAP)
    hit = covered(gap, Official(0, THEIRS, (0,)))
    assert told(hit) == [("sentence", "Half is the goal.")]
    assert (tells_nothing(hit), tells_nothing(Hit(gap, 0.9, 1))) == (False, True)
    assert passages_told(hit) == (THEIRS,)


def test_official_passages_go_before_ours_to_a_chat_model() -> None:
    assert passages_told(covered(OURS, Official(0, THEIRS, (0,)))) == (THEIRS, OURS)


def test_our_own_words_can_be_kept_for_the_first_statement() -> None:
    hit = covered(OURS, Official(0, THEIRS, (0,)))
    assert first_told(hit).statements[0].text == "Half is the goal."
    assert told(in_own_words(hit))[0] == ("sentence", "The goal is half.")


@pytest.mark.parametrize(
    ("theirs", "first"),
    [
        ("A municipality may join the deal.", "A municipality may join the deal."),
        ("Municipalities were heard.", "A municipality may join the deal as a procurement unit."),
    ],
)
def test_a_yes_is_followed_by_a_sentence_that_proves_it(assistant: Assistant, theirs: str, first: str) -> None:
    question = assistant.understand("Can a municipality join the deal?", (), "en")
    ours = passage("ours", "A municipality may join the deal as a procurement unit.")
    hit = covered(ours, Official(0, passage("theirs", theirs, Kind.PAGE), (0,)))
    reply = ExtractiveAnswerer([], read_texts()).answer(question, [hit])
    assert [(sentence.kind, sentence.text) for sentence in reply.sentences] == [
        ("verdict", read_texts()["en"].get("answer", "yes")),
        ("sentence", first),
    ]
