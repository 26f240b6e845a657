"""Answers with the sources' own sentences: the default, and what a failing chat model falls back to."""

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.types import Citation, Question, Reply, Sentence, Status
from corpus.asks import read_ask
from corpus.types import Hit, Kind, Passage, Statement

ENOUGH = 0.5
"""A passage answers when it holds this share of what the question tells."""

_LESS = 0.3
_STRONG = 1.3
"""Or this smaller share in a question of the field, when its score is as high as this: its heading is alike."""

_NEAR_THE_BEST = 0.75
"""Of the best score: a passage further behind does not answer, whatever it holds."""

_AS_GOOD = 0.6
"""Of the answering score: a passage of another deal this near, whose heading asks for the same, answers too where the
question leaves the deal open."""

_SHORTEST = 3
_MOST_STATEMENTS = 10


class ExtractiveAnswerer:
    """Picks the passages that answer and gives their statements whole, in their order, each with its proof."""

    name = "extractive"

    def __init__(self, procurement_deals: Iterable[str]) -> None:
        self._procurement_deals = tuple(procurement_deals)

    def answer(self, question: Question, hits: Sequence[Hit]) -> Reply:
        """Answer from the hits, best first; say which kind of no it is when they hold no answer."""
        enough = [hit for hit in hits if _answers(hit, question)]
        if not enough or enough[0].score < _NEAR_THE_BEST * hits[0].score:
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
            other = next((hit for hit in hits if hit.passage.deal == deal and _ask_the_same(hit, best)), None)
            if other and deal != best.passage.deal and other.score >= _AS_GOOD * best.score:
                chosen.append(other.passage)
        # the deal in force, or the one that runs longest, comes first
        return sorted(chosen, key=lambda passage: passage.valid_until or date.max, reverse=True)


def _ask_the_same(one: Hit, other: Hit) -> bool:
    asks = [read_ask(hit.passage.heading, hit.passage.language) for hit in (one, other)]
    return len({ask.what if ask else None for ask in asks}) == 1


def _answers(hit: Hit, question: Question) -> bool:
    """Whether a passage holds enough of what the question tells (docs/adr/0005-answers.md)."""
    if not question.deals and all(len(word.surface) < _SHORTEST for word in (*question.words, *question.carried)):
        return False  # "5", "1 1 1": nothing that could be asked
    if hit.coverage >= ENOUGH:
        return True
    return question.in_field and hit.coverage >= _LESS and hit.score >= _STRONG


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
