"""Lines in reading order -> groups of lines that are one paragraph, heading or item each; tables stay between them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.extract.clauses import read_clause
from ingest.extract.pdf.columns import Placed
from ingest.extract.pdf.page import Grid, Line

Group = list[Line]

BULLET = re.compile("[•‣◦▪■●○–—*\uf0a7\u2219·-]\\s+(?=\\S)|o\\s+(?=[A-ZÅÄÖa-zåäö])")
_ENDS_SENTENCE = (".", ":", ";", "!", "?")
_HYPHENS = ("-", "\u2010", "\u00ad")
_USUAL = 0.3
_TIMES = 3
"""How often a gap has to be seen to be the usual one; before that `_USUAL` is."""
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")
"""A line of a table of contents."""


def grouped(placed: Iterable[Placed]) -> list[Group | Grid]:
    """The groups in order. A group may run over columns and pages; lines of a table of contents are left out."""
    things = [thing for thing in placed if isinstance(thing, Grid) or not _LEADERS.search(thing.text)]
    usual = _usual_gap([thing for thing in things if isinstance(thing, Line)])
    groups: list[Group | Grid] = []
    for thing in things:
        last = groups[-1] if groups else None
        if isinstance(thing, Line) and isinstance(last, list) and not _begins(thing, last, usual):
            last.append(thing)
        else:
            groups.append([thing] if isinstance(thing, Line) else thing)
    return groups


def _usual_gap(lines: Sequence[Line]) -> float:
    """The white between the lines of a paragraph, in sizes of their letters."""
    gaps: Counter[float] = Counter()
    for above, below in pairwise(lines):
        if above.page == below.page and above.top < below.top and abs(above.size - below.size) < 0.6:
            gaps[round((below.top - above.bottom) / below.size, 1)] += 1
    gap, times = gaps.most_common(1)[0] if gaps else (0.0, 0)
    return gap if times >= _TIMES else _USUAL


def _begins(line: Line, group: Group, usual: float) -> bool:
    """Whether a line begins a group of its own after this one."""
    last = group[-1]
    if abs(line.size - last.size) > 0.6 or (line.bold != last.bold and _one_style(group, line)):
        return True
    if BULLET.match(line.text):
        return True
    ended = last.text.endswith(_ENDS_SENTENCE)
    if last.page != line.page or line.top < last.top:
        return not _runs_over(last, line)
    if (line.top - last.bottom) / line.size > usual + 0.35:
        return True
    if read_clause(line.text) and (ended or _fits(line, last) or last.bold):
        return True
    if _stands_out(line, group) or (_fits(line, last) and (ended or not line.text[0].islower())):
        return not last.text.endswith(_HYPHENS)
    return False


def _one_style(group: Group, line: Line) -> bool:
    """Whether all lines so far are bold or none is, so that the change means something; a lone word means nothing."""
    return len({other.bold for other in group}) == 1 and len(line.text.split()) > 1


def _runs_over(last: Line, line: Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if last.text.endswith(_HYPHENS):
        return True
    if last.text.endswith(_ENDS_SENTENCE) or read_clause(line.text):
        return False
    return line.text[0].islower() or (not last.bold and not _fits(line, last))


def _fits(line: Line, last: Line) -> bool:
    """Whether the first word of a line had room at the end of the last one, which then was ended on purpose."""
    first = len(line.text.split(maxsplit=1)[0]) + 1
    width = first * (line.x1 - line.x0) / max(len(line.text), 1)
    return last.x1 + width + line.size < last.right


def _stands_out(line: Line, group: Group) -> bool:
    """Whether a line begins further left than its group does, or further right than the lines above it do."""
    if line.left != group[-1].left:
        return False
    if line.x0 < group[0].x0 - 0.5 * line.size:
        return True
    ended = group[-1].text.endswith(_ENDS_SENTENCE)
    return ended and line.x0 > group[-1].x0 + 0.8 * line.size and not (len(group) == 1 and _hangs(group[0]))


def _hangs(line: Line) -> bool:
    return BULLET.match(line.text) is not None or read_clause(line.text) is not None
