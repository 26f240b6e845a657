"""A run that would take away too much at once is found out."""

from dataclasses import replace

import pytest

from corpus.types import Document, Kind, SourcePage
from ingest.report.types import Loss, Refusal
from ingest.shrinking import suspicion
from tests.documents import PAGE, document

NONE: frozenset[str] = frozenset()


def fetched(name: str, letters: int = 100) -> Document:
    page = SourcePage(f"https://a.fi/{name}", name, PAGE.seen)
    return replace(document(name, "x" * letters), kind=Kind.PAGE, sources=(page,))


def pages(number: int) -> list[Document]:
    return [fetched(f"p{at}") for at in range(number)]


@pytest.mark.parametrize(("before", "gone", "stopped"), [(10, 2, False), (10, 3, True), (2, 1, False), (3, 2, True)])
def test_more_than_a_fifth_may_not_go_at_once_but_one_may(before: int, gone: int, stopped: bool) -> None:
    told = suspicion(pages(before), [fetched("other", 1000), *pages(before - gone)], NONE)
    assert (told and (told.loss, told.lost, told.of)) == ((Loss.DOCUMENTS, gone, before) if stopped else None)


def test_a_text_that_shrinks_by_more_than_a_fifth_stops_the_run() -> None:
    shrunk = [fetched(f"p{at}", 70) for at in range(10)]
    assert suspicion(pages(10), shrunk, NONE) == Refusal(Loss.TEXT, 300, 1000)
    assert not suspicion(pages(10), [fetched(f"p{at}", 90) for at in range(10)], NONE)


def test_what_was_removed_by_hand_may_go() -> None:
    removed = frozenset(f"https://a.fi/p{at}" for at in range(5))
    assert suspicion(pages(10), pages(10)[5:], NONE)
    assert not suspicion(pages(10), pages(10)[5:], removed)


def test_our_own_texts_and_former_wordings_are_not_counted() -> None:
    ours = [document(f"ours{at}", "x") for at in range(10)]
    former = [replace(fetched(f"old{at}"), superseded_by="new") for at in range(10)]
    assert not suspicion([*ours, *former, *pages(5)], pages(5), NONE)


def test_a_first_run_has_nothing_to_lose() -> None:
    assert not suspicion([], pages(3), NONE)
