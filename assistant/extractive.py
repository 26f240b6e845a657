"""Answers with the sources' own sentences: the default, and what a failing chat model falls back to."""

from collections.abc import Iterable, Sequence

from assistant.types import Citation, Question, Reply, Sentence, Status
from corpus.types import Hit, Kind, Passage, Statement

ENOUGH = 0.5
"""A passage answers when it holds this share of what the question tells."""

_AS_GOOD = 0.75
"""Of the best score: a passage of another deal this near answers too, where the question leaves the deal open."""

_MOST_STATEMENTS = 10


class ExtractiveAnswerer:
    """Picks the passages that answer and gives their statements whole, in their order, each with its proof."""

    name = "extractive"

    def __init__(self, procurement_deals: Iterable[str]) -> None:
        self._procurement_deals = tuple(procurement_deals)

    def answer(self, question: Question, hits: Sequence[Hit]) -> Reply:
        """Answer from the hits, best first; say which kind of no it is when they hold no answer."""
        enough = [hit for hit in hits if hit.coverage >= ENOUGH]
        if not enough:
            return Reply(Status.NOT_FOUND if question.in_field else Status.OUT_OF_SCOPE)
        chosen = self._choose(question, enough)
        sentences, citations = _quote(chosen)
        told_missing = all(passage.kind is Kind.GAP for passage in chosen)
        return Reply(Status.NOT_FOUND if told_missing else Status.ANSWERED, sentences, citations)

    def _choose(self, question: Question, hits: Sequence[Hit]) -> list[Passage]:
        """The best passage; where the question leaves the deal open, the other deal's equal beside it."""
        best = hits[0]
        chosen = [best.passage]
        if best.passage.deal not in self._procurement_deals or len(question.deals) == 1:
            return chosen
        for deal in question.deals or self._procurement_deals:
            other = next((hit for hit in hits if hit.passage.deal == deal), None)
            if other and deal != best.passage.deal and other.score >= _AS_GOOD * best.score:
                chosen.append(other.passage)
        return chosen


def _quote(passages: Sequence[Passage]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Each statement as a sentence with a citation of its own."""
    share = _MOST_STATEMENTS // len(passages)
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    said: set[str] = set()
    for passage in passages:
        for statement in _first(passage.statements, share):
            # a sentence that both passages hold is said once; the items of two lists are not the same for being alike
            if statement.kind == "sentence" and statement.text in said:
                continue
            said.add(statement.text)
            number = len(citations) + 1
            citations.append(Citation(number, passage, statement.text, statement.sources))
            sentences.append(Sentence(statement.text, (number,), statement.kind))
    return tuple(sentences), tuple(citations)


def _first(statements: Sequence[Statement], most: int) -> Sequence[Statement]:
    """The first statements, about as many as asked for: a list that has begun is given whole, a lead never alone."""
    end = most
    while end < len(statements) and statements[end].kind == "item":
        end += 1
    while 0 < end < len(statements) and statements[end - 1].kind == "lead":
        end -= 1
    return statements[:end]
