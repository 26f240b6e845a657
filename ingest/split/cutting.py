"""What is too long for a passage -> parts that are not: between statements, and inside a sentence at its clauses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.types import Statement

MAX_WORDS = 160
"""A longer section is cut between paragraphs or list items, its list's lead-in repeated."""

_PIECE = MAX_WORDS * 3 // 8
"""Words of a piece of a sentence, so that its beginning and what it stands under have room before another piece."""

_WORD = re.compile(r"\S+")
_MARKS = (";", ":", "|", ",")
"""After one of these a clause may end, the best first."""


def clauses(sentence: str) -> Iterator[str]:
    """A sentence, where it is too long for a passage in pieces: up to a mark in their second half, or full.

    The pieces stand word for word in the sentence, in order and without a gap but spaces.
    """
    words = list(_WORD.finditer(sentence))
    if len(words) <= MAX_WORDS:
        yield sentence
        return
    first = 0
    while first < len(words):
        after = min(first + _PIECE, len(words))
        if after < len(words):
            after = _best_cut([word[0] for word in words[first:after]]) + first
        yield sentence[words[first].start() : words[after - 1].end()]
        first = after


def _best_cut(words: Sequence[str]) -> int:
    """After how many of the words to cut."""
    half = len(words) // 2
    for mark in _MARKS:
        for after in range(len(words), half, -1):
            if words[after - 1].endswith(mark):
                return after
    return len(words)


def parts(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Cut a section that is over the limit; what an item stands under is in its part, once more if need be.

    Where that alone would fill the part, the outermost of it stays behind.
    """
    lengths = [len(statement.text.split()) for statement in statements]
    part: list[int] = []
    words = 0
    for number, length in enumerate(lengths):
        if part and words + length > MAX_WORDS:
            above = _fitting(_above(statements, number), lengths, MAX_WORDS - length)
            while part and part[-1] in above:
                part.pop()  # a lead-in goes along with its first item
            if part:
                yield _positioned(statements, part)
            part = above
            words = sum(lengths[earlier] for earlier in part)
        part.append(number)
        words += length
    yield _positioned(statements, part)


def _fitting(above: Sequence[int], lengths: Sequence[int], room: int) -> list[int]:
    """The innermost of what a statement stands under that there is room for."""
    kept: list[int] = []
    for number in reversed(above):
        room -= lengths[number]
        if room < 0:
            break
        kept.insert(0, number)
    return kept


def _above(statements: Sequence[Statement], number: int) -> list[int]:
    """The numbers of the statements that one stands under, the outermost first."""
    found: list[int] = []
    lead = statements[number].lead
    while lead is not None:
        found.insert(0, lead)
        lead = statements[lead].lead
    return found


def _positioned(statements: Sequence[Statement], part: Sequence[int]) -> list[Statement]:
    """The statements with these numbers, their leads by the position in the part; what has stayed behind is none."""
    place = {number: position for position, number in enumerate(part)}
    chosen = (statements[number] for number in part)
    return [s if s.lead is None else replace(s, lead=place.get(s.lead)) for s in chosen]
