"""Blocks -> the lines of the text, without what pages leave between them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.clean import clean, clean_line
from ingest.extract.dates import marginal
from ingest.extract.html.blocks import Block
from ingest.extract.html.sites import Site, everywhere

UNDER_TITLE = 3
"""Lines; a date alone in one of so many under the title is that of publication."""
_LIKE_A_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
"""Shown to readers as it stands; with a space after it, `clean` takes it for no tag and no comment."""
_MOST_CLEANINGS = 5
_CARD_WORDS = 60
"""A card's words, its heading with it; what is longer is a text."""
_INTRODUCTION = 0.4
"""The share of a page's words that may stand before its title; if more do, that heading was not the title."""


def main_blocks(blocks: Sequence[Block], site: Site, title: str, *, is_event: bool = False) -> list[Block]:
    """The blocks that are text, by the site's rules and by those of all: neither title, cards nor leftovers.

    Nor is a line that only tells when the page was made; a date alone tells that under the title, unless of an event.
    """
    cleaned = [replace(block, text=text) for block in blocks if (text := clean_line(_LIKE_A_TAG.sub("< ", block.text)))]
    kept = _without_cards(_until_cut(from_title(cleaned, title), site), site)
    kept = [block for block in kept if not _is_leftover(block, site)]
    undated = 0 if is_event else UNDER_TITLE
    kept = [
        block
        for number, block in enumerate(kept)
        if block.kind != "paragraph" or not marginal(block.text, alone=number < undated)
    ]
    while kept and kept[-1].kind == "heading":
        kept.pop()  # of something that went
    return kept


def from_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """What comes after the title, or everything where it does not stand among the blocks."""
    words = sum(len(block.text.split()) for block in blocks)
    before = 0
    for number, block in enumerate(blocks):
        if block.kind == "heading" and block.text.casefold() == title.casefold():
            return list(blocks[number + 1 :])
        before += len(block.text.split())
        if before > _INTRODUCTION * words:
            break
    return list(blocks)


def written(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown (`Extracted.text` tells of which form), headings from `##` on without gaps."""
    lines: list[str] = []
    above: list[int] = []
    before: Block | None = None
    for block in blocks:
        if block.kind == "heading":
            above = [level for level in above if level < block.level] + [block.level]
        if before and not _together(before, block):
            lines.append("")
        lines.append(_line(block, min(len(above) + 1, 6)))
        if block.kind == "row" and (before is None or before.kind != "row"):
            lines.append(f"|{' --- |' * (block.text.count('|') - 1)}")
        before = block
    return _cleaned("\n".join(lines))


def _cleaned(text: str) -> str:
    """The text so that cleaning it once more changes nothing: what was a link's words may look like a link again."""
    for _ in range(_MOST_CLEANINGS):
        before, text = text, clean(text).strip()
        if text == before:
            break
    return f"{text}\n" if text else ""


def _line(block: Block, heading: int) -> str:
    if block.kind == "heading":
        return f"{'#' * heading} {block.text}"
    if block.kind == "item":
        return f"{'  ' * (block.level - 1)}{block.marker} {block.text}"
    return f"{'  ' * block.level}{block.text}"


def _together(before: Block, block: Block) -> bool:
    """Whether two blocks stand under each other: items of a list, what goes on with one, rows of a table."""
    if block.kind == "row" or block.kind == "heading":
        return before.kind == block.kind == "row"
    in_list = (before.kind == "item" or before.level > 0) and before.kind in ("item", "paragraph")
    return in_list and (block.kind == "item" or block.level > 0)


def _until_cut(blocks: list[Block], site: Site) -> list[Block]:
    """What comes before the line that ends the text, if there is text before it."""
    for number, block in enumerate(blocks):
        if number and _is_one_of(block.text, site.cut) and any(other.kind != "heading" for other in blocks[:number]):
            return blocks[:number]
    return blocks


def _without_cards(blocks: list[Block], site: Site) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if _is_one_of(block.text, site.card_end):
            _take_back_card(kept)
        else:
            kept.append(block)
    return kept


def _take_back_card(kept: list[Block]) -> None:
    """Take back a card that has just ended: from its heading on, if that is not further than a card is long."""
    words = 0
    for number in range(len(kept) - 1, -1, -1):
        words += len(kept[number].text.split())
        if words > _CARD_WORDS:
            return
        if kept[number].kind == "heading":
            del kept[number:]
            return


def _is_leftover(block: Block, site: Site) -> bool:
    return _is_one_of(block.text, site.leftovers) or block.text.casefold().strip(" ›»→") in everywhere().leftovers


def _is_one_of(text: str, lines: Iterable[str]) -> bool:
    """Whether a line is one of these; one of them that ends in “…” is the beginning of a line."""
    said = text.casefold().rstrip(":")
    return any(
        said.startswith(line[:-1].casefold()) if line.endswith("…") else said == line.casefold() for line in lines
    )
