"""The main text of a page of no known site: the blocks of ours that trafilatura also finds.

Barbaresi, “Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and Extraction”, ACL 2021.
It tells which text is the main one; how that is built (headings, lists, tables, links) is read from the page itself.
"""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from bs4 import BeautifulSoup

from ingest.extract.html.blocks import Block

_WORD = re.compile(r"\w+")
_RUN = 4
"""Words; a block is in a text if most of its runs of so many words are, a shorter one if it is a line of it."""
_MOST = 0.8
_ENOUGH_WORDS = 25
_LEAD_BLOCKS = 3


def general_blocks(everything: Sequence[Block], soup: BeautifulSoup) -> list[Block]:
    """Those of the blocks from the title on that are main text; all where trafilatura finds next to none."""
    lines = [tuple(_WORD.findall(line.casefold())) for line in _main_text(soup).splitlines()]
    told = [word for line in lines for word in line]
    runs = {*lines, *zip(*(told[start:] for start in range(_RUN)), strict=False)}
    found = _with_rows_and_headings(everything, _with_lead(everything, [_is_told(block, runs) for block in everything]))
    return found if sum(len(block.text.split()) for block in found) >= _ENOUGH_WORDS else list(everything)


def _with_lead(everything: Sequence[Block], told: list[bool]) -> list[bool]:
    """What is told, with the sentences that lead from the title to it."""
    first = told.index(True) if True in told else 0
    for number in range(first if first <= _LEAD_BLOCKS else 0):
        block = everything[number]
        told[number] = block.kind == "paragraph" and block.text[-1] in ".!?" and len(block.text.split()) > _RUN
    return told


def _with_rows_and_headings(everything: Sequence[Block], told: list[bool]) -> list[Block]:
    """The told blocks, with all rows of a table of which one is told, and each heading right above a told block."""
    pairs = list(pairwise(range(len(told))))
    for before, after in (*pairs, *reversed(pairs)):
        if everything[before].kind == everything[after].kind == "row":
            told[before] = told[after] = told[before] or told[after]
        elif everything[before].kind == "heading":
            told[before] = told[before] or told[after]
    return [block for block, kept in zip(everything, told, strict=True) if kept]


def _is_told(block: Block, runs: Container[tuple[str, ...]]) -> bool:
    words = tuple(_WORD.findall(block.text.casefold()))
    if len(words) < _RUN:
        return words in runs
    own = list(zip(*(words[start:] for start in range(_RUN)), strict=False))
    return sum(run in runs for run in own) >= _MOST * len(own)


def _main_text(soup: BeautifulSoup) -> str:
    import trafilatura  # takes 0.3 s to load

    for cell in soup.select("[rowspan], [colspan]"):
        for name in ("rowspan", "colspan"):  # it fills spans up without a bound
            del cell[name]
    try:
        return trafilatura.extract(str(soup), include_comments=False, favor_recall=True) or ""
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return ""  # it stumbles over some broken trees; ours are read then
