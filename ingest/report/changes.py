"""What differs between two wordings of a page, as much of it as a person can read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.visible import visible
from ingest.report.aligning import Changed, Kept, Line, runs

_MOST_SHOWN = 60_000  # characters of one comparison
_LONGEST_LINE = 2_000  # characters; a longer line is cut at a space
_EACH = 40  # characters that a line counts for beside its own, so that many short ones are bounded too
_FEW = 3  # unchanged lines that are not worth folding
_PIECE = re.compile(rf"\S.{{0,{_LONGEST_LINE}}}(?!\S)|\S{{1,{_LONGEST_LINE}}}")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Lines in a row that do not differ: the ones next to a change, and between them `count` that may be folded.

    `folded` is empty where they are too long to be shown.
    """

    head: tuple[str, ...]
    folded: tuple[str, ...]
    tail: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings side by side; without parts, what can be seen is the same.

    `left_out` counts the lines that differ and are not shown, for there are too many. `size` is how many characters
    are shown.
    """

    parts: tuple[Changed | Unchanged, ...]
    left_out: int
    size: int


def compare(before: str, after: str) -> Comparison:
    """What differs between two wordings, as far as it can be seen, and bounded in size."""
    old, new = lines_of(before), lines_of(after)
    parts: list[Changed | Unchanged] = []
    left_out, room = 0, _MOST_SHOWN
    for run in runs(old, new) if old != new else ():
        part: Changed | Unchanged
        if isinstance(run, Kept):
            part, size = _folded(run.lines, is_first=not parts, room=room)
        else:
            shown, size = _fitting(run.lines, room)
            part = Changed(shown)
            left_out += len(run.lines) - len(shown)
        if size:
            parts.append(part)
            room -= size
    return Comparison(tuple(parts), left_out, _MOST_SHOWN - room)


def lines_of(text: str) -> list[str]:
    """The lines of a text as they are seen, without blank ones; very long ones are cut."""
    return [piece.strip() for line in visible(text).splitlines() for piece in _PIECE.findall(line)]


def beginning(text: str) -> tuple[list[str], bool]:
    """The first lines of a text, as many as a comparison would show, and whether these are all."""
    lines = lines_of(text)
    count = _how_many([len(line) for line in lines], _MOST_SHOWN)
    return lines[:count], count == len(lines)


def _folded(lines: tuple[str, ...], *, is_first: bool, room: int) -> tuple[Unchanged, int]:
    head = lines if len(lines) <= _FEW else () if is_first else lines[:1]
    tail = lines[max(len(head), len(lines) - 1) :]
    folded = lines[len(head) : len(lines) - len(tail)]
    ends = sum(map(len, (*head, *tail)))
    if room <= ends:
        return Unchanged((), (), (), 0), 0
    fits = _how_many([len(line) for line in folded], room - ends) == len(folded)
    unchanged = Unchanged(head, folded if fits else (), tail, len(folded))
    return unchanged, ends + (sum(map(len, folded)) if fits else 0)


def _fitting(lines: tuple[Line, ...], room: int) -> tuple[tuple[Line, ...], int]:
    sizes = [sum(len(piece.text) for piece in line) for line in lines]
    count = _how_many(sizes, room)
    return lines[:count], sum(sizes[:count]) + _EACH * count


def _how_many(sizes: Sequence[int], room: int) -> int:
    """How many of the lines with these sizes fit."""
    for count, size in enumerate(sizes):
        room -= size + _EACH
        if room < 0:
            return count
    return len(sizes)
