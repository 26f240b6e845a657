"""What stands around the text of a page: running heads and page numbers, which are dropped, and footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.extract.hyphens import join
from ingest.extract.pdf_lines import RAISED, digits, lowered, merged
from ingest.extract.pdf_page import Line, Page

_MARGIN = 0.12
"""The share of a page's height, at its top and at its bottom, in which running heads stand."""
_REPEATED = 0.3
"""The least share of the pages that a running head is on: chapters may have their own, left and right pages too."""
_NEAR = 8.0  # points that it may move
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:sivu|sida|sidan|page|s\.|p\.)?\s?(?P<number>\d{1,4})(?:\s?\(\d{1,4}\)|\s?/\s?\d{1,4}|\s(?:av|of)\s\d{1,4})?"
    r"|[-–]\s?(?P<between>\d{1,4})\s?[-–]",
    re.IGNORECASE,
)
_SMALL = 0.93
"""Letters of a footnote are at most this large, in sizes of the running text."""
_NOTE = re.compile("(?:([\ue000-\ue009]{1,2})|(\\d{1,2})[.)]?(?=\\s))\\s*(?=\\S)")
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcdm]?m|CO|NO|SO)$")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without lines that repeat at the same height near an edge, and without their numbers."""
    counts: Counter[tuple[str, bool]] = Counter()
    heights: dict[tuple[str, bool], list[float]] = defaultdict(list)
    offsets: Counter[int] = Counter()
    for page in pages:
        for key in {_key(line, page) for line in page.lines if _in_margin(line, page)}:
            counts[key] += 1
        for line in page.lines:
            if _in_margin(line, page):
                heights[_key(line, page)].append(line.top)
                offsets.update(_number(line, page))
    least = max(2, _REPEATED * len(pages))
    repeated = {key for key, count in counts.items() if count >= least and _at_one_height(heights[key], least)}
    numbering = {offset for offset, count in offsets.items() if count >= 2 or offset == 0}

    def stays(line: Line, page: Page) -> bool:
        if not _in_margin(line, page):
            return True
        return _key(line, page) not in repeated and not numbering & set(_number(line, page))

    return [replace(page, lines=tuple(line for line in page.lines if stays(line, page))) for page in pages]


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _key(line: Line, page: Page) -> tuple[str, bool]:
    return _DIGITS.sub("0", line.text.casefold()), line.top < page.height / 2


def _at_one_height(tops: Sequence[float], least: float) -> bool:
    middle = sorted(tops)[len(tops) // 2]
    return sum(abs(top - middle) <= _NEAR for top in tops) >= least


def _number(line: Line, page: Page) -> Iterable[int]:
    """How far the page's number, if the line is one, is from the number that we count."""
    found = _PAGE_NUMBER.fullmatch(lowered(line.text))
    return [int(found["number"] or found["between"]) - page.number] if found else []


def body_size(pages: Iterable[Page]) -> float:
    """The size of most letters, in points, to half a point."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def take_footnotes(page: Page, body: float) -> tuple[Page, dict[int, str]]:
    """The page without its footnotes, and the footnotes by number: small lines at its foot, the first with a number."""
    lines = sorted(page.lines, key=lambda line: line.top)
    start = len(lines)
    while start and lines[start - 1].size <= _SMALL * body:
        start -= 1
    foot = merged(lines[start:])
    notes: dict[int, list[str]] = {}
    for line in foot:
        if (found := _NOTE.match(line.text)) and _may_be(int(digits(found[1]) if found[1] else found[2]), notes):
            notes[int(digits(found[1]) if found[1] else found[2])] = [lowered(line.text[found.end() :])]
        elif notes:
            next(reversed(notes.values())).append(lowered(line.text))
    referred = {int(digits(mark)) for line in lines[:start] for mark in RAISED.findall(line.text)}
    if not notes or not referred & notes.keys():
        return page, {}
    first = next(i for i, line in enumerate(foot) if _NOTE.match(line.text))
    kept = (*lines[:start], *foot[:first])
    return replace(page, lines=tuple(kept)), {number: join(lines) for number, lines in notes.items()}


def _may_be(number: int, notes: dict[int, list[str]]) -> bool:
    return number > 0 and (not notes or number == max(notes) + 1)


def split_references(text: str, notes: Iterable[int]) -> tuple[str, list[int]]:
    """The text without its references to these footnotes, and the numbers referred to; other raised digits stay."""
    known = set(notes)
    found: list[int] = []

    def put(match: re.Match[str]) -> str:
        number = int(digits(match[0]))
        if number not in known or _UNIT.search(text[max(0, match.start() - 4) : match.start()]):
            return str(number)
        found.append(number)
        return ""

    return RAISED.sub(put, text), found
