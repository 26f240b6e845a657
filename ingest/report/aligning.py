"""Which lines of two wordings are the same, which have changed, and which words of those.

Lines and words are aligned by their longest common subsequence, found bit-parallel (Hyyrö 2004, in rapidfuzz). Unlike
difflib's matching, its time is bounded by the product of the two lengths, whatever a page repeats.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

_MOST_ALIGNED = 25_000_000  # product of the numbers of lines; what is over it is told as removed and added
_MOST_PAIRED = 100_000  # characters of removed lines in a row for which the new form is looked for
_AHEAD = 12  # added lines among which it is looked for
_ALIKE = 55  # per cent; a line that keeps less of its wording is another line
_WORDS = re.compile(r"\s+|\S+")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line, and what became of them."""

    change: Change
    text: str


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Lines in a row that are the same in both."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Lines that differ, in the order in which they are read: removed before added."""

    lines: tuple[Line, ...]


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Kept | Changed]:
    """The lines of both, in order, as runs that are kept and runs that differ."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    if start:
        yield Kept(tuple(old[:start]))
    yield from _aligned(old[start : len(old) - end], new[start : len(new) - end])
    if end:
        yield Kept(tuple(old[len(old) - end :]))


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines both begin with."""
    for count, (was, now) in enumerate(zip(old, new, strict=False)):
        if was != now:
            return count
    return min(len(old), len(new))


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Kept | Changed]:
    if len(old) * len(new) > _MOST_ALIGNED:
        yield Changed((*_whole(Change.REMOVED, old), *_whole(Change.ADDED, new)))
        return
    was = now = 0
    for block in LCSseq.opcodes(old, new):
        if block.tag != "equal":
            continue
        if block.src_start > was or block.dest_start > now:
            yield Changed(tuple(_gap(old[was : block.src_start], new[now : block.dest_start])))
        yield Kept(tuple(old[block.src_start : block.src_end]))
        was, now = block.src_end, block.dest_end
    if was < len(old) or now < len(new):
        yield Changed(tuple(_gap(old[was:], new[now:])))


def _gap(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines of which none is the same: each removed one with the added one that is like it, if there is one."""
    at, lengths = 0, accumulate(len(line) + 1 for line in old)
    count = bisect(list(lengths), _MOST_PAIRED)
    for line in old[:count]:
        scores = [fuzz.ratio(line, other, score_cutoff=_ALIKE) for other in new[at : at + _AHEAD]]
        if not any(scores):
            yield (Piece(Change.REMOVED, line),)
            continue
        found = at + scores.index(max(scores))
        yield from _whole(Change.ADDED, new[at:found])
        yield tuple(_words(line, new[found]))
        at = found + 1
    yield from _whole(Change.REMOVED, old[count:])
    yield from _whole(Change.ADDED, new[at:])


def _whole(change: Change, lines: Sequence[str]) -> list[Line]:
    return [(Piece(change, line),) for line in lines]


def _words(old: str, new: str) -> Iterator[Piece]:
    """A line word by word. A single word that stays between two changes is told as changed too: so it can be read."""
    was, now = _WORDS.findall(old), _WORDS.findall(new)
    removed = added = ""
    for block in LCSseq.opcodes(was, now):
        words = was[block.src_start : block.src_end]
        between = bool(removed or added) and block.src_end < len(was) and block.dest_end < len(now)
        if block.tag == "equal" and not (between and sum(not word.isspace() for word in words) < 2):
            yield from _told(removed, added)
            removed = added = ""
            yield Piece(Change.SAME, "".join(words))
            continue
        removed += "".join(words)
        added += "".join(now[block.dest_start : block.dest_end])
    yield from _told(removed, added)


def _told(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)
