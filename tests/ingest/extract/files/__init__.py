"""Files to read, and what is expected of each."""

import re
from dataclasses import dataclass
from pathlib import Path

from ingest.types import PageEnd

HERE = Path(__file__).parent
_ENDS = re.compile(r"\n<!-- page (\d+) ends -->")


@dataclass(frozen=True)
class Expected:
    title: str
    language: str
    published: str
    text: str
    pages: tuple[PageEnd, ...]


def body_of(name: str) -> bytes:
    return (HERE / name).read_bytes()


def expected_of(name: str) -> Expected:
    """What `name.md` says: a head of three lines, then the text with a comment where each page ends."""
    head, _, marked = (HERE / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")
    told = dict(line.split(": ", 1) for line in head.splitlines())
    text, ends = "", []
    position = 0
    for found in _ENDS.finditer(marked):
        text += marked[position : found.start()]
        ends.append(PageEnd(len(text), int(found[1])))
        position = found.end()
    text += "\n"
    ends[-1] = PageEnd(len(text), ends[-1].page)
    return Expected(told["title"], told["language"], told["published"], text, tuple(ends))
