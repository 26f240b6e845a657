"""The statements of passages as the sentences of an answer, each with a citation of its own.

Where an official page tells what a statement of ours does, it is quoted in its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from assistant.types import Citation, Sentence
from corpus.types import Hit, Kind, Official, Passage, Statement

_ITEMS = 6
"""Items of a list that has begun, which are shown before "more"."""

Place = tuple[str, int]
"""The id of a passage and the position of a statement in it."""


class Piece(NamedTuple):
    """A statement that is quoted, and as what."""

    passage: Passage
    position: int
    kind: Literal["sentence", "lead", "item"]

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.passage.statements[self.position]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.passage.id, self.position


def quote(hits: Sequence[Hit], shown: int) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """The statements in order; the first `shown` are in sight, the rest on demand."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    said: set[str] = set()
    quoted: dict[Place, None] = {}
    for hit in hits:
        for piece in _pieces(hit, quoted):
            text = piece.statement.text
            # a sentence that both passages hold is said once; the items of two lists are not the same for being alike
            if piece.kind == "sentence" and text in said:
                continue
            said.add(text)
            quoted[piece.place] = None
            number = len(citations) + 1
            citations.append(Citation(number, piece.passage, text, piece.statement.sources))
            sentences.append(Sentence(text, (number,), piece.kind))
    return _folded(sentences, shown), tuple(citations)


def tells_nothing(hit: Hit) -> bool:
    """Whether a passage says that the material does not tell, and no official page tells it after all."""
    return hit.passage.kind is Kind.GAP and not _first(hit)


def passages_told(hit: Hit) -> tuple[Passage, ...]:
    """What is quoted for a hit: official ones before ours, which goes where it wrongly says "not told"."""
    official = tuple(official.passage for official in hit.official)
    return official if hit.passage.kind is Kind.GAP and _first(hit) else (*official, hit.passage)


def first_told(hit: Hit) -> Passage:
    """The passage with what is told first of it: its own first statement, or the official one in its place."""
    if not (official := _first(hit)):
        return hit.passage
    first = official.passage.statements[official.told[0]]
    return replace(hit.passage, statements=(replace(first, lead=None), *hit.passage.statements[1:]))


def in_own_words(hit: Hit) -> Hit:
    """The hit with its own first statement, whoever else tells it."""
    return replace(hit, official=tuple(official for official in hit.official if official.statement != 0))


def _first(hit: Hit) -> Official | None:
    return next((official for official in hit.official if official.statement == 0), None)


def _pieces(hit: Hit, quoted: dict[Place, None]) -> Iterator[Piece]:
    """What is quoted of a passage, in order; of what has been quoted before, nothing twice."""
    passage = hit.passage
    official_of = {official.statement: official for official in hit.official}
    if passage.kind is Kind.GAP and 0 in official_of:
        # what else our text says is what was known while this was not
        yield from _instead(official_of[0], "sentence", quoted)
        return
    for position, statement in enumerate(passage.statements):
        if position in official_of:
            yield from _instead(official_of[position], statement.kind, quoted)
        elif not _is_used_up(passage, position, quoted):
            yield Piece(passage, position, statement.kind)


def _instead(
    official: Official, kind: Literal["sentence", "lead", "item"], quoted: dict[Place, None]
) -> Iterator[Piece]:
    """An official statement as what ours is, or as an item with what it stands under, where that is not said yet."""
    passage, (*leads, last) = official.passage, official.told
    if (passage.id, last) in quoted:
        return
    goes_on = next(reversed(quoted), ("", 0))[0] == passage.id if quoted else False
    for lead in leads:
        if not (goes_on and (passage.id, lead) in quoted):
            yield Piece(passage, lead, passage.statements[lead].kind)
    yield Piece(passage, last, passage.statements[last].kind if leads else kind)


def _is_used_up(passage: Passage, position: int, quoted: dict[Place, None]) -> bool:
    """Whether a statement was quoted before in another's place, or all items under it were."""
    under = [(passage.id, at) for at, statement in enumerate(passage.statements) if statement.lead == position]
    return (passage.id, position) in quoted or (bool(under) and all(place in quoted for place in under))


def _folded(sentences: Sequence[Sentence], shown: int) -> tuple[Sentence, ...]:
    """The sentences with those marked that are shown on demand; of a list that has begun, six items are in sight."""
    marked: list[Sentence] = []
    items = 0
    for at, sentence in enumerate(sentences):
        items = items + 1 if sentence.kind == "item" else 0
        begun = bool(marked) and not marked[-1].more and 0 < items <= _ITEMS
        marked.append(replace(sentence, more=at >= shown and not begun))
    return tuple(marked)
