"""What stands around the text of a page: running heads and page numbers, which are dropped, and footnotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.extract.hyphens import join
from ingest.extract.pdf.lines import RAISED, digits, level, lowered, merged
from ingest.extract.pdf.page import Line, Page

_MARGIN = 0.12
"""The share of a page's height, at its top and at its bottom, in which running heads stand."""
_LEAST = 2  # pages that a running head is on: chapters may have their own, on left or right pages only
_NEAR = 2.0  # points that it may move
_LONGEST_LABEL = 6  # characters
_Key = tuple[str, bool]  # a line, and whether it stands in the upper half
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_PAGE_NUMBER = re.compile(
    r"(?:sivu|sida|sidan|page|s\.|p\.)?\s?(?P<number>\d{1,4})(?:\s?\(\d{1,4}\)|\s?/\s?\d{1,4}|\s(?:av|of)\s\d{1,4})?"
    r"|[-–]\s?(?P<between>\d{1,4})\s?[-–]",
    re.IGNORECASE,
)
_SMALL = 1.02
"""Letters of a footnote are at most this large, in sizes of the running text."""
_APART = 1.5
"""White from which what stands below a footnote is none, in sizes of its letters."""
_NOTE = re.compile("(?:([\ue000-\ue009]{1,2})|(\\d{1,2})[.)]?(?=\\s))\\s*(?=\\S)")
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcdm]?m|CO|NO|SO)$")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without lines that repeat at the same height near an edge, and without their numbers."""
    repeated = _repeated(pages)
    offsets = Counter(offset for page in pages for line in _margins(page) for offset in _number(line, page))
    numbering = {offset for offset, count in offsets.items() if count >= 2 or offset == 0}
    return [replace(page, lines=tuple(_kept(page, repeated, numbering))) for page in pages]


def _repeated(pages: Sequence[Page]) -> dict[_Key, float]:
    """The lines that are repeated, and where they stand."""
    heights: dict[_Key, list[float]] = defaultdict(list)
    for page in pages:
        for key, top in {_key(line, page): line.top for line in _margins(page)}.items():
            heights[key].append(top)
    middles = {key: sorted(tops)[len(tops) // 2] for key, tops in heights.items()}
    return {
        key: middle
        for key, middle in middles.items()
        if sum(abs(top - middle) <= _NEAR for top in heights[key]) >= _LEAST
    }


def _kept(page: Page, repeated: dict[_Key, float], numbering: set[int]) -> Iterable[Line]:
    """What is no running head, no page number, and not in a row with a number of pages (“Muistio 3 (12)”)."""
    margins = _margins(page)
    heads = [line for line in margins if abs(repeated.get(_key(line, page), -page.height) - line.top) <= _NEAR]
    numbers = [line for line in margins if numbering & set(_number(line, page))]
    totals = [line for line in numbers if not line.text.isdecimal()]
    gone = [line for line in (*heads, *numbers) if not _is_label(line, margins, heads)]
    gone += [line for line in margins if any(level(line, total) for total in totals)]
    return [line for line in page.lines if line not in gone]


def _is_label(line: Line, margins: Sequence[Line], heads: Sequence[Line]) -> bool:
    """Whether a short line is the number of a clause or of a footnote: it stands before text of its own."""
    after = (other for other in margins if other.x0 > line.x0 and level(other, line) and other not in heads)
    return len(line.text) <= _LONGEST_LABEL and any(after)


def _margins(page: Page) -> list[Line]:
    return [line for line in page.lines if _in_margin(line, page)]


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _key(line: Line, page: Page) -> _Key:
    """A line without its page's number; bold lines may be headings (“Vaatimus 2”), and keep theirs."""
    text = line.text.casefold()
    if not line.bold:
        text = _DIGITS.sub(lambda found: "" if int(found[0]) == page.number else found[0], text)
    return text, line.top < page.height / 2


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
    lines = merged(page.lines)
    referred = [int(digits(mark)) for line in lines for mark in RAISED.findall(line.text)]
    start = _foot(lines, body, referred)
    if start is None:
        return page, {}
    notes: dict[int, list[str]] = {}
    end = start
    for above, line in zip([None, *lines[start:]], lines[start:], strict=False):
        if above and (line.top - above.bottom > _APART * line.size or abs(line.size - above.size) > 0.3):
            break
        end += 1
        if (found := _NOTE.match(line.text)) and _next_number(number := _noted(found), notes):
            notes[number] = [lowered(line.text[found.end() :])]
        elif notes:
            next(reversed(notes.values())).append(lowered(line.text))
    below = lines[end].top if end < len(lines) else page.height
    kept = [line for line in page.lines if not lines[start].top <= line.top < below]
    return replace(page, lines=tuple(kept)), {number: join(texts) for number, texts in notes.items()}


def _foot(lines: Sequence[Line], body: float, referred: Sequence[int]) -> int | None:
    """Where the footnotes begin: at the last line with the lowest number that is referred to above it."""
    for start in range(len(lines) - 1, 0, -1):
        if lines[start].size > _SMALL * body:
            return None
        if referred and (found := _NOTE.match(lines[start].text)) and _noted(found) == min(referred):
            return start
    return None


def _noted(found: re.Match[str]) -> int:
    return int(digits(found[1]) if found[1] else found[2])


def _next_number(number: int, notes: dict[int, list[str]]) -> bool:
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
