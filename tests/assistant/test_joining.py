"""The answers to the parts of a question become one."""

from dataclasses import replace
from datetime import date

from assistant.joining import best_of, joined
from assistant.texts import read_texts
from assistant.types import Citation, Reply, Sentence, Status
from corpus.types import Hit, Kind, Passage, SourcePage, Statement

TEXTS = read_texts()["en"]
PAGE = SourcePage("https://example.org", "page", date(2026, 11, 24))


def passage(name: str) -> Passage:
    return Passage(
        id=name, document_id="d", number=0, subject="s", deal="general", language="en", kind=Kind.SUMMARY, title="t",
        section=("h",), statements=(Statement(name, "sentence", (PAGE,)),), published=None, checked=date(2026, 11, 24),
        valid_until=None, current=True, official=False,
    )  # fmt: skip


def answered(*texts: str) -> Reply:
    citations = tuple(Citation(n, passage(text), text, (PAGE,)) for n, text in enumerate(texts, start=1))
    return Reply(Status.ANSWERED, tuple(Sentence(c.quote, (c.number,)) for c in citations), citations)


NOTHING = Reply(Status.NOT_FOUND)


def test_both_parts_are_told_one_after_the_other_and_what_both_quote_once() -> None:
    reply = joined(NOTHING, [("a", answered("One.", "Both.")), ("b", answered("Both.", "Two."))], TEXTS, False)
    assert reply.status is Status.ANSWERED
    assert [(s.text, s.citations) for s in reply.sentences] == [("One.", (1,)), ("Both.", (2,)), ("Two.", (3,))]
    assert [(c.number, c.quote) for c in reply.citations] == [(1, "One."), (2, "Both."), (3, "Two.")]


def test_each_part_keeps_its_own_yes() -> None:
    replies = [
        replace(reply, sentences=(Sentence("Yes.", (1,), "verdict"), *reply.sentences))
        for reply in (answered("One."), answered("Two."))
    ]
    reply = joined(NOTHING, [("a", replies[0]), ("b", replies[1])], TEXTS, False)
    assert [(s.text, s.citations) for s in reply.sentences] == [
        ("Yes.", (1,)),
        ("One.", (1,)),
        ("Yes.", (2,)),
        ("Two.", (2,)),
    ]


def test_a_part_that_finds_nothing_is_named_and_the_answer_partial() -> None:
    reply = joined(NOTHING, [("When?", answered("One.")), ("How loud?", NOTHING)], TEXTS, False)
    assert reply.status is Status.PARTIAL
    (missing,) = [s for s in reply.sentences if s.kind == "missing"]
    assert "How loud?" in missing.text


def test_where_one_passage_tells_the_whole_a_part_lacks_nothing() -> None:
    reply = joined(answered("All."), [("When?", answered("One.")), ("How much?", NOTHING)], TEXTS, True)
    assert (reply.status, [s.text for s in reply.sentences]) == (Status.ANSWERED, ["All."])


def test_where_no_part_finds_anything_nothing_is_found() -> None:
    assert joined(NOTHING, [("a", NOTHING), ("b", NOTHING)], TEXTS, False).status is Status.NOT_FOUND


def test_a_question_of_which_one_part_is_of_the_field_is_not_called_out_of_scope() -> None:
    parts = [("a", Reply(Status.OUT_OF_SCOPE)), ("b", NOTHING)]
    assert joined(NOTHING, parts, TEXTS, False).status is Status.NOT_FOUND


def test_a_question_without_parts_is_answered_as_a_whole() -> None:
    assert joined(answered("All."), [], TEXTS, False) == answered("All.")


def test_the_best_of_several_lists_has_each_passage_once_with_its_best_score() -> None:
    lists = [
        [Hit(passage("a"), 0.5, 1), Hit(passage("b"), 0.4, 1)],
        [Hit(passage("b"), 0.9, 1), Hit(passage("c"), 0.1, 1)],
    ]
    assert [(h.passage.id, h.score) for h in best_of(lists, 2)] == [("b", 0.9), ("a", 0.5)]
