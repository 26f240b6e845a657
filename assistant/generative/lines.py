"""What a chat model writes, line by line as it comes: a sentence with the numbers it rests on, or what is missing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.generative.failure import Failure, ModelFailed

_LONGEST = 1500
_MARKS = r"(?:\[\s*\d+(?:\s*[,;]\s*\d+)*\s*\]\s*)+"
_CITED = re.compile(rf"(?P<text>.*?)\s*(?P<marks>{_MARKS})(?P<end>[.!?:]?)\s*(?=$|[^\W\d_]|[-*•])")
_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}\))\s+")
_EMPHASIS = re.compile(r"\*\*|__|`|^#+\s+")
_MISSING, _NOT_FOUND = re.compile(r"^MISSING\s*:\s*", re.IGNORECASE), re.compile(r"^NOT_FOUND\W*$", re.IGNORECASE)
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or list item, and the numbers of the passages that it is said to rest on."""

    text: str
    numbers: tuple[int, ...]
    item: bool = False

    @property
    def lead(self) -> bool:
        """Whether it introduces the items after it."""
        return not self.item and self.text.endswith(":")


@dataclass(frozen=True, slots=True)
class Missing:
    """What the passages do not tell."""

    text: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """That the passages tell nothing of what was asked."""


Line = Said | Missing | NotFound


def read_lines(pieces: Iterable[str]) -> Iterator[Line]:
    """The lines of a text that comes in pieces, each as soon as it is whole. Raises ModelFailed for one without end."""
    held, thinking = "", True
    for piece in pieces:
        held += piece
        if thinking:  # what some models write to themselves before they answer
            start = held.lstrip().lower()
            if "<think>".startswith(start[:7]) and "</think>" not in start:
                continue
            held, thinking = _THOUGHT.sub("", held), False
        *whole, held = held.split("\n")
        for line in whole:
            yield from read_line(line)
        if len(held) > _LONGEST:
            raise ModelFailed(Failure.NONSENSE, "a line without end")
    yield from read_line(held)


def read_line(line: str) -> Iterator[Line]:
    """What a line says. One that holds several sentences, each with its numbers, says as many things."""
    line = line.strip()
    item = bool(_BULLET.match(line))
    text = _EMPHASIS.sub("", _BULLET.sub("", line)).strip()
    if not text:
        return
    if _NOT_FOUND.match(text):
        yield NotFound()
    elif missing := _MISSING.match(text):
        yield Missing(text[missing.end() :].strip())
    else:
        yield from _sentences(text, item)


def _sentences(text: str, item: bool) -> Iterator[Said]:
    at = 0
    for cited in _CITED.finditer(text):
        numbers = tuple(dict.fromkeys(int(number) for number in re.findall(r"\d{1,4}", cited["marks"])))
        yield Said(f"{cited['text'].strip()}{cited['end']}", numbers, item)
        at = cited.end()
    if rest := text[at:].strip():
        yield Said(rest, (), item)
